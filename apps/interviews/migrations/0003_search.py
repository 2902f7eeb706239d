"""Take-aways are found by what they say, each owner's by themselves."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_owners_in_gin"),
        ("interviews", "0002_confirmation_and_report_back"),
    ]
    operations = [
        migrations.AddIndex(
            model_name="takeaway",
            index=GinIndex(models.F("owner"), OpClass("text", name="gin_trgm_ops"), name="takeaway_search"),
        ),
    ]
