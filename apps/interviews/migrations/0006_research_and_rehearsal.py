"""Research before a talk, one's own questions, and saying them aloud."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0001_initial"),
        ("interviews", "0005_logistics"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Introduction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(blank=True, max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name="OwnQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(max_length=300)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("journey", "Their path"),
                            ("day", "Day to day"),
                            ("skills", "Skills and ways in"),
                            ("trends", "Trends"),
                            ("culture", "Culture"),
                            ("conditions", "Pay and conditions"),
                            ("advice", "Advice"),
                            ("resources", "Resources"),
                            ("people", "People to talk to"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=3)),
            ],
        ),
        migrations.CreateModel(
            name="Rehearsal",
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
                ("intro_seconds", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RehearsalTime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("seconds", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ResearchNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("industry", "The industry"),
                            ("person", "The person"),
                            ("role", "The role"),
                            ("employer", "The employer"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("known", "Known"), ("unknown", "Unknown"), ("found", "Found")], max_length=7
                    ),
                ),
                ("text", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="ResearchSource",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200)),
                ("url", models.CharField(blank=True, max_length=500, verbose_name="link")),
                ("read_on", models.DateField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="introduction",
            name="goal",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="goals.goal"
            ),
        ),
        migrations.AddField(
            model_name="introduction",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ownquestion",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehearsal",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rehearsals", to="interviews.interview"
            ),
        ),
        migrations.AddField(
            model_name="rehearsal",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehearsaltime",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehearsaltime",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rehearsed", to="interviews.plannedquestion"
            ),
        ),
        migrations.AddField(
            model_name="rehearsaltime",
            name="rehearsal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="times", to="interviews.rehearsal"
            ),
        ),
        migrations.AddField(
            model_name="researchnote",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="found",
                to="interviews.researchnote",
            ),
        ),
        migrations.AddField(
            model_name="researchnote",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="research", to="interviews.interview"
            ),
        ),
        migrations.AddField(
            model_name="researchnote",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedquestion",
            name="research",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="question",
                to="interviews.researchnote",
            ),
        ),
        migrations.AddField(
            model_name="researchsource",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="interviews.interview"
            ),
        ),
        migrations.AddField(
            model_name="researchsource",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="researchnote",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="interviews.researchsource",
            ),
        ),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.UniqueConstraint(
                fields=("owner", "goal"), name="introduction_one_each", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="ownquestion",
            constraint=models.UniqueConstraint(
                models.F("owner"), django.db.models.functions.text.Lower("text"), name="own_question_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "journey",
                            "day",
                            "skills",
                            "trends",
                            "culture",
                            "conditions",
                            "advice",
                            "resources",
                            "people",
                            "other",
                        ],
                    )
                ),
                name="own_question_category_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 60)), name="own_question_minutes_sane"
            ),
        ),
        migrations.AddConstraint(
            model_name="rehearsal",
            constraint=models.UniqueConstraint(fields=("interview", "client_id"), name="rehearsal_once"),
        ),
        migrations.AddConstraint(
            model_name="rehearsaltime",
            constraint=models.UniqueConstraint(fields=("rehearsal", "question"), name="rehearsal_time_once"),
        ),
        migrations.AddConstraint(
            model_name="rehearsaltime",
            constraint=models.CheckConstraint(
                condition=models.Q(("seconds__gte", 1), ("seconds__lte", 3600)), name="rehearsal_seconds_sane"
            ),
        ),
        migrations.AddConstraint(
            model_name="researchnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["industry", "person", "role", "employer"])), name="research_part_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="researchnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["known", "unknown", "found"])), name="research_kind_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="researchnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers", None), ("kind", "found"), _connector="OR"),
                name="research_only_found_answers",
            ),
        ),
    ]
