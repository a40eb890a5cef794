"""The petitions of a client: for her defence only, filled from her record, traced, never kept."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.registry import actions
from segunda.registry.actions import Arrived
from segunda.registry.models import Document, Person, StoredFile
from segunda.registry.tests.pages import browser_of
from segunda.report.writing.model import BLANK
from segunda.report.writing.tests.opened import lines_of_docx, words_of_pdf
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HERS, WAITING = "Yaneth Peña Santos", "Marta Quirós Santos"
BY: dict[str, Any] = {"by": JOBS, "at": NOON}


def defended(village: Village, name: str) -> Person:
    """Ana is recorded by the court as her defence; her case is in that court."""
    person, clerk = village.people[name], village.reader("secretaria.cumplimiento")
    with acting(JOBS):
        actions.record_case(person=person, number="2023-15",
                            court=village.courts["cumplimiento-1"], **BY)  # fmt: skip
    with acting(clerk):
        actions.record_appointment(person=person, defender=village.users["defensa.ana"],
                                   by=clerk, at=NOON)  # fmt: skip
    return person


@pytest.fixture
def hers(village: Village) -> Person:
    """Five years without the number of a judgment; consent proved, a host only declared."""
    person = defended(village, HERS)
    with acting(JOBS):
        arrived = Arrived("FIC-CONS", date(2024, 5, 2), "Defensa pública",
                          facts={"consents": "true"})  # fmt: skip
        actions.receive_paper(person=person, paper="signed_consent", arrived=arrived,
                              received_date=date(2024, 5, 3), **BY)  # fmt: skip
        actions.record_fact(person=person, name="host_institution_letter", value="true",
                            state="declared", **BY)  # fmt: skip
    return person


def page_of(person: Person) -> str:
    return f"/personas/{person.public_id}/peticiones/"


def made(client: Client, person: Person, rule: str, what: str, **more: str) -> Any:
    said = {"camino": rule, "documento": what, **more}
    return client.post(f"{page_of(person)}documento/", said)


@pytest.mark.parametrize(
    "account",
    ["registro.norte", "direccion.norte", "social.norte", "salud.norte", "junta.norte",
     "cumplimiento.1", "secretaria.cumplimiento", "garantias.1", "nacional", "datos"],
)  # fmt: skip
def test_nobody_but_a_defence_makes_a_petition(
    village: Village, hers: Person, account: str
) -> None:
    client = browser_of(village, account)
    assert client.get(page_of(hers)).status_code == 403
    assert made(client, hers, "PA-CP-065", "peticion-docx").status_code == 403


def test_a_defender_of_somebody_else_does_not_find_her(village: Village, hers: Person) -> None:
    luis = browser_of(village, "defensa.luis")
    assert luis.get(page_of(hers)).status_code == 404
    assert made(luis, hers, "PA-CP-065", "peticion-docx").status_code == 404


def test_her_petition_says_what_her_record_proves(village: Village, hers: Person) -> None:
    answer = made(browser_of(village, "defensa.ana"), hers, "PA-CP-065", "peticion-docx")
    assert answer["Content-Disposition"] == 'attachment; filename="peticion.docx"'
    lines = lines_of_docx(answer.content)
    start = lines.index("Hechos") + 1
    assert lines[start : lines.index("Fundamento de derecho")] == [
        "La persona representada es Yaneth Peña Santos, cédula número 99-0001-000001.",
        f"Está en Centro Norte (ficticio), privada de libertad desde el {BLANK}, según {BLANK}.",
        "Causa número 2023-15, en Juzgado de Cumplimiento 1 (ficticio).",
        f"Sentencia número {BLANK}, del {BLANK}: pena de {BLANK}.",
        f"Delito: {BLANK}.",
        "Situación jurídica: con sentencia en firme, según orden judicial, sentencia o "
        f"certificación de firmeza número FIC-SENT del {BLANK}.",
        "Da su consentimiento, según consentimiento firmado, con su defensa número FIC-CONS del "
        "2 de mayo de 2024, expedido por Defensa pública.",
        f"Institución que la recibe para trabajar: {BLANK}.",
        f"Opinión de la Junta Técnica: {BLANK}.",
    ]  # fmt: skip
    assert f"Juez o jueza: {BLANK}" in lines  # more than one may decide
    assert "FICTICIO: personas inventadas, ninguna existe" in lines


def test_papers_that_come_fill_the_blanks(village: Village, hers: Person) -> None:
    with acting(JOBS):
        actions.ask_paper(people=[hers], paper="board_minutes", asked_date=date(2024, 6, 3),
                          asked_how="letter", **BY)  # fmt: skip
        case = hers.courtcase_set.get().entity
        actions.record_sentence(person=hers, imposed_date=date(2023, 6, 2), years=1, months=6,
                                case=case, document="FIC-77", **BY)  # fmt: skip
        actions.record_charge(person=hers, case=case, offence="Hurto (ficticio)",
                              article="CP 213", **BY)  # fmt: skip
    answer = made(browser_of(village, "defensa.ana"), hers, "PA-CP-065", "peticion-pdf")
    said = words_of_pdf(answer.content)
    for line in (
        "Sentencia número FIC-77, del 2 de junio de 2023: pena de 1 año y 6 meses de prisión.",
        "Delito: Hurto (ficticio) (CP 213).",
        "La opinión de la Junta Técnica se pidió el 3 de junio de 2024.",
    ):
        assert line in said


def test_the_note_is_apart_and_says_what_is_only_declared(village: Village, hers: Person) -> None:
    ana = browser_of(village, "defensa.ana")
    note = " ".join(lines_of_docx(made(ana, hers, "PA-CP-065", "nota-docx").content))
    assert "Esta nota no se presenta" in note
    assert "solo declarado, sin papel: una institución la acepta" in note
    assert "declarado, sin número de sentencia: 5 años, del 1 jun 2023" in note
    assert "texto de los arts. 66-67" in note
    petition = " ".join(lines_of_docx(made(ana, hers, "PA-CP-065", "peticion-docx").content))
    assert "el cómputo descansa en una pena o una custodia sin papel" not in petition
    for word in ("declarad", "Etiqueta", "arts. 66-67", "5 años"):
        assert word not in petition
    english = browser_of(village, "defensa.ana", "en")
    told = " ".join(lines_of_docx(made(english, hers, "PA-CP-065", "nota-docx").content))
    assert "This note is not filed" in told


def test_the_computation_is_annexed_where_papers_prove_the_penalty(village: Village) -> None:
    person = defended(village, WAITING)
    with acting(JOBS):
        actions.change_status(person=person, status="sentenced_final", document="FIC-F",
                              start_date=date(2023, 6, 1), **BY)  # fmt: skip
        actions.record_sentence(person=person, imposed_date=date(2023, 6, 1), years=3,
                                document="FIC-S", **BY)  # fmt: skip
        # Only a stay with its title counts.
        stay = person.custodyperiod_set.get(superseded_at=None)
        actions.correct_row(kind="custody", entity=stay.entity, why="paper", version=stay.pk,
                            changes={"title": "FIC-O", "credited": "yes"}, **BY)  # fmt: skip
    answer = made(browser_of(village, "defensa.ana"), person, "PA-CP-103", "peticion-docx")
    lines = lines_of_docx(answer.content)
    # Held since 3 March 2022, three years: two thirds on 3 March 2024, the end on 3 March 2025.
    assert "Anexo: cómputo de la pena" in lines
    assert lines[lines.index("Dos tercios") + 1] == "3 de marzo de 2024"
    assert lines[lines.index("Final de la pena") + 1] == "3 de marzo de 2025"
    assert ("Según el cómputo que se anexa, los dos tercios de la pena se cumplieron el 3 de "
            "marzo de 2024.") in lines  # fmt: skip


def test_a_sheet_that_two_people_signed_is_told_while_it_stands(village: Village) -> None:
    person, ana = defended(village, WAITING), browser_of(village, "defensa.ana")
    with acting(JOBS):
        actions.change_status(person=person, status="sentenced_final",
                              start_date=date(2023, 1, 1), document="SENT-1", **BY)  # fmt: skip
        actions.record_sentence(person=person, imposed_date=date(2023, 1, 1), years=5,
                                document="SENT-1", **BY)  # fmt: skip
        stay = person.custodyperiod_set.get(superseded_at=None)
        actions.correct_row(kind="custody", entity=stay.entity, why="paper", version=stay.pk,
                            changes={"title": "FIC-O", "credited": "yes"}, **BY)  # fmt: skip

    def told(what: str) -> str:
        content = made(ana, person, "PA-CP-065", what).content
        return " ".join(words_of_pdf(content).split())

    assert "Nadie ha firmado todavía una hoja" in told("nota-pdf")
    assert "la firmó otra" not in told("peticion-pdf")
    one, other = village.reader("nacional"), village.reader("nacional.dos")
    with acting(one):
        row = actions.keep_computation(person=person, as_of=date(2024, 6, 1), by=one, at=NOON)
    with acting(other):
        end = date.fromisoformat(row.computed["end"][-1])
        actions.sign_computation(entity=row.entity, end=end, by=other, at=NOON)
    assert "con los mismos datos, y el anexo lo dice" in told("nota-pdf")
    assert "la hizo una persona y la firmó otra" in told("peticion-pdf")
    with acting(JOBS):
        actions.record_credit(person=person, kind="work", days=30, **BY)
    assert "desde entonces cambió su expediente" in told("nota-pdf")
    assert "la firmó otra" not in told("peticion-pdf")


def test_what_cannot_be_made_is_a_sentence_and_the_page_again(
    village: Village, hers: Person
) -> None:
    ana = browser_of(village, "defensa.ana")
    for rule, what in (
        ("PA-CP-115A", "peticion-docx"),  # in force from 13 Nov 2025; here it is June 2024
        ("AR-032", "peticion-docx"), ("PA-CP-065", "peticion-exe"), ("", ""),
    ):  # fmt: skip
        answer = made(ana, hers, rule, what)
        assert answer.status_code == 400
        assert "no se hizo nada" in answer.content.decode()
    gone = made(ana, hers, "PA-CP-103", "peticion-docx", lectura="Z")
    assert "Esa lectura del cómputo ya no existe" in gone.content.decode()
    assert ana.get(f"{page_of(hers)}documento/").status_code == 400


def test_the_page_lists_each_path_and_names_none_in_an_address(
    village: Village, hers: Person
) -> None:
    page = browser_of(village, "defensa.ana").get(page_of(hers)).content.decode()
    titles = re.findall(r"<summary><b>([^<]+)</b>", page)
    assert len(titles) == len(set(titles)) == 10  # without forgiveness, not in force yet
    assert "Hoy la condición no se da" in page
    assert "solo declarado, sin papel: una institución la acepta" in page
    addresses = re.findall(r'(?:href|action)="([^"]+)"', page)
    assert not [one for one in addresses if "PA-" in one]


def test_a_person_awaiting_trial_has_blanks_where_a_sentence_would_stand(
    village: Village,
) -> None:
    person = defended(village, WAITING)
    ana = browser_of(village, "defensa.ana")
    lines = lines_of_docx(made(ana, person, "PA-CP-103", "peticion-docx").content)
    assert f"Sentencia número {BLANK}, del {BLANK}: pena de {BLANK}." in lines
    assert "Anexo: cómputo de la pena" not in lines
    note = " ".join(lines_of_docx(made(ana, person, "PA-CP-103", "nota-docx").content))
    assert "la condición no se da" in note


def test_the_trace_is_seen_by_those_the_walls_allow(village: Village, hers: Person) -> None:
    """The service sees nothing; of a sealed path the officer who watches sees nothing either."""
    ana = browser_of(village, "defensa.ana")
    made(ana, hers, "PA-CP-065", "peticion-docx")
    made(ana, hers, "PA-CP-108", "nota-pdf")
    seen = {"defensa.ana": {"PA-CP-065", "PA-CP-108"}, "datos": {"PA-CP-065"},
            "registro.norte": set(), "direccion.norte": set(), "nacional": set(),
            "salud.norte": set(), "cumplimiento.1": set()}  # fmt: skip
    for account, rules in seen.items():
        with acting(village.reader(account)):
            rows = AuditEntry.objects.filter(action="petition.make", person=hers.pk)
            assert {r.object_id for r in rows if r.object_kind != "file"} == rules, account
            assert rows.exists() is (account in ("defensa.ana", "datos"))
    readers = browser_of(village, "datos").get(f"/personas/{hers.public_id}/lecturas/")
    assert "hacer una petición con su nota" in readers.content.decode()
    assert "defensa.ana" not in readers.content.decode()


def test_nothing_of_a_petition_is_kept(village: Village, hers: Person) -> None:
    with acting(JOBS):
        before = (StoredFile.objects.count(), Document.objects.count())
    made(browser_of(village, "defensa.ana"), hers, "PA-CP-065", "peticion-docx")
    with acting(JOBS):
        assert (StoredFile.objects.count(), Document.objects.count()) == before
