"""The table of forms that were sent."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("route", models.CharField(max_length=200)),
                ("content", models.CharField(max_length=64)),
                ("location", models.CharField(default="", max_length=300)),
                ("sent_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "indexes": [models.Index(fields=["sent_at"], name="web_sentform_sent_at")],
            },
        ),
    ]
