"""Fictitious names: lists of common given names and surnames, combined at random.

No list holds a person; a combination that some real person bears is a coincidence.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WOMEN_GIVEN = _words(
    """María Ana Yolanda Luz Carmen Rosa Elena Marta Gladys Yamileth Itzel Yarineth Kathia Dayra
    Milagros Xiomara Zuleika Maribel Nidia Damaris Aracelly Vielka Yadira Lourdes Daysi Edith
    Anayansi Cristina Berta Virginia Graciela Norma Silvia Patricia Karen Stephany Génesis
    Yessenia Mitzi Katherine Angélica Isabel Julissa Roxana Omaira Marlenis Nereida Aida Delia
    Eneida Fátima Gisela Hilda Ivette Jackeline Keyla Leidys Magaly Noemí Odalis Priscila"""
)

MEN_GIVEN = _words(
    """José Luis Carlos Juan Miguel Manuel Ricardo Roberto Rubén Edgar Jorge Rolando Eric Abdiel
    Alexis Ángel Aquilino Arcadio Benigno Bolívar César Cristóbal Daniel David Demetrio Didier
    Eduardo Efraín Elías Ernesto Esteban Eusebio Félix Fernando Francisco Gabriel Gilberto Héctor
    Hermes Irving Isaías Jaime Javier Joel Jonathan Julio Kevin Leonel Leopoldo Marcelino Mario
    Nelson Nicanor Omar Orlando Pablo Pedro Rafael Ramiro Raúl Reynaldo Samuel Sergio Tomás
    Virgilio Yasser Yoel"""
)

SURNAMES = _words(
    """González Rodríguez Martínez Pérez Sánchez Hernández García Castillo Gómez Vargas Morales
    Jiménez López Ramos Batista Quintero Ríos Aguilar Montenegro Miranda Pinto Caballero Espinosa
    Guerra Santos Rivera Gutiérrez Núñez Ortega Cedeño Barría Vega Mendoza Saldaña Samudio Pitti
    Araúz Serrano Beitía Concepción Abrego Bejerano Palacio Carpintero Jaramillo Chávez Valdés
    Cárdenas Córdoba Murillo Mosquera Asprilla Góndola Archibold Brown Smith Williams Campbell
    Herrera Navarro Domínguez Moreno Rangel Tejada Vásquez Zamora De-León Delgado Escobar Flores
    Franco Gil Ibarra Justavino Lasso Lezcano Marín Medina Nieto Ortiz Pimentel Pineda Polanco
    Rojas Rosas Ruiz Salazar Solís Soto Torres Trejos Ureña Valencia Villarreal Zambrano Zurita
    Him Chong Ábrego Bonilla Camarena Degracia Frías Guevara Madrid Osorio Peralta Tuñón"""
)

# Our assumption: neighbours and the countries drug couriers are reported from; shares are ours.
NATIONALITIES = (
    ("Colombia", 0.44), ("Venezuela", 0.13), ("Nicaragua", 0.11), ("Costa Rica", 0.08),
    ("República Dominicana", 0.07), ("Ecuador", 0.04), ("Honduras", 0.03), ("México", 0.03),
    ("Jamaica", 0.02), ("Perú", 0.02), ("Cuba", 0.02), ("China", 0.01),
)  # fmt: skip
