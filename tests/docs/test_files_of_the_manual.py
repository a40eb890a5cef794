"""The files a server is set up with: nginx and systemd take them, and they say what the page says.

Where nginx or systemd-analyze is on the machine they read the files themselves; elsewhere these
tests are skipped and say so, and what is asked of the text holds everywhere.
"""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from segunda.config.reached import reached
from tests.docs.web_server import command_on

FILES = Path(__file__).parents[2] / "docs" / "how-to" / "files"
NGINX = FILES / "segunda.nginx.conf"
UNITS = sorted(FILES.glob("*.service")) + sorted(FILES.glob("*.timer"))
SYSTEM = [unit for unit in UNITS if unit.suffix == ".service" and "office" not in unit.name]


def read(unit: Path) -> configparser.ConfigParser:
    """A unit of systemd, its words as they are."""
    found = configparser.ConfigParser(interpolation=None, strict=True)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(unit.read_text(encoding="utf-8"))
    return found


def settings() -> dict[str, str]:
    """What the file of settings says, also the lines to be opened."""
    lines = (FILES / "environment").read_text(encoding="utf-8").splitlines()
    pairs = re.findall(r"^#?([A-Z_]+)='(.*)'$", "\n".join(lines), re.M)
    return dict(pairs)


def test_the_settings_are_taken_by_the_program() -> None:
    found = settings()
    assert reached(found).secure
    assert f"server_name {reached(found).hosts[0]};" in NGINX.read_text(encoding="utf-8")
    assert all("sslmode=verify-full" in found[name] for name in found if name.endswith("_URL"))
    assert len([name for name in found if name.endswith("_URL")]) == 3


def test_nginx_passes_to_this_machine_only_and_says_https_whatever_a_visitor_says() -> None:
    text = NGINX.read_text(encoding="utf-8")
    assert re.findall(r"^\s*server (\S+);", text, re.M) == ["127.0.0.1:8000"]
    assert "proxy_set_header X-Forwarded-Proto https;" in text
    for name in ("For", "Host", "Protocol", "Ssl"):
        assert f'proxy_set_header X-Forwarded-{name} "";' in text
    assert re.findall(r"ssl_protocols (.*);", text) == ["TLSv1.2 TLSv1.3"]


def test_nginx_keeps_no_list_of_who_asked_for_what() -> None:
    text = NGINX.read_text(encoding="utf-8")
    assert text.count("access_log off;") == len(re.findall(r"^server \{", text, re.M)) == 3
    assert "proxy_max_temp_file_size 0;" in text


@pytest.mark.parametrize("unit", SYSTEM, ids=lambda unit: unit.name)
def test_a_unit_runs_as_a_plain_user_that_writes_in_its_own_folders_only(unit: Path) -> None:
    service = read(unit)["Service"]
    assert service["User"] == service["Group"] == "segunda"
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert (service["LimitCORE"], service["UMask"]) == ("0", "0077")
    assert service["EnvironmentFile"] == "/etc/segunda/environment"
    allowed = {"/var/lib/segunda", "/var/backups/segunda"}
    assert set(service.get("ReadWritePaths", "").split()) <= allowed


def test_stopping_the_service_lets_the_program_end_its_parts_in_order() -> None:
    for name in ("segunda.service", "segunda-office.service"):
        service = read(FILES / name)["Service"]
        assert service["KillMode"] == "mixed", name
        assert int(service["TimeoutStopSec"]) > 100, name  # three parts of 20 s and the database


def test_nginx_takes_the_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [*command_on(NGINX, tmp_path), "-t"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not on this machine")
    for one in UNITS:  # the program itself is not there: another takes its place
        text = one.read_text(encoding="utf-8")
        (tmp_path / one.name).write_text(re.sub(r"(/srv|%h)/segunda/\S+", "/bin/true", text))
    done = subprocess.run(
        [verify, "verify", tmp_path / unit.name], capture_output=True, text=True, check=False,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip
    assert (done.returncode, [line for line in done.stderr.splitlines() if unit.name in line]) == (
        0,
        [],
    )


def test_the_short_command_runs_as_the_servers_user_with_its_settings() -> None:
    done = subprocess.run(["sh", "-n", FILES / "segunda"], check=False)
    assert done.returncode == 0
    assert os.access(FILES / "segunda", os.X_OK)
    said = (FILES / "segunda").read_text(encoding="utf-8")
    assert "--reuid=segunda --regid=segunda --clear-groups" in said
