"""A recommendation as it goes to the State: its row, written from the wording that stands."""

from datetime import date, datetime

from segunda.access.scope import Reader
from segunda.law.text import Refusal, Text
from segunda.monitoring.actions.packages import send_recommendation
from segunda.monitoring.follow_up_words import AUTHORITIES, THEMES
from segunda.monitoring.models import Letter, ProgramKey, Recommendation, SentPackage, Wording

WAITS = Text(
    "Ya espera en el paquete que sigue: no hace falta enviarla otra vez.",
    "It waits in the next package already: there is no need to send it again.",
)
SAME = Text(
    "Ya salió con este mismo texto: solo un texto nuevo se envía otra vez.",
    "It left with this very text: only a new text is sent again.",
)


def send_to_state(one: Recommendation, *, today: date, by: Reader, at: datetime) -> Letter:
    """Put a recommendation, as it is worded now, into the next package; Refusal where it waits or
    left already with the same words, under the key this program has now."""
    wording = one.wordings.get(superseded_at=None)
    row = {
        "recommendation": str(one.public_id),
        "addressees": [AUTHORITIES[a.authority].es for a in one.addressees.order_by("pk")],
        "theme": THEMES[wording.theme].es, "text": text_of(wording),
        "language": "es" if wording.text_es else "en", "legal_basis": wording.legal_basis[:2000],
        "measure": wording.measure[:2000], "needs": sorted(wording.needs),
        "deadline": wording.deadline.isoformat() if wording.deadline else None,
        "sent": today.isoformat(),
    }  # fmt: skip
    for before in Letter.objects.filter(row__recommendation=str(one.public_id)):
        if before.sequence is None:
            raise Refusal(WAITS)
        if {**before.row, "sent": row["sent"]} == row and _left(before):
            raise Refusal(SAME)
    return send_recommendation(row, by=by, at=at)


def _left(one: Letter) -> bool:
    """Whether it left under the key of now: what a lost key signed may never have arrived."""
    if ProgramKey.objects.filter(own=True, ended_at=None, noted_at__lte=one.written_at).exists():
        return True  # it was written since
    made = SentPackage.objects.filter(sender__ended_at=None, sequence=one.sequence or 0)
    return made.filter(made_at__gte=one.written_at).exists()


def text_of(wording: Wording) -> str:
    """What is sent: Spanish where the mechanism wrote it, else the report's English."""
    return wording.text_es or wording.text_en
