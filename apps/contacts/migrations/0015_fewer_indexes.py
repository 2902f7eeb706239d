"""An import of people pays for every index and check of each row: those that another one covers go, and those of
columns that most people leave blank hold only the others. A touch goes with its person, so that its owner exists is
checked there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower

# The unique index on (contact_id, tag_id) answers all that this one did. The table is made by Django for the many-to-
# many field, which has no option for it.
_LINK = "contacts_contact_tags_contact_id_ff2c136b"


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0014_referral_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            "contact",
            "introducer",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="introduced",
                to="contacts.contact",
            ),
        ),
        migrations.AddIndex(
            "contact",
            models.Index(
                fields=["introducer"], condition=models.Q(introducer__isnull=False), name="contact_introducer"
            ),
        ),
        migrations.RemoveIndex("contact", "contact_by_email"),
        migrations.AddIndex(
            "contact",
            models.Index("owner", Lower("email"), condition=~models.Q(email=""), name="contact_by_email"),
        ),
        migrations.AlterField(
            "touch",
            "contact",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="touches",
                to="contacts.contact",
            ),
        ),
        migrations.AlterField(
            "touch",
            "owner",
            models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(
            f"DROP INDEX IF EXISTS {_LINK}", f"CREATE INDEX IF NOT EXISTS {_LINK} ON contacts_contact_tags (contact_id)"
        ),
    ]
