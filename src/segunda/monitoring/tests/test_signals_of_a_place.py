"""Why a place should be looked at: counted sentences with their source, by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from segunda.access.scope import JOBS, Reader, acting
from segunda.exchange import keys
from segunda.exchange.package import FIRST
from segunda.exchange.tests.making import CAPACITY, SENDER, TO, digest_of, made, parts, person
from segunda.monitoring import actions, queries
from segunda.monitoring.models import Addressee, Place
from segunda.monitoring.tests.follow_up import WORDING, write_finding
from segunda.monitoring.tests.places import STATION, enter_place
from segunda.monitoring.tests.plans import TODAY
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


@pytest.fixture(autouse=True)
def known_keys() -> None:
    """This program has its key, and has noted the State's."""
    actions.note_own_key(TO, at=AT)
    actions.trust(keys.public_of(SENDER), at=AT)


def receive(number: int, previous: str, people: int, day: str, **more: Any) -> bytes:
    """A package with so many women in CEFERE, which has 20 places."""
    of = parts() | {
        "population.v1": [person(n) for n in range(people)], "legal_status.v1": [],
        "capacity.v1": [dict(CAPACITY) | {"places": 20}],
    } | more  # fmt: skip
    content = made(number, previous, day=day, of=of)
    with acting(JOBS):
        taken = actions.receive(content, name="p.segunda", by=JOBS, at=AT)
        assert taken.package, taken.refusal
    return content


def told(user: Reader, place: str = "CEFERE") -> dict[str, str]:
    """Kind and Spanish sentence of each signal of a place."""
    for one in queries.signals(user=user, today=TODAY):
        if one.place.details.name == place:
            return {signal.kind: signal.sentence.es for signal in one.signals}
    raise AssertionError(place)


def recommend(by: Reader, finding: Any, deadline: date | None = None) -> Addressee:
    """A recommendation that rests on a finding, sent in October."""
    made_now = actions.make_recommendation(
        addressees=["dgsp"], wording=WORDING | {"deadline": deadline}, findings=[finding], by=by,
        at=AT,
    )  # fmt: skip
    one = made_now.addressees.get()
    actions.note_sent(one, sent_on=date(2026, 10, 10), today=TODAY, by=by, at=AT)
    one.refresh_from_db()
    return one


def test_more_people_than_places_is_said_with_the_package_it_comes_from() -> None:
    receive(1, FIRST, 30, "2026-11-22")
    with acting(reader("lawyer")) as one:
        assert told(one)["over_capacity"] == "Hay 30 personas para 20 plazas, 150 %."
        signal = queries.signals(user=one, today=TODAY)[0].signals[0]
        assert (signal.source.es, signal.source.en) == (
            "Paquete del 22 nov 2026", "Package of 22 Nov 2026")  # fmt: skip
        assert signal.href.startswith("/paquetes/")


def test_as_many_people_as_places_is_no_signal() -> None:
    receive(1, FIRST, 20, "2026-11-22")
    with acting(reader("lawyer")) as one:
        assert set(told(one)) == {"never_visited"}


@pytest.mark.parametrize(("before", "now", "said"), [
    (10, 20, "Hay 10 personas más que el 25 oct 2026: pasó de 10 a 20."),
    (20, 10, "Hay 10 personas menos que el 25 oct 2026: pasó de 20 a 10."),
    (10, 19, None),  # 9 people
    (110, 120, None),  # 10 people, 9 %
])  # fmt: skip
def test_a_population_that_changed_is_said_from_ten_people_and_ten_percent(
    before: int, now: int, said: str | None
) -> None:
    first = receive(1, FIRST, before, "2026-10-25")
    receive(2, digest_of(first), now, "2026-11-22")
    with acting(reader("lawyer")) as one:
        assert told(one).get("population_changed") == said


def test_a_package_of_three_weeks_before_is_not_compared() -> None:
    first = receive(1, FIRST, 10, "2026-10-26")
    receive(2, digest_of(first), 20, "2026-11-22")
    with acting(reader("lawyer")) as one:
        assert "population_changed" not in told(one)


def test_a_place_the_state_no_longer_names_is_said() -> None:
    first = receive(1, FIRST, 2, "2026-11-15")
    away: Any = {"population.v1": [], "capacity.v1": [dict(CAPACITY) | {"facility": "b"}]}
    receive(2, digest_of(first), 2, "2026-11-22", **away)
    with acting(reader("lawyer")) as one:
        assert "not_named" in told(one)


def test_deaths_are_counted_where_each_person_was_last() -> None:
    def death(number: int, day: str) -> dict[str, Any]:
        return {"person": person(number)["person"], "kind": "death", "day": day, "facility": None}

    first = receive(1, FIRST, 3, "2026-11-15")
    moved = {"person": person(2)["person"], "kind": "placement", "day": "2026-11-16",
             "facility": "b"}  # fmt: skip
    more = {
        "movements.v1": [moved, death(1, "2026-11-17"), death(2, "2026-11-18"),
                         death(77, "2026-11-18")],
        "capacity.v1": [dict(CAPACITY), dict(CAPACITY) | {"facility": "b", "name": "B"}],
    }  # fmt: skip
    receive(2, digest_of(first), 1, "2026-11-22", **more)
    with acting(reader("lawyer")) as one:
        words = "Muertes que cuentan los paquetes de los últimos 12 meses: 1."
        assert told(one)["deaths"] == words
        assert told(one, "B")["deaths"] == words
        nowhere = queries.package(queries.packages(user=one)[0].pk, user=one)
        assert nowhere
        assert nowhere.facilities.get(code="").deaths == 1


