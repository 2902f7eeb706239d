"""The asks of a week are counted from an index, and not found among all messages of their owner."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0003_slots_and_balance")]
    operations = [
        migrations.AddIndex(
            "message",
            models.Index(fields=["owner", "sent_at"], condition=models.Q(step=1), name="message_first_sent"),
        ),
    ]
