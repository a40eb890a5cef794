"""Rules that a constraint of Django cannot say; and whose computation a confirmed hour changes."""

from django.db import migrations

NO_OVERLAP = """
ALTER TABLE programmes_enrolment ADD CONSTRAINT enrolment_one_at_a_time EXCLUDE USING gist (
    int8range(person_id, person_id, '[]') WITH &&,
    int8range(activity_id, activity_id, '[]') WITH &&,
    daterange(start_date, end_date) WITH &&
) WHERE (superseded_at IS NULL)
"""
# As `registry_mark` (registry/migrations/0011): her computation is made anew. Only of rows that
# are confirmed, or were: what nobody has confirmed counts nothing, so entering marks nobody.
MARK = """
CREATE FUNCTION programmes_mark() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO registry_tocheck (person_id, cause, detail, xact)
    SELECT DISTINCT person_id, 'sentence', '', pg_current_xact_id()::text::bigint
    FROM fresh WHERE state = 'confirmed' ORDER BY 1
    ON CONFLICT (person_id, cause, detail) DO UPDATE SET xact = EXCLUDED.xact;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER to_check_{event} AFTER {event} ON programmes_attendance
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION programmes_mark();
"""


class Migration(migrations.Migration):
    """One place of a person in an activity at a time; a confirmed hour marks whose it is."""

    dependencies = (
        ("programmes", "0001_initial"),
        ("registry", "0011_own_marks"),
    )
    operations = (
        migrations.RunSQL(
            NO_OVERLAP, "ALTER TABLE programmes_enrolment DROP CONSTRAINT enrolment_one_at_a_time"
        ),
        migrations.RunSQL(MARK, "DROP FUNCTION programmes_mark()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(event=event),
                f"DROP TRIGGER to_check_{event} ON programmes_attendance",
            )
            for event in ("insert", "update")
        ),
    )
