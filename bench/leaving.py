"""Lists of who may leave with the walls on, and the whole of one as files; told by bench/record."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Count
from django.utils import timezone

from segunda.access.models import User
from segunda.access.scope import JOBS, Reader, acting, reader_of
from segunda.registry.demo.figures import AS_OF
from segunda.registry.leaving.making import make
from segunda.registry.models import ListExport, Person
from segunda.registry.models.verdicts import MET, NOT_MET, PAPERS
from segunda.registry.queries.leaver_lists import ORDERS, LeaversFilter, list_leavers
from segunda.registry.queries.leavers import leavers

ROUNDS, RULE = 5, "PA-CP-113"
ASKED = (
    *(LeaversFilter(rule=RULE, answer=answer) for answer in (None, MET, PAPERS, NOT_MET)),
    LeaversFilter(answer=MET), LeaversFilter(near="opens"),
    LeaversFilter(rule=RULE, sex="F", answer=PAPERS),
)  # fmt: skip
Line = dict[str, Any]


def lists() -> Line:
    """A page of a list in every order, then its next page; and the page of numbers: for the
    national office and for the director of the largest facility."""
    national = reader_of(User.objects.get(username="national.records"))
    with acting(national):
        people = Person.objects.filter(held=True).values("facility").annotate(n=Count("pk"))
        largest = max(people, key=lambda row: row["n"])
    director = Reader(national.user, "facility_director", "facility", (largest["facility"],))
    line: Line = {"people": sum(row["n"] for row in people), "largest": largest["n"]}
    for who, reader in (("national", national), ("facility", director)):
        pages = list(_pages(reader))
        counts = [_timed(reader, lambda r=reader: leavers(user=r, day=AS_OF))  # type: ignore[misc]
                  for _ in range(4 * ROUNDS)]  # fmt: skip
        for what, times in (("list", pages), ("numbers", counts)):
            line[f"{who}_{what}_p50_ms"] = median(times)
            line[f"{who}_{what}_p95_ms"] = quantiles(times, n=20)[-1]
    return line


def _pages(reader: Reader) -> Iterator[float]:
    """Milliseconds of the first and the second page of each list, its trace with it."""
    for which in ASKED * ROUNDS:
        for order in ORDERS:
            after: int | None = None
            for _ in range(2):
                took, after = _page(reader, which, order, after)
                yield took
                if after is None:
                    break


def _page(
    reader: Reader, which: LeaversFilter, order: str, after: int | None
) -> tuple[float, int | None]:
    """Milliseconds of one page, and the line the next begins from."""
    with acting(reader):
        begun = time.perf_counter()
        found = list_leavers(user=reader, which=which, day=AS_OF, order=order, after=after,
                             purpose="custody", at=timezone.now())  # fmt: skip
        return 1000 * (time.perf_counter() - begun), found.after


def _timed(reader: Reader, act: Callable[[], object]) -> float:
    """Milliseconds of `act` inside the reader's transaction."""
    with acting(reader):
        begun = time.perf_counter()
        act()
        return 1000 * (time.perf_counter() - begun)


def export() -> Line:
    """One path of everybody as CSV and XLSX, as the worker makes them (DATABASE_PAGES_URL: app)."""
    at = timezone.now()
    with acting(JOBS):
        user = User.objects.get(username="national.records")
        one = ListExport.objects.create(
            asked_by=user, asked_at=at, until=at + timedelta(hours=8), purpose="custody",
            language="es", order="name",
            query={"which": asdict(LeaversFilter(rule=RULE)), "es": RULE, "en": RULE},
        )  # fmt: skip
    begun, used = time.perf_counter(), time.process_time()
    make(one.pk, at=at, day=AS_OF)
    took, cpu = time.perf_counter() - begun, time.process_time() - used
    with acting(JOBS):
        one.refresh_from_db()
        assert one.csv is not None  # noqa: S101 (made just now)
        assert one.xlsx is not None  # noqa: S101
        sizes = {"csv_bytes": len(one.csv), "xlsx_bytes": len(one.xlsx)}
        one.delete()
    return {"rows": one.rows, "seconds": took, "cpu_seconds": cpu, **sizes}
