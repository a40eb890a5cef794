"""A request of redemption: refused where it cannot be, its steps, days waiting, one credit."""

import re
import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from segunda.access.scope import JOBS, acting
from segunda.programmes import actions, queries
from segunda.programmes.actions import Line, Step
from segunda.programmes.models import Activity, Redemption
from segunda.programmes.queries.confirmed import confirmed
from segunda.programmes.tests.conftest import FIRST, MARTA, MONDAY, TUESDAY, confirm, enter
from segunda.programmes.tests.test_hours_are_entered_and_confirmed import code_of
from segunda.programmes.tests.test_pages_of_programmes import browser_of, reach, send
from segunda.registry import actions as record
from segunda.registry.queries.undecided import undecided
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
ASKED = Step(date(2024, 6, 10), "person", "S-1")
OPINION = Step(date(2024, 6, 12), "Junta (ficticia)", "ACTA-2")
RESOLVED = Step(date(2024, 6, 20), "Juzgado (ficticio)", "RES-3")


def ask(village: Village, asked: Step = ASKED, account: str = "junta.norte", **more: Any) -> Any:
    """A request for the work of 1 to 9 June."""
    about: dict[str, Any] = {
        "kind": "work",
        "start_date": FIRST,
        "end_date": date(2024, 6, 10),
    } | more
    with acting(village.reader(account)) as by:
        return actions.request_redemption(
            public_id=village.people[MARTA].public_id, asked=asked, by=by, at=NOON, **about
        )


def decide(village: Village, row: Redemption, outcome: str, amount: int | None) -> Redemption:
    with acting(village.reader("nacional")) as by:
        return actions.decide_redemption(
            entity=row.entity, version=row.pk, outcome=outcome, amount=amount, step=RESOLVED,
            by=by, at=NOON,
        )  # fmt: skip


def test_what_no_request_can_be_is_refused(village: Village) -> None:
    assert code_of(lambda: ask(village, end_date=FIRST)) == "REDEMPTION_WITHOUT_DAYS"
    assert code_of(lambda: ask(village, end_date=date(2024, 6, 12))) == "REDEMPTION_DAYS_TO_COME"
    ahead = replace(ASKED, day=date(2024, 7, 1))
    assert code_of(lambda: ask(village, ahead)) == "DAY_IN_FUTURE"
    row = ask(village, end_date=date(2024, 6, 11))  # the day of the request itself may be asked
    assert code_of(lambda: ask(village, start_date=date(2024, 6, 9))) == "REDEMPTION_OVERLAPS"
    assert ask(village, kind="study").kind == "study"
    assert code_of(lambda: decide(village, row, "granted", None)) == "REDEMPTION_AMOUNT_MISSING"
    assert code_of(lambda: decide(village, row, "granted", 11)) == "REDEMPTION_AMOUNT_ABOVE_DAYS"
    assert code_of(lambda: decide(village, row, "refused", 3)) == (
        "REDEMPTION_AMOUNT_WITHOUT_GRANT"
    )
    early = replace(OPINION, day=date(2024, 6, 9))
    with acting(village.reader("junta.norte")) as by:
        assert code_of(lambda: actions.give_opinion(
            entity=row.entity, version=row.pk, opinion="favourable", step=early, by=by, at=NOON,
        )) == "REDEMPTION_BEFORE_REQUEST"  # fmt: skip
    decided = decide(village, row, "refused", None)
    assert code_of(lambda: decide(village, decided, "granted", 3)) == "REDEMPTION_DECIDED"
    assert ask(village).outcome == ""  # what was refused may be asked again


def test_no_resolution_is_dated_before_the_opinion_it_follows(village: Village) -> None:
    row = ask(village, end_date=date(2024, 6, 11))
    later = replace(OPINION, day=RESOLVED.day + timedelta(days=1))
    with acting(village.reader("junta.norte")) as by:
        row = actions.give_opinion(entity=row.entity, version=row.pk, opinion="favourable",
                                   step=later, by=by, at=NOON)  # fmt: skip
    assert code_of(lambda: decide(village, row, "granted", 3)) == "REDEMPTION_BEFORE_OPINION"


