"""Ed25519 keys of a program: it signs what it sends, and is known by a fingerprint told aloud."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from segunda.law.text import Refusal, Text

WORD = "segunda-key-1"
"""What a file of a public key begins with."""
NO_KEY = Text(
    "Ese archivo no tiene la llave pública de un programa Segunda: pida otra vez el archivo .pub.",
    "That file holds no public key of a Segunda program: ask for the .pub file again.",
)


def new_secret() -> str:
    """A new secret key, 64 hexadecimal signs."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(secret: str) -> str:
    """The public key of a secret one, in hexadecimal."""
    return _private(secret).public_key().public_bytes_raw().hex()


def sign(secret: str, message: bytes) -> str:
    """The signature, 128 hexadecimal signs."""
    return _private(secret).sign(message).hex()


def holds(public: str, message: bytes, signature: str) -> bool:
    """Whether the holder of that key signed these very bytes."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """Sixteen groups of four signs, to be compared by telephone."""
    digest = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 64, 4))


def file_of(public: str) -> str:
    """The text of a public key's file."""
    return f"{WORD} {public}\n"


def read_file(text: str) -> str:
    """The key in such a file; Refusal for anything else."""
    words = text.split()
    if len(words) != 2 or words[0] != WORD or len(words[1]) != 64:
        raise Refusal(NO_KEY)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(words[1]))
    except ValueError as error:
        raise Refusal(NO_KEY) from error
    return words[1].lower()


def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
