"""What counts and lists of people held read: their own indexes, without those who left.

`since` sorts a person whose day is not known before all others (queries/lists.py).
"""

from django.db import migrations

MAKE = """
CREATE INDEX person_held ON registry_person (facility_id, id)
    WHERE held AND merged_into_id IS NULL;
CREATE INDEX person_unreported ON registry_person (facility_id, id)
    WHERE held AND merged_into_id IS NULL AND unreported_since IS NOT NULL;
CREATE INDEX person_by_since ON registry_person (coalesce(held_since, date '0001-01-01'), id)
    WHERE held AND merged_into_id IS NULL
"""
DROP = """
DROP INDEX person_held; DROP INDEX person_unreported; DROP INDEX person_by_since
"""


class Migration(migrations.Migration):
    """Indexes only; the models say nothing of them."""

    dependencies = [("registry", "0004_walls")]
    operations = [migrations.RunSQL(MAKE, DROP)]
