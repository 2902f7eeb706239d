"""Ticks and skips as they were pressed, so that each counts once and the later of two devices wins."""

import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("interviews", "0003_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="LiveMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("client_id", models.UUIDField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Not yet"), ("asked", "Asked"), ("skipped", "Skipped")], max_length=7
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="live_marks",
                        to="interviews.interview",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="interviews.plannedquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("interview", "client_id"), name="live_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["open", "asked", "skipped"])),
                        name="live_mark_outcome_valid",
                    ),
                ],
            },
        ),
    ]
