"""What this room tells the registry's pages: its work that waits, and all it holds of a person."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from segunda.access.roster import permission
from segunda.access.scope import Reader
from segunda.law.text import Text
from segunda.programmes.models import Attendance, Enrolment, Redemption
from segunda.programmes.words import ABSENCE, KIND, OPINION, OUTCOME, PRESENT, STATE, cut_words
from segunda.registry.queries.rooms import Held, Waiting
from segunda.registry.queries.undecided import LONG


def work(*, user: Reader, day: date) -> Iterator[Waiting]:
    """Days to confirm, days given back, requests without opinion or resolution (setting
    WORK_OF_ROOMS), for the roles that do each."""
    rows = Attendance.objects.filter(superseded_at=None)
    if user.scope == "facility":
        rows = rows.filter(activity__facility__in=user.facilities)
    if permission(user.role, "attendance.confirm"):
        mine = rows.filter(state="entered").exclude(recorded_by=user.user)
        yield Waiting(
            Text("Días de taller o clase que confirma otra persona",
                 "Days of workshops and classes to be confirmed by somebody else"),
            mine.values("activity", "day").distinct().count(), "to_confirm",
        )  # fmt: skip
    if permission(user.role, "attendance.enter"):
        back = rows.filter(state="returned").values("activity", "day").distinct().count()
        yield Waiting(Text("Días de taller o clase devueltos con una razón",
                           "Days of workshops and classes returned with a reason"),
                      back, "activities", late=bool(back))  # fmt: skip
    yield from _requests(user, day)


def _requests(user: Reader, day: date) -> Iterator[Waiting]:
    open_ones = Redemption.objects.filter(superseded_at=None, outcome="")
    for action, rows, words in (
        ("redemption.opinion", open_ones.filter(opinion=""),
         Text("Solicitudes de redención sin la opinión de la junta",
              "Requests of redemption without the board's opinion")),
        ("redemption.decide", open_ones.exclude(opinion=""),
         Text("Solicitudes de redención sin resolución",
              "Requests of redemption without a resolution")),
    ):  # fmt: skip
        if permission(user.role, action):
            late = rows.filter(requested_date__lte=day - timedelta(days=LONG)).exists()
            yield Waiting(words, rows.count(), "redemptions", late=late)


def held(*, user: Reader, people: Sequence[int]) -> list[Held]:  # noqa: ARG001 (RLS)
    """Everything this room holds of a person (setting HELD_IN_ROOMS): where she was enrolled, each
    day with its cause, each request. Words typed of a day may name others and are left out."""
    now = {"person__in": list(people), "superseded_at": None}
    places = Enrolment.objects.select_related("activity__facility").filter(**now)
    days = Attendance.objects.select_related("activity").filter(**now).exclude(state="withdrawn")
    requests = Redemption.objects.filter(**now)
    return [
        Held("enrolments", Text("Talleres y clases", "Workshops and classes"), _PLACE, [
            {"activity": row.activity.name, "kind": KIND[row.activity.kind],
             "facility": row.activity.facility.name, "since": row.start_date,
             "until": row.end_date} for row in places.order_by("start_date", "pk")]),
        Held("attendance", Text("Días de trabajo, estudio y enseñanza",
                                "Days of work, study and teaching"), _DAY, [
            {"day": row.day, "activity": row.activity.name,
             "what": _what(row), "hours": row.hours, "lost": row.lost or None,
             "state": STATE[row.state]} for row in days.order_by("day", "pk")]),
        Held("redemptions", Text("Solicitudes de redención", "Requests of redemption"), _REQUEST, [
            {"kind": KIND[row.kind], "since": row.start_date, "until": row.end_date,
             "requested": row.requested_date, "request": row.request_document,
             "opinion": OPINION.get(row.opinion), "opinion_date": row.opinion_date,
             "outcome": OUTCOME.get(row.outcome), "decided": row.decided_date,
             "resolution": row.decision_document, "amount": row.amount}
            for row in requests.order_by("requested_date", "pk")]),
    ]  # fmt: skip


def _what(row: Attendance) -> Text:
    if row.cut:
        return Text(*cut_words(row.cut))
    return ABSENCE[row.absence] if row.absence else PRESENT


_KIND = Text("De qué", "Kind")
_SINCE, _UNTIL = Text("Desde", "Since"), Text("Hasta antes de", "Until before")
_ACTIVITY = Text("Actividad", "Activity")
_PLACE = {"activity": _ACTIVITY, "kind": _KIND, "facility": Text("Centro", "Facility"),
          "since": _SINCE, "until": _UNTIL}  # fmt: skip
_DAY = {
    "day": Text("Día", "Day"), "activity": _ACTIVITY, "what": Text("Qué pasó", "What happened"),
    "hours": Text("Horas", "Hours"), "lost": Text("Perdidas por cortarse antes",
                                                  "Lost by being cut short"),
    "state": Text("Estado", "State"),
}  # fmt: skip
_REQUEST = {
    "kind": _KIND, "since": _SINCE, "until": _UNTIL, "requested": Text("Se pidió", "Asked"),
    "request": Text("Papel de la solicitud", "Paper of the request"),
    "opinion": Text("Opinión", "Opinion"),
    "opinion_date": Text("Día de la opinión", "Day of the opinion"),
    "outcome": Text("Resolución", "Resolution"),
    "decided": Text("Día de la resolución", "Day of the resolution"),
    "resolution": Text("Número de la resolución", "Number of the resolution"),
    "amount": Text("Reconoce", "Recognises"),
}  # fmt: skip
