"""Follow-ups with their reminders, made through the service."""

from datetime import timedelta

import factory

from apps.followups.models import FollowUp
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
