"""The adult prisons of Panama as press and monitors named them, with the figures published."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Facility:
    """One prison: its published capacity and counts, and our own filling where none was found.

    `november_2023` is the people held on 30 November 2023 in the register; `sourced` says
    whether that number was published or is our assumption. `pretrial_share` is an assumption
    (None: whatever is left). `capacity` None: not found; inferred numbers are not stored.
    """

    id: str
    name: str
    province: str
    sex: str
    capacity: int | None
    november_2023: int
    sourced: bool
    source: str
    spellings: tuple[str, ...] = ()
    pretrial_share: float | None = None
    reopened: date | None = None


PRENSA = "prensa.com, nov 2023"
PAM = "panamaamerica.com.pa"
SEED = "MNPT, en el informe Global NPM de la APT"
WORKS = f"{PAM}: vacío por obras en oct 2022; el día en que reabrió es nuestro"

MEN = (
    Facility("nueva_joya", "La Nueva Joya", "Panamá", "M", 5504, 5544, True, PRENSA,
             ("LA NUEVA JOYA", "Nueva Joya", "C.P. La Nueva Joya", "La  Nueva Joya")),
    Facility("joya", "La Joya", "Panamá", "M", 1568, 3972, True, PRENSA,
             ("LA JOYA", "C.P. La Joya", "la joya", "La Joya (Pacora)")),
    Facility("joyita", "La Joyita", "Panamá", "M", 2837, 4740, True, PRENSA,
             ("LA JOYITA", "C.P. La Joyita", "Joyita"), pretrial_share=0.55),
    Facility("renacer", "El Renacer", "Panamá", "M", 436, 260, True, PRENSA,
             ("EL RENACER", "Renacer", "C.P. El Renacer"), pretrial_share=0.0),
    Facility("tinajitas", "Centro de Rehabilitación y Transitorio de Tinajitas", "Panamá", "M",
             None, 480, False, f"{PAM}, abr 2020 (hacinado, sin cifra)",
             ("Tinajitas", "TINAJITAS", "C.R.T. Tinajitas"), pretrial_share=0.7),
    Facility("nueva_esperanza_m", "Nueva Esperanza (hombres)", "Colón", "M", 1322, 2544, True,
             PRENSA, ("Nueva Esperanza", "NUEVA ESPERANZA", "Nva. Esperanza Colón")),
    Facility("chiriqui", "Chiriquí", "Chiriquí", "M", 950, 1250, False,
             "o-abroad.com: 1,409 a fines de 2025",
             ("CHIRIQUI", "Chiriqui", "Cárcel de David")),
    Facility("penonome", "Penonomé", "Coclé", "M", None, 560, False,
             f"{PAM}, oct 2022: 987 en Coclé", ("Penonome", "PENONOMÉ")),
    Facility("aguadulce", "Aguadulce", "Coclé", "M", 40, 215, False,
             f"{PAM}, may 2022: 213", ("AGUADULCE", "Agua Dulce")),
    Facility("santiago", "Santiago", "Veraguas", "M", None, 690, False,
             f"{PAM}, oct 2022: 683 en Veraguas", ("SANTIAGO", "Santiago de Veraguas")),
    Facility("chitre", "Chitré", "Herrera", "M", 80, 390, False, f"{WORKS} (391 en may 2022)",
             ("Chitre", "CHITRÉ"), reopened=date(2023, 2, 1)),
    Facility("las_tablas", "Las Tablas", "Los Santos", "M", 75, 340, False,
             f"{PAM}, oct 2022: 293; o-abroad.com, fines de 2025: 452",
             ("LAS TABLAS", "Las tablas")),
    Facility("bocas", "Bocas del Toro", "Bocas del Toro", "M", 292, 780, False,
             f"{PAM}, oct 2022: 656; o-abroad.com, fines de 2025: 1,004",
             ("BOCAS DEL TORO", "Bocas")),
    Facility("la_palma", "La Palma", "Darién", "M", 18, 18, False, f"{PAM}, oct 2022: 16",
             ("LA PALMA",)),
    Facility("la_chorrera", "La Chorrera", "Panamá Oeste", "M", None, 380, False, WORKS,
             ("LA CHORRERA", "Chorrera"), reopened=date(2023, 3, 1)),
    Facility("punta_coco", "Punta Coco", "Panamá", "M", None, 25, False,
             f"{PAM}, 2020 (nombrado, sin cifra)", ("PUNTA COCO",)),
)  # fmt: skip

WOMEN = (
    Facility("cefere", "CEFERE Doña Cecilia Orillac de Chiari", "Panamá", "F", None, 680, False,
             "prensa.com, nov 2023: 322 sobre una capacidad que no se encontró",
             ("CEFERE", "Cefere", "C.F.R. Cecilia Orillac de Chiari")),
    Facility("llano_marin", "Llano Marín", "Coclé", "F", None, 170, False,
             f"{SEED}: hacinado, sin cifra", ("Llano Marin", "LLANO MARÍN")),
    Facility("algarrobos", "Los Algarrobos", "Chiriquí", "F", None, 124, False,
             f"{SEED}: hacinado, sin cifra", ("LOS ALGARROBOS", "Algarrobos")),
    Facility("nueva_esperanza_f", "Nueva Esperanza (mujeres)", "Colón", "F", None, 180, False,
             f"{SEED}: sin hacinamiento, sin cifra", ("Nueva Esperanza Fem.", "NUEVA ESPERANZA F")),
)  # fmt: skip

FACILITIES = MEN + WOMEN
