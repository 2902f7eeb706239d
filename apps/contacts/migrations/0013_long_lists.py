"""What a list of 100,000 people is read from: an index of its owner for each order, segment and search."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models import Case, When

STAGES = ("listed", "asked", "replied", "scheduled", "talked", "thanked", "touch", "resting")
RANK = Case(*(When(stage=stage, then=n) for n, stage in enumerate(STAGES)), output_field=models.IntegerField())


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_owners_in_gin"),
        ("contacts", "0012_same_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex("contact", "contact_by_stage"),
        migrations.RemoveIndex("contact", "contact_search"),
        migrations.AddIndex(
            "contact", models.Index(fields=["owner", "stage", "next_step_at", "id"], name="contact_by_stage")
        ),
        migrations.AddIndex("contact", models.Index("owner", RANK, "id", name="contact_by_rank")),
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["owner", "next_step_at", "id"],
                condition=models.Q(archived_at__isnull=False),
                name="contact_archived",
            ),
        ),
        migrations.AddIndex(
            "contact", GinIndex("owner", OpClass("search_text", name="gin_trgm_ops"), name="contact_search")
        ),
        migrations.AlterField(
            "contact",
            "owner",
            models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
