"""A rule that counts the days of the calendar: "7 days, three times" means weeks, not seven business days."""

from django.db import migrations, models

RULES = [
    ("moment", "At a moment"),
    ("day", "On a day"),
    ("soon", "At once"),
    ("referral", "Referral"),
    ("after_talk", "After a talk"),
    ("before_talk", "Before a talk"),
    ("business_days", "After business days"),
    ("calendar_days", "After days"),
    ("rhythm", "In a rhythm"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0003_queue_indexes"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="followup", name="follow_up_rule_valid"),
        migrations.AlterField(model_name="followup", name="rule", field=models.CharField(choices=RULES, max_length=13)),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", [rule for rule, _ in RULES])), name="follow_up_rule_valid"
            ),
        ),
    ]
