"""Keys sort by their bytes on any server; the sentence's rule sees what its writer may not."""

from django.db import migrations, models

AS_OWNER = """
ALTER FUNCTION registry_sentence_has_title() SECURITY DEFINER SET search_path = public, pg_temp;
"""
AS_CALLER = "ALTER FUNCTION registry_sentence_has_title() SECURITY INVOKER RESET search_path;"


class Migration(migrations.Migration):
    """A death or an escape has no order; a beginning typed is a range of bytes."""

    dependencies = (("registry", "0003_facility_names"),)
    operations = (
        # Under row-level security the rule would not see a person just sent elsewhere.
        migrations.RunSQL(AS_OWNER, AS_CALLER),
        migrations.AlterField("release", "order", models.UUIDField(null=True)),
        migrations.AlterField(
            "searchkey", "key", models.CharField(db_collation="C", max_length=80)
        ),
    )
