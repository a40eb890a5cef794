"""A search reads the keys' index and nothing else: whose a key is stands in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index of keys bears the person."""

    dependencies = [("registry", "0007_to_check")]
    operations = [
        migrations.RemoveIndex(model_name="searchkey", name="search_by_key"),
        migrations.AddIndex(
            model_name="searchkey",
            index=models.Index(fields=["kind", "key", "person"], name="search_by_key_of_person"),
        ),
    ]
