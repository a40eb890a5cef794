"""nginx with the file of the manual, in a folder of its own and on ports that are free."""

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

NAME = "registro.ejemplo.gob.pa"


def command_on(file: Path, folder: Path, change: Mapping[str, str] | None = None) -> list[str]:
    """The command that runs nginx with the file; skips where nginx is not on this machine.

    `change`: words of the file that are others here (ports).
    """
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH')}:/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not on this machine")
    write_certificate(folder)
    site = file.read_text(encoding="utf-8")
    here = {"/etc/ssl/segunda": str(folder), "/var/log/nginx": str(folder)}
    for word, other in {**here, **(change or {})}.items():
        assert word in site
        site = site.replace(word, other)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/e.log; events {{}}\n"
        f"http {{ access_log off; {temporary} include {folder}/site.conf; }}\n",
        encoding="utf-8",
    )
    return [nginx, "-p", str(folder), "-e", "e.log", "-c", str(folder / "nginx.conf")]


def write_certificate(folder: Path) -> None:
    """A certificate by nobody for nobody, good for a day."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip
