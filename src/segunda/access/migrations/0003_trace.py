"""The trace by transaction and by person, append-only, and which cluster each era belongs to."""

from django.db import migrations

INDEXES = """
CREATE INDEX audit_by_transaction ON access_auditentry (era, xid);
CREATE INDEX audit_by_person ON access_auditentry (person, at) WHERE person IS NOT NULL;
CREATE INDEX audit_by_user ON access_auditentry ("user", at);
"""

# The roles lack the grant; this also stops the owner's slip. Who means to change it can, and the
# seals show it.
APPEND_ONLY = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trace is only ever added to' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""
CHANGEABLE = """
DROP TRIGGER append_only ON access_auditseal;
DROP TRIGGER append_only ON access_auditentry;
DROP FUNCTION audit_append_only();
"""

# Numbers of transactions begin again in another cluster; its identifier tells that it is one.
CLUSTER = """
ALTER TABLE access_auditera ADD COLUMN cluster text NOT NULL DEFAULT '';
ALTER TABLE access_auditera DROP COLUMN since_id;
UPDATE access_auditera SET cluster = (SELECT system_identifier::text FROM pg_control_system());
"""
ONE_CLUSTER = """
ALTER TABLE access_auditera DROP COLUMN cluster, ADD COLUMN since_id bigint NOT NULL DEFAULT 0;
"""


class Migration(migrations.Migration):
    """No model changes: these are the database's own."""

    dependencies = (("access", "0002_sign_in"),)
    operations = (
        migrations.RunSQL(
            INDEXES, "DROP INDEX audit_by_transaction, audit_by_person, audit_by_user"
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
        migrations.RunSQL(CLUSTER, ONE_CLUSTER),
    )
