"""Names written by ear are found under each other; different common names are not."""

from itertools import combinations

import pytest

from segunda.registry.matching.names import tokens
from segunda.registry.matching.sounds import sound

# One line per name, in the spellings that Panama's registers hold; by hand.
ALIKE = """
Yaneth Janet Yanet Jeaneth Janeth Jannet Jeannette Yaned
Jhon John Yon Jon
Jhonny Johnny Yoni Jonny
Jhonatan Jonathan Yonatan Jonatan
José Yosé
Jiménez Giménez Ximénez
Javier Xavier
Gisela Yisela Gicela Jisela
Ángel Ánjel Anyel
Benjamín Benyamin
Marjorie Maryori Marjory Maryorie
Stephany Estefani Stephanie Estefany
Kathia Katia Katya Catia
Katherine Katerin Catherine Katherin Kathering
Yamileth Yamilet Llamilet
Daysi Deisy Deysi Daisy
Mary Mari
Michelle Michel Mishell Mitchell
Nicole Nicol Nikol Nicolle
Ivette Yvette Ivet
Jackeline Jacqueline Yaquelin Yakelyn Jackelin
Erick Eric Erik
Alexis Alecsis Aleksis
Félix Feliz Felis
Oswaldo Osvaldo
Walter Gualter
Wilson Wuilson Huilson
Guaynora Waynora Guainora
Bejerano Vejerano Begerano
Cedeño Sedeno Zedeño
Quintero Kintero
Vásquez Básques Vazquez
Villarreal Viyareal
Edith Edit Edid
Miriam Mirian Myriam
Campos Canpos
Sophia Sofía Zofia
Christian Cristian Kristian
Kelly Keli Kely
Phillips Filips Philips
Campbell Cambell Campbel
Williams Wiliams
Allan Alan
Thompson Tomson Thomson
Clark Clarke
Guillermo Guiyermo
Giovanni Yovany Geovanny Jovani
Yajaira Yahaira
Brayan Brian Bryan
Isabella Isabela
Emma Enma Ema
Edgar Edgard
Miller Miler
Membache Menvache
Michael Maikol Maicol
Priscila Priscilla Pricila
Archibold Archivold
Chávez Chaves
Hernández Ernandes
Yessenia Jessenia Yesenia
Xiomara Siomara Ziomara
Mejía Megia
Johana Yoana Joanna Johanna
Jennifer Yenifer Jenifer Yennifer
Dayana Dallana Daiana
Peña Pena
"""
APART = """
María Mario Marta Marina Mariela
Juan Juana Joan Julián
Luis Luisa Lewis Luz
Carlos Carla Carlota
Ana Ada Aida Anaís
Rosa Rosas Rosaura
José Josué Josefa
Jason Jackson
Diana Dayana
Daniel Daniela Danilo
Pablo Paula Paola
Rojas Royas Rosas
Ángel Aniel Angélica
Argelis Arielis
Hernández Fernández
Chan Chang Chong Chung
Gómez Gámez
Ruiz Ríos Reyes
Mora Moreno Morales
Vega Vegas Viga
Chávez Sáez
Pinto Pineda Pino
Alexandra Alejandra
Marcos Marcelo Marcela
Erick Erica
Joel Jael
Yolanda Yaneth
Elías Elisa
Castro Castillo
Batista Bautista
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """Return each two names of a line."""
    return [pair for line in table.split("\n") for pair in combinations(line.split(), 2)]


def heard(name: str) -> str:
    """Return how one name sounds."""
    return sound(tokens(name)[0])


@pytest.mark.parametrize(("one", "other"), pairs(ALIKE))
def test_one_name_in_two_spellings_sounds_the_same(one: str, other: str) -> None:
    assert heard(one) == heard(other)


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_different_names_sound_different(one: str, other: str) -> None:
    assert heard(one) != heard(other)


def test_the_tables_hold_enough_pairs_to_mean_something() -> None:
    assert len(pairs(ALIKE)) >= 100
    assert len(pairs(APART)) >= 60


def test_a_name_in_other_letters_sounds_as_it_is_written() -> None:
    assert sound("陈") == "陈"
    assert sound("") == ""
