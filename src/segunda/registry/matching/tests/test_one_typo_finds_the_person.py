"""On the demonstration register, a name or a number typed with one slip finds its person.

The look-up is the one the database does: equal keys of `query_keys`, a beginning for the last
word, then the near keys; points are given to the 200 people with most parts.
"""

import random
import string
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import polars as pl
import pytest

from segunda.registry.demo.register import draw_register
from segunda.registry.matching.duplicates import POSSIBLE, PROBABLE, Record, same_person
from segunda.registry.matching.keys import Query, near_keys, query_keys, search_keys_table
from segunda.registry.matching.scores import Candidate, score
from segunda.registry.matching.sounds import sound

SEED, TRIES, FIRST, SCORED = 11, 500, 10, 200
People = dict[str, Candidate]
Typed = Callable[[random.Random, Candidate], str]


@dataclass(frozen=True)
class Index:
    """The table of keys as the database would hold it: who bears a key, and the keys in order."""

    bearers: dict[tuple[str, str], list[str]]
    written: list[str]

    def bearing(self, kind_and_key: Iterable[tuple[str, str]]) -> set[str]:
        """Return the people who bear one of the keys."""
        return {who for key in kind_and_key for who in self.bearers.get(key, ())}


@cache
def register(people: int) -> pl.DataFrame:
    """Return the demonstration's people with their numbers in a list."""
    numbers = pl.concat_list("document_number").list.drop_nulls().alias("numbers")
    return draw_register(SEED, people).persons.with_columns(numbers)


def indexed(persons: pl.DataFrame) -> Index:
    """Return the index over all keys of the people."""
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for who, kind, key in search_keys_table(persons).iter_rows():
        bearers[kind, key].append(who)
    return Index(bearers, sorted(key for kind, key in bearers if kind == "n"))


def candidates(index: Index, query: Query) -> list[str]:
    """Return the people to be scored, those with most parts first."""
    counts: Counter[str] = Counter()
    for part in query.parts:
        counts.update(index.bearing((key.kind, key.key) for key in part.keys))
    if query.beginning and query.beginning.kind == "n":
        low, high = query.beginning.low, query.beginning.high
        ends = bisect_left(index.written, low), bisect_left(index.written, high)
        counts.update(index.bearing(("n", key) for key in index.written[slice(*ends)]))
    if query.numbers or max(counts.values(), default=0) < len(query.parts):
        counts.update(index.bearing((key.kind, key.key) for key in near_keys(query)))
    return sorted(counts, key=lambda who: (-counts[who], who))[:SCORED]


def place(index: Index, people: People, text: str, who: str) -> int | None:
    """Return the person's place in the list for what was typed, from 1; None if not there."""
    query = query_keys(text)
    points = {one: score(query, people[one]).points for one in candidates(index, query)}
    order = sorted(points, key=lambda one: (-points[one], one))
    return order.index(who) + 1 if who in points else None


def with_one_slip(rng: random.Random, text: str, letters: str) -> str:
    """Return the text with one letter other, missing, extra or swapped with the next."""
    at = rng.choice([n for n, letter in enumerate(text[:-1]) if letter.isalnum()])
    before, here, after, other = text[:at], text[at], text[at + 1 :], rng.choice(letters)
    swapped = before + after[0] + here + after[1:]
    return rng.choice(
        [before + other + after, before + after, before + other + here + after, swapped]
    )


def typed_name(rng: random.Random, person: Candidate) -> str:
    """Return both surnames and all given names, in one order or the other, with a slip."""
    halves = [person.given_names, person.surnames]
    rng.shuffle(halves)
    return with_one_slip(rng, " ".join(" ".join(halves).split()), string.ascii_lowercase)


def typed_short(rng: random.Random, person: Candidate) -> str:
    """Return one given name and both surnames with a slip."""
    short = " ".join([person.given_names.split()[0], *person.surnames.split()])
    return with_one_slip(rng, short, string.ascii_lowercase)


