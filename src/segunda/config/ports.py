"""Ports of this machine: whether one is free, and the sentence when it is not."""

import errno
import socket

from segunda.law.text import Refusal, Text

HOST = "127.0.0.1"


def refuse_taken(port: int) -> None:
    """Refuse a port of 127.0.0.1 on which nothing new can listen."""
    with socket.socket() as asked:
        # As web servers do: what a closed connection left behind for a minute is no obstacle.
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((HOST, port))
        except OSError as error:
            raise port_refusal(error, port) from error


def answers(port: int) -> bool:
    """Say whether something listens on that port of 127.0.0.1."""
    with socket.socket() as asked:
        asked.settimeout(1)
        return asked.connect_ex((HOST, port)) == 0


def port_refusal(error: OSError, port: int) -> Refusal:
    """Return the refusal for a port that cannot be opened, with what to do now."""
    if error.errno == errno.EADDRINUSE:
        es, en = "ya lo usa otro programa", "is already used by another program"
    else:
        es, en = "no se puede abrir", "cannot be opened"
    return Refusal(
        Text(
            es=f"El puerto [{port}] {es}: elija otro, por ejemplo --port {port + 1}.",
            en=f"Port [{port}] {en}: choose another, for example --port {port + 1}.",
        )
    )
