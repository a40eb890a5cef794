"""Her sheet as pages and PDF: no offence, no health, nobody else; handing it over is recorded."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.test import Client

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, acting
from segunda.law import facts as dictionary
from segunda.registry import actions
from segunda.registry.actions.facts import class_of_paper
from segunda.registry.keeping import check_everybody
from segunda.registry.models import Person, SheetHanded
from segunda.registry.queries.sheets import her_sheet
from segunda.registry.tests.filled import everything, load_of
from segunda.registry.tests.pages import browser_of, steady
from segunda.registry.tests.test_pages_keep_sealed_facts import SECRET, write_sealed
from segunda.report.her_sheet_pdf import pdf_of
from segunda.report.tests.reading import inflesz
from segunda.report.tests.test_her_sheet import said
from segunda.web.dates import date_words
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = [
    pytest.mark.usefixtures("record_of_the_file"),
    pytest.mark.django_db(databases=["default", "refusals"]),
]
HERS, OTHER = "Yaneth Peña Santos", "Marta Quirós Santos"
CHILD, OFFENCE = "Niña Inventada Delpozo", "contrabando inventado"


def fill(village: Village) -> None:
    """What the law says of everybody kept; one woman with all that must not show."""
    with acting(JOBS):
        by: dict[str, Any] = {"by": JOBS, "at": NOON}
        hers = village.people[HERS]
        everything(village, hers, load_of(village))
        actions.record_dependant(person=hers, relation="child_inside", name=CHILD,
                                 lives_with="Abuela Delpozo", **by)  # fmt: skip
        actions.record_charge(person=hers, offence=OFFENCE, **by)
    check_everybody("first", day=TODAY)


def forbidden() -> set[str]:
    """Words of offences, of health and of sealed facts and papers, as the dictionary has them."""
    known = dictionary.person()
    words = {label.es for label in known["offence_class"].names.values()}
    sealed = [fact for fact in known.values() if fact.sealed]
    words |= {fact.label.es for fact in sealed}
    words |= {p.name.es for p in dictionary.papers().values()
              if class_of_paper(p.id) == "sealed"}  # fmt: skip
    words |= {"embaraz", "lactancia", "VIH", "enferm", "discapacidad", "psiqui", "droga", "delito",
              "víctima", "victim", "offence", "pregnan", "illness", "drug", "clínica", "indígena",
              "hijo", "child", OFFENCE, CHILD, "Delpozo", SECRET}  # fmt: skip
    return {word.casefold() for word in words}


def words_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()).casefold()


def test_no_sheet_of_the_village_has_a_word_it_must_not_have(village: Village) -> None:
    names = {part.casefold() for p in village.people.values() for part in (p.full_name,)}
    with acting(JOBS) as reader:  # who sees sealed facts too: it must not matter who prints
        for person in village.people.values():
            sheet = her_sheet(user=reader, person=person, files=(person.pk,), today=TODAY)
            assert inflesz(said(sheet)) >= 60, person.full_name
            for language in ("es", "en"):
                words = words_of(pdf_of(sheet, language))
                assert person.full_name.casefold() in words
                others = names - {person.full_name.casefold()}
                assert [w for w in forbidden() | others if w in words] == [], person.full_name


def page(client: Client, person: Person, what: str = "") -> bytes:
    answer = client.get(f"/personas/{person.public_id}/hoja/{what}")
    assert answer.status_code == 200
    return bytes(answer.content)


@pytest.mark.parametrize("account", ["registro.norte", "salud.norte"])
def test_a_sealed_fact_changes_no_byte_of_it_whoever_prints(village: Village, account: str) -> None:
    person, client = village.people[OTHER], browser_of(village, account)
    ways = ("pdf/", "pdf/?lengua=en", "pdf/?letra=grande")
    before = [page(client, person, way) for way in ways], steady(page(client, person))
    write_sealed(village, person)
    health = village.reader("salud.norte")
    with acting(health):
        actions.ask_paper(people=[person], paper="medical_legal_report", asked_date=TODAY,
                          asked_how="letter", by=health, at=NOON)  # fmt: skip
    after = [page(client, person, way) for way in ways], steady(page(client, person))
    assert after == before
    file = client.get(f"/personas/{person.public_id}/").content.decode()
    assert (SECRET in file) == (account == "salud.norte")  # so there was something to hide


def test_it_has_its_own_language_and_print(village: Village) -> None:
    person, client = village.people[HERS], browser_of(village, "social.norte", "es")
    shown = page(client, person, "?lengua=en&letra=grande").decode()
    assert '<article class="hers large" lang="en">' in shown
    assert "Where to complain" in shown
    assert "Volver al expediente" in shown


def test_handing_it_over_is_on_the_file_and_in_the_trace(village: Village) -> None:
    person, client = village.people[OTHER], browser_of(village, "social.norte")
    address = f"/personas/{person.public_id}/hoja/entregar/?lengua=en&letra=grande"
    form = client.get(address).content.decode()
    sent = {"_form": "sheet", "_key": re.findall(r'name="_key" value="([^"]+)"', form)[0],
            "handed_to": "family", "handed_date": "30/06/2024"}  # fmt: skip
    for _ in range(2):  # sent twice, done once
        assert client.post(address, sent).status_code == 302
    with acting(village.reader("registro.norte")):
        (row,) = SheetHanded.objects.filter(person=person)
        assert (row.handed_to, row.language, row.large) == ("family", "en", True)
        assert row.recorded_by_id == village.users["social.norte"].pk
    with acting(village.reader("social.norte")):
        assert AuditEntry.objects.filter(action="sheet.hand", person=person.pk).count() == 1
    file = browser_of(village, "registro.norte").get(f"/personas/{person.public_id}/")
    assert "a su familia · la entregó: social.norte (ficticio)" in file.content.decode()


def test_a_handing_over_to_come_is_refused(village: Village) -> None:
    person, client = village.people[OTHER], browser_of(village, "social.norte")
    address = f"/personas/{person.public_id}/hoja/entregar/"
    form = client.get(address).content.decode()
    sent = {"_form": "sheet", "_key": re.findall(r'name="_key" value="([^"]+)"', form)[0],
            "handed_to": "herself", "handed_date": "30/06/2094"}  # fmt: skip
    assert "todavía no ha llegado" in client.post(address, sent).content.decode()
    with acting(JOBS):
        assert SheetHanded.objects.filter(person=person).count() == 0


def test_its_end_is_that_of_her_computation_and_the_file_says_no_other(village: Village) -> None:
    """Five years by both calendars; 30 days outside move them, and the plain sum is not shown."""
    reader, person = village.reader("nacional"), village.people["Nilka Ábrego Santos"]
    client, address = browser_of(village, "nacional"), f"/personas/{person.public_id}/"
    with acting(reader):
        since = person.held_since
        assert since is not None
        one = her_sheet(user=reader, person=person, files=(person.pk,), today=TODAY)
    ends = since + timedelta(days=5 * 360), since.replace(year=since.year + 5)
    assert one.ends == ends
    page = client.get(address).content.decode()
    assert "Cuenta por el calendario" in page
    assert (f"entre el {date_words(ends[0], 'es')} y el {date_words(ends[1], 'es')}") in page
    with acting(reader):
        away = since + timedelta(days=100), since + timedelta(days=130)
        actions.record_interruption(person=person, kind="escape", start_date=away[0],
                                    end_date=away[1], by=reader, at=NOON)  # fmt: skip
        two = her_sheet(user=reader, person=person, files=(person.pk,), today=TODAY)
    assert two.ends == (ends[0] + timedelta(days=30), ends[1] + timedelta(days=30))
    assert "Cuenta por el calendario" not in client.get(address).content.decode()