def test_from_request_to_resolution_each_day_counts_once(
    village: Village, bakery: Activity
) -> None:
    """Two days confirmed; the judge recognises both as done: the credit has two, the days none."""
    marta = village.people[MARTA]
    for day in (MONDAY, TUESDAY):
        enter(village, bakery, day, Line(1, Decimal(6)))
    confirm(village, bakery, MONDAY, TUESDAY)
    row = ask(village)
    with acting(village.reader("junta.norte")) as by:
        opined = actions.give_opinion(entity=row.entity, version=row.pk, opinion="favourable",
                                      step=OPINION, by=by, at=NOON)  # fmt: skip
    with acting(JOBS):
        assert confirmed(user=JOBS, people=[marta.pk])[marta.pk].amounts == {"work": 2}
    done = decide(village, opined, "granted", 2)
    with acting(JOBS):
        assert confirmed(user=JOBS, people=[marta.pk]) == {}
        [credit] = marta.timecredit_set.filter(superseded_at=None)
        assert (credit.days, credit.unit, credit.document) == (2, "done", "RES-3")
        assert done.credit == credit.entity
        versions = Redemption.objects.filter(entity=row.entity).order_by("pk")
        assert [(v.opinion, v.outcome) for v in versions] == [
            ("", ""), ("favourable", ""), ("favourable", "granted"),
        ]  # fmt: skip


def test_a_resolution_recorded_wrongly_is_taken_back_with_its_credit(
    village: Village, bakery: Activity
) -> None:
    """The credit goes, the confirmed day counts by itself again, and the history keeps both."""
    marta = village.people[MARTA]
    enter(village, bakery, MONDAY, Line(1, Decimal(6)))
    confirm(village, bakery, MONDAY)
    row = ask(village)
    decided = decide(village, row, "granted", 1)

    def reopen(row: Redemption, why: str) -> Redemption:
        with acting(village.reader("nacional")) as by:
            return actions.reopen_redemption(entity=row.entity, version=row.pk, why=why, by=by,
                                             at=NOON)  # fmt: skip

    assert code_of(lambda: reopen(decided, " ")) == "REDEMPTION_REOPENED_WITHOUT_REASON"
    again = reopen(decided, "era de otra persona")
    assert code_of(lambda: reopen(again, "otra vez")) == "REDEMPTION_NOT_DECIDED"
    with acting(JOBS):
        assert marta.timecredit_set.filter(superseded_at=None).count() == 0
        assert confirmed(user=JOBS, people=[marta.pk])[marta.pk].amounts == {"work": 1}
    decide(village, again, "refused", None)
    with acting(JOBS):
        assert confirmed(user=JOBS, people=[marta.pk]) == {}
        steps = queries.steps_of(row.entity, user=JOBS)
        assert [(one.outcome, one.why) for one in steps] == [
            ("", ""), ("granted", ""), ("", "era de otra persona"), ("refused", ""),
        ]  # fmt: skip


def test_what_waits_is_on_the_first_page_and_all_of_hers_in_everything(
    village: Village, bakery: Activity
) -> None:
    enter(village, bakery, MONDAY, Line(1, Decimal(6), "illness", "canaria"))
    ask(village)
    director = browser_of(village, "direccion.norte").get("/").content.decode()
    assert "Días de taller o clase que confirma otra persona" in director
    board = browser_of(village, "junta.norte").get("/").content.decode()
    assert "Solicitudes de redención sin la opinión de la junta" in board
    with acting(village.reader("direccion.norte")) as by:
        actions.return_days(bakery, days={MONDAY: 0}, answer="falta la firma", by=by, at=NOON)
    assert (
        "devueltos con una razón" in browser_of(village, "taller.norte").get("/").content.decode()
    )
    everything = f"/personas/{village.people[MARTA].public_id}/todo/"
    page = browser_of(village, "nacional").get(everything).content.decode()
    for words in ("Panadería (ficticia)", "enfermedad", "S-1"):
        assert words in page
    assert "canaria" not in page
    file = browser_of(village, "nacional").get(f"{everything}archivo/").json()
    assert [one["day"] for one in file["attendance"]] == ["2024-06-03"]
    assert file["redemptions"][0]["kind"] == {"es": "trabajo", "en": "work"}


