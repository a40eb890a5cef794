"""What a visit asked for becomes rows with an answer, in place of two texts of its record."""

from typing import Any

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


def take_over(apps: Any, _schema: Any) -> None:
    """What stood in the two texts of a record is the first thing asked for, without an answer."""
    asked, record = (apps.get_model("monitoring", name) for name in ("AskedFor", "VisitRecord"))
    for one in record.objects.filter(superseded_at=None):
        told = (("people", one.people_asked), ("documents", one.documents_asked))
        for number, (kind, text) in enumerate([part for part in told if part[1]], start=1):
            asked.objects.create(
                visit=one.visit, number=number, kind=kind, what=text[:200], note=text[200:700],
                answer="pending", written_by=one.written_by, written_at=one.written_at,
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0014_instruments_in_use"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedFor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("what", models.CharField(max_length=200)),
                ("how_many", models.PositiveIntegerField(null=True)),
                ("answer", models.CharField(max_length=10)),
                ("answered_on", models.DateField(null=True)),
                ("promised_for", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "superseded_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="monitoring.askedfor",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="monitoring.visit",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("superseded_at", None), ("superseded_by", None)),
                            models.Q(
                                ("superseded_at__isnull", False), ("superseded_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="askedfor_superseded_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "pending"), ("answered_on", None)),
                            models.Q(
                                models.Q(("answer", "pending"), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="askedfor_day_of_answer",
                    ),
                ],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="visitrecord",
            name="documents_asked",
        ),
        migrations.RemoveField(
            model_name="visitrecord",
            name="people_asked",
        ),
    ]
