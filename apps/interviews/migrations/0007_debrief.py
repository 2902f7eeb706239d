"""The debrief: what a take-away is about, ratings, answers to what was wanted, and what to do better."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0014_referral_before"),
        ("followups", "0005_search"),
        ("goals", "0002_criteria"),
        ("interviews", "0006_research_and_rehearsal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CriterionRating",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("score", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ObjectiveAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(blank=True, max_length=300)),
                (
                    "met",
                    models.CharField(choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "Not yet")], max_length=6),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("better", models.CharField(blank=True, max_length=500, verbose_name="what to do better next time")),
                (
                    "nothing_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("takes", "Takeaways"),
                                ("named", "People they named"),
                                ("actions", "Promises"),
                                ("wanted", "What you wanted"),
                                ("fit", "How it fits"),
                                ("next", "Next time"),
                            ],
                            max_length=7,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="livenote",
            name="live_note_kind_valid",
        ),
        migrations.RemoveConstraint(
            model_name="takeaway",
            name="takeaway_kind_valid",
        ),
        migrations.AddField(
            model_name="takeaway",
            name="criterion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="goals.criterion",
            ),
        ),
        migrations.AddField(
            model_name="takeaway",
            name="employer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="contacts.employer",
            ),
        ),
        migrations.AddField(
            model_name="takeaway",
            name="goal",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="goals.goal"
            ),
        ),
        migrations.AddField(
            model_name="takeaway",
            name="nudge",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="followups.followup",
            ),
        ),
        migrations.AddField(
            model_name="takeaway",
            name="question",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="interviews.plannedquestion",
            ),
        ),
        migrations.AddField(
            model_name="takeaway",
            name="reaction",
            field=models.CharField(
                blank=True,
                choices=[
                    ("new", "New to me"),
                    ("pleased", "Pleased me"),
                    ("displeased", "Put me off"),
                    ("misconception", "I had it wrong"),
                ],
                max_length=13,
            ),
        ),
        migrations.AlterField(
            model_name="livenote",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("insight", "Insight"),
                    ("advice", "Advice"),
                    ("resource", "Resource"),
                    ("person", "Person named"),
                    ("action", "Action"),
                    ("quote", "Quote"),
                    ("pay", "Pay"),
                    ("red_flag", "Red flag"),
                    ("opening", "Opening"),
                    ("skill", "Skill you need"),
                    ("strength", "Skill you have"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="takeaway",
            name="kind",
            field=models.CharField(
                choices=[
                    ("insight", "Insight"),
                    ("advice", "Advice"),
                    ("resource", "Resource"),
                    ("person", "Person named"),
                    ("action", "Action"),
                    ("quote", "Quote"),
                    ("pay", "Pay"),
                    ("red_flag", "Red flag"),
                    ("opening", "Opening"),
                    ("skill", "Skill you need"),
                    ("strength", "Skill you have"),
                ],
                default="insight",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="livenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "",
                            "insight",
                            "advice",
                            "resource",
                            "person",
                            "action",
                            "quote",
                            "pay",
                            "red_flag",
                            "opening",
                            "skill",
                            "strength",
                        ],
                    )
                ),
                name="live_note_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="takeaway",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "insight",
                            "advice",
                            "resource",
                            "person",
                            "action",
                            "quote",
                            "pay",
                            "red_flag",
                            "opening",
                            "skill",
                            "strength",
                        ],
                    )
                ),
                name="takeaway_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="takeaway",
            constraint=models.CheckConstraint(
                condition=models.Q(("reaction__in", ["", "new", "pleased", "displeased", "misconception"])),
                name="takeaway_reaction_valid",
            ),
        ),
        migrations.AddField(
            model_name="criterionrating",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="goals.criterion"
            ),
        ),
        migrations.AddField(
            model_name="criterionrating",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="interviews.interview"
            ),
        ),
        migrations.AddField(
            model_name="criterionrating",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objectiveanswer",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="objective_answers", to="interviews.interview"
            ),
        ),
        migrations.AddField(
            model_name="objectiveanswer",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="interview",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="reflection", to="interviews.interview"
            ),
        ),
        migrations.AddField(
            model_name="reflection",
            name="owner",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="criterionrating",
            constraint=models.UniqueConstraint(fields=("interview", "criterion"), name="criterion_rating_once"),
        ),
        migrations.AddConstraint(
            model_name="criterionrating",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 5)), name="criterion_rating_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("met__in", ["yes", "partly", "no"])), name="objective_answer_met_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveanswer",
            constraint=models.UniqueConstraint(fields=("interview", "text"), name="objective_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="reflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nothing_in__contained_by", ["takes", "named", "actions", "wanted", "fit", "next"])
                ),
                name="reflection_parts_valid",
            ),
        ),
    ]
