"""Both programs run on one machine, and nothing passes between them."""

import http.cookiejar
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, Request

from segunda.config.home import password, socket_folder
from segunda.config.program import MONITOR, STATE, Program
from tests.monitor.conftest import open_folder
from tests.monitor.two_programs import Running, environments, family, open_paths, started

pytestmark = pytest.mark.slow
Both = tuple[Running, Running]


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    """The state program, empty, and the mechanism's, with its invented team."""
    with (
        open_folder() as top,
        started(["start"], STATE, top / "state", free_port()) as state,
        started(["monitor", "demo"], MONITOR, top / "monitor", free_port()) as monitor,
    ):
        yield state, monitor


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def test_no_process_of_one_holds_anything_of_the_other(both: Both) -> None:
    for own, other in (both, both[::-1]):
        pids = family(own.pid)
        assert len(pids) > 4
        paths = open_paths(pids)
        assert any(path.startswith(str(own.home)) for path in paths)  # it looks at something
        assert [path for path in paths if path.startswith(str(other.home))] == []


def test_no_process_of_one_is_told_a_secret_or_an_address_of_the_other(both: Both) -> None:
    for own, other in (both, both[::-1]):
        told = environments(family(own.pid))
        secrets = [file.read_text() for file in (other.home / "passwords").iterdir()]
        assert len(secrets) >= 5
        assert [secret for secret in secrets if secret in told] == []
        assert str(other.home) not in told


@pytest.mark.parametrize("role", ["owner", "app", "jobs"])
def test_a_role_of_one_cannot_enter_the_database_of_the_other(both: Both, role: str) -> None:
    state, monitor = both
    for own, program, other, there in (
        (state, STATE, monitor, MONITOR), (monitor, MONITOR, state, STATE),
    ):  # fmt: skip
        name = getattr(program, role)
        secret = password(own.home, name)
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            _enter(other, name, secret, there)
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            _enter(other, getattr(there, role), secret, there)
        with _enter(own, name, secret, program) as connection:  # the very same way, at home
            assert connection.execute("SELECT current_user").fetchone() == (name,)


def _enter(where: Running, name: str, secret: str, program: Program) -> psycopg.Connection:
    return psycopg.connect(
        host=str(socket_folder(where.home)), user=name, password=secret, dbname=program.database
    )


class Asked:
    """A browser without pictures: its cookies, kept as a browser keeps them."""

    def __init__(self) -> None:
        self.jar = http.cookiejar.CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self.jar)
        self.open = urllib.request.build_opener(keeper).open

    def sign_in(self, base: str, username: str, secret: str) -> str:
        """The address one ends up at."""
        with self.open(f"{base}/entrar/") as answer:
            page = answer.read().decode()
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        fields |= {"username": username, "password": secret}
        data = urllib.parse.urlencode(fields).encode()
        headers = {"Referer": f"{base}/entrar/"}
        sent = urllib.request.Request(f"{base}/entrar/", data, headers)  # noqa: S310 (ours)
        with self.open(sent) as answer:
            return str(answer.url)

    def named(self, name: str) -> str:
        """The value of a cookie."""
        return next(str(cookie.value) for cookie in self.jar if cookie.name == name)


@pytest.fixture(scope="module")
def director(both: Both) -> Asked:
    """The invented Director, signed in at the mechanism's program."""
    asked = Asked()
    base = both[1].base
    assert asked.sign_in(base, "directora", "demostracion-mecanismo") == f"{base}/"
    return asked


def reached(address: str, **headers: str) -> str:
    """Where one ends up, asking with these headers and no other cookie."""
    asked = urllib.request.Request(address, headers=headers)  # noqa: S310 (ours)
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 (ours)
        return str(answer.url)


def test_a_session_of_one_is_none_at_the_other(both: Both, director: Asked) -> None:
    state, monitor = both
    session = director.named("segunda_monitor")
    for name in ("segunda_state", "segunda_monitor"):
        assert "/entrar/" in reached(f"{state.base}/", Cookie=f"{name}={session}")
    assert "/entrar/" in reached(f"{monitor.base}/", Cookie=f"segunda_state={session}")
    home = reached(f"{monitor.base}/", Cookie=f"segunda_monitor={session}")
    assert home == f"{monitor.base}/"  # the very same session, where it is one


def test_the_mechanisms_program_does_not_answer_at_the_host_of_the_states(both: Both) -> None:
    asked = both[1].base.replace("localhost", "127.0.0.1")
    with pytest.raises(urllib.error.HTTPError) as refused:
        reached(f"{asked}/entrar/")
    refused.value.close()
    assert refused.value.code == 400


def sent_to(browser: Browser, both: Both, addresses: list[str]) -> dict[str, str]:
    """The cookies a browser sends to each address, in which the Director has signed in."""
    sent: dict[str, str] = {}

    def note(request: Request) -> None:
        address = next((one for one in addresses if request.url == f"{one}/entrar/"), "")
        if address:
            sent[address] = sent.get(address, "") + request.all_headers().get("cookie", "")

    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{both[0].base}/entrar/")
    page.goto(f"{both[1].base}/entrar/")
    page.get_by_label("Usuario").fill("directora")
    page.get_by_label("Clave").fill("demostracion-mecanismo")
    page.get_by_role("main").get_by_role("button", name="Entrar").click()
    page.wait_for_url(f"{both[1].base}/")
    page.on("requestfinished", note)
    for address in addresses:
        page.goto(f"{address}/entrar/")
    context.close()
    return sent


def test_a_browser_sends_the_cookies_of_one_to_itself_alone(both: Both, browser: Browser) -> None:
    state, monitor = (one.base for one in both)
    sent = sent_to(browser, both, [state, monitor])
    assert "segunda_state" in sent[state]
    assert "segunda_monitor=" in sent[monitor]
    assert "segunda_monitor" not in sent[state]
    assert "segunda_state" not in sent[monitor]


def test_at_one_host_a_browser_would_send_them_to_both(both: Both, browser: Browser) -> None:
    """Why the two programs have two host names, and the test above sees it when they have not."""
    shared = both[0].base.replace("127.0.0.1", "localhost")
    assert "segunda_monitor=" in sent_to(browser, both, [shared])[shared]


def test_no_key_or_password_is_the_same_in_both(both: Both) -> None:
    kept = [{file.read_text() for file in (one.home / "passwords").iterdir()} for one in both]
    assert all(len(one) >= 5 for one in kept)
    assert kept[0] & kept[1] == set()
