"""A mark bears the transaction that made it: a page checks her whom it wrote about, at once.

Without it a page that writes while a load's marks still wait would leave her to the job.
"""

from django.db import migrations, models

MARK = """
CREATE OR REPLACE FUNCTION registry_mark() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_xact bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF TG_ARGV[0] = 'person' THEN
        INSERT INTO registry_tocheck (person_id, cause, detail, xact)
        SELECT DISTINCT id, 'person', '', now_xact FROM fresh ORDER BY 1
        ON CONFLICT (person_id, cause, detail) DO UPDATE SET xact = EXCLUDED.xact;
    ELSIF TG_ARGV[0] = 'fact' THEN
        INSERT INTO registry_tocheck (person_id, cause, detail, xact)
        SELECT DISTINCT person_id, CASE WHEN l.load IS NULL THEN 'fact' ELSE 'load' END,
            coalesce(l.load::text, name), now_xact
        FROM fresh, LATERAL (SELECT coalesce(superseded_load_id, load_id) AS load) l ORDER BY 1
        ON CONFLICT (person_id, cause, detail) DO UPDATE SET xact = EXCLUDED.xact;
    ELSE
        INSERT INTO registry_tocheck (person_id, cause, detail, xact)
        SELECT DISTINCT person_id, CASE WHEN l.load IS NULL THEN TG_ARGV[0] ELSE 'load' END,
            coalesce(l.load::text, ''), now_xact
        FROM fresh, LATERAL (SELECT coalesce(superseded_load_id, load_id) AS load) l ORDER BY 1
        ON CONFLICT (person_id, cause, detail) DO UPDATE SET xact = EXCLUDED.xact;
    END IF;
    RETURN NULL;
END $$;
"""
ANYBODY = """
CREATE OR REPLACE FUNCTION registry_anybody_to_check() RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM registry_tocheck
                   WHERE xact = pg_current_xact_id()::text::bigint) $$;
"""


class Migration(migrations.Migration):
    """The functions of 0007 anew; the triggers stay."""

    dependencies = (("registry", "0010_papers"),)
    operations = (
        migrations.AddField("tocheck", "xact", models.BigIntegerField(default=0)),
        migrations.AddIndex("tocheck", models.Index(fields=["xact"], name="to_check_of_xact")),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.RunSQL(ANYBODY, migrations.RunSQL.noop),
    )
