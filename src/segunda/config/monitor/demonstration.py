"""The demonstration of the mechanism: invented members, everything marked FICTICIO."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from segunda.access.clock import today as panama_today
from segunda.access.models import User
from segunda.access.roster import ROLES
from segunda.access.scope import JOBS, acting
from segunda.config import package_files
from segunda.config.monitor.demonstration_follow_up import fill_follow_up
from segunda.config.monitor.demonstration_package import fill_packages
from segunda.config.monitor.demonstration_visits import fill_visits
from segunda.config.monitor.demonstration_work import fill_work
from segunda.exchange import keys
from segunda.law.text import Refusal, Text
from segunda.monitoring import actions

PASSWORD = "demostracion-mecanismo"  # noqa: S105 (shown on the sign-in page of a demonstration)
TEAM = (  # as it is: Director, Deputy, eight members (seed 000), and the computer's keeper
    ("directora", "director", "Yadira Ficticia Morales"),
    ("subdirectora", "deputy", "Itzel Ficticia Batista"),
    ("abogada", "lawyer", "Marelis Ficticia Ureña"),
    ("abogado", "lawyer", "Eliécer Ficticio Pinzón"),
    ("medica", "doctor", "Damaris Ficticia Cedeño"),
    ("medico", "doctor", "Rubén Ficticio Atencio"),
    ("psicologa", "psychologist", "Yanelis Ficticia Sanjur"),
    ("psicologo", "psychologist", "Abdiel Ficticio Caballero"),
    ("trabajo.social", "social_worker", "Nereida Ficticia Villarreal"),
    ("trabajo.social.2", "social_worker", "Edilma Ficticia Guerra"),
    ("cuidado", "computer_administrator", "Osvaldo Ficticio Lezcano"),
)


def fill(folder: Path) -> None:
    """Write the invented team and its work into an empty database; nothing to do the next time.

    `folder`: one in the program's own, beside whose keys it lies.
    """
    at = timezone.now()
    with acting(JOBS):
        if User.objects.filter(username=TEAM[0][0]).exists():
            return
        if User.objects.exists() or not settings.DEMONSTRATION:
            raise Refusal(_NOT_EMPTY)
        _accounts(at)
        fill_packages(keys.public_of(package_files.secret(folder.parent)), panama_today(), at)
        _work(at)


def _work(at: datetime) -> None:
    """What the team did, by the hands of its members."""
    today = panama_today()
    fill_work(at)
    fill_follow_up(fill_visits(today, at), today, at)
    actions.note_keeping("backup", at=at, detail={"keys": 2})  # so that the follow-up leads


_NOT_EMPTY = Text(
    "Ya hay cuentas o esto no es una demostración: el equipo inventado no se escribe. Use otra "
    "carpeta con SEGUNDA_MONITOR_HOME.",
    "There are accounts already or this is no demonstration: the invented team is not written. "
    "Use another folder with SEGUNDA_MONITOR_HOME.",
)


def _accounts(at: datetime) -> None:
    for username, role, name in TEAM:
        User.objects.create_user(username, PASSWORD, name=name, role=role, created_at=at)


def shown_accounts() -> list[tuple[Text, str, str]]:
    """(role, username, password) for the sign-in page of a demonstration; empty otherwise."""
    if not settings.DEMONSTRATION:
        return []
    return [(ROLES[role].name, username, PASSWORD) for username, role, _ in TEAM]
