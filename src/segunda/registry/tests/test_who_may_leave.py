"""Who may leave: refusals first, then what the numbers open, page by page, for each reader."""

import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from segunda.access import listings
from segunda.access.clock import today
from segunda.access.models import AuditEntry, Listing
from segunda.access.scope import JOBS, acting
from segunda.registry import actions
from segunda.registry.models import ListExport, Person, RuleVersion, Verdict
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS, UNKNOWN
from segunda.registry.queries import leaver_lists
from segunda.registry.queries.leaver_lists import LeaversFilter, NotOfferedError, list_leavers
from segunda.registry.queries.leaver_rules import rules_for
from segunda.registry.queries.leavers import leavers
from segunda.registry.tests.pages import browser_of, steady
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
PAGE = "/salidas/"
SEALED_RULE, SEALED_PAPER, ORDINARY = "PA-CP-108", "prenatal_record", "PA-CP-112"
OPTION = "Escoja una opción de la lista."


def asked(client: Client, **said: str) -> Any:
    """The answer to the form, followed to the list."""
    return client.post(PAGE, {"purpose": "custody", "_form": "sheet", **said}, follow=True)


def record(village: Village, account: str, person: Person, name: str, value: str) -> None:
    by = village.reader(account)
    with acting(by):
        actions.record_fact(person=person, name=name, value=value, state="declared", by=by, at=NOON)


