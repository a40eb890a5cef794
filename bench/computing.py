"""Computations over the whole register, and the lists that fall out; told by bench/record."""

import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from django.db.models import Count
from django.utils import timezone

from segunda.access.models import User
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.registry.computing.computed import of_person
from segunda.registry.computing.now import keep_now
from segunda.registry.demo.figures import AS_OF
from segunda.registry.models import ComputationNow, Person
from segunda.registry.queries import reviews

ROUNDS, PEOPLE = 20, 100
Line = dict[str, Any]


def computations() -> Line:
    """Everybody with a sentence computed and kept, as each night; then one person's page."""
    with acting(JOBS):
        begun, used = time.perf_counter(), time.process_time()
        people = keep_now(AS_OF)
        took, cpu = time.perf_counter() - begun, time.process_time() - used
        ids = ComputationNow.objects.filter(held=True).values_list("pk", flat=True)[:PEOPLE]
        times = [_ms(lambda pk=pk: of_person(user=JOBS, person=pk, as_of=AS_OF))  # type: ignore[misc]
                 for pk in ids]  # fmt: skip
        by_hand = ComputationNow.objects.exclude(code="").count()
    return {
        "people": people, "by_hand": by_hand, "seconds": took, "cpu_seconds": cpu,
        "people_per_second": people / took, "one_person_p50_ms": median(times),
        "one_person_p95_ms": quantiles(times, n=20)[-1],
    }  # fmt: skip


def review_lists() -> Line:
    """The page of numbers and a page of each list, for the national office and one facility."""
    national = reader_of(User.objects.get(username="national.records"))
    with acting(national):
        people = Person.objects.filter(held=True).values("facility").annotate(n=Count("pk"))
        largest = max(people, key=lambda row: row["n"])
    director = Reader(national.user, "facility_director", "facility", (largest["facility"],))
    line: Line = {"people": sum(row["n"] for row in people)}
    for who, reader in (("national", national), ("facility", director)):
        numbers, pages = [], []
        for _ in range(ROUNDS):
            with acting(reader):
                numbers.append(_ms(lambda r=reader: [  # type: ignore[misc]
                    reviews.counts(user=r, what=what, day=AS_OF)
                    for what in (reviews.PAST, reviews.LIMIT)]))  # fmt: skip
                pages += [_page(reader, what, order)
                          for what in (reviews.PAST, reviews.LIMIT, reviews.BY_HAND)
                          for order in reviews.ORDERS]  # fmt: skip
        for what, times in (("numbers", numbers), ("list", pages)):
            line[f"{who}_{what}_p50_ms"] = median(times)
            line[f"{who}_{what}_p95_ms"] = quantiles(times, n=20)[-1]
    return line


def _page(reader: Reader, what: str, order: str) -> float:
    """Milliseconds of the first page of a list, its trace with it."""
    return _ms(lambda: reviews.review(
        user=reader, which=reviews.ReviewFilter(what), day=AS_OF, order=order, purpose="custody",
        at=timezone.now(),
    ))  # fmt: skip


def _ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)
