"""Follow-ups with their reminders, made through the service."""

from datetime import timedelta

import factory

from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory


class FollowUpFactory(factory.Factory):
    """A step on the page only, due at `due_at`; or give `when`."""

    class Meta:
        model = FollowUp

    contact = factory.SubFactory(ContactFactory)
    kind = FollowUp.Kind.ACTION
    title = "Read the shadowing guide"
    due_at = NOW + timedelta(days=1)
    when = None
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, contact, due_at, when, **fields):
        when = when or When.at(due_at, by_mail=False)
        return schedule_follow_up(actor=contact.owner, contact=contact, when=when, **fields)


class ReminderFactory(factory.Factory):
    """One waiting reminder of a follow-up of its own; `send_at` is now unless given. Fields of FollowUpFactory pass."""

    class Meta:
        model = Reminder

    send_at = NOW
    attempts = 0
    is_exact = False

    @classmethod
    def _create(cls, model_class, *args, send_at, attempts, is_exact, **fields):
        follow_up = FollowUpFactory(**fields)
        return Reminder.objects.create(
            owner=follow_up.owner,
            follow_up=follow_up,
            send_at=send_at,
            due_at=send_at,
            attempts=attempts,
            is_exact=is_exact,
        )