def typed_number(rng: random.Random, person: Candidate) -> str:
    """Return the number with a slip."""
    return with_one_slip(rng, person.numbers[0], string.digits)


def typed_surname_and_number(rng: random.Random, person: Candidate) -> str:
    """Return one surname and the number with a slip."""
    return f"{person.surnames.split()[0]} {typed_number(rng, person)}"


def places(persons: pl.DataFrame, typed: Typed, tries: int = TRIES) -> list[int | None]:
    """Return where people drawn at random stand in the lists for their names or numbers."""
    index, rng = indexed(persons), random.Random(SEED)  # noqa: S311  # nothing secret
    rows = persons.select("person_id", "surnames", "given_names", "numbers").rows()
    people = {who: Candidate(a, b, (), tuple(c)) for who, a, b, c in rows}
    able = sorted(who for who, person in people.items() if person.numbers)
    drawn = [(who, typed(rng, people[who])) for who in rng.sample(able, tries)]
    start = time.process_time()
    found = [place(index, people, text, who) for who, text in drawn]
    print(f"{typed.__name__}: {(time.process_time() - start) / tries * 1000:.1f} ms each;",
          f"first {FIRST}: {share_within(found, FIRST):.1%}; first: {share_within(found, 1):.1%};",
          f"not there: {found.count(None)}")  # fmt: skip
    return found


def share_within(found: list[int | None], first: int) -> float:
    """Return the share of tries whose person is among the `first`."""
    return sum(one is not None and one <= first for one in found) / len(found)


def test_among_two_thousand_a_name_with_a_slip_finds_its_person() -> None:
    assert share_within(places(register(2_000), typed_name, tries=100), FIRST) >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("typed", [typed_name, typed_short, typed_surname_and_number])
def test_among_all_a_slip_still_finds_the_person(typed: Typed) -> None:
    assert share_within(places(register(24_110), typed), FIRST) >= 0.95


@pytest.mark.slow
def test_a_number_alone_with_a_slip_lists_everyone_it_may_mean() -> None:
    """The demonstration's numbers follow one another: dozens are one digit from what was typed."""
    assert places(register(24_110), typed_number).count(None) == 0


@pytest.mark.slow
def test_keys_of_all_people_take_less_than_three_seconds() -> None:
    persons = register(24_110)
    sound.cache_clear()
    start = time.process_time()
    keys = search_keys_table(persons)
    seconds = time.process_time() - start
    print(f"{keys.height} keys of {persons.height} people in {seconds:.2f} s")
    assert seconds < 3


@pytest.mark.slow
def test_namesakes_are_looked_at_and_nobody_else_is_proposed() -> None:
    columns = ("surnames", "given_names", "birth_date", "numbers", "nationality", "sex")
    persons = register(24_110)
    marked = persons["_dirt"].to_list()
    records = [
        Record(a, b, day, tuple(c), nationality, sex)
        for a, b, day, c, nationality, sex in persons.select(columns).iter_rows()
    ]
    order = sorted(range(len(records)), key=lambda n: _block(records[n]))
    pairs = [(a, b) for a, b in pairwise(order) if _block(records[a]) == _block(records[b])]
    points = [same_person(records[a], records[b]).points for a, b in pairs]
    alike = [marked[a] == marked[b] == "looks_like_another" for a, b in pairs]
    print(Counter(alike), "pairs compared;", sum(n >= POSSIBLE for n in points), "to look at")
    assert sum(alike) > 10
    assert all(n >= POSSIBLE for n, is_alike in zip(points, alike, strict=True) if is_alike)
    assert max(points) < PROBABLE  # all of them have other documents, and are other people


def _block(record: Record) -> str:
    """Records of one day of birth whose surnames sound alike lie side by side."""
    return f"{record.birth_date} {sound(record.surnames.strip()[:3].lower())}"
