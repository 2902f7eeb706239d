"""Times held for a talk, warnings that were overruled, and weeks that are weeks of the calendar."""

import apps.accounts.models
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


def count_weeks_by_the_calendar(apps, schema_editor):
    """Nudges of "7 days, three times" that wait were planned in business days; they are planned anew."""
    Outreach = apps.get_model('outreach', 'Outreach')
    FollowUp = apps.get_model('followups', 'FollowUp')
    User = apps.get_model('accounts', 'User')
    waiting = Outreach.objects.filter(state='sent', cadence='7x3', nudge__isnull=False)
    FollowUp.objects.filter(pk__in=waiting.values('nudge'), state='open', rule='business_days').update(
        rule='calendar_days'
    )
    User.objects.filter(pk__in=waiting.values('owner'), replan_from=None).update(replan_from=Now())


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_reminder_wishes'),
        ('followups', '0004_calendar_days'),
        ('outreach', '0002_drafts_and_templates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='outreach',
            name='overruled',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None),
        ),
        migrations.CreateModel(
            name='SlotOffer',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('starts', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=3)),
                ('minutes', models.PositiveSmallIntegerField(default=25)),
                ('contact_timezone', models.CharField(max_length=64, validators=[apps.accounts.models.validate_zone])),
                ('has_link', models.BooleanField(default=False)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('chosen', models.DateTimeField(blank=True, null=True)),
                ('chosen_by_them', models.BooleanField(default=False)),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='outreach.outreach')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['owner'], name='slot_offer_open')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('starts__len__range', (1, 3))), name='slot_offer_one_to_three'),
                    models.CheckConstraint(condition=models.Q(('chosen', None), ('closed_at__isnull', False), _connector='OR'), name='slot_offer_chosen_is_closed'),
                    models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('outreach',), name='slot_offer_one_open_per_outreach'),
                ],
            },
        ),
        migrations.RunPython(count_weeks_by_the_calendar, migrations.RunPython.noop, elidable=True),
    ]
