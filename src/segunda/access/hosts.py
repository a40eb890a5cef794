"""What depends on the address the program is reached at. Read by the settings: no Django here."""

from collections.abc import Iterable


def passkeys_on(hosts: Iterable[str], *, secure: bool) -> bool:
    """A passkey belongs to a host name and needs https; on a bare address there are codes only."""
    return secure and any("." in host and not host[-1:].isdigit() for host in hosts)
