"""What the invented team recommended, who answered, who is silent, and what else it follows.

The sixteen recommendations of the report stay as they ship: nothing invented is said of them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from segunda.access.scope import Reader
from segunda.config.monitor.demonstration_package import CEFERE
from segunda.config.monitor.demonstration_visits import on, place_called
from segunda.config.monitor.demonstration_work import as_member
from segunda.law.text import Text
from segunda.monitoring import actions
from segunda.monitoring.models import (
    CollaborationArea,
    Commitment,
    Finding,
    Opinion,
    Recommendation,
    StatePackage,
    Visit,
)
from segunda.monitoring.queries import AskedReport
from segunda.monitoring.reports.document import Words

ROOM = Text(
    "Que los registros sin ropa se hagan en un cuarto cerrado, por personal del mismo sexo y con "
    "la razón escrita (ficticia).",
    "That strip searches be done in a closed room, by staff of the same sex and with the reason "
    "written down (fictitious).",
)
ROOM_AGAIN = Text(
    "Que CEFERE tenga, antes de fin de año, un cuarto cerrado donde los registros sin ropa se "
    "hagan por personal del mismo sexo y con la razón escrita (ficticia).",
    "That CEFERE have, before the end of the year, a closed room where strip searches are done by "
    "staff of the same sex and with the reason written down (fictitious).",
)
ADVICE: Mapping[str, tuple[str, Text, str, str, tuple[str, ...], int, int | None]] = {
    # theme, text, norm, measure, to whom, sent so many days ago, deadline in so many days
    "searches": ("searches", ROOM, "Mandela 50-52, Bangkok 19-20 (SG-19)",
                 "Se ve el cuarto en la próxima visita y cada registro tiene su razón.",
                 ("dgsp",), 140, -50),
    "missed": ("health", Text(
        "Que ninguna cita médica se pierda por falta de vehículo o de custodia (ficticia).",
        "That no medical appointment be missed for want of a vehicle or an escort (fictitious)."),
        "Mandela 27", "Citas perdidas en 30 días.", ("dgsp", "minsa"), 132, None),
    "isolated": ("isolation", Text(
        "Que nadie pase de quince días en aislamiento y que cada orden diga cuándo termina "
        "(ficticia).",
        "That nobody be held in isolation for more than fifteen days and that each order say when "
        "it ends (fictitious)."),
        "Mandela 43.1(b), 44 (SG-01)", "El libro de aislamiento, día por día.",
        ("dgsp", "mingob"), 68, -8),
    "still": ("searches", ROOM_AGAIN, "Mandela 50-52, Bangkok 19-20 (SG-19)", "", ("dgsp",),
              24, 180),
    "door": ("other", Text(
        "Que toda estación tenga por escrito que el mecanismo entra sin aviso (ficticia).",
        "That every station hold it in writing that the mechanism enters without notice "
        "(fictitious)."),
        "OPCAT 20", "", ("police",), 13, 60),
}  # fmt: skip
REPLIES = (  # recommendation, who, days ago, number, text
    ("searches", "dgsp", 111, "Nota ficticia DGSP-41", "Se habilitará un cuarto (ficticia)."),
    ("isolated", "mingob", 30, "Nota ficticia MG-7", "Se pidió un informe al centro (ficticia)."),
)
TALKS: Sequence[tuple[str, str, str, str, int, int | None]] = (
    # body, source, text, who answers, agreed so many days ago, due in so many days
    ("table_health", "Acta ficticia 3", "Un vehículo para citas, de lunes a viernes (ficticio).",
     "minsa", 120, -35),
    ("table_overcrowding", "Acta ficticia 1", "Cuántas plazas hay, centro por centro (ficticio).",
     "dgsp", 60, 45),
    ("court", "Fallo ficticio de hábeas corpus colectivo",
     "Informar cada mes cuántas personas duermen en el suelo (ficticio).", "mingob", 90, None),
)  # fmt: skip


def fill_follow_up(found: Mapping[str, Finding], today: date, at: datetime) -> None:
    """Recommendations, agreements, matters, a referral, an answer to the Council, two reports."""
    advised = as_member("abogada", lambda one: _advice(one, found, today))
    talks = as_member("subdirectora", lambda one: _talks(one, today, at))
    as_member("abogada", lambda one: _matters(one, advised, talks, today, at))
    as_member("trabajo.social", lambda one: _referral(one, today, at))
    as_member("directora", lambda one: _opinion(one, today, at))
    as_member("directora", lambda one: _reports(one, today, at))


def _advice(by: Reader, found: Mapping[str, Finding], today: date) -> dict[str, Recommendation]:
    made = {name: _advise(by, name, found[name], today) for name in ADVICE}
    actions.link_repeat(made["still"], made["searches"], by=by, at=on(today - timedelta(days=24)))
    for name, who, ago, reference, text in REPLIES:
        day = today - timedelta(days=ago)
        actions.note_reply(made[name].addressees.get(authority=who), received_on=day, today=today,
                           reference=reference, text=text, by=by, at=on(day))  # fmt: skip
    day = today - timedelta(days=30)
    actions.assess(
        made["searches"].addressees.get(authority="dgsp"), state="partial", assessed_on=day,
        evidence="Visita de vuelta: cada registro queda anotado; sigue sin cuarto (ficticio).",
        today=today, by=by, at=on(day),
    )  # fmt: skip
    return made


def _advise(by: Reader, name: str, finding: Finding, today: date) -> Recommendation:
    theme, text, norm, measure, to, ago, due = ADVICE[name]
    day = today - timedelta(days=ago)
    wording: dict[str, Any] = {
        "theme": theme, "original": "es", "text_es": text.es, "text_en": text.en,
        "legal_basis": norm, "measure": measure, "needs": [],
        "deadline": today + timedelta(days=due) if due is not None else None,
    }  # fmt: skip
    made = actions.make_recommendation(
        addressees=to, wording=wording, findings=[finding], by=by, at=on(day)
    )
    for one in made.addressees.all():
        actions.note_sent(one, sent_on=day, today=today, by=by, at=on(day))
    return made


def _talks(by: Reader, today: date, at: datetime) -> list[Commitment]:
    made = [
        actions.note_commitment(
            facts={"body": body, "source": source, "text": text, "owner": owner,
                   "agreed_on": today - timedelta(days=ago),
                   "due_on": today + timedelta(days=due) if due is not None else None},
            today=today, by=by, at=at)
        for body, source, text, owner, ago, due in TALKS
    ]  # fmt: skip
    made[1] = actions.move_commitment(
        made[1], state="partial", evidence="Tres centros contestaron (ficticio).", by=by, at=at
    )
    actions.shelve_practice(
        theme="searches", title="Registro con aparatos, sin quitarse la ropa (ficticia)",
        text="Un arco y una raqueta en la puerta de ingreso (ficticia).",
        source="Inventada para la demostración", by=by, at=at,
    )  # fmt: skip
    return made


def _matters(
    by: Reader, advised: Mapping[str, Recommendation], talks: Sequence[Commitment], today: date,
    at: datetime,
) -> None:  # fmt: skip
    """The thematic caseload: one whose step is overdue, one that ended."""
    common: dict[str, Any] = {"place": place_called(CEFERE), "owner": by.user}
    matter = actions.open_matter(facts={
        **common, "title": "Registros a mujeres en CEFERE (ficticio)",
        "programmes": ["women", "drugs"], "concern": "El mismo hallazgo en dos visitas (ficticio).",
        "opened_on": today - timedelta(days=31), "next_step": "Pedir el plano (ficticio)",
        "due_on": today - timedelta(days=4), "closed_on": None, "outcome": "",
    }, by=by, at=at)  # fmt: skip
    for one in (advised["searches"], advised["still"], talks[0]):
        actions.link_to_matter(matter, one, by=by, at=at)
    actions.open_matter(facts={
        **common, "title": "Toallas sanitarias de marzo (ficticio)", "programmes": ["women"],
        "concern": "No llegaron en marzo (ficticio).", "opened_on": today - timedelta(days=95),
        "next_step": "", "due_on": None, "closed_on": today - timedelta(days=80),
        "outcome": "Llegaron y quedó en el acta (ficticio).",
    }, by=by, at=at)  # fmt: skip


def _referral(by: Reader, today: date, at: datetime) -> None:
    """Somebody who consented to one thing and was not asked of another: one field leaves."""
    made = actions.open_referral(CollaborationArea.objects.get(), by=by, at=at)
    day = today - timedelta(days=AGO)
    for field, value, consent, told in (
        ("what", "No ve a su hija desde enero (ficticio).", "yes", day),
        ("name", "Persona Ficticia", "not_asked", None),
    ):
        actions.write_field(made, field=field, value=value, consent=consent, consent_on=told,
                            way="written" if told else "", before=None, today=today, by=by,
                            at=at)  # fmt: skip
    actions.pass_referral(made, to_whom="Licenciada Ficticia Ríos, jefa", passed_on=day,
                          today=today, by=by, at=at)  # fmt: skip


AGO = 14
"""Days since the referral."""


def _opinion(by: Reader, today: date, at: datetime) -> None:
    actions.answer_opinion(
        Opinion.objects.get(superseded_at=None), answered_on=today, today=today, by=by, at=at,
        answer="Entra en el plan del año que viene (ficticio).",
    )  # fmt: skip


def _reports(by: Reader, today: date, at: datetime) -> None:
    """The half year and one visit, assembled: nothing printed yet, its flags to be decided."""
    newest = StatePackage.objects.order_by("-pk").defer("content")[0]
    said = Words("Seis meses de un equipo inventado: todo aquí es ficticio.",
                 "Six months of an invented team: everything here is fictitious.")  # fmt: skip
    half = AskedReport("annual", today, today - timedelta(days=181), newest, foreword=said,
                       title=Words("Informe ficticio de medio año",
                                   "Fictitious report of half a year"))  # fmt: skip
    back = Visit.objects.filter(place=place_called(CEFERE)).order_by("-starts_on")[0]
    for asked in (half, AskedReport("visit", today, package=newest, visit=back)):
        actions.make_report(asked, today=today, by=by, at=at)
