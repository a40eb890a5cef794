"""Where people reach the program: SEGUNDA_HOSTS and SEGUNDA_HTTPS; what does not fit is refused.

The program itself listens on 127.0.0.1 only. Whoever enters from another computer comes through
a web server on this machine that speaks TLS and says so in X-Forwarded-Proto.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from segunda.config.program import STATE, Program
from segunda.law.text import Refusal, Text

NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.A)


@dataclass(frozen=True)
class Reached:
    """The names the program answers to, and whether a web server with TLS stands in front."""

    hosts: tuple[str, ...]
    secure: bool = False
    local: str = STATE.host

    @property
    def origins(self) -> list[str]:
        """Where a form may come from, beside the address it was asked at."""
        return [f"https://{host}" for host in self.hosts] if self.secure else []

    @property
    def proxy_header(self) -> tuple[str, str] | None:
        """What says that a page was asked with TLS; None: nobody is believed."""
        return ("HTTP_X_FORWARDED_PROTO", "https") if self.secure else None

    def address(self, port: int) -> str:
        """What people type to get here."""
        return f"https://{self.hosts[0]}/" if self.secure else f"http://{self.local}:{port}/"


def reached(environ: Mapping[str, str] = os.environ, program: Program = STATE) -> Reached:
    """Return what the environment says; Refusal for a word it cannot mean or that is not safe."""
    asked = environ.get(program.variable("HTTPS"), "")
    if asked not in {"", "0", "1"}:
        raise _of(program, _refusal_https(asked))
    words = [word.strip().lower() for word in environ.get(program.variable("HOSTS"), "").split(",")]
    named = tuple(word for word in words if word)
    for word in named:
        if not NAME.fullmatch(word):
            raise _of(program, _refusal_name(word))
    away = [word for word in named if word not in program.local]
    if (asked == "1") != bool(away):
        raise _of(program, _without_https(away[0]) if away else _without_name())
    return Reached(named or program.local, asked == "1", program.host)


def _of(program: Program, said: Text) -> Refusal:
    """The refusal in the program's own words: its variables begin as its prefix says."""
    es, en = (text.replace(STATE.prefix, program.prefix) for text in (said.es, said.en))
    return Refusal(Text(es, en))


def _refusal_https(asked: str) -> Text:
    return Text(
        f"SEGUNDA_HTTPS = [{asked}] no se entiende: ponga 1 si delante hay un servidor web con "
        "https, o quítelo.",
        f"SEGUNDA_HTTPS = [{asked}] is not understood: set 1 if a web server with https "
        "stands in front, or leave it out.",
    )


def _refusal_name(word: str) -> Text:
    return Text(
        f"SEGUNDA_HOSTS: [{word}] no es el nombre de una computadora: escriba solo nombres, "
        "separados por comas, sin https://, sin puerto y sin *.",
        f"SEGUNDA_HOSTS: [{word}] is not the name of a computer: write names only, separated "
        "by commas, without https://, port or *.",
    )


def _without_https(name: str) -> Text:
    return Text(
        f"SEGUNDA_HOSTS nombra [{name}] sin https: las claves y los expedientes irían abiertos "
        "por la red. Ponga delante un servidor web con https y SEGUNDA_HTTPS=1.",
        f"SEGUNDA_HOSTS names [{name}] without https: passwords and files would cross the "
        "network in the open. Put a web server with https in front, and SEGUNDA_HTTPS=1.",
    )


def _without_name() -> Text:
    return Text(
        "Con SEGUNDA_HTTPS=1 falta SEGUNDA_HOSTS: el nombre que se escribe en el navegador, "
        "por ejemplo registro.ejemplo.gob.pa.",
        "With SEGUNDA_HTTPS=1, SEGUNDA_HOSTS is missing: the name that is typed in the "
        "browser, for example registro.ejemplo.gob.pa.",
    )
