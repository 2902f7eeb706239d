"""Follow-ups with their reminders, made through the service."""

from datetime import timedelta

import factory

from apps.followups.models import FollowUp, Reminder
from apps.followups.services import schedule_follow_up
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory


class FollowUpFactory(factory.Factory):
    class Meta:
        model = FollowUp

    contact = factory.SubFactory(ContactFactory)
    kind = FollowUp.Kind.ACTION
    title = "Read the shadowing guide"
    due_at = NOW + timedelta(days=1)
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, contact, **fields):
        return schedule_follow_up(actor=contact.owner, contact=contact, **fields)


class ReminderFactory(factory.Factory):
    """One waiting reminder of a follow-up of its own; `send_at` is now unless given. Fields of FollowUpFactory pass."""

    class Meta:
        model = Reminder

    send_at = NOW
    attempts = 0

    @classmethod
    def _create(cls, model_class, *args, send_at, attempts, **fields):
        follow_up = FollowUpFactory(**fields)
        return Reminder.objects.create(
            owner=follow_up.owner, follow_up=follow_up, send_at=send_at, due_at=send_at, attempts=attempts
        )
