"""The names and the https of the program: what is not safe or not understood is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from segunda.config.program import MONITOR, STATE
from segunda.config.reached import Reached, reached
from segunda.law.text import Refusal

NAME = "registro.ejemplo.gob.pa"
OURS = {"SEGUNDA_HOSTS", "SEGUNDA_HTTPS"}
SHOW = (
    "import segunda.config.state.settings as s; print(s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, "
    "s.SECURE_PROXY_SSL_HEADER, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.PASSKEYS)"
)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"SEGUNDA_HOSTS": NAME}, "SEGUNDA_HOSTS nombra [registro.ejemplo.gob.pa] sin https"),
        ({"SEGUNDA_HOSTS": "127.0.0.1,10.0.0.5"}, "SEGUNDA_HOSTS nombra [10.0.0.5] sin https"),
        ({"SEGUNDA_HTTPS": "1"}, "Con SEGUNDA_HTTPS=1 falta SEGUNDA_HOSTS"),
        ({"SEGUNDA_HTTPS": "1", "SEGUNDA_HOSTS": "localhost"}, "falta SEGUNDA_HOSTS"),
        ({"SEGUNDA_HTTPS": "yes", "SEGUNDA_HOSTS": NAME}, "SEGUNDA_HTTPS = [yes]"),
        ({"SEGUNDA_HTTPS": "1", "SEGUNDA_HOSTS": "*"}, "[*] no es el nombre"),
        ({"SEGUNDA_HTTPS": "1", "SEGUNDA_HOSTS": f"{NAME}:8443"}, "no es el nombre"),
        ({"SEGUNDA_HTTPS": "1", "SEGUNDA_HOSTS": f"https://{NAME}"}, "no es el nombre"),
        ({"SEGUNDA_HTTPS": "1", "SEGUNDA_HOSTS": f".{NAME}"}, "no es el nombre"),
    ],
)
def test_what_is_not_safe_or_not_understood_is_one_sentence(
    environ: dict[str, str], said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        reached(environ)
    assert said in refused.value.text.es
    assert refused.value.text.en


def test_by_itself_it_answers_to_this_computer_only_and_believes_no_header() -> None:
    alone = reached({})
    assert (alone.hosts, alone.secure, alone.origins, alone.proxy_header) == (
        STATE.local,
        False,
        [],
        None,
    )
    assert alone == reached({"SEGUNDA_HOSTS": "", "SEGUNDA_HTTPS": "0"})
    assert alone.address(8000) == "http://127.0.0.1:8000/"


def test_behind_a_web_server_it_answers_to_its_names() -> None:
    found = reached({"SEGUNDA_HOSTS": f" {NAME.upper()}, 10.0.0.5,", "SEGUNDA_HTTPS": "1"})
    assert found == Reached((NAME, "10.0.0.5"), secure=True)
    assert found.origins == [f"https://{NAME}", "https://10.0.0.5"]
    assert found.address(8000) == f"https://{NAME}/"


def shown(**environ: str) -> str:
    """What the settings are with these words in the environment."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", SHOW], check=True, capture_output=True, text=True,
        env=rest | environ,
    ).stdout.strip()  # fmt: skip


def test_the_settings_follow() -> None:
    assert shown() == "['127.0.0.1', 'localhost'] [] None False False False"
    assert shown(SEGUNDA_HOSTS=NAME, SEGUNDA_HTTPS="1") == (
        f"['{NAME}'] ['https://{NAME}'] ('HTTP_X_FORWARDED_PROTO', 'https') True True True"
    )


def test_the_start_says_it_in_one_sentence_and_begins_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    program = "from segunda.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "start", "--home", str(home)],
        capture_output=True, text=True, check=False,
        env=os.environ | {"SEGUNDA_HOSTS": NAME, "SEGUNDA_LANG": "en"},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(f"SEGUNDA_HOSTS names [{NAME}] without https")
    assert done.stderr.count("\n") == 1
    assert not home.exists()


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"SEGUNDA_MONITOR_HOSTS": NAME}, f"SEGUNDA_MONITOR_HOSTS nombra [{NAME}] sin https"),
        ({"SEGUNDA_MONITOR_HOSTS": "127.0.0.1"}, "nombra [127.0.0.1] sin https"),
        ({"SEGUNDA_MONITOR_HTTPS": "1"}, "SEGUNDA_MONITOR_HTTPS=1 falta SEGUNDA_MONITOR_HOSTS"),
    ],
)
def test_the_mechanisms_program_is_told_of_its_own_variables(
    environ: dict[str, str], said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        reached(environ, MONITOR)
    assert said in refused.value.text.es


def test_the_mechanisms_program_hears_nothing_of_the_states_names() -> None:
    found = reached({"SEGUNDA_HOSTS": NAME, "SEGUNDA_HTTPS": "1"}, MONITOR)
    assert (found.hosts, found.secure) == (("localhost",), False)
    assert found.address(8001) == "http://localhost:8001/"
