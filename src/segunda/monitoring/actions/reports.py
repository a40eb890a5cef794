"""Reports: assembled once and frozen, then printed as copies of the very same document."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction

from segunda.access.audit import record
from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import author_of
from segunda.monitoring.actions.publishing import flags_as_kept, published
from segunda.monitoring.models import Report, ReportCopy
from segunda.monitoring.queries.report_inputs import ORDINARY, AskedReport, report_inputs
from segunda.monitoring.reports import stored
from segunda.monitoring.reports.annual import annual_report, special_report
from segunda.monitoring.reports.as_docx import docx_of
from segunda.monitoring.reports.as_pdf import pdf_of
from segunda.monitoring.reports.country import country_sheet
from segunda.monitoring.reports.document import Document
from segunda.monitoring.reports.inputs import Inputs
from segunda.monitoring.reports.laying import Laid, lay
from segunda.monitoring.reports.visit import visit_report

BACKWARDS = Text(
    "El período termina antes de empezar: corrija los días.",
    "The period ends before it begins: correct the days.",
)
TOO_LATE = Text(
    "El informe llega hasta un día que no ha pasado: escoja otro.",
    "The report goes up to a day that has not passed: choose another.",
)
NOT_BEGUN = Text(
    "La visita todavía no empieza: su informe se hace después.",
    "The visit has not begun yet: its report is made afterwards.",
)
NOT_HEALTH = Text(
    "Los hallazgos de salud los incluye solo quien los lee.",
    "Findings of health are included only by those who read them.",
)
ASSEMBLED: Mapping[str, Callable[[Inputs], Document]] = {
    "country": country_sheet, "annual": annual_report, "special": special_report,
    "visit": visit_report,
}  # fmt: skip
FORMS: Mapping[str, Callable[[Laid], bytes]] = {"docx": docx_of, "pdf": pdf_of}


def make_report(asked: AskedReport, *, today: date, by: Reader, at: datetime) -> Report:
    """Assemble a report and keep it whole; Refusal for a period that cannot be."""
    _refuse(asked, today, by)
    author = author_of(by)
    with transaction.atomic():
        inputs = report_inputs(asked, user=by, today=today, at=at)
        document = ASSEMBLED[asked.kind](inputs)
        kept = stored.as_json(document)
        made = Report.objects.create(
            kind=asked.kind, title_es=document.title.es, title_en=document.title.en,
            day=asked.day, asked=_asked(asked), package=asked.package,
            classes=list(document.classes), document=kept, digest=stored.digest(kept),
            flags=flags_as_kept(document, inputs.census), made_by_id=author, made_at=at,
        )  # fmt: skip
        record(
            by, "report.make", at=at, purpose="monitoring", object_kind="report",
            object_id=made.public_id, fingerprint=made.digest,
            detail={"kind": asked.kind, "package": asked.package.pk if asked.package else None},
        )  # fmt: skip
    return made


def print_copy(
    report: Report, *, language: str, form: str, by: Reader, at: datetime, public: bool = False
) -> ReportCopy:
    """A copy in one language and form; the same bytes are kept once.

    A public one: Refusal while a flag of the report is not decided.
    """
    ledger = None
    if public:
        document, ledger = published(report)
    else:
        document = stored.document_from(report.document)
    content = FORMS[form](lay(document, language, public=public))
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        made, new = ReportCopy.objects.get_or_create(
            report=report, public=public, language=language, form=form, digest=digest,
            defaults={"content": content, "classes": report.classes, "ledger": ledger,
                      "made_by_id": author_of(by),
                      "made_at": at},
        )  # fmt: skip
        if new:
            record(
                by, "report.print", at=at, purpose="monitoring", object_kind="report",
                object_id=report.public_id, fingerprint=digest,
                detail={"public": public, "language": language, "form": form},
            )  # fmt: skip
    return made


def _refuse(asked: AskedReport, today: date, by: Reader) -> None:
    if asked.since and asked.since > asked.day:
        raise Refusal(BACKWARDS)
    if asked.day > max([today, *([asked.package.day] if asked.package else [])]):
        raise Refusal(TOO_LATE)  # the clock of the State's computer may be ahead of this one
    if asked.visit is not None and asked.visit.starts_on > today:
        raise Refusal(NOT_BEGUN)
    if asked.health and set(by.classes) <= set(ORDINARY):
        raise Refusal(NOT_HEALTH)


def _asked(asked: AskedReport) -> dict[str, object]:
    return {"since": asked.since.isoformat() if asked.since else None, "theme": asked.theme,
            "place": asked.place, "health": asked.health,
            "visit": str(asked.visit.public_id) if asked.visit else None,
            "title": [asked.title.es, asked.title.en],
            "foreword": [asked.foreword.es, asked.foreword.en]}  # fmt: skip
