"""What the timeline tells of a message that went out, a call that was made, or an introduction that was asked for."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.accounts.models import User
from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import Contact, Touch
from apps.contacts.services import record_touch, update_contact
from apps.core import clock
from apps.outreach import cadence, wording
from apps.outreach.models import Channel, Message

_NOON = time(12)
_CALLS = {
    Message.Call.ANSWERED: "Called, and they answered",
    Message.Call.VOICEMAIL: "Called and left a voicemail",
    Message.Call.NOBODY: "Called, and nobody answered",
}


def moment_sent(actor: User, posted_on: date | None, now: datetime) -> datetime:
    """When a message went out: now, or at noon of the day on which a letter was posted."""
    if posted_on is None or posted_on >= clock.local_day(now, actor.zone):
        return now
    return clock.local_moment(posted_on, _NOON, actor.zone)


def write_down(actor: User, message: Message, now: datetime) -> list[Touch]:
    """Adds what was sent to the person's timeline; an introduction stands on that of the one in between, too."""
    contact, at = message.outreach.contact, message.sent_at or now
    if message.channel == Channel.EMAIL and not contact.email:
        _keep_address(actor, contact, message.address, now)
    touch = record_touch(
        actor=actor,
        contact=contact,
        kind=_kind_of(message),
        summary=summary_of(message),
        body=_words_of(message),
        occurred_at=at,
        now=now,
    )
    if message.channel != Channel.INTRODUCTION or message.via is None:
        return [touch]
    if not message.via.email:
        _keep_address(actor, message.via, message.address, now)
    asked = record_touch(
        actor=actor,
        contact=message.via,
        kind=Touch.Kind.WROTE,
        summary=f"Asked for an introduction to {contact.name}",
        body=wording.whole_text(message),
        occurred_at=at,
        now=now,
    )
    return [touch, asked]


def summary_of(message: Message) -> str:
    """One line for the timeline."""
    is_first = wording.kind_of(message.outreach.state, message.outreach.cadence, message.step) == cadence.FIRST
    match message.channel:
        case Channel.EMAIL if message.subject:
            return message.subject
        case Channel.PHONE if message.call:
            return _CALLS[Message.Call(message.call)]
        case Channel.PHONE:
            return "Called to ask for a talk" if is_first else "Called again"
        case Channel.INTRODUCTION:
            who = message.via.name if message.via else "somebody"
            return f"Asked {who} for an introduction" if is_first else f"Wrote to {who} again about an introduction"
        case Channel.LETTER:
            return "Posted a letter" if is_first else "Posted another letter"
        case Channel.LINKEDIN:
            return "Asked for a talk on LinkedIn" if is_first else "Wrote again on LinkedIn"
    return "Asked for a talk" if is_first else "Wrote again"


def _kind_of(message: Message) -> str:
    """An attempt to call is a call only if somebody or something answered; an introduction reaches them later."""
    if message.channel == Channel.INTRODUCTION or message.call == Message.Call.NOBODY:
        return Touch.Kind.NOTE
    return Touch.Kind.CALL if message.channel == Channel.PHONE else Touch.Kind.WROTE


def _words_of(message: Message) -> str:
    text = wording.whole_text(message)
    return f"{message.call_note}\n\n{text}" if message.call_note else text


def _keep_address(actor: User, contact: Contact, address: str, now: datetime) -> None:
    """The address that was written to is worth keeping, if it is one and belongs to nobody else on the list."""
    try:
        validate_email(address)
        update_contact(actor=actor, contact=contact, now=now, email=address)
    except (ValidationError, DuplicatePerson):
        contact.email = ""
