"""Talks as the services make them: planned, held, written down."""

from datetime import timedelta

import factory

from apps.interviews.models import Interview, Takeaway
from apps.interviews.services import add_takeaway, finish_talk, plan_interview
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory


class InterviewFactory(factory.Factory):
    """A talk that is planned for tomorrow, 10:00 in Chicago, 4:00 PM in Dublin."""

    class Meta:
        model = Interview

    contact = factory.SubFactory(ContactFactory)
    starts_at = NOW.replace(hour=15, minute=0) + timedelta(days=1)
    contact_timezone = "Europe/Dublin"
    place = "https://meet.example/abc"
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, contact, **fields):
        return plan_interview(actor=contact.owner, contact=contact, **fields)


class HeldInterviewFactory(InterviewFactory):
    """A talk that ended yesterday at 4:30 PM in Chicago: Priya's of the story, 25 minutes long."""

    starts_at = NOW.replace(hour=21, minute=5) - timedelta(days=1)
    ended_at = NOW.replace(hour=21, minute=30) - timedelta(days=1)

    @classmethod
    def _create(cls, model_class, *args, contact, ended_at, **fields):
        fields["now"] = fields["starts_at"] - timedelta(days=2)
        interview = plan_interview(actor=contact.owner, contact=contact, **fields)
        finish_talk(actor=contact.owner, interview=interview, ended_at=ended_at, now=ended_at)
        return interview


class TakeawayFactory(factory.Factory):
    class Meta:
        model = Takeaway

    interview = factory.SubFactory(HeldInterviewFactory)
    kind = Takeaway.Kind.QUOTE
    text = "Start with the nurse’s shift, not with the screen."
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, interview, **fields):
        return add_takeaway(actor=interview.owner, interview=interview, **fields)
