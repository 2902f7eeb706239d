"""Where a referral stood when it was let go, so that letting go can be taken back."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0013_long_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="state_before",
            field=models.CharField(
                blank=True,
                choices=[
                    ("offered", "Named"),
                    ("introduced", "Introduced"),
                    ("contacted", "Written to"),
                    ("met", "Talked"),
                    ("dropped", "Let go"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("state_before__in", ["", "offered", "introduced", "contacted", "met", "dropped"])),
                name="referral_before_valid",
            ),
        ),
    ]
