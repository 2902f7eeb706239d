"""Beginning an approach and writing its messages. Text is kept while it is typed, and nothing typed is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.goals.models import Goal
from apps.outreach import wording
from apps.outreach.errors import AlreadySent, DoNotContact
from apps.outreach.models import Channel, Message, Outreach

BEFORE = "before"


def start_outreach(*, actor: User, contact: Contact, now: datetime) -> Outreach:
    """The one open approach to this person: the one that is under way, or a new one with a first draft.

    Raises DoNotContact. Two tabs at the same moment get the same approach.
    """
    refuse_unwanted(contact)
    open_one = Outreach.objects.visible_to(actor).exclude(state=Outreach.State.ENDED).filter(contact=contact)
    if (found := open_one.first()) is not None:
        return found
    try:
        with transaction.atomic():
            message = first_draft(actor=actor, contact=contact)
            outreach = message.outreach
            outreach.created_at = message.created_at = now
            outreach.save(force_insert=True)
            message.save(force_insert=True)
    except IntegrityError:
        return open_one.get()
    return outreach


def first_draft(*, actor: User, contact: Contact) -> Message:
    """The first message to a person, not saved: what the page shows before anything is typed.

    A single goal is taken to be what the message is about.
    """
    goals = list(Goal.objects.visible_to(actor).active()[:2])
    goal = goals[0] if len(goals) == 1 else None
    return draft_of(actor, Outreach(owner=actor, contact=contact, goal=goal), 1)


def new_draft(*, actor: User, outreach: Outreach, step: int, now: datetime, previous: Message | None = None) -> Message:
    """The draft of message number `step`, made from the template that fits; the one that exists if there is one.

    It goes the way of the `previous` message, and under the same subject.
    """
    message = draft_of(actor, outreach, step, previous.channel if previous else "")
    message.created_at = now
    if previous and previous.channel == Channel.EMAIL:
        message.subject = wording.nudge_subject(previous.subject, message.subject)
        message.address = previous.address
    kept, _ = Message.objects.get_or_create(
        outreach=outreach,
        step=step,
        defaults={
            f: getattr(message, f)
            for f in ("owner", "channel", "address", "subject", "body", "template_key", "created_at")
        },
    )
    return kept


def draft_of(actor: User, outreach: Outreach, step: int, channel: str = "") -> Message:
    """The same, not saved: what the page shows before anything is typed."""
    contact = outreach.contact
    channel = channel or wording.default_channel(contact)
    kind = wording.kind_of(outreach.state, outreach.cadence, step)
    text = wording.fresh_text(actor, contact, outreach.goal, kind=kind, channel=channel)
    return Message(
        owner=actor,
        outreach=outreach,
        step=step,
        channel=channel,
        address=contact.email,
        subject=text.subject,
        body=text.body,
        template_key=text.template_key,
    )


def save_draft(
    *,
    actor: User,
    message: Message,
    now: datetime,
    subject: str,
    body: str,
    address: str | None = None,
    goal: Goal | None = None,
    keep_goal: bool = True,
) -> Message:
    """Keeps what is typed. Raises AlreadySent once the message was sent, and DoNotContact."""
    refuse_unwanted(message.outreach.contact)
    message.subject = subject[:200]
    message.body = body.replace("\r\n", "\n")
    if address is not None:
        message.address = address[:254]
    _store(actor, message, now)
    if not keep_goal and message.outreach.goal_id != (goal.pk if goal else None):
        Outreach.objects.visible_to(actor).filter(pk=message.outreach_id).update(goal=goal, updated_at=now)
        message.outreach.goal = goal
    return message


def switch_channel(*, actor: User, message: Message, channel: str, now: datetime) -> Message:
    """Puts the text aside and takes up the one of the other channel, a fresh one at first."""
    if channel == message.channel:
        return message
    message.set_aside = {**message.set_aside, message.channel: _text(message)}
    if (kept := message.set_aside.get(channel)) is not None:
        text = wording.Text(**kept)
    else:
        text = _fresh(actor, message, channel)
    message.channel = channel
    return _take(actor, message, text, now)


def use_template(*, actor: User, message: Message, text: wording.Text, now: datetime) -> Message:
    """Begins again from a template; the text that it replaces can be brought back."""
    message.set_aside = {**message.set_aside, BEFORE: _text(message)}
    return _take(actor, message, text, now)


def restore_draft(*, actor: User, message: Message, now: datetime) -> bool:
    """Brings back what a template replaced; True if there was something."""
    kept = message.set_aside.get(BEFORE)
    if kept is None:
        return False
    message.set_aside = {k: v for k, v in message.set_aside.items() if k != BEFORE}
    _take(actor, message, wording.Text(**kept), now)
    return True


def refuse_unwanted(contact: Contact) -> None:
    """Raises DoNotContact for a person whom the owner does not want to write to."""
    if contact.do_not_contact:
        raise DoNotContact(contact.given_name)


def _fresh(actor: User, message: Message, channel: str) -> wording.Text:
    outreach = message.outreach
    kind = wording.kind_of(outreach.state, outreach.cadence, message.step)
    return wording.fresh_text(actor, outreach.contact, outreach.goal, kind=kind, channel=channel)


def _text(message: Message) -> dict[str, str]:
    return {"subject": message.subject, "body": message.body, "template_key": message.template_key}


def _take(actor: User, message: Message, text: wording.Text, now: datetime) -> Message:
    message.subject, message.body, message.template_key = text.subject, text.body, text.template_key
    _store(actor, message, now)
    return message


def _store(actor: User, message: Message, now: datetime) -> None:
    won = Message.objects.filter(owner=actor, pk=message.pk, sent_at=None).update(
        channel=message.channel,
        address=message.address,
        subject=message.subject,
        body=message.body,
        template_key=message.template_key,
        set_aside=message.set_aside,
        updated_at=now,
    )
    if not won:
        raise AlreadySent
