"""What must never be false, said to the database: overlaps, sentences, changed versions."""

from django.db import migrations

SPANS = {"custodyperiod": "custody", "placement": "placement", "legalstatus": "status"}

NO_OVERLAP = """
ALTER TABLE registry_{table} ADD CONSTRAINT {name}_one_at_a_time EXCLUDE USING gist (
    int8range(person_id, person_id, '[]') WITH &&,
    daterange(start_date, end_date) WITH &&
) WHERE (superseded_at IS NULL)
"""

# A sentence stands only where some title other than awaiting trial stands. Both may be recorded
# in one transaction in either order, so the check waits for its end. It asks by person: without
# statistics (a first load) the planner would read the whole table for each row.
SENTENCE = """
CREATE FUNCTION registry_sentence_has_title() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    who bigint := NEW.person_id;
BEGIN
    IF EXISTS (SELECT 1 FROM registry_sentence s
               WHERE s.person_id = who AND s.superseded_at IS NULL)
       AND EXISTS (SELECT 1 FROM registry_legalstatus l
                   WHERE l.person_id = who AND l.superseded_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM registry_legalstatus l
                       WHERE l.person_id = who AND l.superseded_at IS NULL
                         AND l.status <> 'pretrial')
    THEN
        RAISE EXCEPTION 'a sentence under pre-trial only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sentence_has_title';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sentence_has_title AFTER INSERT ON registry_sentence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry_sentence_has_title();
CREATE CONSTRAINT TRIGGER title_has_sentence AFTER INSERT OR UPDATE ON registry_legalstatus
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry_sentence_has_title();
"""

UNDO_SENTENCE = """
DROP TRIGGER title_has_sentence ON registry_legalstatus;
DROP TRIGGER sentence_has_title ON registry_sentence;
DROP FUNCTION registry_sentence_has_title();
"""


class Migration(migrations.Migration):
    """Rules that a constraint of Django cannot say."""

    dependencies = (("registry", "0001_initial"),)
    operations = (
        *(
            migrations.RunSQL(
                NO_OVERLAP.format(table=table, name=name),
                f"ALTER TABLE registry_{table} DROP CONSTRAINT {name}_one_at_a_time",
            )
            for table, name in SPANS.items()
        ),
        migrations.RunSQL(SENTENCE, UNDO_SENTENCE),
    )
