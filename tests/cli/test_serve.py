"""`segunda serve` shows one folder, to this machine only, and says clearly why it cannot."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from segunda.cli.serve import address, serve, start
from segunda.law.text import Refusal, Text


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "informe número 1"
    (folder / "sub").mkdir(parents=True)
    (folder / "report.html").write_text("<h1>Informe</h1>", encoding="utf-8")
    (folder / "summary.json").write_text("{}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not yours", encoding="utf-8")
    (folder / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def port(report: Path) -> Iterator[int]:
    server = start(report, 0)  # 0: any free port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def ask(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, bytes, str | None]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    found = answer.status, answer.read(), answer.headers["Cache-Control"]
    connection.close()
    return found


def test_the_first_page_is_the_report_and_is_kept_in_no_cache(port: int) -> None:
    assert ask(port, "/") == (200, b"<h1>Informe</h1>", "no-store")
    assert ask(port, "/summary.json")[:2] == (200, b"{}")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/way-out.txt", "/sub/"])
def test_nothing_outside_the_folder_and_no_list_of_files_is_shown(port: int, path: str) -> None:
    assert ask(port, path)[0] == 404


def test_a_foreign_host_name_is_refused(port: int) -> None:
    assert ask(port, "/", host="evil.example")[0] == 421
    assert ask(port, "/", host="localhost")[0] == 200


def test_a_busy_port_gets_a_sentence_with_another_one(report: Path, port: int) -> None:
    with pytest.raises(Refusal) as refused:
        serve(report, port)
    assert refused.value.text == Text(
        es=f"El puerto [{port}] ya lo usa otro programa: "
        f"elija otro, por ejemplo --port {port + 1}.",
        en=f"Port [{port}] is already used by another program: "
        f"choose another, for example --port {port + 1}.",
    )


def test_a_folder_without_a_report_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="haga primero uno con «segunda screen»"):
        serve(tmp_path)


def test_the_address_is_said_in_both_languages() -> None:
    assert "http://127.0.0.1:8000/ (solo en esta máquina" in address(8000).es
    assert "http://127.0.0.1:8000/ (on this machine only" in address(8000).en
