"""Texts that point to few people are flagged; general ones are not. The people are invented."""

import pytest

from segunda.law.text import Text
from segunda.monitoring.reports.census import Census, Held
from segunda.monitoring.reports.document import Words
from segunda.monitoring.reports.flags import COMBINED, FEW_TOLD, NAME, Flag, flags_of_text
from segunda.monitoring.reports.plain import plain
from segunda.monitoring.tests.reports import census_of, held

NAMES = frozenset({("yaneth", "ficticia")})
PLACE = Text("Sección", "Section")


def women() -> Census:
    """CEFERE: 40 women of Panama, 12 of Colombia, 3 of Nicaragua; one is 71 and one came alone."""
    old: list[Held] = held(1, born=1953)
    few = held(3, nationality="nicaragua")
    return census_of([*held(39), *held(12, nationality="colombia"), *few, *old])


def flag(text: str, place: str = "", census: Census | None = None) -> Flag | None:
    """The flag of a Spanish text."""
    return flags_of_text("m", PLACE, Words(text, ""), place, census or women(), NAMES)


@pytest.mark.parametrize(("text", "place"), [
    ("Las celdas no tienen ventilación y el agua llega dos horas al día.", "CEFERE"),
    ("Las mujeres colombianas de CEFERE no reciben visitas.", ""),
    ("Las mujeres embarazadas deben recibir atención prenatal.", ""),
    ("Hay 4 centros y 2 son solo de mujeres.", ""),
    ("La pena va de 6 a 25 años para delitos contra la salud pública.", ""),
    ("El 3 de mayo de 2024 se visitó el centro.", "CEFERE"),
    ("Faltan medicinas en la farmacia.", "Estación de policía de Colón"),
    ("Personal de las 4 cárceles, the 4 women's prisons.", ""),
])  # fmt: skip
def test_what_points_to_nobody_is_not_flagged(text: str, place: str) -> None:
    assert flag(text, place) is None


@pytest.mark.parametrize(("text", "place", "kind", "why"), [
    ("Las mujeres nicaragüenses no reciben visitas.", "CEFERE", COMBINED, "son 3 personas"),
    ("Una interna de 71 años duerme en el piso.", "CEFERE", COMBINED, "son 1 personas"),
    ("Se aisló a tres mujeres durante 30 días.", "", FEW_TOLD, "tres mujeres"),
    ("Hubo 2 casos de golpes.", "CEFERE", FEW_TOLD, "2 casos"),
    ("Una mujer embarazada no tuvo control.", "CEFERE", COMBINED, "no dicen de cuántas"),
    ("La detenida ingresó el 2 de enero de 2020.", "CEFERE", COMBINED, "son 0 personas"),
    ("Yaneth Ficticia contó que no hay agua.", "", NAME, "nombre"),
    ("La persona de cédula 8-123-456 pidió médico.", "", NAME, "número de documento"),
])  # fmt: skip
def test_what_points_to_few_people_is_flagged_and_says_why(
    text: str, place: str, kind: str, why: str
) -> None:
    found = flag(text, place)
    assert found is not None
    assert found.kind == kind or (found.kind, kind) == (COMBINED, FEW_TOLD)
    assert why in " ".join(one.es for one in found.why)


def test_a_fact_said_in_other_words_is_not_flagged() -> None:
    """The bad answer: only words on the list are known, and the page says so."""
    assert flag("La señora que cose en el taller no recibió su medicina.", "CEFERE") is None


def test_in_english_too() -> None:
    text = Words("", "Two of the four centres had three cases, two in CEFERE, of pregnant women.")
    found = flags_of_text("m", PLACE, text, "", women(), NAMES)
    assert found is not None
    assert "packages do not say of how many" in " ".join(one.en for one in found.why)


def test_without_a_package_what_is_combined_is_flagged_as_not_known() -> None:
    found = flags_of_text("m", PLACE, Words("Una mujer extranjera pidió intérprete.", ""), "CEFERE",
                          None, frozenset())  # fmt: skip
    assert found is not None


def test_a_name_in_small_letters_inside_other_words_is_no_name() -> None:
    assert plain("Yaneth  FICTICIA") == "yaneth ficticia"
    assert flag("Es una yaneth ficticia cualquiera.") is None
