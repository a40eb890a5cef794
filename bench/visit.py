"""A light client in a process of its own: signed-in readers ask for pages over kept connections.

python -m bench.visit PORT SECONDS CONNECTIONS   (what to visit as JSON on standard input)

It prints one JSON line per kind of page and one for all. It takes CPU from the same cores as the
program; how much stands beside the figures.
"""

import json
import math
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

PASSWORD = "demostracion-segunda"  # noqa: S105 (of the invented register)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OK, FOUND = 200, 302
WARM = 192  # turns before measuring: a statement is planned for good after ten times a thread
Json = dict[str, Any]


@dataclass
class Browser:
    """One reader: a connection that stays open, her cookies, her lists and people."""

    port: int
    account: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, path: str, typed: Json | None = None, wanted: int = OK) -> str:
        """The page at a path, or where a form that was sent leads; stops at any other answer."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if typed is None:
            self.connection.request("GET", path, headers=headers)
        else:
            body = urlencode(typed | {TOKEN: self.token})
            self.connection.request("POST", path, body, headers | FORM)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self._keep(answer.headers.get_all("Set-Cookie") or [])
        if answer.status != wanted:
            raise OSError(f"{answer.status} in place of {wanted}: {self.account} {path}")
        return text if answer.status == OK else answer.headers["Location"]

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}

    def form(self, path: str) -> None:
        """Look at a page with a form: its token serves for the rest of the session."""
        found = re.search(rf'name="{TOKEN}" value="([^"]+)"', self.ask(path))
        self.token = found[1] if found else ""

    def sign_in(self) -> "Browser":
        """Password only: in a demonstration no second step is asked."""
        self.form("/entrar/")
        self.ask("/entrar/", {"username": self.account, "password": PASSWORD}, FOUND)
        self.form("/personas/")
        return self

    def search(self, text: str = "", state: str = "held") -> str:
        """The address of the list that was asked for."""
        return self.ask("/personas/", {"text": text, "state": state}, FOUND)


@dataclass
class Visit:
    """What one reader goes through, in turns: a page of a list, a search, a person."""

    browser: Browser
    lists: Iterator[str]
    people: Iterator[str]
    words: Iterator[str]
    kinds: tuple[str, ...]
    took: list[tuple[str, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def turn(self) -> None:
        """Up to four requests: list, search (what was typed, then what was found), person."""
        if "list" in self.kinds:
            self._timed("list", lambda: self.browser.ask(next(self.lists)))
        if "search" in self.kinds:
            found = self._timed("search", lambda: self.browser.search(next(self.words)))
            if found:
                self._timed("found", lambda: self.browser.ask(found))
        if "person" in self.kinds:
            self._timed("person", lambda: self.browser.ask(next(self.people)))

    def _timed(self, kind: str, act: Any) -> str:
        begun = time.perf_counter()
        try:
            answer: str = act()
        except (OSError, ValueError) as error:
            self.errors.append(str(error))
            self.browser.connection.close()
            return ""
        self.took.append((kind, time.perf_counter() - begun))
        return answer


def prepare(port: int, account: str, asked: Json, seed: int) -> Visit:
    """Sign in, keep a list, walk some pages of it, note the people there."""
    words = list(asked["words"])
    chance = random.Random(seed)  # noqa: S311
    browser = Browser(port, account).sign_in()
    first = browser.search()
    lists, people, page = [first], list[str](), first
    for order in ("", "?orden=since", "?orden=facility", "?orden=-name"):
        page = first + order
        for _ in range(4):
            text = browser.ask(page)
            people += re.findall(r'href="(/personas/[0-9a-f-]{36}/)"', text)
            later = re.search(r'rel="next" href="([^"]+)"', text)
            lists.append(page)
            if not later:
                break
            page = later[1].replace("&amp;", "&")
    for pages in (lists, people, words):
        chance.shuffle(pages)
    return Visit(browser, cycle(lists), cycle(people), cycle(words), tuple(asked["kinds"]))


def run(visits: list[Visit], seconds: float = 0, turns: int = 0) -> float:
    """Let all go at once, for some seconds or some turns each; the seconds it took."""
    end = time.perf_counter() + seconds

    def go(visit: Visit) -> None:
        done = 0
        while (time.perf_counter() < end or done < turns) and len(visit.errors) < 5:
            visit.turn()
            done += 1

    begun = time.perf_counter()
    threads = [threading.Thread(target=go, args=(visit,)) for visit in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def told(visits: list[Visit], seconds: float) -> Iterator[Json]:
    """One line for each kind of request, the last for all together."""
    took = [one for visit in visits for one in visit.took]
    errors = [error for visit in visits for error in visit.errors]
    for kind in ("list", "search", "found", "person", "all"):
        times = sorted(seconds for name, seconds in took if kind in (name, "all"))
        yield {
            "kind": kind,
            "requests": len(times),
            "per_second": len(times) / seconds,
            **{f"p{share}_ms": 1000 * _quantile(times, share) for share in (50, 95, 99)},
        }
    yield {"kind": "errors", "errors": len(errors), "first": errors[:3]}


def _quantile(times: list[float], share: int) -> float:
    return times[max(0, math.ceil(len(times) * share / 100) - 1)] if times else math.nan


def main(port: str, seconds: str, connections: str) -> None:
    """Prepare, visit until every thread of the server is warm, then measure."""
    asked = json.load(sys.stdin)
    accounts = cycle(asked["accounts"])
    visits = [prepare(int(port), next(accounts), asked, seed) for seed in range(int(connections))]
    for visit in visits:  # the server closes a connection that waits for more than 2 s
        visit.browser.connection.close()
    run(visits, turns=WARM // len(visits))
    for visit in visits:
        visit.took.clear()
    print(json.dumps({"kind": "ready"}), flush=True)
    used = time.process_time()
    took = run(visits, float(seconds))
    for line in told(visits, took):
        print(json.dumps(line))
    print(json.dumps({"kind": "client", "cpu_seconds": time.process_time() - used}))


if __name__ == "__main__":
    main(*sys.argv[1:])
