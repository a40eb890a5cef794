"""Two packages of an invented State to the invented team: a few hundred people who do not exist.

The names of the prisons are real, all that is told of them is not, and each name says so. Whoever
notes the key of the State's own program (`segunda monitor trust`) ends the one made here.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from segunda.access.scope import JOBS
from segunda.exchange import keys
from segunda.exchange.package import FIRST, Sheet, make, read
from segunda.exchange.schema import Row
from segunda.monitoring import actions

CEFERE = "CEFERE Doña Cecilia Orillac de Chiari (datos ficticios)"
JOYA = "La Joya (datos ficticios)"
PRISONS = (  # code, name, whom it holds, province, places, people a month ago, people now
    ("cefere", CEFERE, "women", "Panamá", 60, 57, 71),
    ("llano_marin", "Llano Marín (datos ficticios)", "women", "Coclé", 30, 24, 24),
    ("joya", JOYA, "men", "Panamá", 90, 131, 134),
    ("chiriqui", "Chiriquí (datos ficticios)", "men", "Chiriquí", 50, 41, 42),
    ("renacer", "El Renacer (datos ficticios)", "men", "Panamá", 40, 28, 27),
)
BEFORE, NOW = 5, 6
"""Where a prison tells its people of the first and of the second package."""
SURNAMES = ("Batista", "Cedeño", "Guerra", "Pinzón", "Quintero", "Sanjur", "Ureña")
OFFENCES: tuple[list[str], ...] = (
    ["drugs_trafficking"], ["property"], ["drugs_small"], ["drugs_trafficking", "organised_crime"],
    ["homicide"], ["property"], [],
)  # fmt: skip
SPACE = 1000
"""Numbers of people of one prison: they do not run into the next one's."""


def fill_packages(own: str, today: date, at: datetime) -> None:
    """Note both keys and take two packages; `own`: this program's public key."""
    secret = keys.new_secret()
    actions.note_own_key(own, at=at)
    actions.trust(keys.public_of(secret), at=at)
    before, previous = _month_before(today), FIRST
    for number, (day, column) in enumerate(((before, BEFORE), (today, NOW)), start=1):
        sheet = Sheet(own, number, previous, "month", day.isoformat(), day.isoformat(), at)
        moved = _moved(today) if column == NOW else []
        content = make(secret, sheet, _parts(column, day, moved, number))
        previous = read(content, trusted=[keys.public_of(secret)], to=own).manifest.digest
        actions.receive(content, name=f"estado-{number:04d}.segunda", by=JOBS, at=at)


def _month_before(day: date) -> date:
    """The end of a month that lies far enough back for a change of population to be told."""
    return (day - timedelta(days=27)).replace(day=1) - timedelta(days=1)


def _parts(column: int, day: date, moved: Sequence[Row], number: int) -> dict[str, Sequence[Row]]:
    held = [(row[0], row[2], which + at * SPACE)
            for at, row in enumerate(PRISONS) for which in range(int(row[column]))]  # fmt: skip
    return {
        "population.v1": [_person(code, kind, which, day) for code, kind, which in held],
        "legal_status.v2": [_title(which) for _, _, which in held],
        "capacity.v1": [_capacity(row) for row in PRISONS],
        "placements.v1": [],
        "movements.v1": list(moved),
        "heads.v1": [{"seal": seal, "digest": f"{seal:064x}"} for seal in range(1, number + 1)],
    }


def _person(code: str, kind: str, number: int, day: date) -> Row:
    woman = kind == "women"
    born = date(1960 + number * 7 % 44, 1 + number % 12, 1 + number % 28).isoformat()
    since = day - timedelta(days=40 + number * 13 % 2000)
    return {
        "person": str(UUID(int=number + 1)), "given_names": "Ficticia" if woman else "Ficticio",
        "surnames": SURNAMES[number % 7], "sex": "F" if woman else "M", "birth_from": born,
        "birth_to": born, "nationality": "Colombia" if number % 9 == 4 else "Panamá",
        "held_since": since.isoformat(), "facility": code,
    }  # fmt: skip


def _title(number: int) -> Row:
    status = "pretrial" if number % 3 == 1 else "sentenced_final"
    return {"person": str(UUID(int=number + 1)), "status": status, "since": None,
            "offence_classes": OFFENCES[number % 7]}  # fmt: skip


def _capacity(row: tuple[str, str, str, str, int, int, int]) -> Row:
    code, name, kind, province, places, *_ = row
    return {
        "facility": code, "name": name, "kind": kind, "province": province, "unit": None,
        "unit_name": "", "special": "", "places": places, "source": "inventado",
    }  # fmt: skip


def _moved(today: date) -> list[Row]:
    """One invented death in the largest prison."""
    gone = str(UUID(int=2 * SPACE + 900))
    day = (today - timedelta(days=9)).isoformat()
    return [{"person": gone, "kind": "death", "day": day, "facility": "joya"}]
