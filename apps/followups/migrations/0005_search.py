"""Open steps are found by their words, each owner's by themselves."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_owners_in_gin"), ("followups", "0004_calendar_days")]
    operations = [
        migrations.AddIndex(
            model_name="followup",
            index=GinIndex(
                models.F("owner"),
                OpClass("title", name="gin_trgm_ops"),
                condition=models.Q(state="open"),
                name="follow_up_search",
            ),
        ),
    ]