def test_sixty_days_undecided_are_told_to_all_three(village: Village) -> None:
    """Asked on 1 May and 2 May 2024: 60 and 59 days before 30 June."""
    reach(village)
    for day, kind in ((date(2024, 5, 1), "work"), (date(2024, 5, 2), "study")):
        ask(village, replace(ASKED, day=day), kind=kind, start_date=date(2024, 4, 1),
            end_date=date(2024, 4, 5))  # fmt: skip
    for account in ("direccion.norte", "cumplimiento.1", "defensa.ana"):
        with acting(village.reader(account)) as by:
            late = undecided(user=by, day=TODAY)
            assert late is not None
            assert [(one.name, one.days) for one in late] == [("Quirós Santos, Marta", 60)]
    with acting(village.reader("direccion.sur")) as by:
        assert undecided(user=by, day=TODAY) == []
    page = browser_of(village, "direccion.norte").get("/revision/").content.decode()
    assert "Quirós Santos, Marta</a>" in page[page.index('id="redencion"') :]


def test_the_pages_of_a_request(village: Village, bakery: Activity) -> None:
    reach(village)
    enter(village, bakery, MONDAY, Line(1, Decimal(6)))
    confirm(village, bakery, MONDAY)
    defender, board, clerk = (
        browser_of(village, who)
        for who in ("defensa.ana", "junta.norte", "secretaria.cumplimiento")
    )
    hers = f"/personas/{village.people[MARTA].public_id}/"
    assert "1 día de trabajo" in defender.get(f"{hers}redencion/").content.decode()
    one = send(defender, f"{hers}redencion/", kind="work", first_day="01/06/2024",
               last_day="09/06/2024", requested_date="10/06/2024", requested_by="defence",
               document="S-9")  # fmt: skip
    page = board.get(one).content.decode()
    assert "falta la opinión de la junta" in page
    assert "solicitud reservado" in " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "<dd>" in page
    version = page_version(board, f"{one}opinion/")
    send(board, f"{one}opinion/", opinion="favourable", day="12/06/2024", whose="Junta",
         document="A-1", _version=version)  # fmt: skip
    stale = clerk.post(f"{one}resolucion/", {
        "_key": str(uuid.uuid4()), "_form": "sheet", "outcome": "granted", "amount": "1",
        "day": "20/06/2024", "whose": "Juzgado", "document": "R-1", "_version": version,
    })  # fmt: skip
    assert stale.status_code == 409
    send(clerk, f"{one}resolucion/", outcome="granted", amount="1", day="20/06/2024",
         whose="Juzgado", document="R-1",
         _version=page_version(clerk, f"{one}resolucion/"))  # fmt: skip
    english = browser_of(village, "defensa.ana", "en")
    page = english.get(one).content.decode()
    assert "decided in 10 days" in " ".join(page.split())
    assert "1 day of work" in page
    listed = english.get("/redenciones/?estado=decided&orden=name").content.decode()
    assert "Quirós Santos, Marta" in listed
    assert "Quirós" not in english.get("/redenciones/").content.decode()
    file = english.get("/redenciones/archivo/?estado=all").content.decode("utf-8-sig")
    assert "2024-06-01,2024-06-09,2024-06-10,favourable,2024-06-12,granted,2024-06-20,1,10" in file


def test_a_request_of_a_day_to_come_is_refused_beside_that_day(village: Village) -> None:
    reach(village)
    hers = f"/personas/{village.people[MARTA].public_id}/redencion/"
    answer = browser_of(village, "defensa.ana").post(hers, {
        "_key": str(uuid.uuid4()), "_form": "sheet", "_route": hers, "kind": "work",
        "first_day": "01/06/2024", "last_day": "09/06/2024", "requested_date": "30/06/2094",
        "requested_by": "defence", "document": "S-9",
    })  # fmt: skip
    page: Any = answer.content.decode()
    assert 'href="#id_requested_date"' in page
    assert 'href="#id_last_day"' not in page


