"""Follow-ups keep the facts that their times follow from; mail by kind can come as a digest."""

from django.conf import settings
from django.db import migrations, models

from apps.core.clock import zone_or_utc


def tell_facts(apps, schema_editor):
    """What can be read off the times that stand: an open step keeps its times and waits for the same mails."""
    FollowUp = apps.get_model("followups", "FollowUp")
    Reminder = apps.get_model("followups", "Reminder")
    Preference = apps.get_model("followups", "ReminderPreference")
    Preference.objects.filter(by_email=False).update(mode="off")
    FollowUp.objects.update(planned_at=models.F("created_at"), since=models.F("due_at"))
    with_mail = Reminder.objects.exclude(status="cancelled").values("follow_up")
    FollowUp.objects.exclude(pk__in=with_mail).update(by_mail=False)
    still_open = FollowUp.objects.filter(state="open")
    still_open.filter(kind="thank_you", late_at__isnull=False).update(rule="after_talk")
    still_open.filter(kind="preparation", late_at__isnull=False).update(rule="before_talk", since=models.F("late_at"))
    for step in still_open.filter(rule="moment", by_mail=True).select_related("owner").iterator():
        step.rule, step.on_day = "day", step.due_at.astimezone(zone_or_utc(step.owner.timezone)).date()
        step.save(update_fields=["rule", "on_day"])
    turns = {}
    for reminder in Reminder.objects.exclude(status="cancelled").order_by("follow_up", "send_at").iterator():
        reminder.turn = turns[reminder.follow_up_id] = turns.get(reminder.follow_up_id, -1) + 1
        if reminder.turn:
            reminder.save(update_fields=["turn"])
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while checks of its rows are pending


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0002_rhythm_seasons'),
        ('followups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='followup',
            name='follow_up_kind_valid',
        ),
        migrations.RemoveConstraint(
            model_name='reminderpreference',
            name='reminder_preference_kind_valid',
        ),
        migrations.AddField(
            model_name='followup',
            name='by_mail',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='followup',
            name='count',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='followup',
            name='latest_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='followup',
            name='on_day',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='followup',
            name='planned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='followup',
            name='repeats',
            field=models.CharField(blank=True, choices=[('week', 'Every week'), ('month', 'Every month'), ('quarter', 'Every 3 months'), ('year', 'Every year')], max_length=7),
        ),
        migrations.AddField(
            model_name='followup',
            name='rule',
            field=models.CharField(choices=[('moment', 'At a moment'), ('day', 'On a day'), ('soon', 'At once'), ('referral', 'Referral'), ('after_talk', 'After a talk'), ('before_talk', 'Before a talk'), ('business_days', 'After business days'), ('rhythm', 'In a rhythm')], default='moment', max_length=13),
        ),
        migrations.AddField(
            model_name='followup',
            name='since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='followup',
            name='snoozed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reminder',
            name='is_exact',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='reminder',
            name='mail_id',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reminder',
            name='turn',
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='reminderpreference',
            name='mode',
            field=models.CharField(choices=[('each', 'When it’s due'), ('daily', 'Once a day'), ('weekly', 'Once a week'), ('off', 'No e-mail')], default='each', max_length=6),
        ),
        migrations.AlterField(
            model_name='followup',
            name='kind',
            field=models.CharField(choices=[('thank_you', 'Thank-you'), ('preparation', 'Preparation'), ('confirmation', 'Day-before confirmation'), ('reply', 'Reply to answer'), ('nudge', 'No reply yet'), ('referral', 'Referral'), ('action', 'Something you said you’d do'), ('report_back', 'Report back'), ('check_in', 'Check-in')], max_length=12),
        ),
        migrations.AlterField(
            model_name='reminderpreference',
            name='kind',
            field=models.CharField(choices=[('thank_you', 'Thank-you'), ('preparation', 'Preparation'), ('confirmation', 'Day-before confirmation'), ('reply', 'Reply to answer'), ('nudge', 'No reply yet'), ('referral', 'Referral'), ('action', 'Something you said you’d do'), ('report_back', 'Report back'), ('check_in', 'Check-in')], max_length=12),
        ),
        migrations.RunPython(tell_facts, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name='reminderpreference',
            name='by_email',
        ),
        migrations.AlterField(
            model_name='followup',
            name='planned_at',
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name='followup',
            name='rule',
            field=models.CharField(choices=[('moment', 'At a moment'), ('day', 'On a day'), ('soon', 'At once'), ('referral', 'Referral'), ('after_talk', 'After a talk'), ('before_talk', 'Before a talk'), ('business_days', 'After business days'), ('rhythm', 'In a rhythm')], max_length=13),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(condition=models.Q(('status__in', ['pending', 'sending'])), fields=['owner', 'due_at'], name='reminder_due_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['thank_you', 'preparation', 'confirmation', 'reply', 'nudge', 'referral', 'action', 'report_back', 'check_in'])), name='follow_up_kind_valid'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('rule__in', ['moment', 'day', 'soon', 'referral', 'after_talk', 'before_talk', 'business_days', 'rhythm'])), name='follow_up_rule_valid'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('repeats__in', ['', 'week', 'month', 'quarter', 'year'])), name='follow_up_repeats_valid'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('on_day__isnull', False), ('rule', 'day')), models.Q(models.Q(('rule', 'day'), _negated=True), ('since__isnull', False)), _connector='OR'), name='follow_up_rule_has_fact'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('repeats', ''), ('rule', 'day'), _connector='OR'), name='follow_up_repeats_on_days'),
        ),
        migrations.AddConstraint(
            model_name='reminderpreference',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['thank_you', 'preparation', 'confirmation', 'reply', 'nudge', 'referral', 'action', 'report_back', 'check_in'])), name='reminder_preference_kind_valid'),
        ),
        migrations.AddConstraint(
            model_name='reminderpreference',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['each', 'daily', 'weekly', 'off'])), name='reminder_preference_mode_valid'),
        ),
    ]
