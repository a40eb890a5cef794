"""Who is held for drugs, from packages that tell the class of offence; older ones do not."""

from collections.abc import Sequence

import pytest

from segunda.access.scope import JOBS, acting
from segunda.exchange import keys
from segunda.exchange.schema import Row, faults, newest, schema
from segunda.exchange.tests.making import SENDER, TO, digest_of, made, parts, person, title
from segunda.law import facts as dictionary
from segunda.monitoring import actions, queries
from segunda.monitoring.models import PackagePlace
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


@pytest.fixture(autouse=True)
def known_keys() -> None:
    actions.note_own_key(TO, at=AT)
    actions.trust(keys.public_of(SENDER), at=AT)


def of_six() -> dict[str, Sequence[Row]]:
    """Five women and a man: trafficking; small with property; property; none; homicide; his."""
    said: list[list[str]] = [
        ["drugs_trafficking"], ["property", "drugs_small"], ["property"], [], ["homicide"],
        ["drugs_trafficking"],
    ]  # fmt: skip
    people = [person(n) for n in range(1, 6)] + [person(6, sex="M")]
    titles = [{**title(n), "offence_classes": classes} for n, classes in enumerate(said, 1)]
    rest = {name: rows for name, rows in parts().items() if name != "legal_status.v1"}
    return rest | {"population.v1": people, "legal_status.v2": titles}


def receive(content: bytes) -> None:
    with acting(reader("lawyer", f"abogada.{content[-20:].hex()}")) as one:
        assert actions.receive(content, name="p.segunda", by=one, at=AT).package


def test_women_held_for_drugs_are_counted_once_each() -> None:
    receive(made(of=of_six()))
    with acting(reader("lawyer", "abogada.casos")) as one:
        women = queries.women_held(user=one)
    assert women is not None
    assert (women.women, women.drugs, women.silent) == (5, 2, 1)
    with acting(JOBS):
        assert PackagePlace.objects.get().by_offence == {
            "F": {"drugs_trafficking": 1, "drugs_small+property": 1, "property": 1, "": 1,
                  "homicide": 1},
            "M": {"drugs_trafficking": 1},
        }  # fmt: skip
    page = browser("lawyer").get("/casos/").content.decode()
    assert "<b>2</b> por delitos de drogas" in page


def test_a_package_of_the_first_version_is_read_and_says_that_it_does_not_tell() -> None:
    receive(made())
    with acting(reader("lawyer", "abogada.casos")) as one:
        women = queries.women_held(user=one)
    assert women is not None
    assert (women.women, women.drugs) == (2, None)
    page = browser("lawyer").get("/casos/").content.decode()
    assert "no se puede contar" in page


def test_both_versions_follow_one_another() -> None:
    first = made()
    receive(first)
    receive(made(2, digest_of(first), of=of_six()))
    with acting(JOBS):
        told = PackagePlace.objects.order_by("package__sequence").values_list(
            "by_status", flat=True
        )
        assert list(told) == [{"pretrial": 1, "sentenced_final": 1}, {"pretrial": 6}]


def test_of_two_versions_the_newest_is_read() -> None:
    row: Row = {"a": 1}
    assert newest({"x.v1": [], "x.v10": [row], "x.v2": [], "xy.v11": []}, "x") == [row]
    assert newest({"xy.v1": [row]}, "x") == ()


def test_a_class_the_schema_does_not_have_is_a_fault() -> None:
    row = {**title(1), "offence_classes": ["property", "invented"]}
    assert faults([row], "legal_status.v2") == ["legal_status.v2:1: offence_classes"]


def test_the_classes_are_those_of_the_dictionary_of_facts() -> None:
    items = schema("legal_status.v2")["properties"]["offence_classes"]["items"]
    assert items["enum"] == list(dictionary.person()["offence_class"].values)
