"""The two programs, as what starts, saves and restores them has to know them.

`state` is the prison service's, `monitor` the prevention mechanism's. Each has its own folder,
database server, roles and variables, so that nothing said of one reaches the other. Browsers send
cookies to every port of a host, hence two host names too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """`folder`: the usual one's name; `prefix`: of its variables; `addresses`: of those that name
    a server of one's own; `host`, `port`: what people type; `database`: also begins its roles;
    `worker`: it has long jobs in a queue; `local`: the names of this machine it answers to."""

    name: str
    folder: str
    prefix: str
    addresses: str
    host: str
    port: int
    database: str
    worker: bool = False
    local: tuple[str, ...] = ()

    def variable(self, word: str) -> str:
        """The name of one of its variables: `HOME` is SEGUNDA_HOME or SEGUNDA_MONITOR_HOME."""
        return self.prefix + word

    @property
    def owner(self) -> str:
        """The role that changes tables."""
        return f"{self.database}_owner"

    @property
    def app(self) -> str:
        """The role that answers pages."""
        return f"{self.database}_app"

    @property
    def jobs(self) -> str:
        """The role that does long work."""
        return f"{self.database}_jobs"

    @property
    def roles(self) -> tuple[str, str, str]:
        """Owner, application, jobs."""
        return self.owner, self.app, self.jobs

    @property
    def address_variables(self) -> tuple[str, str, str, str]:
        """The variables that name the application's, the owner's, the jobs' and pages' address."""
        words = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_JOBS_URL", "DATABASE_PAGES_URL")
        first, owner, jobs, pages = (self.addresses + word for word in words)
        return first, owner, jobs, pages

    @property
    def settings(self) -> str:
        """Its settings, as DJANGO_SETTINGS_MODULE names them."""
        return f"segunda.config.{self.name}.settings"

    @property
    def application(self) -> str:
        """What the web server calls."""
        return f"segunda.config.{self.name}.wsgi:application"

    def calling(self, module: str, function: str, arguments: str = "") -> str:
        """Words for `python -c`: call a function of its folder under `config`."""
        return (
            "import django, sys; from pathlib import Path; django.setup(); "
            f"from segunda.config.{self.name}.{module} import {function}; {function}({arguments})"
        )


STATE = Program(
    "state",
    "segunda",
    "SEGUNDA_",
    "",
    "127.0.0.1",
    8000,
    "segunda",
    worker=True,
    local=("127.0.0.1", "localhost"),
)
MONITOR = Program(
    "monitor", "segunda-monitor", "SEGUNDA_MONITOR_", "SEGUNDA_MONITOR_", "localhost", 8001,
    "segunda_monitor", local=("localhost",),  # never 127.0.0.1: cookies would be shared
)  # fmt: skip
PROGRAMS = (STATE, MONITOR)
