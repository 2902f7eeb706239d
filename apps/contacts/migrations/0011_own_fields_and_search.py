"""Fields of the owner's own, what stays of erased people, and search over names, histories and notes."""

import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Left, Lower


def base():
    """The columns of every row that has an owner."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, django.db.models.deletion.CASCADE, related_name="+", editable=False
    )
    return [
        ("id", models.UUIDField(primary_key=True, default=uuid_utils.compat.uuid7, editable=False, serialize=False)),
        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
        ("updated_at", models.DateTimeField(auto_now=True)),
        ("owner", owner),
    ]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0002_owners_in_gin"),
        ("contacts", "0010_employer_keys"),
    ]
    operations = [
        migrations.CreateModel(
            name="ErasedCount",
            fields=[
                *base(),
                ("people", models.PositiveIntegerField(default=0)),
                ("asked", models.PositiveIntegerField(default=0)),
                ("replied", models.PositiveIntegerField(default=0)),
                ("talked", models.PositiveIntegerField(default=0)),
                ("thanked", models.PositiveIntegerField(default=0)),
                ("referred", models.PositiveIntegerField(default=0)),
                ("week", models.DateField(null=True, blank=True)),
                ("week_asks", models.PositiveIntegerField(default=0)),
                ("week_talks", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["owner"], name="erased_count_one_each")],
            },
        ),
        migrations.CreateModel(
            name="OwnField",
            fields=[
                *base(),
                ("name", models.CharField(max_length=50)),
                (
                    "kind",
                    models.CharField(
                        max_length=6,
                        default="text",
                        choices=[
                            ("text", "Text"),
                            ("number", "Number"),
                            ("date", "Date"),
                            ("yes_no", "Yes or no"),
                            ("choice", "Choice"),
                            ("link", "Link"),
                        ],
                    ),
                ),
                ("choices", ArrayField(models.CharField(max_length=60), default=list, blank=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(null=True, blank=True)),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind__in=["text", "number", "date", "yes_no", "choice", "link"]),
                        name="own_field_kind_valid",
                    ),
                    models.UniqueConstraint(
                        "owner", Lower("name"), condition=models.Q(deleted_at=None), name="own_field_name_unique"
                    ),
                ],
            },
        ),
        migrations.AddField("contact", "own_values", models.JSONField(default=dict, blank=True)),
        migrations.AddIndex(
            "contact",
            models.Index("owner", OpClass(Left("search_text", 40), name="text_pattern_ops"), name="contact_by_start"),
        ),
        migrations.AddIndex(
            "employer", GinIndex("owner", OpClass("name", name="gin_trgm_ops"), name="employer_search")
        ),
        migrations.AddIndex(
            "employeralias",
            GinIndex("owner", OpClass("name", name="gin_trgm_ops"), name="employer_alias_search"),
        ),
        migrations.AddIndex(
            "privatenote",
            GinIndex("owner", OpClass("body", name="gin_trgm_ops"), name="private_note_search"),
        ),
        migrations.AddIndex(
            "touch",
            GinIndex(
                "owner",
                OpClass("summary", name="gin_trgm_ops"),
                OpClass("body", name="gin_trgm_ops"),
                condition=~models.Q(kind="added") & ~models.Q(summary__in=("Connected on LinkedIn", "First met")),
                name="touch_search",
            ),
        ),
    ]
