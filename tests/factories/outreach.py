"""Approaches in every state, made through the services."""

import factory

from apps.outreach.models import Channel, Outreach, Template
from apps.outreach.selectors import draft_of
from apps.outreach.services import create_template, mark_sent, record_reply, start_outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory


class OutreachFactory(factory.Factory):
    """An approach with its first draft."""

    class Meta:
        model = Outreach

    contact = factory.SubFactory(ContactFactory, given_name="Ines", family_name="Carvalho")
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, contact, now, **fields):
        outreach = start_outreach(actor=contact.owner, contact=contact, now=now)
        if fields:
            Outreach.objects.filter(pk=outreach.pk).update(**fields)
            outreach.refresh_from_db()
        return outreach


class SentOutreachFactory(OutreachFactory):
    """An approach whose first message went out at `now`."""

    @classmethod
    def _create(cls, model_class, *args, now, **fields):
        outreach = super()._create(model_class, *args, now=now, **fields)
        message = draft_of(outreach)
        mark_sent(actor=outreach.contact.owner, message=message, now=now)
        return message.outreach


class EndedOutreachFactory(SentOutreachFactory):
    """An approach that came to an `outcome`."""

    @classmethod
    def _create(cls, model_class, *args, outcome="no", **fields):
        outreach = super()._create(model_class, *args, **fields)
        record_reply(actor=outreach.contact.owner, outreach=outreach, outcome=outcome, now=fields["now"])
        return outreach


class TemplateFactory(factory.Factory):
    class Meta:
        model = Template

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"My words {n}")
    channel = Channel.EMAIL
    subject = "A question for {first_name}"
    body = "Hi {first_name},\n\nI’m {my_name}."
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, owner, **fields):
        return create_template(actor=owner, **fields)
