"""Visits the invented team made, what it filled there and what it found; all FICTICIO."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from segunda.access.models import User
from segunda.access.scope import Reader
from segunda.config.monitor.demonstration_package import CEFERE, JOYA
from segunda.config.monitor.demonstration_work import as_member
from segunda.monitoring import actions
from segunda.monitoring.models import (
    FilledForm,
    Finding,
    InstrumentVersion,
    Place,
    PlaceDetails,
    Visit,
)

DAVID = "Estación de policía de David (ficticia)"
FIRST, AFTER, MEN, DOOR = 150, 32, 75, 20
"""Days since each visit: two to CEFERE, one to La Joya, one that stood at a door."""
SEARCHED = {
    "how/kinds": "manual strip", "how/searches": "64", "how/electronic": "0", "how/book": "no",
    "strip/private": "no", "strip/same_sex": "yes", "strip/reason": "no",
    "women/holds_women": "yes", "women/by_men": "3",
    "seen": "Se revisó el libro de ingreso (ficticio).",
}  # fmt: skip
SEARCHED_AGAIN = SEARCHED | {"how/book": "yes", "women/by_men": "0", "how/searches": "41"}
HEALTH = {
    "entry/entries": "20", "entry/in_day": "11", "entry/body_maps": "4",
    "exits/appointments": "46", "exits/missed": "19", "exits/causes": "vehicle escort",
    "exits/psychiatric": "3", "care/doctors": "20", "care/guard": "yes", "care/overruled": "no",
    "care/insam": "2", "care/medicines": "Insulina, tres semanas al año (ficticio).",
}  # fmt: skip
ISOLATED = {
    "found": "1", "persons[1]/interview": "31", "persons[1]/hours": "23",
    "persons[1]/contact": "no", "persons[1]/days": "19", "persons[1]/end_known": "no",
    "persons[1]/own_file": "yes", "persons[1]/written": "no", "persons[1]/health_hours": "70",
    "persons[1]/dark": "no", "persons[1]/family_ban": "yes", "persons[1]/counsel_ban": "no",
    "outdoor": "30",
}  # fmt: skip
FOUND: Mapping[str, tuple[str, str, str, str, str, str]] = {
    # theme, severity, kind of evidence, reference, norm, text
    "searches": ("searches", "grave", "document", "Pieza 1, 2.1",
                 "Mandela 50-52, Bangkok 19-20 (SG-19)",
                 "Los registros sin ropa se hacen en un pasillo, a la vista de otras (ficticio)."),
    "missed": ("health", "serious", "register", "Libro de salidas, folios 11 a 14",
               "Mandela 27",
               "De cada diez citas fuera se pierden cuatro por falta de vehículo o custodia "
               "(ficticio)."),
    "still": ("searches", "grave", "document", "Pieza 1, 2.1",
              "Mandela 50-52, Bangkok 19-20 (SG-19)",
              "Sigue sin haber un cuarto: se registra detrás de una sábana (ficticio)."),
    "isolated": ("isolation", "grave", "document", "Pieza 1, 2 (1)", "Mandela 43.1(b), 44 (SG-01)",
                 "Diecinueve días seguidos de aislamiento, sin que conste cuándo termina "
                 "(ficticio)."),
    "door": ("other", "serious", "observation", "Acta de la visita", "OPCAT 20",
             "El equipo esperó en la puerta y no entró (ficticio)."),
}  # fmt: skip
UNSEEN = (
    "health", "grave", "document", "Pieza 2, 3.2", "Mandela 31",
    "En cada examen hay una guardia dentro del consultorio: nadie habla de lo que le duele "
    "(ficticio).",
)  # fmt: skip
"""A finding that only health professionals read."""


def fill_visits(today: date, at: datetime) -> dict[str, Finding]:
    """Four visits with what was filled and found; the findings by name."""
    first = as_member("abogada", lambda one: _first(one, today))
    as_member("medica", lambda one: _health(one, first[0], today))
    second = as_member("abogada", lambda one: _second(one, today, at))
    as_member("medica", lambda one: _half_done(one, second[0], at))
    men = as_member("abogado", lambda one: _men(one, today))
    door = as_member("psicologo", lambda one: _door(one, today))
    return {"searches": first[1], "missed": first[2], "still": second[1], "isolated": men[1],
            "door": door}  # fmt: skip


def on(day: date) -> datetime:
    """Noon of Panama on a day of this invented past."""
    return datetime.fromisoformat(f"{day.isoformat()}T12:00:00-05:00")


def _first(by: Reader, today: date) -> tuple[Visit, Finding, Finding]:
    visit = _visited(by, CEFERE, ("abogada", "medica", "psicologa"), today, FIRST)
    _record(by, visit, today, access="full", waited=10, obstruction="")
    _filled(by, visit, "registros", SEARCHED, today)
    return (visit, _found(by, visit, CEFERE, FOUND["searches"]),
            _found(by, visit, CEFERE, FOUND["missed"]))  # fmt: skip


def _health(by: Reader, visit: Visit, today: date) -> None:
    """The doctor's form and a finding that no lawyer reads."""
    _filled(by, visit, "salud", HEALTH, today)
    _found(by, visit, CEFERE, UNSEEN, section="medical")


