"""A database that a newer version has changed is not entered by an older one."""

import psycopg
import pytest

from segunda.config.database import Connections
from segunda.config.preparing import refuse_newer
from segunda.law.text import Refusal


def applied(known: Connections, app: str, name: str) -> None:
    """Note a migration as the newer program would have."""
    with psycopg.connect(known.owner) as owner:
        owner.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())",
            [app, name],
        )


def test_a_database_of_this_version_and_an_empty_one_are_entered(
    empty_record: Connections,
) -> None:
    refuse_newer(empty_record.owner)
    with psycopg.connect(empty_record.owner) as owner:
        owner.execute("DROP TABLE django_migrations")
    refuse_newer(empty_record.owner)


def test_a_database_of_a_newer_version_is_refused_by_name(empty_record: Connections) -> None:
    applied(empty_record, "registry", "9999_something_later")
    with pytest.raises(Refusal) as refused:
        refuse_newer(empty_record.owner)
    assert "registry 9999_something_later" in refused.value.text.es
    assert "newer version" in refused.value.text.en


def test_what_libraries_migrated_is_no_matter_of_ours(empty_record: Connections) -> None:
    applied(empty_record, "auth", "9999_something_later")
    refuse_newer(empty_record.owner)
