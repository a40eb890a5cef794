"""Instruments: a version is uploaded once and never changed; those that ship are brought in."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from segunda.access.audit import record
from segunda.access.scope import JOBS, Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.notes import NOT_YOURS
from segunda.monitoring.instruments import shipped
from segunda.monitoring.models import Instrument, InstrumentUse, InstrumentVersion
from segunda.monitoring.sections import SECTIONS, written_in_by
from segunda.monitoring.xlsform import Form, read
from segunda.monitoring.xlsform.items import QUESTIONS

CHANGED = Text(
    "La versión {v} de este formulario ya está aquí con otro contenido, y puede tener respuestas: "
    "escriba una versión nueva en la hoja settings y súbalo otra vez. Las respuestas dadas se "
    "quedan con la versión en que se dieron.",
    "Version {v} of this form is here already with other contents, and may have answers: write a "
    "new version in the settings sheet and upload it again. Answers given stay with the version "
    "they were given on.",
)
THERE = Text(
    "Este formulario, en esta misma versión, ya está aquí: no hizo falta guardarlo otra vez.",
    "This form, in this very version, is here already: it was not saved twice.",
)
OTHER_SECTION = Text(
    "Ese formulario es de otra sección ({s}); sus respuestas las leen otras personas. Póngale otro "
    "form_id si quiere uno suyo.",
    "That form belongs to another section ({s}); others read its answers. Give it another form_id "
    "if you want one of your own.",
)


def add_instrument(
    *, content: bytes, section: str, by: Reader, at: datetime
) -> InstrumentVersion:  # fmt: skip
    """Keep a version of a form; Refusal where it is broken, changed, or of another section.

    It is offered for filling only once somebody has looked at it (`use_instrument`).
    """
    if by.user is None or section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    form = read(content)
    try:
        with transaction.atomic():
            return _add(form, content, section, by, at, by.user)
    except IntegrityError as error:  # somebody uploaded the same at the same moment
        raise Refusal(THERE) from error


def use_instrument(
    version: InstrumentVersion, *, offered: bool, by: Reader, at: datetime
) -> InstrumentUse:
    """Offer this version for filling, in place of any other; or withdraw the form. What was begun
    on another version is finished on it."""
    if by.user is None or version.instrument.section not in written_in_by(by.role):
        raise Refusal(NOT_YOURS)
    with transaction.atomic():
        made = _use(version.instrument, version if offered else None, by.user, at)
        record(
            by, "instrument.use" if offered else "instrument.withdraw", at=at,
            purpose="monitoring", object_kind="instrument",
            object_id=f"{version.instrument.form_id} {version.version}",
        )  # fmt: skip
    return made


def _use(
    instrument: Instrument, version: InstrumentVersion | None, user: int | None, at: datetime
) -> InstrumentUse:
    return InstrumentUse.objects.create(
        instrument=instrument, version=version, set_by_id=user, set_at=at
    )


def load_shipped(*, at: datetime) -> int:
    """Bring in the versions that ship and are not here yet; how many came."""
    known = set(InstrumentVersion.objects.values_list("instrument__form_id", "version"))
    added = 0
    for one in shipped():
        if (one.form_id, one.version) not in known:
            with transaction.atomic():
                made = _add(read(one.content), one.content, one.section, JOBS, at, None,
                            shipped=True)  # fmt: skip
                if _is_ours(made.instrument):
                    _use(made.instrument, made, None, at)
            added += 1
    return added


def _is_ours(instrument: Instrument) -> bool:
    """Whether nobody in the mechanism chose another version of it, or none."""
    last = instrument.uses.order_by("pk").last()
    return last is None or last.set_by_id is None


def _add(
    form: Form, content: bytes, section: str, by: Reader, at: datetime, user: int | None,
    *, shipped: bool = False,
) -> InstrumentVersion:  # fmt: skip
    kind, _ = Instrument.objects.get_or_create(
        form_id=form.form_id,
        defaults={"section": section, "fact_class": SECTIONS[section].fact_class,
                  "shipped": shipped},
    )  # fmt: skip
    if kind.section != section:
        name = SECTIONS[kind.section].name
        raise Refusal(Text(OTHER_SECTION.es.format(s=name.es), OTHER_SECTION.en.format(s=name.en)))
    digest = hashlib.sha256(content).hexdigest()
    before = kind.versions.filter(version=form.version).first()
    if before:
        words = Text(CHANGED.es.format(v=form.version), CHANGED.en.format(v=form.version))
        raise Refusal(THERE if before.digest == digest else words)
    made = InstrumentVersion.objects.create(
        instrument=kind, version=form.version, title_es=form.title.es[:200],
        title_en=form.title.en[:200], content=content, digest=digest, xform=form.xform,
        questions=sum(item.kind in QUESTIONS for item in form.walk()), added_by_id=user,
        added_at=at,
    )  # fmt: skip
    record(
        by, "instrument.add", at=at, purpose="monitoring", object_kind="instrument",
        object_id=f"{form.form_id} {form.version}", detail={"digest": digest},
    )  # fmt: skip
    return made
