"""Starts the gallery in a process of its own, and asks it for pages as a browser would."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

SETTINGS = "segunda.web.tests.settings"


@contextmanager
def gallery(**environment: str) -> Iterator[str]:
    """The address of a gallery that runs as long as the block."""
    environment = os.environ | environment | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    command = [sys.executable, "-m", "segunda.web.tests.serve", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()


@dataclass
class Answer:
    """What came back: the page is followed nowhere."""

    status: int
    location: str
    headers: Mapping[str, str]
    text: str

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Every hidden field of the main form, in order."""
        parser = _Fields()
        parser.feed(self.text)
        return parser.found


@dataclass
class Visitor:
    """A browser's memory: cookies, nothing else."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: list[tuple[str, str]], **headers: str) -> Answer:
        return self._ask("POST", path, urlencode(fields), headers)

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        connection = HTTPConnection(urlsplit(self.base).netloc, timeout=30)
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} | dict(headers)
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        location = answer.headers.get("Location", "")
        return Answer(answer.status, location, dict(answer.headers), text)


class _Fields(HTMLParser):
    """Reads the hidden fields of the form whose id is `sheet`."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = False, list[tuple[str, str]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = given.get("id") == "sheet" if tag == "form" else self.inside
        if self.inside and tag == "input" and given.get("type") == "hidden":
            self.found.append((given.get("name") or "", given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"
