"""Letters that ask for papers: who may make them, what they say, asked once, nothing kept."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.registry import actions
from segunda.registry.keeping import check_everybody
from segunda.registry.models import PaperNeed, PaperRequest, StoredFile
from segunda.registry.queries import letters as queries
from segunda.registry.tests.pages import browser_of
from segunda.report.writing.tests.opened import lines_of_docx, words_of_pdf
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HERS, OTHER, SOUTH = "Yaneth Peña Santos", "Nilka Ábrego Santos", "Omar Aguilar Santos"
CONDUCT = "/papeles/oficina/centre/carta/"


@pytest.fixture
def checked(village: Village) -> Village:
    """The village with what the law says of everybody kept, and two papers everybody needs."""
    check_everybody("first", day=TODAY)
    with acting(JOBS):
        for person in village.people.values():
            for paper in ("conduct_certificate", "disciplinary_record", "sentence_computation"):
                PaperNeed.objects.create(person=person, paper=paper, paths=1, alone=False,
                                         fact_class="ordinary")  # fmt: skip
    return village


def keys(village: Village, paper: str, *names: str) -> list[str]:
    return [f"{village.people[name].public_id}.{paper}" for name in names]


def chosen(client: Client, lines: Sequence[str], office: str = "centre") -> str:
    """The address of the letters for these lines."""
    said = {"whom": "marcadas", "lines": list(lines), "_key": str(uuid4())}
    sent = client.post(f"/papeles/oficina/{office}/carta/", said)
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"])


def docx_lines(client: Client, letters: str, number: int = 1) -> list[str]:
    answer = client.get(f"{letters}{number}/docx/")
    assert answer["Content-Disposition"] == 'attachment; filename="carta.docx"'
    return lines_of_docx(answer.content)


def confirm(client: Client, letters: str, **more: str) -> Any:
    page = client.get(letters).content.decode()
    said = {"_key": re.findall(r'name="_key" value="([^"]+)"', page)[0],
            "asked_date": "28/06/2024", "remind_date": "13/07/2024", "note": "Carta 7"}  # fmt: skip
    return client.post(letters, said | more, follow=True)


@pytest.mark.parametrize("account", ["direccion.norte", "cumplimiento.1", "estadistica", "datos"])
def test_who_only_reads_papers_makes_no_letters(village: Village, account: str) -> None:
    client = browser_of(village, account)
    assert client.get(CONDUCT).status_code == 403
    file = f"/personas/{village.people[HERS].public_id}/cartas/"
    assert client.get(file).status_code == 403


def test_a_letter_never_names_who_is_out_of_reach(checked: Village) -> None:
    """Her line put into the form by hand, and a kept choice of somebody else."""
    south = browser_of(checked, "registro.sur")
    letters = chosen(south, keys(checked, "conduct_certificate", HERS))
    page = south.get(letters).content.decode()
    assert "ya no está a su cargo" in page
    assert "Yaneth" not in page
    assert south.get(f"{letters}1/docx/").status_code == 404
    hers = chosen(browser_of(checked, "registro.norte"),
                  keys(checked, "conduct_certificate", HERS))  # fmt: skip
    assert south.get(hers).status_code == 404
    assert south.get(f"{hers}1/docx/").status_code == 404
    assert south.get(f"/personas/{checked.people[HERS].public_id}/cartas/").status_code == 404


def test_a_clerk_is_never_offered_what_is_sealed(checked: Village) -> None:
    person = checked.people[HERS]
    with acting(JOBS):
        PaperNeed.objects.filter(person=person, paper="board_minutes").delete()
        PaperNeed.objects.create(person=person, paper="board_minutes", paths=1, alone=False,
                                 fact_class="sealed")  # fmt: skip
    clerk = browser_of(checked, "registro.norte")
    page = clerk.get(f"/personas/{person.public_id}/cartas/").content.decode()
    assert "board_minutes" not in page
    assert "prenatal" not in page
    by_hand = keys(checked, "board_minutes", HERS) + keys(checked, "care_undertaking", HERS)
    assert "ya no espera" in clerk.get(chosen(clerk, by_hand)).content.decode()
    health = browser_of(checked, "salud.norte")
    lines = [*by_hand, *keys(checked, "conduct_certificate", HERS)]
    made = health.get(chosen(health, lines)).content.decode()
    assert made.count("carta aparte: es protegido") == 2
    assert "Cartas: 3." in made


def test_the_letter_says_name_number_paper_and_no_word_more(checked: Village) -> None:
    client = browser_of(checked, "registro.norte")
    letters = chosen(client, keys(checked, "conduct_certificate", HERS, OTHER))
    lines = docx_lines(client, letters)
    assert lines[4] == "A: Dirección del centro penitenciario. Centro Norte (ficticio)"
    assert lines[11:19] == [
        "1", "Nilka Ábrego Santos", "99-0003-000003", "Certificado de conducta",
        "2", "Yaneth Peña Santos", "99-0001-000001", "Certificado de conducta",
    ]  # fmt: skip
    assert lines[19] == (
        "Solicita: registro.norte (ficticio), Registro y archivo, Centro Norte (ficticio)"
    )
    assert len(lines) == 23
    pdf = words_of_pdf(client.get(f"{letters}0/pdf/").content)
    for word in ("pena", "sentencia", "delito", "camino", "libertad"):
        assert word not in pdf.lower()
        assert word not in " ".join(lines).lower()
    english = words_of_pdf(client.get(f"{letters}1/pdf/?idioma=en").content)
    assert "The letter that is sent is the Spanish one." in english


def test_everybody_of_the_list_is_in_the_letters(checked: Village) -> None:
    client = browser_of(checked, "registro.norte")
    sent = client.post(CONDUCT, {"whom": "todas", "_key": str(uuid4())})
    with acting(checked.reader("registro.norte")):
        needs = PaperNeed.objects.filter(paper__in=queries.papers_of_office("centre"))
        wanted = set(needs.values_list("person", "paper"))
    assert f"Papeles que piden: {len(wanted)}." in client.get(sent["Location"]).content.decode()


def test_nothing_ticked_is_a_sentence_and_unknown_offices_are_not_there(checked: Village) -> None:
    client = browser_of(checked, "registro.norte")
    page = client.post(CONDUCT, {"whom": "marcadas", "_key": str(uuid4())}).content.decode()
    assert "No marcó nada" in page
    assert client.get("/papeles/oficina/ninguna/carta/").status_code == 404
    letters = chosen(client, keys(checked, "conduct_certificate", HERS))
    for wrong in ("9/docx", "1/exe", "99999999999999999999/pdf"):
        assert client.get(f"{letters}{wrong}/").status_code == 404


def test_what_was_sent_is_asked_for_once_with_its_day(checked: Village) -> None:
    client = browser_of(checked, "registro.norte")
    letters = chosen(client, keys(checked, "conduct_certificate", HERS, OTHER))
    assert "2 papeles pedidos por carta" in confirm(client, letters).content.decode()
    again = confirm(client, letters).content.decode()
    assert "0 papeles pedidos por carta. Ya pedidos, sin cambio: 2." in again
    with acting(checked.reader("registro.norte")):
        rows = list(PaperRequest.objects.filter(superseded_at=None))
    assert {(r.asked_date, r.asked_how, r.note) for r in rows} == {
        (date(2024, 6, 28), "letter", "Carta 7")
    }
    assert len(rows) == 2
    assert "Solicitado antes, el" in docx_lines(client, letters)
    assert "28 de junio de 2024" in docx_lines(client, letters)


def test_a_letter_that_reminds_keeps_the_first_day(checked: Village) -> None:
    by = checked.reader("registro.norte")
    with acting(by):
        actions.ask_paper(people=[checked.people[HERS]], paper="conduct_certificate", by=by,
                          asked_date=date(2024, 6, 1), asked_how="person", at=NOON)  # fmt: skip
    client = browser_of(checked, "registro.norte")
    letters = chosen(client, keys(checked, "conduct_certificate", HERS))
    assert "Recordatorios anotados: 1." in confirm(client, letters).content.decode()
    confirm(client, letters)
    with acting(by):
        rows = PaperRequest.objects.filter(superseded_at=None)
        assert [(r.asked_date, r.remind_date) for r in rows] == [
            (date(2024, 6, 1), date(2024, 7, 13))
        ]
        assert PaperRequest.objects.count() == 2  # the first version, and one reminder


def test_wrong_dates_are_refused_and_nothing_is_recorded(checked: Village) -> None:
    client = browser_of(checked, "registro.norte")
    letters = chosen(client, keys(checked, "conduct_certificate", HERS))
    page = confirm(client, letters, remind_date="1/6/2024").content.decode()
    assert "después del día en que se pidió" in page
    assert 'value="Carta 7"' in page
    with acting(checked.reader("registro.norte")):
        assert not PaperRequest.objects.exists()


def test_her_letters_are_one_per_office_and_nothing_of_them_is_kept(checked: Village) -> None:
    client, person = browser_of(checked, "registro.norte"), checked.people[HERS]
    address = f"/personas/{person.public_id}/cartas/"
    page = client.get(address).content.decode()
    lines = re.findall(r'name="lines" value="([^"]+)" checked', page)
    with acting(checked.reader("registro.norte")):
        needs = set(PaperNeed.objects.filter(person=person).values_list("paper", flat=True))
        before = StoredFile.objects.count()
    assert {line.partition(".")[2] for line in lines} == needs
    sent = client.post(address, {"lines": lines, "_key": str(uuid4())})
    whole = docx_lines(client, sent["Location"], 0)
    offices = [line for line in whole if line.startswith("A: ")]
    assert len(offices) == len(set(offices)) == whole.count("Solicitud de documentos")
    with acting(checked.reader("registro.norte")):
        assert StoredFile.objects.count() == before
        assert AuditEntry.objects.filter(action="paper.letter", object_kind="letter").exists()


def test_letters_of_the_defence_leave_a_trace_the_service_never_sees(checked: Village) -> None:
    person, clerk = checked.people[HERS], checked.reader("secretaria.cumplimiento")
    with acting(JOBS):
        actions.record_case(person=person, by=JOBS, at=NOON, number="1",
                            court=checked.courts["cumplimiento-1"])  # fmt: skip
    with acting(clerk):
        actions.record_appointment(person=person, by=clerk, at=NOON,
                                   defender=checked.users["defensa.ana"])  # fmt: skip
    ana = browser_of(checked, "defensa.ana")
    letters = chosen(ana, keys(checked, "sentence_computation", HERS), "compliance_judge")
    lines = docx_lines(ana, letters)
    assert "A: Juez de cumplimiento. Juzgado de Cumplimiento 1 (ficticio)" in lines
    assert "Solicita: defensa.ana (ficticio), Defensa pública" in lines
    for account, sees in (("registro.norte", False), ("direccion.norte", False),
                          ("nacional", False), ("defensa.ana", True)):  # fmt: skip
        with acting(checked.reader(account)):
            assert AuditEntry.objects.filter(action="paper.letter").exists() is sees, account


@pytest.mark.parametrize("order", sorted(queries.ORDERS))
@pytest.mark.parametrize("down", [False, True])
def test_pages_by_key_lose_and_repeat_no_line(checked: Village, order: str, down: bool) -> None:
    by = checked.reader("nacional")
    found: list[str] = []
    after = ""
    with acting(by):
        while True:
            page = queries.office_lines(
                user=by, office="centre", which="sin-pedir", today=TODAY, purpose="custody",
                at=NOON, order=order, descending=down, after=after, limit=7,
            )  # fmt: skip
            found += [row.key for row in page.rows]
            after = page.after
            if not after:
                break
        back = queries.office_lines(
            user=by, office="centre", which="sin-pedir", today=TODAY, purpose="custody", at=NOON,
            order=order, descending=down, before=found[7], limit=7,
        )  # fmt: skip
    assert len(found) == len(set(found)) == page.count
    assert [row.key for row in back.rows] == found[:7]
