"""An installation of yesterday becomes today's: columns that a wall rests on can be altered."""

import pytest
from django.db import DatabaseError, connection

from conftest import enter_as
from segunda.access.walls import take_down
from segunda.config.database import Connections
from segunda.config.state.migrate import migrate

ALTER = "ALTER TABLE access_auditentry ALTER COLUMN fact_class TYPE varchar(40)"
COUNT = "SELECT count(*) FROM pg_policies WHERE schemaname = 'public'"
FORGET = "DELETE FROM django_migrations WHERE app = 'access' AND name >= '0004'"
NOT_YET = "DROP INDEX audit_of_administration"
WIDTH = (
    "SELECT character_maximum_length FROM information_schema.columns "
    "WHERE table_name = 'access_auditentry' AND column_name = 'fact_class'"
)


def said(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0]) if cursor.description else 0


def test_a_column_a_wall_names_is_altered_and_the_walls_stand_again(
    empty_record: Connections,
) -> None:
    enter_as(empty_record.owner)
    walls = said(COUNT)
    with pytest.raises(DatabaseError, match="policy"):
        said(ALTER)
    take_down(connection)
    said(ALTER)
    enter_as(empty_record.app)
    assert said("SELECT count(*) FROM registry_person") == 0
    enter_as(empty_record.owner)
    migrate()
    assert said(COUNT) == walls > 100


def test_a_migration_finds_no_wall_in_its_way(empty_record: Connections) -> None:
    """As an update does it: walls stand, and the migration alters a column they name."""
    enter_as(empty_record.owner)
    walls = said(COUNT)
    take_down(connection)
    said(ALTER.replace("40", "10"))
    migrate()
    assert said(COUNT) == walls
    said(FORGET)
    said(NOT_YET)
    migrate()
    assert said(WIDTH) == 20
    assert said(COUNT) == walls
