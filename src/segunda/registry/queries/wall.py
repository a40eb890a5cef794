"""The wall at six years, counted: by sex, offence and the limit that would reach them."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection

from segunda.access.scope import Reader
from segunda.registry.models import Person

SENTENCED = ("sentenced_not_final", "sentenced_final")


@dataclass(frozen=True)
class WallCounts:
    """People behind the wall by (sex, offence, step), and how many are sentenced (None: of a
    reader who counts for the country and sees no files)."""

    people: Counter[tuple[str, str, str]]
    sentenced: int | None

    @property
    def total(self) -> int:
        """Everybody behind the wall."""
        return sum(self.people.values())

    def by(self, *places: int) -> Counter[tuple[str, ...]]:
        """Counts by some of sex (0), offence (1), step (2)."""
        found: Counter[tuple[str, ...]] = Counter()
        for key, count in self.people.items():
            found[tuple(key[place] for place in places)] += count
        return found


_OWN = """
SELECT p.sex, b.offence_class, b.step, count(*) FROM registry_behindwall b
JOIN registry_person p ON p.id = b.person_id GROUP BY 1, 2, 3
"""


def wall_counts(*, user: Reader) -> WallCounts:
    """The counts of the reader's scope; of the country for who only counts."""
    counting = user.scope == "none"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_wall_counts()" if counting else _OWN)
        people = Counter({(sex, offence, step): n for sex, offence, step, n in cursor.fetchall()})
    held = Person.objects.filter(held=True, merged_into=None, legal_status__in=SENTENCED)
    return WallCounts(people, None if counting else held.count())
