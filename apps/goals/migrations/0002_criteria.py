"""What matters to the owner in a job: criteria with a weight."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(max_length=120, verbose_name="what matters to you")),
                (
                    "weight",
                    models.CharField(
                        choices=[("must", "Must have"), ("matters", "Matters"), ("nice", "Nice to have")],
                        default="matters",
                        max_length=7,
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="criteria",
                        to="goals.goal",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__in", ["must", "matters", "nice"])), name="criterion_weight_valid"
                    ),
                    models.UniqueConstraint(
                        models.F("owner"),
                        django.db.models.functions.text.Lower("text"),
                        condition=models.Q(("retired_at", None)),
                        name="criterion_once_each",
                    ),
                ],
            },
        ),
    ]
