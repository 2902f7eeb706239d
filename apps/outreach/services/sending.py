"""What happens when a message has gone out, and the plan for when nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import Contact, Referral, Stage, Touch
from apps.contacts.services import advance_referrals, advance_stage, record_touch, update_contact
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.services import (
    close_follow_ups,
    complete_follow_up,
    drop_follow_up,
    move_follow_up,
    restart_rhythm,
    schedule_follow_up,
)
from apps.outreach import cadence, wording
from apps.outreach.models import Channel, Message, Outreach
from apps.outreach.services import undo
from apps.outreach.services.drafts import new_draft, refuse_unwanted


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that this call marked as sent, the touch that tells of it, and what comes next."""

    message: Message
    touch: Touch
    next_step: FollowUp | None


def mark_sent(*, actor: User, message: Message, now: datetime) -> Sent | None:
    """Keeps the text as sent, writes it on the timeline and plans the next step; None if it was sent before.

    The person becomes asked, their referrals written to, and the follow-ups that asked for this message are done.
    Raises DoNotContact.
    """
    outreach, contact = message.outreach, message.outreach.contact
    refuse_unwanted(contact)
    with transaction.atomic():
        before = undo.look(outreach)
        if not _claim(actor, message, now):
            return None
        touch = _write_down(actor, message, now)
        next_step = None
        if outreach.state == Outreach.State.SENT:  # not the thanks after an answer
            _settle_reasons(actor, contact, now)
            next_step = _plan_next(actor, outreach, message, now)
        if outreach.outcome != Outreach.Outcome.NOT_NOW:  # they named a day, and it is planned
            restart_rhythm(actor=actor, contact=contact, touched_at=now, now=now)
        undo.remember(outreach, before, touch, message)
    return Sent(message, touch, next_step)


def change_cadence(*, actor: User, outreach: Outreach, cadence_key: str, now: datetime) -> FollowUp | None:
    """Chooses another plan; the step that is waited for moves with it. The open follow-up, if there is one.

    An approach that has ended meanwhile keeps its plan. Taking the last sending back takes the step along.
    """
    open_ones = Outreach.objects.visible_to(actor).exclude(state=Outreach.State.ENDED).filter(pk=outreach.pk)
    with transaction.atomic():
        if not open_ones.update(cadence=cadence_key, updated_at=now):
            return None
        # The UPDATE holds the row, so that what is read now stays true until the step stands where the plan puts it.
        current = Outreach.objects.visible_to(actor).select_related("contact", "nudge").get(pk=outreach.pk)
        outreach.cadence = cadence_key
        last = current.messages.exclude(sent_at=None).order_by("-step").first()
        if current.state != Outreach.State.SENT or last is None:
            return None
        nudge = _plan_next(actor, current, last, now)
        outreach.nudge, outreach.rests_at = nudge, current.rests_at
        if nudge is not None:
            undo.take_along(current, nudge)
    return nudge


def _claim(actor: User, message: Message, now: datetime) -> bool:
    """One UPDATE decides between two clicks: the approach moves on to this step, from the step before it only."""
    outreach = message.outreach
    states = [Outreach.State.DRAFT, Outreach.State.SENT]
    ended = outreach.state == Outreach.State.ENDED
    state = Outreach.State.ENDED if ended else Outreach.State.SENT
    won = (
        Outreach.objects.visible_to(actor)
        .filter(pk=outreach.pk, step=message.step - 1, state__in=[state] if ended else states)
        .update(
            step=message.step,
            state=state,
            first_sent_at=Coalesce("first_sent_at", Value(now, output_field=DateTimeField())),
            updated_at=now,
        )
    )
    if won:
        Message.objects.filter(owner=actor, pk=message.pk, sent_at=None).update(sent_at=now, updated_at=now)
        outreach.step, outreach.state, message.sent_at = message.step, state, now
        outreach.first_sent_at = outreach.first_sent_at or now
    return bool(won)


