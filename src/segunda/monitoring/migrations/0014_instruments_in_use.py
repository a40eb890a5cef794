"""Which version of a form is filled is chosen by somebody; drafts carry the class of their form."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill_in(apps: Any, _schema: Any) -> None:
    """The newest version of each form is in use; a draft has the class of its form."""
    form, use = (apps.get_model("monitoring", name) for name in ("Instrument", "InstrumentUse"))
    version = apps.get_model("monitoring", "InstrumentVersion")
    for one in form.objects.all():
        last = version.objects.filter(instrument=one).order_by("added_at", "pk").last()
        if last:
            use.objects.create(
                instrument=one, version=last, set_by=last.added_by, set_at=last.added_at
            )
    classes = version.objects.filter(pk=OuterRef("version")).values("instrument__fact_class")
    apps.get_model("monitoring", "FormDraft").objects.update(fact_class=Subquery(classes[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0013_council"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InstrumentUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="monitoring.instrument",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.instrumentversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="formdraft",
            name="fact_class",
            field=models.CharField(default="ordinary", max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
