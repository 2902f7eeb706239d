"""What happens when a message has gone out, and the plan for when nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Referral, Stage, Touch
from apps.contacts.services import advance_referrals, advance_stage
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
from apps.outreach.services.record import moment_sent, write_down


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that this call marked as sent, the touch that tells of it, and what comes next."""

    message: Message
    touch: Touch
    next_step: FollowUp | None


def mark_sent(
    *,
    actor: User,
    message: Message,
    now: datetime,
    call: str = "",
    call_note: str = "",
    posted_on: date | None = None,
) -> Sent | None:
    """Keeps the text as sent, writes it on the timeline and plans the next step; None if it was sent before.

    `call` says how a call went and `call_note` what was said; a letter counts from the day it was `posted_on`.
    The person becomes asked, their referrals written to, and the follow-ups that asked for this message are done.
    Raises DoNotContact.
    """
    outreach, contact = message.outreach, message.outreach.contact
    refuse_unwanted(contact)
    refuse_unwanted(wording.recipient(message) or contact)
    with transaction.atomic():
        before = undo.look(outreach)
        message.call, message.call_note = call, call_note
        if not _claim(actor, message, moment_sent(actor, posted_on, now), now):
            return None
        touch, *others = write_down(actor, message, now)
        next_step = None
        if outreach.state == Outreach.State.SENT:  # not the thanks after an answer
            _settle_reasons(actor, message, now)
            next_step = _plan_next(actor, outreach, message, now)
        if outreach.outcome != Outreach.Outcome.NOT_NOW:  # they named a day, and it is planned
            restart_rhythm(actor=actor, contact=contact, touched_at=now, now=now)
        undo.remember(outreach, before, touch, message, others)
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


def _claim(actor: User, message: Message, sent_at: datetime, now: datetime) -> bool:
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
            first_sent_at=Coalesce("first_sent_at", Value(sent_at, output_field=DateTimeField())),
            updated_at=now,
        )
    )
    if won:
        Message.objects.filter(owner=actor, pk=message.pk, sent_at=None).update(
            sent_at=sent_at, call=message.call, call_note=message.call_note, updated_at=now
        )
        outreach.step, outreach.state, message.sent_at = message.step, state, sent_at
        outreach.first_sent_at = outreach.first_sent_at or sent_at
    return bool(won)


def _settle_reasons(actor: User, message: Message, now: datetime) -> None:
    """The person was asked: what asked for that is done. A referral waits until they themselves are written to."""
    contact = message.outreach.contact
    kinds = [FollowUp.Kind.NUDGE, FollowUp.Kind.REFERRAL, FollowUp.Kind.REPORT_BACK]
    close_follow_ups(actor=actor, contact=contact, kinds=kinds, now=now, state=FollowUp.State.DONE)
    due = (
        FollowUp.objects.visible_to(actor).open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN, due_at__lte=now)
    )
    for check_in in due:
        complete_follow_up(actor=actor, follow_up=check_in, now=now)
    advance_stage(actor=actor, contact=contact, stage=Stage.ASKED)
    if message.channel != Channel.INTRODUCTION:
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
                title=_nudge_title(outreach, sent),
                reason=_nudge_reason(sent, day),
                when=when,
                now=now,
            )
        new_draft(actor=actor, outreach=outreach, step=outreach.step + 1, now=now, previous=sent)
    outreach.nudge = nudge
    outreach.rests_at = cadence.rests_at(outreach.cadence, outreach.step, sent_at, calendar, tz, hour)
    Outreach.objects.filter(pk=outreach.pk).update(nudge=nudge, rests_at=outreach.rests_at)
    return nudge


def _nudge_title(outreach: Outreach, sent: Message) -> str:
    name, is_last = outreach.contact.name, cadence.kind_of_step(outreach.cadence, outreach.step + 1) == cadence.LAST
    if sent.channel == Channel.INTRODUCTION and sent.via:
        return f"{'Thank' if is_last else 'Ask'} {sent.via.name} about the introduction to {name}"[:200]
    return f"Send {name} a last note" if is_last else f"Nudge {name}"


def _nudge_reason(sent: Message, day: str) -> str:
    if sent.channel == Channel.INTRODUCTION and sent.via:
        return f"{sent.via.given_name} has not answered your message of {day} yet. A kind question is drafted."[:300]
    return f"No reply yet to your message of {day}. The next one is drafted."
