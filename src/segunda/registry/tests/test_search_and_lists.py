"""People are found as they are written, heard, or mistyped; lists go on and back by key."""

from datetime import date

import pytest

from segunda.access.scope import Reader, acting
from segunda.registry import actions, queries
from segunda.registry.models import Person
from tests.village.day import NOON
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def found(reader: Reader, text: str) -> list[str]:
    people = {p.pk: p.full_name for p in Person.objects.all()}
    hits = queries.search_people(user=reader, text=text, purpose="custody", at=NOON)
    return [people[hit.person] for hit in hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Janet Pena Santos", "Yaneth Peña Santos"), ("yaneth peña santos", "Yaneth Peña Santos"),
        ("Santos Peña Yaneth", "Yaneth Peña Santos"), ("Abrego Vega", "Nilka Ábrego Vega"),
        ("nuñes rosa pinto", "Rosa Ñuñez Pinto"), ("Deleon Itsel Vega", "Itzel De León Vega"),
        ("Urena Pinto Rafael", "Rafael Ureña Pinto"), ("Quiros Sant", "Marta Quirós Santos"),
        ("99-2-2", "Marta Quirós Santos"), ("9922", "Marta Quirós Santos"),
        ("99-0002-000002", "Marta Quirós Santos"),
    ],
)  # fmt: skip
def test_the_person_meant_comes_first(national: Reader, text: str, first: str) -> None:
    assert found(national, text)[:1] == [first]


def test_one_digit_wrong_still_finds(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    actions.add_identity_number(
        person=person, kind="cédula", number="8-712-4563", by=national, at=NOON
    )
    for text in ("8-712-4563", "8-712-4573", "8-721-4563", "8-712-456", "87124563"):
        assert person.full_name in found(national, text), text


def test_an_alias_finds_and_a_withdrawn_one_does_not(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    alias = actions.correct_name(
        person=person, surnames="", given_names="Pachita", kind="alias", by=national, at=NOON
    )
    assert found(national, "pachita") == [person.full_name]
    actions.withdraw_row(kind="name", entity=alias.entity, version=None, by=national, at=NOON)
    assert found(national, "pachita") == []


def test_a_former_name_no_longer_finds(village: Village, national: Reader) -> None:
    person = village.people["Marta Quirós Santos"]
    actions.correct_name(
        person=person, surnames="Quirós Santos", given_names="Zoraida", by=national, at=NOON
    )
    assert found(national, "Zoraida") == [person.full_name.replace("Marta", "Zoraida")]


def test_nobody_outside_the_scope_is_found_or_counted(village: Village) -> None:
    with acting(village.reader("registro.norte")) as clerk:
        assert found(clerk, "Omar Aguilar") == []
        assert found(clerk, "99-0015-000015") == []
        assert queries.count_people(user=clerk, which=queries.PeopleFilter()) == 14


@pytest.mark.parametrize("order", ["name", "since", "facility"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("state", ["held", "all"])
def test_pages_walk_to_the_end_and_back(
    village: Village,
    national: Reader,
    order: str,
    descending: bool,
    state: str,
) -> None:
    """Every person once, in order; also those of whom it is not known since when."""
    for name in ("Marta Quirós Santos", "Omar Aguilar Santos"):
        row = actions.propose_release(
            person=village.people[name], end_date=date(2024, 6, 1), order=None,
            end_kind="escape", by=national, at=NOON,
        )  # fmt: skip
        with acting(village.reader("nacional.dos")) as other:
            actions.confirm_release(entity=row.entity, by=other, at=NOON)
    with acting(national):
        which = queries.PeopleFilter(state=state)

        def page(after: int | None = None, before: int | None = None) -> queries.ListPage:
            return queries.list_people(
                user=national, which=which, order=order, descending=descending, purpose="custody",
                at=NOON, limit=7, after=after, before=before,
            )  # fmt: skip

        forward, pages = [], [page()]
        while pages[-1].after:
            pages.append(page(after=pages[-1].after))
        forward = [row.id for one in pages for row in one.rows]
        back = [pages[-1]]
        while back[-1].before:
            back.append(page(before=back[-1].before))
        backward = [row.id for one in reversed(back) for row in one.rows]
        everybody = queries.count_people(user=national, which=which)
    assert len(forward) == len(set(forward)) == everybody == (38 if state == "held" else 40)
    assert backward == forward
    assert pages[0].before is None


def test_a_bookmark_on_somebody_sent_elsewhere_begins_anew(village: Village) -> None:
    """The row a page began from has left the scope; nothing of her is told, and nothing breaks."""
    elsewhere = village.people["Omar Aguilar Santos"]
    with acting(village.reader("registro.norte")) as clerk:
        page = queries.list_people(
            user=clerk, which=queries.PeopleFilter(), after=elsewhere.pk, purpose="custody",
            at=NOON, limit=50,
        )  # fmt: skip
    assert len(page.rows) == 14