def _second(by: Reader, today: date, at: datetime) -> tuple[Visit, Finding]:
    """They came back: less access, a promise that was not kept, the same room."""
    visit = _visited(by, CEFERE, ("abogada", "medica"), today, AFTER)
    _record(
        by,
        visit,
        today,
        access="partly",
        waited=55,
        obstruction="La jefatura de turno no abrió el libro de sanciones (ficticio).",
    )
    _filled(by, visit, "registros", SEARCHED_AGAIN, today)
    for what, answer, promised in (
        ("Libro de sanciones, mayo (ficticio)", "pending", today - timedelta(days=12)),
        ("Jefa de seguridad (ficticia)", "given", None),
    ):
        kind = "people" if answer == "given" else "documents"
        facts = {"kind": kind, "what": what, "how_many": None, "answer": answer, "note": "",
                 "answered_on": visit.starts_on if answer == "given" else None,
                 "promised_for": promised}  # fmt: skip
        actions.ask_for(visit, facts=facts, today=today, by=by, at=at)
    return visit, _found(by, visit, CEFERE, FOUND["still"])


def _half_done(by: Reader, visit: Visit, at: datetime) -> None:
    """The doctor closed the lid in the middle of her form."""
    draft = actions.start_form(visit, _version("salud"), by=by, at=at)
    begun = {name: HEALTH[name] for name in ("entry/entries", "entry/in_day")}
    actions.save_draft(draft, answers=begun, at=at)


def _men(by: Reader, today: date) -> tuple[Visit, Finding]:
    visit = _visited(by, JOYA, ("abogado", "psicologo", "trabajo.social"), today, MEN)
    _record(by, visit, today, access="full", waited=25, obstruction="")
    _filled(by, visit, "aislamiento", ISOLATED, today)
    return visit, _found(by, visit, JOYA, FOUND["isolated"])


def _door(by: Reader, today: date) -> Finding:
    visit = _visited(by, DAVID, ("psicologo", "abogado"), today, DOOR)
    _record(by, visit, today, access="refused", waited=90,
            obstruction="El jefe de guardia dijo no tener instrucciones (ficticio).")  # fmt: skip
    return _found(by, visit, DAVID, FOUND["door"])


def _visited(by: Reader, where: str, team: tuple[str, ...], today: date, ago: int) -> Visit:
    day = today - timedelta(days=ago)
    return actions.note_visit(
        place=place_called(where), starts_on=day, ends_on=day, today=today, by=by, at=on(day),
        team=list(User.objects.filter(username__in=team).values_list("pk", flat=True)),
        aims="Registros corporales, salud y aislamiento (visita ficticia).",
    )  # fmt: skip


def _record(by: Reader, visit: Visit, today: date, **said: Any) -> None:
    facts = {"aims": "Registros corporales, salud y aislamiento (visita ficticia).", **said}
    actions.write_visit(visit, before=1, facts=facts, today=today, by=by, at=on(visit.starts_on))


def place_called(name: str) -> Place:
    """A place of the register by its name."""
    return PlaceDetails.objects.select_related("place").get(name=name, superseded_at=None).place


def _version(form_id: str) -> InstrumentVersion:
    return InstrumentVersion.objects.get(instrument__form_id=form_id)


def _filled(
    by: Reader, visit: Visit, form_id: str, answers: Mapping[str, str], today: date
) -> FilledForm:
    day = visit.starts_on
    draft = actions.start_form(visit, _version(form_id), by=by, at=on(day))
    actions.save_draft(draft, answers=answers, at=on(day))
    return actions.finish_form(draft, filled_on=day, today=today, by=by, at=on(day))


def _found(
    by: Reader, visit: Visit, where: str, row: tuple[str, str, str, str, str, str],
    section: str = "general",
) -> Finding:  # fmt: skip
    theme, severity, evidence, reference, norm, text = row
    facts = {
        "theme": theme, "place": where, "registered_place": visit.place,
        "visit": visit.public_id, "found_on": visit.starts_on, "text": text,
        "evidence": evidence, "reference": reference, "norm": norm, "severity": severity,
    }  # fmt: skip
    return actions.write_finding(section=section, facts=facts, by=by, at=on(visit.starts_on))
