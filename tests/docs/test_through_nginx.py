"""From another computer: the program behind nginx, with the manual's own file, signs a clerk in."""

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pytest_django.plugin import DjangoDbBlocker

from segunda.config.database import Connections
from tests.docs.web_server import NAME, command_on
from tests.journeys.program import PASSWORD, running

pytestmark = pytest.mark.slow
FILE = Path(__file__).parents[2] / "docs" / "how-to" / "files" / "segunda.nginx.conf"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Line(HTTPSConnection):
    """https to the server's name, wherever it is; the certificate is looked at."""

    def __init__(self, folder: Path, port: int) -> None:
        trusted = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
        super().__init__(NAME, port, context=trusted, timeout=60)
        self.trusted = trusted

    def connect(self) -> None:
        """As if the name led to this machine."""
        bare = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.sock = self.trusted.wrap_socket(bare, server_hostname=NAME)


@pytest.fixture
def outside(
    addresses: Connections, django_db_blocker: DjangoDbBlocker, django_db_setup: None,  # noqa: ARG001
    tmp_path: Path,
) -> Iterator[tuple[Path, int, int]]:  # fmt: skip
    """The folder of the certificate, the port of https and that of http."""
    plain, secure = free_port(), free_port()
    command_on(FILE, tmp_path)  # skips before the program is begun
    with (
        django_db_blocker.unblock(),
        running(addresses, SEGUNDA_HOSTS=f"{NAME},127.0.0.1", SEGUNDA_HTTPS="1") as program,
    ):
        change = {
            "127.0.0.1:8000": program.base.removeprefix("http://"),
            "listen 80": f"listen 127.0.0.1:{plain}",
            "listen 443": f"listen 127.0.0.1:{secure}",
        }
        with subprocess.Popen(command_on(FILE, tmp_path, change)) as nginx:
            wait(secure)
            yield tmp_path, secure, plain
            nginx.terminate()


def wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx did not answer")


def cookies(answer: HTTPResponse) -> list[str]:
    return [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]


def asked(
    line: HTTPConnection, method: str, path: str, body: str | None = None, **headers: str
) -> tuple[HTTPResponse, str]:
    """The answer and its page."""
    line.request(method, path, body, {key.replace("_", "-"): word for key, word in headers.items()})
    answer = line.getresponse()
    return answer, answer.read().decode()


def test_a_clerk_signs_in_by_https_and_no_other_way(outside: tuple[Path, int, int]) -> None:
    folder, secure, plain = outside
    with closing(Line(folder, secure)) as line:
        answer, page = asked(line, "GET", "/entrar/", X_Forwarded_Proto="http")
        given = cookies(answer)
        assert answer.status == 200
        assert answer.getheader("Strict-Transport-Security") == "max-age=31536000"
        assert given
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        form = hidden | {"username": "registro.norte", "password": PASSWORD}
        answer, _ = asked(
            line, "POST", "/entrar/", urlencode(form), Origin=f"https://{NAME}:{secure}",
            Content_Type="application/x-www-form-urlencoded",
            Cookie="; ".join(one.partition(";")[0] for one in given),
        )  # fmt: skip
        assert (answer.status, answer.getheader("Location")) == (302, "/")
        assert all("Secure" in one for one in given + cookies(answer))
    with closing(HTTPConnection("127.0.0.1", plain, timeout=60)) as bare:
        answer, _ = asked(bare, "GET", "/entrar/", Host=NAME)
        assert (answer.status, answer.getheader("Location")) == (308, f"https://{NAME}/entrar/")


def test_another_name_gets_no_answer(outside: tuple[Path, int, int]) -> None:
    _folder, secure, plain = outside
    careless = ssl._create_unverified_context()  # noqa: S323 (refused before it matters)
    with (
        closing(HTTPSConnection("127.0.0.1", secure, context=careless, timeout=60)) as line,
        pytest.raises(ssl.SSLError),
    ):
        line.connect()
    with (
        closing(HTTPConnection("127.0.0.1", plain, timeout=60)) as bare,
        pytest.raises(ConnectionError),
    ):
        asked(bare, "GET", "/entrar/", Host="otro.ejemplo.gob.pa")
