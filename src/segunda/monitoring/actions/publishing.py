"""Public copies: each flag is decided by a member, then a copy is printed that tells of nobody."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import author_of
from segunda.monitoring.models import Report, ReportCopy, ReportDecision
from segunda.monitoring.queries.report_inputs import opened
from segunda.monitoring.reports.census import Census
from segunda.monitoring.reports.document import Document, Sum, Words
from segunda.monitoring.reports.flags import COUNT, DECISIONS, Flag, flags, flags_of_text
from segunda.monitoring.reports.publishing import (
    GENERAL,
    KEEP,
    Decided,
    Ledger,
    public_document,
)
from segunda.monitoring.reports.stored import document_from
from segunda.monitoring.reports.subtraction import TellsTooMuchError

NO_FLAG = Text("Eso ya no está en el informe.", "That is no longer in the report.")
NOT_THAT = Text(
    "Eso no se puede decidir aquí: un conteo nunca se publica exacto y un nombre nunca se deja.",
    "That cannot be decided here: a count is never published exactly and a name never kept.",
)
NO_REASON = Text(
    "Falta por qué se deja: escriba la razón; queda a la vista.",
    "Why it is kept is missing: write the reason; it stays in sight.",
)
NO_TEXT = Text(
    "Falta qué se dice en su lugar: escríbalo al menos en un idioma.",
    "What is said in its place is missing: write it in one language at least.",
)
HEALTH = Text(
    "Este informe tiene hallazgos de salud: no se publica. Haga otro sin ellos.",
    "This report holds findings of health: it is not published. Make another without them.",
)
NOT_LOOKED_AT = Text(
    "Este informe se hizo antes de que el programa mirara qué señala a pocas personas: haga otro.",
    "This report was made before the program looked at what points to few people: make another.",
)
ALREADY = Text(
    "Junto con lo que ya se publicó de este mismo paquete, esta copia dejaría calcular un conteo "
    "menor de 10: haga el informe con otro paquete.",
    "Together with what was published of this same package, this copy would let a count under 10 "
    "be found: make the report with another package.",
)
STILL = Text("El texto nuevo todavía señala a pocas personas. ",
             "The new text still points to few people. ")  # fmt: skip


def flags_as_kept(document: Document, census: Census | None) -> list[dict[str, Any]]:
    """The flags of a document, as they are kept with the report."""
    names = census.names if census else frozenset()
    return [asdict(one) for one in flags(document, census, names)]


def decide(
    report: Report, *, mark: str, what: str, text: Words, reason: str, by: Reader, at: datetime
) -> ReportDecision:
    """Decide one flag; a decision before it is superseded."""
    flag = next((one for one in report.flags or () if one["mark"] == mark), None)
    if flag is None:
        raise Refusal(NO_FLAG)
    _refuse(report, flag, what, text, reason)
    with transaction.atomic():
        return _decided(report, mark, what, text, reason, by, at)


def decide_counts(report: Report, *, by: Reader, at: datetime) -> int:
    """Let every count that nobody decided yet read "fewer than 10"; how many."""
    with transaction.atomic():
        there = set(report.decisions.filter(superseded_at=None).values_list("mark", flat=True))
        left = [one["mark"] for one in report.flags or ()
                if one["kind"] == COUNT and one["mark"] not in there]  # fmt: skip
        for mark in left:
            _decided(report, mark, GENERAL, Words("", ""), "", by, at)
    return len(left)


def decisions_of(report: Report) -> dict[str, Decided]:
    """What stands, by mark. Refusal while a flag is not decided, or where nothing is published."""
    if report.classes:
        raise Refusal(HEALTH)
    if report.flags is None:
        raise Refusal(NOT_LOOKED_AT)
    found = {
        one.mark: Decided(one.what, Words(one.text_es, one.text_en))
        for one in report.decisions.filter(superseded_at=None)
    }
    left = sum(one["mark"] not in found for one in report.flags)
    if left:
        raise Refusal(Text(
            f"Faltan decisiones: {left}. La copia pública se saca cuando no falta ninguna.",
            f"Decisions missing: {left}. The public copy is printed when none is.",
        ))  # fmt: skip
    return found


def published(report: Report) -> tuple[Document, dict[str, Any]]:
    """The public document of a report and what it tells, as that is kept.

    Refusal while anything is undecided, and where with what was published it told a small count.
    """
    decided = decisions_of(report)
    rows = ReportCopy.objects.filter(public=True, ledger__isnull=False).order_by("pk")
    kept = [_ledger_from(one) for one in rows.values_list("ledger", flat=True)]
    document = document_from(report.document)
    packages = {str(one.pk) for one in document.packages}
    before = [one for one in kept if packages & {key.split(" ")[0] for key in one.values}]
    try:
        made, ledger = public_document(document, decided, before)
    except TellsTooMuchError:
        raise Refusal(ALREADY) from None
    return made, {"values": dict(ledger.values), "states": dict(ledger.states),
                  "sums": [[one.total, list(one.parts)] for one in ledger.sums]}  # fmt: skip


def _ledger_from(kept: Any) -> Ledger:
    sums = tuple(Sum(total, tuple(parts)) for total, parts in kept["sums"])
    return Ledger(kept["values"], sums, kept["states"])


def _refuse(report: Report, flag: Mapping[str, Any], what: str, text: Words, reason: str) -> None:
    if what not in DECISIONS[flag["kind"]]:
        raise Refusal(NOT_THAT)
    if what == KEEP and not reason.strip():
        raise Refusal(NO_REASON)
    if what == GENERAL and flag["kind"] != COUNT:
        if not (text.es.strip() or text.en.strip()):
            raise Refusal(NO_TEXT)
        found = _looked_at(report, text)
        if found is not None:
            raise Refusal(STILL + found.why[0])


def _looked_at(report: Report, text: Words) -> Flag | None:
    """What a new text would still tell of few people."""
    census = opened(report.package) if report.package else None
    names = census.names if census else frozenset()
    return flags_of_text("", Text("", ""), text, "", census, names)


def _decided(
    report: Report, mark: str, what: str, text: Words, reason: str, by: Reader, at: datetime
) -> ReportDecision:
    with connection.cursor() as cursor:  # two at once decide one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(7209, %s)", [report.pk])
    stands = list(report.decisions.filter(mark=mark, superseded_at=None))
    said = text if what == GENERAL else Words("", "")
    made = ReportDecision.objects.create(
        report=report, mark=mark, what=what, text_es=said.es, text_en=said.en,
        reason=reason if what == KEEP else "", written_by_id=author_of(by), written_at=at,
    )  # fmt: skip
    for one in stands:
        ReportDecision.objects.filter(pk=one.pk).update(superseded_at=at, superseded_by=made)
    record(
        by, "report.decide", at=at, purpose="monitoring", object_kind="report",
        object_id=report.public_id, detail={"what": what},
    )  # fmt: skip
    return made