def _write_down(actor: User, message: Message, now: datetime) -> Touch:
    contact = message.outreach.contact
    if message.channel == Channel.EMAIL and not contact.email:
        _keep_address(actor, contact, message.address, now)
    called = message.channel == Channel.PHONE
    return record_touch(
        actor=actor,
        contact=contact,
        kind=Touch.Kind.CALL if called else Touch.Kind.WROTE,
        summary=summary_of(message),
        body=message.body,
        occurred_at=now,
        now=now,
    )


def _keep_address(actor: User, contact: Contact, address: str, now: datetime) -> None:
    """The address that was written to is worth keeping, if it is one and belongs to nobody else on the list."""
    try:
        validate_email(address)
        update_contact(actor=actor, contact=contact, now=now, email=address)
    except (ValidationError, DuplicatePerson):
        contact.email = ""


def summary_of(message: Message) -> str:
    """One line for the timeline."""
    if message.subject and message.channel == Channel.EMAIL:
        return message.subject
    kind = wording.kind_of(message.outreach.state, message.outreach.cadence, message.step)
    if message.channel == Channel.PHONE:
        return "Called to ask for a talk" if kind == cadence.FIRST else "Called again"
    return "Asked for a talk on LinkedIn" if kind == cadence.FIRST else "Wrote again on LinkedIn"


def _settle_reasons(actor: User, contact: Contact, now: datetime) -> None:
    """The person was asked: what asked for that is done."""
    kinds = [FollowUp.Kind.NUDGE, FollowUp.Kind.REFERRAL, FollowUp.Kind.REPORT_BACK]
    close_follow_ups(actor=actor, contact=contact, kinds=kinds, now=now, state=FollowUp.State.DONE)
    due = (
        FollowUp.objects.visible_to(actor).open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN, due_at__lte=now)
    )
    for check_in in due:
        complete_follow_up(actor=actor, follow_up=check_in, now=now)
    advance_stage(actor=actor, contact=contact, stage=Stage.ASKED)
    advance_referrals(actor=actor, contact=contact, state=Referral.State.CONTACTED, now=now)


def _plan_next(actor: User, outreach: Outreach, sent: Message, now: datetime) -> FollowUp | None:
    """Makes the nudge stand where the cadence puts it, with its draft; drops it where there is none."""
    contact, sent_at = outreach.contact, sent.sent_at or now
    gap = cadence.gap_after(outreach.cadence, outreach.step)
    hour, tz, calendar = actor.reminder_hour, actor.zone, business_calendar(actor, now)
    nudge = outreach.nudge if outreach.nudge and outreach.nudge.state == FollowUp.State.OPEN else None
    if nudge is not None:
        nudge.refresh_from_db()
        nudge = nudge if nudge.state == FollowUp.State.OPEN else None
    if gap is None:
        if nudge is not None:
            drop_follow_up(actor=actor, follow_up=nudge, now=now)
        nudge = None
    else:
        day = Reader.of(actor).date(sent_at, now)
        when = gap.when(sent_at)
        if nudge is not None:
            move_follow_up(actor=actor, follow_up=nudge, when=when, now=now)
        else:
            nudge = schedule_follow_up(
                actor=actor,
                contact=contact,
                kind=FollowUp.Kind.NUDGE,
                title=_nudge_title(outreach),
                reason=f"No reply yet to your message of {day}. The next one is drafted.",
                when=when,
                now=now,
            )
        new_draft(actor=actor, outreach=outreach, step=outreach.step + 1, now=now, previous=sent)
    outreach.nudge = nudge
    outreach.rests_at = cadence.rests_at(outreach.cadence, outreach.step, sent_at, calendar, tz, hour)
    Outreach.objects.filter(pk=outreach.pk).update(nudge=nudge, rests_at=outreach.rests_at)
    return nudge


def _nudge_title(outreach: Outreach) -> str:
    kind = cadence.kind_of_step(outreach.cadence, outreach.step + 1)
    if kind == cadence.LAST:
        return f"Send {outreach.contact.name} a last note"
    return f"Nudge {outreach.contact.name}"
