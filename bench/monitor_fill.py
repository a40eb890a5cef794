"""Fill the mechanism's demonstration for the bench: python -m bench.monitor_fill (once).

500 visits, 5,000 findings, 1,000 recommendations to two authorities each, 60 monthly packages of
24,110 invented people. One package is made and received as any other; its bytes stand for the 59
before it, whose counts by facility are written straight into the tables.
"""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from segunda.exchange.schema import Row

AT = datetime(2024, 6, 30, 18, 0, tzinfo=UTC)
PEOPLE, PLACES, VISITS, FINDINGS, RECOMMENDATIONS, PACKAGES = 24_110, 60, 500, 5_000, 1_000, 60


def fill() -> None:
    """Write everything as the jobs' role; nothing when it is there."""
    from segunda.access.models import User
    from segunda.access.scope import JOBS, acting
    from segunda.monitoring.models import Recommendation

    chance = random.Random(7)  # noqa: S311 (invented data)
    with acting(JOBS):
        if Recommendation.objects.count() >= RECOMMENDATIONS:
            return
        users = {one.username: one.pk for one in User.objects.all()}
        _packages()
    with acting(JOBS):
        _followed(chance, users["abogada"])
        _visited(chance, users)


def _packages() -> None:
    from segunda.exchange import keys
    from segunda.exchange.tests.making import CAPACITY, SENDER, made, person, title
    from segunda.monitoring import actions
    from segunda.monitoring.models import PackagePlace, ProgramKey, StatePackage

    actions.trust(keys.public_of(SENDER), at=AT)
    own = ProgramKey.objects.get(own=True, ended_at=None).public
    whole: dict[str, Sequence[Row]] = {
        "population.v1": [person(n, facility=f"c{n % PLACES:02d}", sex="F" if n % 20 == 0 else "M")
                          for n in range(1, PEOPLE + 1)],
        "legal_status.v1": [title(n, "pretrial" if n % 3 else "sentenced_final")
                            for n in range(1, PEOPLE + 1)],
        "capacity.v1": [{**CAPACITY, "facility": f"c{n:02d}", "name": f"Centro ficticio {n:02d}",
                                    "places": 300} for n in range(PLACES)],
        "placements.v1": [], "movements.v1": [], "heads.v1": [],
    }  # fmt: skip
    content = made(PACKAGES, "0" * 64, to=own, kind="month", day="2024-06-30", at=AT, of=whole)
    sender = ProgramKey.objects.get(own=False, ended_at=None)
    before = [
        StatePackage(sender=sender, sequence=n, kind="month", period=f"{day:%Y-%m}", day=day,
                     made_at=AT, digest=f"{n:064x}", rows={"population.v1": PEOPLE},
                     content=content, received_at=AT)
        for n in range(1, PACKAGES) if (day := AT.date() - timedelta(days=30 * (PACKAGES - n)))
    ]  # fmt: skip
    before[-1].digest = "0" * 64
    StatePackage.objects.bulk_create(before)
    from segunda.access.scope import JOBS

    done = actions.receive(content, name="junio.segunda", by=JOBS, at=AT)
    if done.package is None:
        raise SystemExit(f"the package was refused: {done.refusal and done.refusal.reason}")
    newest = list(PackagePlace.objects.filter(package=done.package))
    PackagePlace.objects.bulk_create(
        PackagePlace(package=one, code=row.code, name=row.name, kind=row.kind, people=row.people,
                     women=row.women, men=row.men, places=row.places, by_status=row.by_status)
        for one in before for row in newest
    )  # fmt: skip


def _followed(chance: random.Random, author: int) -> None:
    from segunda.monitoring.follow_up_words import AUTHORITIES, THEMES
    from segunda.monitoring.models import Addressee, Assessment, Recommendation, Reply, Wording

    first = Recommendation.objects.count()
    rows = Recommendation.objects.bulk_create(
        Recommendation(number=n + 1, source="", made_by_id=author, made_at=AT)
        for n in range(first, RECOMMENDATIONS)
    )
    words = [
        "agua",
        "luz",
        "celda",
        "traslado",
        "consulta",
        "visita",
        "familia",
        "médico",
        "escuela",
        "patio",
        "defensa",
    ]
    Wording.objects.bulk_create(
        Wording(recommendation=row, theme=chance.choice(list(THEMES)), original="es", text_en="",
                text_es=" ".join(chance.choices(words, k=25)), legal_basis="Regla 44", measure="",
                deadline=_day(chance), needs=["money"], written_by_id=author, written_at=AT)
        for row in rows
    )  # fmt: skip
    to = Addressee.objects.bulk_create(
        Addressee(recommendation=row, authority=who, sent_on=_day(chance))
        for row in rows for who in chance.sample(list(AUTHORITIES), 2)
    )  # fmt: skip
    Reply.objects.bulk_create(
        Reply(addressee=one, received_on=one.sent_on or AT.date(), reference="Nota ficticia",
              text="Se hará.", written_by_id=author, written_at=AT) for one in to[::2]
    )  # fmt: skip
    Assessment.objects.bulk_create(
        Assessment(addressee=one, state="partial", evidence="Visita ficticia",
                   assessed_on=AT.date(), written_by_id=author, written_at=AT) for one in to[::3]
    )  # fmt: skip


def _visited(chance: random.Random, users: dict[str, int]) -> None:
    from segunda.monitoring.follow_up_words import SEVERITIES, THEMES
    from segunda.monitoring.models import (
        Finding,
        Ground,
        PlaceDetails,
        Recommendation,
        Visit,
        VisitRecord,
    )

    author = users["abogada"]
    places = list(PlaceDetails.objects.filter(superseded_at=None).select_related("place"))
    visits = Visit.objects.bulk_create(
        Visit(place=chance.choice(places).place, starts_on=day, ends_on=day, made_at=AT,
              team=[author, users["medica"]], made_by_id=author)
        for _ in range(VISITS) if (day := _day(chance))
    )  # fmt: skip
    VisitRecord.objects.bulk_create(
        VisitRecord(visit=one, number=1, aims="Ver las celdas.", access="full",
                    written_by_id=author, written_at=AT) for one in visits
    )  # fmt: skip
    named = {one.place_id: one.name for one in places}
    findings = Finding.objects.bulk_create(
        Finding(section="general", fact_class="ordinary", theme=chance.choice(list(THEMES)),
                place=named[one.place_id], registered_place_id=one.place_id, visit=one.public_id,
                found_on=one.starts_on, text="Celda sin ventilación (ficticio).",
                evidence="document", reference=f"Pieza {n % 9}", norm="Regla 44",
                severity=chance.choice(list(SEVERITIES)), written_by_id=author,
                written_at=AT)
        for n in range(FINDINGS) if (one := visits[n % VISITS])
    )  # fmt: skip
    advice = list(Recommendation.objects.order_by("pk"))
    Ground.objects.bulk_create(
        Ground(recommendation=chance.choice(advice), finding=one) for one in findings[::2]
    )


def _day(chance: random.Random) -> date:
    return AT.date() - timedelta(days=chance.randrange(1, 1_800))


if __name__ == "__main__":
    import django

    django.setup()
    fill()
