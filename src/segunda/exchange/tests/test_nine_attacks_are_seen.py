"""What whoever owns the State's database and its key can do is seen by the witness: nine attacks.

Three trials of each every day, a hundred in `make test-all`.
"""

import ast
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segunda.exchange import keys, verifier
from segunda.exchange.package import follows, read
from segunda.exchange.refusing import PackageRefused
from segunda.exchange.tests.making import (
    MADE,
    RECEIVER,
    SENDER,
    TO,
    digest_of,
    last_of,
    made,
    parts,
)
from segunda.exchange.tests.trails import ATTACKS, WITNESS, Trail, whole
from segunda.exchange.witness import Told, breaks

FILE = Path(verifier.__file__)
RFC = (  # RFC 8032, 7.1: public key, message, signature
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
     "6bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"),
)  # fmt: skip


def seen(trail: Trail) -> list[str]:
    return list(verifier.verify(trail.exported(), trail.heads, WITNESS))


def attack(name: str, seed: int) -> list[str]:
    trail = whole(Random(f"{name} {seed}"))  # noqa: S311 (a test that can be repeated)
    ATTACKS[name](trail)
    return seen(trail)


@pytest.mark.parametrize("seed", range(3))
def test_a_trace_nobody_touched_holds(seed: int) -> None:
    assert seen(whole(Random(seed))) == []  # noqa: S311


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_the_trace_is_seen(name: str) -> None:
    assert all(attack(name, seed) for seed in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_a_hundred_attacks_on_the_trace_are_seen(name: str) -> None:
    assert [seed for seed in range(100) if not attack(name, seed)] == []


def signed_anew(seed: int) -> bool:
    """Whether packages signed anew with the State's own key are seen: one of the past, the next
    with other heads, or the next of another past."""
    chance = Random(f"sign {seed}")  # noqa: S311
    heads = [(n, f"{chance.getrandbits(256):064x}") for n in range(1, 6)]
    first = made(of=parts(heads))
    seal, _ = heads[chance.randrange(5)]
    forged = [(n, "0" * 64 if n == seal else digest) for n, digest in heads]
    last = last_of(first)
    twin, unlinked = made(of=parts(forged)), made(2, digest_of(made(of=parts(forged))))
    late = made(2, last.digest, of=parts(forged))
    refused = 0
    for bad in (twin, unlinked):
        try:
            follows(read(bad, trusted=[keys.public_of(SENDER)], to=TO).manifest, last,
                    now=MADE + timedelta(hours=1))  # fmt: skip
        except PackageRefused:
            refused += 1
    told = read(late, trusted=[keys.public_of(SENDER)], to=TO).parts["heads.v1"]
    broken = breaks(dict(heads), [Told(row["seal"], row["digest"]) for row in told])
    return refused == 2 and broken == [f"seal {seal}: changed"]


def test_packages_signed_anew_with_the_key_are_seen() -> None:
    assert all(signed_anew(seed) for seed in range(3))


@pytest.mark.slow
def test_a_hundred_packages_signed_anew_are_seen() -> None:
    assert all(signed_anew(seed) for seed in range(100))


def run(folder: Path, trail: Trail, key: str = WITNESS) -> tuple[int, str]:
    """The verifier as the mechanism runs it: no site, no environment, nothing of ours."""
    trace, heads = folder / "traza.jsonl", folder / "testigo.jsonl"
    trace.write_bytes(b"\n".join(line.rstrip(b"\n") for line in trail.exported()) + b"\n")
    heads.write_bytes(b"\n".join(trail.heads) + b"\n")
    words = [sys.executable, "-I", "-S", str(FILE), str(trace), str(heads), key]
    done = subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_verifier_runs_alone_on_any_computer(tmp_path: Path) -> None:
    trail = whole(Random(7))  # noqa: S311
    assert run(tmp_path, trail) == (0, "0 alteraciones / breaks\n")
    ATTACKS["chain anew"](trail)
    code, said = run(tmp_path, trail)
    assert code == 1
    assert "changed" in said
    assert "no es el que el mecanismo firmó" in said
    assert "What to do now" in said
    assert run(tmp_path, whole(Random(7)), "00")[0] == 2  # noqa: S311


def test_each_break_is_explained_to_whoever_is_no_technician() -> None:
    told = {line.rpartition(": ")[2] for name in ATTACKS for line in attack(name, 1)}
    told |= {"signature", "no head was witnessed", "witness", "outside every seal"}
    assert sorted(told - set(verifier.MEANING)) == []
    assert [line for line in verifier.MEANING.values() if line.count(" / ") != 1] == []


def test_a_witness_whose_signature_is_not_hers_counts_for_nothing() -> None:
    trail = whole(Random(1))  # noqa: S311
    head = json.loads(trail.heads[0])
    trail.heads[0] = json.dumps(head | {"digest": "0" * 64}).encode()
    assert seen(trail) == [f"head {head['seal']}: signature"]
    trail.heads.clear()
    assert seen(trail) == ["no head was witnessed"]


@pytest.mark.parametrize("line", [b"x", b"{}", b"[1]", b'{"form": "other"}'])
def test_what_is_no_trace_is_told(line: bytes) -> None:
    with pytest.raises(verifier.Unreadable):
        verifier.verify([line], [], WITNESS)


@pytest.mark.parametrize(("public", "message", "signature"), RFC)
def test_signatures_of_the_standard_hold(public: str, message: str, signature: str) -> None:
    assert verifier.signed(public, bytes.fromhex(message), signature)
    assert not verifier.signed(public, bytes.fromhex(message) + b"x", signature)


@given(st.binary(max_size=40), st.integers(0, 511))
def test_it_agrees_with_the_library_on_every_bit(message: bytes, bit: int) -> None:
    signature = bytearray.fromhex(keys.sign(RECEIVER, message))
    assert verifier.signed(TO, message, signature.hex())
    signature[bit // 8] ^= 1 << bit % 8
    bent = signature.hex()
    assert verifier.signed(TO, message, bent) == keys.holds(TO, message, bent)


def test_the_verifier_is_short_and_stands_alone() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    found = list(ast.walk(ast.parse(text)))
    imported = {name.name for one in found if isinstance(one, ast.Import) for name in one.names}
    imported |= {one.module or "" for one in found if isinstance(one, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= set(sys.stdlib_module_names)
