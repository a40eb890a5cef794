"""The addresses of a record as tests use them (see the fixtures `addresses`, `empty_record`)."""

from typing import Protocol


class Addresses(Protocol):
    """One address for each who may enter: the owner, the application, the jobs, the superuser."""

    @property
    def owner(self) -> str: ...
    @property
    def app(self) -> str: ...
    @property
    def jobs(self) -> str: ...
    @property
    def reader(self) -> str: ...
