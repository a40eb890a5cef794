"""The public scoreboard written from the program's database; all members see that it was."""

from pathlib import Path

from segunda.config.database import existing
from segunda.config.home import home_folder
from segunda.config.inside import inside
from segunda.config.program import MONITOR


def scoreboard(folder: Path, home: Path | None) -> list[Path]:
    """Write the scoreboard's files into `folder`; their paths."""
    own = home_folder(home, program=MONITOR)
    with existing(own, MONITOR), inside("jobs", own, MONITOR):
        from django.utils import timezone

        from segunda.access.clock import today
        from segunda.access.scope import JOBS, acting
        from segunda.monitoring import actions, queries
        from segunda.monitoring.scoreboard import write_scoreboard

        with acting(JOBS):
            found = queries.recommendations(user=JOBS, today=today())
            actions.note_keeping("scoreboard", at=timezone.now(), detail={"count": len(found)})
            return write_scoreboard(found, folder, today())