def test_deaths_of_a_year_ago_are_not_counted_and_a_package_without_the_part_says_nothing() -> None:
    dead = {"person": person(1)["person"], "kind": "death", "day": "2025-11-20",
            "facility": "cefere"}  # fmt: skip
    first = receive(1, FIRST, 3, "2025-11-22", **{"movements.v1": [dead]})
    of = {name: rows for name, rows in parts().items() if name != "movements.v1"}
    content = made(2, digest_of(first), day="2026-11-22", of=of)
    with acting(JOBS):
        package = actions.receive(content, name="p", by=JOBS, at=AT).package
        assert package
        assert package.facilities.get().deaths is None
    with acting(reader("lawyer")) as one:
        assert "deaths" not in told(one)


def test_grave_findings_are_told_as_unfollowed_then_unanswered_then_not() -> None:
    with acting(reader("lawyer")) as one:
        place = enter_place(one)
        at = {"registered_place": place, "place": STATION["name"]}
        write_finding(one, severity="low", **at)
        assert "grave_unfollowed" not in told(one, STATION["name"])
        grave = write_finding(one, **at)
        words = "Hallazgos graves sin recomendación: 1."
        assert told(one, STATION["name"])["grave_unfollowed"] == words
        addressee = recommend(one, grave)
        said = told(one, STATION["name"])
        assert "grave_unfollowed" not in said
        assert said["grave_unanswered"] == (
            "Hallazgos graves cuya recomendación nadie ha respondido: 1."
        )
        actions.note_reply(addressee, received_on=TODAY, reference="n", text="Sí.", today=TODAY,
                           by=one, at=AT)  # fmt: skip
        assert "grave_unanswered" not in told(one, STATION["name"])


def test_a_recommendation_stays_with_a_finding_that_was_corrected() -> None:
    with acting(reader("lawyer")) as one:
        place = enter_place(one)
        at = {"registered_place": place, "place": STATION["name"]}
        grave = write_finding(one, **at)
        recommend(one, grave, deadline=TODAY - timedelta(days=40))
        facts = {name: getattr(grave, name) for name in (
            "theme", "place", "registered_place", "visit", "found_on", "evidence", "reference",
            "norm", "severity")}  # fmt: skip
        after = actions.correct_finding(grave, facts=facts | {"text": "Otra."}, by=one, at=AT)
        said = told(one, STATION["name"])
        assert "grave_unfollowed" not in said
        assert (
            said["overdue"] == "Recomendaciones con el plazo vencido: 1; la que más, hace 40 días."
        )
        about = queries.recommendations_about([after], user=one, today=TODAY)
        assert len(about) == 1


def test_a_finding_of_health_is_no_reason_told_to_a_lawyer() -> None:
    with acting(reader("doctor")) as doctor:
        place = enter_place(doctor)
        write_finding(doctor, "medical", registered_place=place, place=STATION["name"])
        said = told(doctor, STATION["name"])["grave_unfollowed"]
        assert said == "Hallazgos graves de salud sin recomendación: 1."
    with acting(reader("lawyer")) as lawyer:
        assert set(told(lawyer, STATION["name"])) == {"never_visited"}


def test_most_reasons_first_then_by_name_and_closed_places_not_at_all() -> None:
    receive(1, FIRST, 30, "2026-11-22")
    with acting(reader("lawyer")) as one:
        enter_place(one, name="Abajo")
        enter_place(one, name="Ábaco")
        enter_place(one, name="Cerrada", closed_on=TODAY)
        found = [s.place.details.name for s in queries.signals(user=one, today=TODAY)]
        assert found == ["CEFERE", "Ábaco", "Abajo"]
        place = Place.objects.get(state_code="cefere")
        only = queries.signals(user=one, today=TODAY, place=place)
        assert [s.place.details.name for s in only] == ["CEFERE"]


def test_the_page_says_each_reason_its_source_and_the_thresholds_in_both_languages() -> None:
    receive(1, FIRST, 30, "2026-11-22")
    client = browser("lawyer")
    page = client.get("/plan/senales/").content.decode()
    assert "Hay 30 personas para 20 plazas, 150 %." in page
    assert "ninguna norma los fija" in page
    client.cookies["segunda_monitor_lang"] = "en"
    assert (
        "There are 30 people for 20 places, 150 %." in client.get("/plan/senales/").content.decode()
    )
    file = client.get("/plan/senales/archivo/")
    assert "There are 30 people for 20 places" in file.content.decode("utf-8-sig")
