"""What a sentence is computed from, where the record could not say it yet."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


TABLES = {
    "charge": "sentence",
    "timecredit": "sentence",
    "interruption": "sentence",
}
TRIGGER = """
CREATE TRIGGER to_check_{event} AFTER {event} ON registry_{table}
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION registry_mark('{cause}');
"""
DROP = "DROP TRIGGER to_check_{event} ON registry_{table};"


class Migration(migrations.Migration):
    """Where a stay was spent and whether it counts, what a credit counts, days that do not count."""

    dependencies = [
        ("registry", "0011_own_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="custodyperiod",
            name="credited",
            field=models.CharField(blank=True, db_default="", default="", max_length=3),
        ),
        migrations.AddField(
            model_name="custodyperiod",
            name="kind",
            field=models.CharField(db_default="prison", default="prison", max_length=10),
        ),
        migrations.AddField(
            model_name="timecredit",
            name="unit",
            field=models.CharField(blank=True, db_default="", default="", max_length=4),
        ),
        migrations.AlterField(
            model_name="timecredit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("pretrial", "pretrial"),
                    ("work", "work"),
                    ("study", "study"),
                    ("teaching", "teaching"),
                    ("community_work", "community_work"),
                    ("presentation", "presentation"),
                    ("territorial_ban", "territorial_ban"),
                    ("other", "other"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Interruption",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entity", models.UUIDField(db_index=True, default=uuid.uuid4)),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("start_date", models.DateField(null=True)),
                ("end_date", models.DateField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("escape", "escape"),
                            ("conditional_release_revoked", "conditional_release_revoked"),
                            ("supervised_release_revoked", "supervised_release_revoked"),
                        ],
                        max_length=30,
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=100)),
                (
                    "load",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.load",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="registry.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "superseded_load",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.load",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_date", None),
                            ("start_date", None),
                            ("end_date__gte", models.F("start_date")),
                            _connector="OR",
                        ),
                        name="interruption_end_after_start",
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table, cause=cause, event=event),
                DROP.format(table=table, event=event),
            )
            for table, cause in TABLES.items()
            for event in ("insert", "update")
        ),
    ]
