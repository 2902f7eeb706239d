"""Indexes for what operators are shown; built without stopping the sweeps."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('followups', '0002_facts_and_modes'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='reminder',
            index=models.Index(
                condition=models.Q(('attempts__gt', 0), ('status', 'pending')),
                fields=['due_at'],
                name='reminder_retrying',
            ),
        ),
        AddIndexConcurrently(
            model_name='reminder',
            index=models.Index(condition=models.Q(('status', 'failed')), fields=['updated_at'], name='reminder_failed'),
        ),
        AddIndexConcurrently(
            model_name='reminder',
            index=models.Index(condition=models.Q(('status', 'sent')), fields=['sent_at'], name='reminder_sent'),
        ),
    ]
