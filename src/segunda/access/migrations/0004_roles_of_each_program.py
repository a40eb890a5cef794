"""A role is one of the running program's; access/walls.py writes that constraint anew each time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of the state's roles and classes leaves the models: the mechanism has others."""

    dependencies = (("access", "0003_trace"),)
    operations = (
        migrations.RemoveConstraint("user", "user_role_exists"),
        migrations.AlterField("user", "role", models.CharField(max_length=30)),
        migrations.AlterField(
            "auditentry", "fact_class", models.CharField(default="ordinary", max_length=20)
        ),
    )
