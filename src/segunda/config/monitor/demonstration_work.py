"""What the invented team of the demonstration has done: places, plans, a Council; all FICTICIO."""

from datetime import date, datetime, timedelta
from typing import Any

from segunda.access.clock import today as panama_today
from segunda.access.models import User
from segunda.access.scope import Reader, acting, reader_of
from segunda.monitoring import actions
from segunda.monitoring.models import CouncilMember, Place, PlanItem

PLACES = (  # kind, name, whom it holds, province
    ("police", "Subestación de policía de Ancón (ficticia)", "mixed", "Panamá"),
    ("police", "Estación de policía de David (ficticia)", "mixed", "Chiriquí"),
    ("court", "Celdas del tribunal de Colón (ficticias)", "mixed", "Colón"),
    ("migration", "Estación migratoria del Darién (ficticia)", "mixed", "Darién"),
    ("juvenile", "Centro de adolescentes de Pacora (ficticio)", "men", "Panamá"),
)
COUNCIL = (  # name, sector, organisation
    ("Consejera Ficticia Alvarado", "civil_society", "Red ficticia de derechos"),
    ("Consejero Ficticio Pitti", "health", "Colegio ficticio de salud"),
    ("Consejera Ficticia Rodríguez", "affected", "Grupo ficticio de mujeres liberadas"),
)
CHAIN = (  # of the plan: level and words
    ("challenge", "Ocho personas para todos los lugares del país (ficticio)"),
    ("need", "Saber qué lugar mirar primero (ficticia)"),
    ("priority", "Visitar de noche y sin aviso las estaciones de policía (ficticia)"),
)


def fill_work(at: datetime) -> None:
    """Write it by the hands of the invented team, in the transaction that made the accounts."""
    today = panama_today()
    places = as_member("abogada", lambda one: [_place(one, row, at) for row in PLACES])
    priority = as_member("directora", lambda one: _strategy(one, today, at))
    as_member("abogada", lambda one: _visits(one, places, priority, today, at))
    as_member("trabajo.social", lambda one: _conflict(one, places[1], today, at))
    as_member("subdirectora", lambda one: _council(one, today, at))


def as_member(username: str, act: Any) -> Any:
    """What `act` gives, done as this member of the invented team."""
    with acting(reader_of(User.objects.get(username=username))) as one:
        return act(one)


def _place(by: Reader, row: tuple[str, str, str, str], at: datetime) -> Place:
    kind, name, held, province = row
    facts = {
        "kind": kind, "name": name, "held": held, "province": province, "district": "",
        "opened_on": None, "closed_on": None, "source": "inventado para la demostración",
    }  # fmt: skip
    return actions.enter_place(facts=facts, by=by, at=at)


def _strategy(by: Reader, today: date, at: datetime) -> PlanItem:
    """A plan down to a priority with two actions, one of them late; the priority."""
    top = {
        "text": "Plan estratégico (ficticio)",
        "from_year": today.year,
        "to_year": today.year + 3,
    }
    above = actions.add_to_plan(level="plan", above=None, facts=top, by=by, at=at)
    for level, text in CHAIN:
        above = actions.add_to_plan(level=level, above=above, facts={"text": text}, by=by, at=at)
    owners = [User.objects.get(username=name).pk for name in ("psicologa", "abogado")]
    for owner, days, text in zip(owners, (90, -20), (
        "Formar al equipo en entrevistas de noche (ficticia)",
        "Acordar con la policía el acceso sin aviso (ficticia)",
    ), strict=True):  # fmt: skip
        facts = {"text": text, "owner": owner, "due_on": today + timedelta(days=days),
                 "indicator": "Acta firmada (ficticia)"}  # fmt: skip
        actions.add_to_plan(level="action", above=above, facts=facts, by=by, at=at)
    return above


def _visits(by: Reader, places: list[Place], priority: PlanItem, today: date, at: datetime) -> None:
    """One visit without notice, of two members, and one with notice."""
    month = today.month % 12 + 1
    going = [User.objects.get(username=name).pk for name in ("abogada", "medica")]
    for place, announced, aims in (
        (places[0], False, "Ver de noche las celdas y el libro de ingresos (ficticio)."),
        (places[3], True, "Conversar con la dirección sobre el plan de salud (ficticio)."),
    ):
        facts = {"place": place, "year": today.year + (month == 1), "month": month, "on_day": None,
                 "announced": announced, "aims": aims, "priority": priority}  # fmt: skip
        actions.plan_visit(facts=facts, team=going, today=today, by=by, at=at)


def _conflict(by: Reader, place: Place, today: date, at: datetime) -> None:
    actions.declare_conflict(
        place, reason="Un familiar trabaja ahí (ficticio).", since=today, today=today, by=by, at=at
    )


def _council(by: Reader, today: date, at: datetime) -> None:
    """Three members, sworn, an opinion of theirs, and an area of collaboration."""
    seated = [_seat(by, row, today, at) for row in COUNCIL]
    opinion = {
        "about": "El plan estratégico (ficticio)", "given_on": today,
        "text": "Conviene visitar también los albergues (ficticio).",
        "reference": "Acta ficticia 1",
    }  # fmt: skip
    actions.note_opinion(facts=opinion, givers=seated, today=today, by=by, at=at)
    area = {"department": "Departamento ficticio de la mujer",
            "subject": "Mujeres que piden apoyo fuera de la prisión (ficticio)",
            "receives": "Licenciada Ficticia Ríos, jefa", "ended": False}  # fmt: skip
    actions.open_area(facts=area, by=by, at=at)


def _seat(by: Reader, row: tuple[str, str, str], today: date, at: datetime) -> CouncilMember:
    name, sector, organisation = row
    facts = {
        "name": name, "sector": sector, "organisation": organisation,
        "selected_on": today - timedelta(days=300), "selected_how": "Convocatoria ficticia",
        "sworn_on": today - timedelta(days=270), "until": None, "left_why": "",
    }  # fmt: skip
    return actions.seat_member(facts=facts, today=today, by=by, at=at)