def page_version(client: Any, address: str) -> str:
    """The version the form of a page was made from."""
    text = client.get(address).content.decode()
    return str(text.split('name="_version" value="')[1].split('"')[0])


def test_hours_stay_with_the_workshop_and_go_with_the_person(
    village: Village, bakery: Activity
) -> None:
    """Moved to Sur: Norte still counts what it confirmed, without her name; Sur reads her hours."""
    enter(village, bakery, MONDAY, Line(1, Decimal(6)))
    confirm(village, bakery, MONDAY)
    marta = village.people[MARTA]
    with acting(village.reader("nacional")) as by:
        record.move_person(person=marta, facility=village.facilities["sur"], unit=None,
                           start_date=date(2024, 6, 10), by=by, at=NOON)  # fmt: skip
    with acting(village.reader("taller.norte")) as by:
        [norte] = queries.summary(user=by, first=FIRST, last=TODAY)
        assert [norte.people, int(norte.done)] == [1, 6]
        assert queries.account(marta.public_id, user=by, purpose="x", at=NOON, today=TODAY) is None
    workshop = browser_of(village, "taller.norte")
    page = workshop.get(f"/actividades/{bakery.public_id}/dia/{MONDAY.isoformat()}/")
    assert "ya no está en este centro" in page.content.decode()
    assert "Quirós" not in page.content.decode()
    with acting(village.reader("direccion.sur")) as by:
        hers = queries.account(marta.public_id, user=by, purpose="x", at=NOON, today=TODAY)
        assert hers is not None
        assert hers.counts.amounts == {"work": 1}


def test_facilities_in_figures(village: Village, bakery: Activity) -> None:
    """June: Marta 6 + 6, Nilka 5 hours confirmed; 12 wait, six of them lost if they are confirmed;
    lost 6 to a lock-up and 6 to no guard; 6 of an illness. In the days before, nobody."""
    six = Decimal(6)
    enter(village, bakery, MONDAY, Line(1, six), Line(2, Decimal(5)))
    enter(village, bakery, TUESDAY, Line(1, six), Line(2, six, "lock_up"))
    enter(village, bakery, date(2024, 6, 5), Line(1, six, "no_guard"), Line(2, six, "illness"))
    confirm(village, bakery, MONDAY, TUESDAY, date(2024, 6, 5))
    enter(village, bakery, date(2024, 6, 6), Line(1, six), Line(2, six, "cancelled"))
    with acting(village.reader("social.norte")) as by:
        [norte] = queries.summary(user=by, first=FIRST, last=TODAY)
        assert [norte.people, *map(int, (norte.done, norte.open))] == [2, 17, 12]
        lost = (norte.cancelled, norte.no_guard, norte.lock_up, norte.own)
        assert [int(hours) for hours in lost] == [0, 6, 6, 6]
        assert [int(norte.lost), norte.before] == [12, 0]
        # From Tuesday on: Marta alone; on the day before, both.
        [tuesday] = queries.summary(user=by, first=TUESDAY, last=TUESDAY)
        assert [tuesday.people, int(tuesday.done), tuesday.before] == [1, 6, 2]
        assert queries.summary(user=by, first=FIRST, last=TODAY, kind="study") == []
        assert queries.summary(user=by, first=FIRST - timedelta(40), last=FIRST) == []
    with acting(village.reader("direccion.sur")) as by:
        assert queries.summary(user=by, first=FIRST, last=TODAY) == []
    client = browser_of(village, "social.norte")
    page = client.get("/actividades/resumen/?desde=1/6/2024&hasta=30/6/2024").content.decode()
    assert "Participaron 2 personas (en el período anterior, 0): 17 horas confirmadas." in page
    assert "Los centros perdieron 12." in page
    file = client.get("/actividades/resumen/archivo/?desde=6/2024&hasta=6/2024")
    assert "Centro Norte (ficticio),2,17,12,0,6,6,6,0" in file.content.decode("utf-8-sig")
    wrong = client.get("/actividades/resumen/?desde=ayer&hasta=30/6/2024").content.decode()
    assert "Eso no es un período" in wrong