def errors_of(html: str) -> str:
    """The words of the error summary and of the field."""
    found = re.search(r'<div class="errors".*?</div>', html, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("said", [{}, {"purpose": ""}, {"purpose": "defence"}, {"purpose": "x"}])
def test_without_a_purpose_of_her_role_no_list_opens(
    village: Village, said: dict[str, str]
) -> None:
    clerk = browser_of(village, "registro.norte")
    answer = clerk.post(PAGE, {"rule": ORDINARY, "answer": "0", "_form": "sheet", **said})
    assert answer.status_code == 200
    assert errors_of(answer.content.decode())
    opened = clerk.post(PAGE, {"open": f"{ORDINARY}:0", "_form": "sheet", **said})
    assert errors_of(opened.content.decode())
    with acting(JOBS):
        assert not Listing.objects.exists()
        assert not AuditEntry.objects.filter(action="leavers.list", object_kind="leavers").exists()


@pytest.mark.parametrize("account", ["registro.norte", "direccion.norte", "nacional"])
@pytest.mark.parametrize("field", ["rule", "paper", "open"])
def test_a_sealed_ground_asked_for_is_as_unknown_as_none(
    village: Village, account: str, field: str
) -> None:
    client = browser_of(village, account)
    sealed = {"rule": SEALED_RULE, "paper": SEALED_PAPER, "open": f"{SEALED_RULE}:3"}[field]
    unknown = {"rule": "PA-NO-SUCH", "paper": "no_such", "open": "PA-NO-SUCH:3"}[field]
    first, second = (
        client.post(PAGE, {"purpose": "custody", "_form": "sheet", field: value})
        for value in (sealed, unknown)
    )
    assert first.status_code == second.status_code == 200
    told, other = (errors_of(one.content.decode()) for one in (first, second))
    assert OPTION in told
    assert told == other
    assert SEALED_RULE not in first.content.decode()


def test_health_staff_may_ask_for_a_sealed_ground(village: Village) -> None:
    answer = browser_of(village, "salud.norte").post(
        PAGE, {"purpose": "care", "_form": "sheet", "open": f"{SEALED_RULE}:{UNKNOWN}"}, follow=True
    )
    assert answer.redirect_chain
    assert "embarazo" in answer.content.decode()


def test_a_query_for_a_sealed_ground_is_refused_whoever_wrote_it(village: Village) -> None:
    reader = village.reader("nacional")
    for which in (LeaversFilter(rule=SEALED_RULE), LeaversFilter(rule=ORDINARY, paper=SEALED_PAPER),
                  LeaversFilter(paper=SEALED_PAPER)):  # fmt: skip
        with acting(reader), pytest.raises(NotOfferedError):
            list_leavers(user=reader, which=which, day=today(), purpose="custody", at=NOON)


def test_a_kept_list_of_a_sealed_ground_does_not_open_for_who_may_not_see_it(
    village: Village,
) -> None:
    reader, clerk = village.reader("registro.norte"), browser_of(village, "registro.norte")
    statuses = []
    for rule in (ORDINARY, SEALED_RULE):
        asked_for = {"rule": rule, "answer": "0", "purpose": "custody"}
        with acting(reader):
            kept = listings.keep(reader, "leavers", asked_for, purpose="custody",
                                 at=timezone.now())  # fmt: skip
        statuses.append(clerk.get(f"/salidas/lista/{kept}/").status_code)
    assert statuses == [200, 404]


def test_a_list_of_another_or_of_another_kind_is_not_there(village: Village) -> None:
    answer = asked(browser_of(village, "nacional"), rule=ORDINARY, answer="0")
    address = answer.redirect_chain[0][0]
    assert browser_of(village, "nacional.dos").get(address).status_code == 404
    assert browser_of(village, "nacional").get(f"/salidas/lista/{uuid4()}/").status_code == 404


def test_a_sealed_fact_changes_no_number_and_no_list_of_who_may_not_see_it(
    village: Village,
) -> None:
    person = village.people["Yaneth Peña Santos"]
    browsers = [browser_of(village, a) for a in ("direccion.norte", "registro.norte", "nacional")]
    lists = [asked(b, rule=ORDINARY, answer="0").redirect_chain[0][0] for b in browsers]

    def shown() -> list[str]:
        pages = [steady(b.get(PAGE).content) for b in browsers]
        pages += [steady(b.get(a).content) for b, a in zip(browsers, lists, strict=True)]
        return [re.sub(r"\d\d:\d\d", "", page) for page in pages]

    before = shown()
    health = browser_of(village, "salud.norte")
    seen = steady(health.get(PAGE).content)
    record(village, "salud.norte", person, "pregnant", "true")
    assert shown() == before
    assert steady(health.get(PAGE).content) != seen


def test_the_number_of_protected_rules_is_the_same_for_everybody(village: Village) -> None:
    told = {leavers(user=village.reader(a), day=today()).protected
            for a in ("registro.norte", "salud.norte", "nacional", "defensa.ana")}  # fmt: skip
    assert len(told) == 1
    assert told.pop() == 4


def test_every_number_is_the_length_of_the_list_it_opens(village: Village) -> None:
    for account in ("registro.norte", "salud.norte", "nacional", "cumplimiento.1"):
        reader = village.reader(account)
        with acting(reader):
            found = leavers(user=reader, day=today())
            for name, counts in found.counts.items():
                for group, people in counts.groups.items():
                    rows = list_leavers(user=reader, which=LeaversFilter(rule=name, answer=group),
                                        day=today(), purpose="custody", at=NOON).rows  # fmt: skip
                    assert (len(rows), {row.answer for row in rows} - {group}) == (people, set())
            held = Person.objects.filter(held=True, merged_into=None).count()
            assert all(sum(c.groups.values()) == held for c in found.counts.values())
            assert found.people == (held if found.counts else 0)


def move_days(rule: str, person: Person, day: Any, column: str, answer: int) -> None:
    """As the owner of the checks, give a standing verdict a day."""
    with acting(JOBS):
        laws = RuleVersion.objects.filter(rule=rule).values_list("pk", flat=True)
        rows = Verdict.objects.filter(person=person, law__in=laws, superseded_at=None)
        row = rows.get()
        row.pk, row.recorded_at, row.answer = None, timezone.now(), answer
        rows.update(superseded_at=timezone.now())
        setattr(row, column, day)
        row.save(force_insert=True)


def test_near_a_date_counts_each_window_and_sorts_by_day(village: Village) -> None:
    women = [p for p in village.people.values() if p.facility_id == village.facilities["norte"].pk]
    for person, days in zip(women[:4], (90, 31, 30, 181), strict=True):
        move_days(ORDINARY, person, today() + timedelta(days=days), "from_date", NOT_MET)
    move_days(ORDINARY, women[4], today() + timedelta(days=5), "from_date", MET)
    move_days(ORDINARY, women[5], today() + timedelta(days=5), "until_date", MET)
    move_days(ORDINARY, women[6], today(), "until_date", MET)
    reader = village.reader("registro.norte")
    with acting(reader):
        counts = leavers(user=reader, day=today()).counts[ORDINARY]
        assert counts.opening == {30: 1, 90: 3, 180: 3}
        assert counts.closing == {30: 1, 90: 1, 180: 1}
        rows = list_leavers(user=reader, which=LeaversFilter(near="opens", days=180), day=today(),
                            order="date", purpose="custody", at=NOON).rows  # fmt: skip
        assert [row.public_id for row in rows] == [women[n].public_id for n in (2, 1, 0)]


@pytest.mark.parametrize("order", [*leaver_lists.ORDERS, *(f"-{o}" for o in leaver_lists.ORDERS)])
@pytest.mark.parametrize("account", ["registro.norte", "nacional"])
def test_page_by_page_one_sees_everybody_once_and_comes_back(
    village: Village, account: str, order: str
) -> None:
    client = browser_of(village, account)
    address = asked(client, rule=ORDINARY, answer=str(NOT_MET)).redirect_chain[0][0]
    whole = client.get(f"{address}?orden={order}").content.decode()
    usual = leaver_lists.list_leavers.__kwdefaults__ or {}
    with patch.object(leaver_lists.list_leavers, "__kwdefaults__", {**usual, "limit": 3}):
        pages = [client.get(f"{address}?orden={order}").content.decode()]
        while later := re.search(r'rel="next" href="([^"]+)"', pages[-1]):
            pages.append(client.get(later[1].replace("&amp;", "&")).content.decode())
        earlier = re.search(r'rel="prev" href="([^"]+)"', pages[-1])
        back = client.get(earlier[1].replace("&amp;", "&")).content.decode() if earlier else ""
    assert len(pages) > 3
    assert [name for page in pages for name in names(page)] == names(whole)
    assert names(back) == names(pages[-2])


def names(page: str) -> list[str]:
    """The files of a list, in order."""
    return re.findall(r'href="/personas/([0-9a-f-]{36})/ley/"', page)


def test_a_list_tells_who_asked_when_and_what_for_and_leaves_its_trace(village: Village) -> None:
    answer = asked(browser_of(village, "registro.norte"), rule=ORDINARY, answer="0")
    page = answer.content.decode()
    assert "registro.norte (ficticio)" in page.partition('id="pedida"')[2]
    assert "llevar el expediente" in page.partition('id="pedida"')[2]
    with acting(JOBS):
        row = AuditEntry.objects.filter(action="leavers.list", object_kind="leavers").latest("id")
    assert (row.purpose, row.count) == ("custody", len(names(page)))
    assert len(row.detail["ids"]) == 64


def test_not_met_hides_nobody_and_says_so(village: Village) -> None:
    page = asked(browser_of(village, "registro.norte"), rule=ORDINARY, answer="0").content.decode()
    assert "no le cierra la puerta a nadie" in page
    assert len(names(page)) > 0


def test_a_paper_narrows_to_who_lacks_it(village: Village) -> None:
    client, reader = browser_of(village, "registro.norte"), village.reader("registro.norte")
    with acting(reader):
        rows = [r for rule in rules_for(user=reader, day=today()).offered for r in list_leavers(
            user=reader, which=LeaversFilter(rule=rule), day=today(), purpose="custody", at=NOON
        ).rows if r.papers]  # fmt: skip
    lacking = rows[0]
    page = asked(client, rule=lacking.rule.id, paper=lacking.papers[0]).content.decode()
    assert str(lacking.public_id) in page
    wanted = {str(r.public_id) for r in rows
              if r.rule == lacking.rule and lacking.papers[0] in r.papers}  # fmt: skip
    assert set(names(page)) == wanted


def test_every_path_at_once_asks_for_something_that_narrows(village: Village) -> None:
    client = browser_of(village, "registro.norte")
    assert "Escoja un camino" in errors_of(asked(client).content.decode())
    assert asked(client, answer=str(PAPERS)).redirect_chain


def test_a_role_that_does_not_list_people_is_refused(village: Village) -> None:
    for account in ("estadistica", "cuentas", "datos"):
        assert browser_of(village, account).get(PAGE).status_code == 403


def test_a_paper_that_arrives_moves_her_before_the_page_returns(village: Village) -> None:
    client = browser_of(village, "registro.norte")
    before = steady(client.get(PAGE).content)
    by, person = village.reader("registro.norte"), village.people["Yaneth Peña Santos"]
    with acting(by):
        actions.change_status(person=person, status="sentenced_final", start_date=today(), by=by,
                              at=NOON)  # fmt: skip
    record(village, "registro.norte", person, "consents", "false")
    assert steady(client.get(PAGE).content) != before


def test_what_a_list_is_of_is_said_in_both_languages_whichever_the_page_speaks(
    village: Village,
) -> None:
    clerk = browser_of(village, "registro.norte")
    address = asked(clerk, rule=ORDINARY, answer="0").redirect_chain[0][0]
    key = re.search(r'name="_key" value="([^"]+)"', clerk.get(address).content.decode())
    assert key
    clerk.post(f"{address}archivo/", {"_key": key[1], "order": "-since"})
    with acting(village.reader("registro.norte")):
        one = ListExport.objects.get()
    assert one.query["es"] == "Camino o límite: Reprensión pública o privada; " \
                              "Grupo: no se cumple hoy"  # fmt: skip
    assert one.query["en"].startswith("Path or limit: Reprimand")
    assert one.query["en"].endswith("Group: not met today")
    assert (one.order, one.descending, one.purpose) == ("since", True, "custody")
