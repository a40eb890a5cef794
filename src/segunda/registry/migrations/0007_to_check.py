"""Whoever writes what the law rests on, however it is done: her verdicts are to be checked."""

from django.db import migrations

# One row per person and reason. It runs as the owner: who writes a fact need not see the list.
MARK = """
CREATE FUNCTION registry_mark() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_ARGV[0] = 'person' THEN
        INSERT INTO registry_tocheck (person_id, cause, detail)
        SELECT DISTINCT id, 'person', '' FROM fresh ORDER BY 1
        ON CONFLICT DO NOTHING;
    ELSIF TG_ARGV[0] = 'fact' THEN
        INSERT INTO registry_tocheck (person_id, cause, detail)
        SELECT DISTINCT person_id, CASE WHEN l.load IS NULL THEN 'fact' ELSE 'load' END,
            coalesce(l.load::text, name)
        FROM fresh, LATERAL (SELECT coalesce(superseded_load_id, load_id) AS load) l ORDER BY 1
        ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO registry_tocheck (person_id, cause, detail)
        SELECT DISTINCT person_id, CASE WHEN l.load IS NULL THEN TG_ARGV[0] ELSE 'load' END,
            coalesce(l.load::text, '')
        FROM fresh, LATERAL (SELECT coalesce(superseded_load_id, load_id) AS load) l ORDER BY 1
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
"""
# Whether there is anybody on the list; no more, so it may be asked by whoever writes.
ANYBODY = """
CREATE FUNCTION registry_anybody_to_check() RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM registry_tocheck) $$;
"""
TABLES = {
    "person": "person",
    "factrecord": "fact",
    "sourcerecord": "source",
    "custodyperiod": "custody",
    "legalstatus": "status",
    "sentence": "sentence",
}
TRIGGER = """
CREATE TRIGGER to_check_{event} AFTER {event} ON registry_{table}
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION registry_mark('{cause}');
"""
DROP = "DROP TRIGGER to_check_{event} ON registry_{table};"
EACH = [(t, c, e) for t, c in TABLES.items() for e in ("insert", "update")]


class Migration(migrations.Migration):
    """The tables that `registry/facts.py` reads; a test holds the two together."""

    dependencies = [("registry", "0006_verdicts")]
    operations = [
        migrations.RunSQL(MARK, "DROP FUNCTION registry_mark()"),
        migrations.RunSQL(ANYBODY, "DROP FUNCTION registry_anybody_to_check()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table, cause=cause, event=event),
                DROP.format(table=table, event=event),
            )
            for table, cause, event in EACH
        ),
    ]
