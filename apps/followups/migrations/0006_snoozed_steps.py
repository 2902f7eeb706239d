"""The steps that are put off are counted from an index of their own, and not found among all open ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("followups", "0005_search")]
    operations = [
        migrations.AddIndex(
            "followup",
            models.Index(
                fields=["owner", "snoozed_until"],
                condition=models.Q(state="open", snoozed_until__isnull=False),
                name="follow_up_snoozed",
            ),
        ),
    ]
