"""Passkeys as the second step, answered by a key made of software: its own secret, its own sums."""

import html
import json
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from django.test import Client
from fido2 import cbor
from fido2.utils import websafe_decode, websafe_encode

from segunda.access.hosts import passkeys_on
from segunda.access.signin_codes import factors
from segunda.access.tests.people import (
    PASSWORD,
    browser,
    entries,
    guess,
    made,
    signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HOST, ORIGIN = "testserver", "https://testserver"


@pytest.fixture(autouse=True)
def on_a_host_name(settings: Any) -> None:
    settings.PASSKEYS = True


class SoftKey:
    """A passkey as WebAuthn (W3C, level 2, §6) describes it, without a device."""

    def __init__(self) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = b"a key made of software"

    def create(self, options: Any, origin: str = ORIGIN) -> str:
        """The answer to `navigator.credentials.create`."""
        point = self.secret.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        public = cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = _hash(HOST.encode()) + bytes([0x45]) + bytes(4) + held
        whole = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = _said("webauthn.create", options["challenge"], origin)
        return self._answer(said, {"attestationObject": websafe_encode(whole)})

    def get(self, options: Any, origin: str = ORIGIN) -> str:
        """The answer to `navigator.credentials.get`."""
        data = _hash(HOST.encode()) + bytes([0x05]) + (1).to_bytes(4, "big")
        said = _said("webauthn.get", options["challenge"], origin)
        signature = self.secret.sign(data + _hash(said), ec.ECDSA(SHA256()))
        parts = {"authenticatorData": websafe_encode(data), "signature": websafe_encode(signature)}
        return self._answer(said, parts)

    def _answer(self, said: bytes, parts: dict[str, str]) -> str:
        name = websafe_encode(self.id)
        response = {"clientDataJSON": websafe_encode(said), **parts}
        kept = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps({**kept, "clientExtensionResults": {}})


def _hash(data: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(data)
    return digest.finalize()


def _said(kind: str, challenge: str, origin: str) -> bytes:
    assert len(websafe_decode(challenge)) >= 16
    said = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
    return json.dumps(said).encode()


def options_of(client: Client, path: str) -> Any:
    """What the page hands to the browser."""
    found = re.search(r'data-options="([^"]+)"', client.get(path).content.decode())
    assert found
    return json.loads(html.unescape(found[1]))["publicKey"]


def with_key(key: SoftKey) -> Client:
    """A browser whose owner has just added the key."""
    account, client = with_app(made()), browser()
    client.force_login(account)
    answer = key.create(options_of(client, "/cuenta/llave/"))
    done = client.post("/cuenta/llave/", {"name": "llave azul", "credential": answer})
    assert done["Location"] == "/cuenta/"
    assert "webauthn" in factors(account)
    return client


def half_way() -> Client:
    """A browser whose password was right."""
    client = browser()
    guess(client, "elvia", PASSWORD)
    return client


def test_a_passkey_opens_the_account() -> None:
    key = SoftKey()
    with_key(key)
    client = half_way()
    assert "/entrar/llave/" in client.get("/entrar/codigo/").content.decode()
    answer = key.get(options_of(client, "/entrar/llave/"))
    assert client.post("/entrar/llave/", {"credential": answer})["Location"] == "/"
    assert signed_in(client)
    assert entries("signin.begin")[-1]["detail"] == {"how": "webauthn"}


@pytest.mark.parametrize("fault", ["another key", "another site", "an old challenge", "nothing"])
def test_another_answer_opens_nothing(fault: str) -> None:
    key = SoftKey()
    with_key(key)
    client = half_way()
    options = options_of(client, "/entrar/llave/")
    if fault == "an old challenge":
        options_of(client, "/entrar/llave/")
    answer = "{}"
    if fault != "nothing":
        origin = "https://test-server.example" if fault == "another site" else ORIGIN
        answer = (SoftKey() if fault == "another key" else key).get(options, origin)
    page = client.post("/entrar/llave/", {"credential": answer}).content.decode()
    assert "no respondió como se esperaba" in page
    assert not signed_in(client)
    assert entries("signin.wrong_passkey")[0]["outcome"] == "refused"


def test_an_answer_is_taken_once() -> None:
    key = SoftKey()
    with_key(key)
    client = half_way()
    answer = key.get(options_of(client, "/entrar/llave/"))
    client.post("/entrar/llave/", {"credential": answer})
    client.post("/salir/")
    guess(client, "elvia", PASSWORD)
    client.post("/entrar/llave/", {"credential": answer})
    assert not signed_in(client)


def test_a_bare_address_has_no_passkeys(settings: Any) -> None:
    key = SoftKey()
    client = with_key(key)
    settings.PASSKEYS = False
    assert client.get("/cuenta/llave/").status_code == 404
    assert half_way().get("/entrar/llave/")["Location"] == "/entrar/codigo/"


def test_the_setting_asks_for_https_and_a_name() -> None:
    assert passkeys_on(["registro.example.gob.pa"], secure=True)
    assert not passkeys_on(["registro.example.gob.pa"], secure=False)
    assert not passkeys_on(["127.0.0.1", "localhost"], secure=True)
