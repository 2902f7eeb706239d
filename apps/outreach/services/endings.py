"""How an approach ends: an answer, silence, a booked talk, or somebody who is not to be written to any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Contact, Referral, Stage, Touch
from apps.contacts.services import advance_stage, drop_referral, pick_up_referral, restore_referral, set_stage
from apps.followups.models import FollowUp
from apps.followups.services import close_follow_ups, reopen_follow_up, restart_rhythm
from apps.outreach import cadence
from apps.outreach.models import Message, Outreach, SlotOffer

Outcome = Outreach.Outcome
#: Answers of a person, unlike silence and a wrong address.
ANSWERS = frozenset({Outcome.YES, Outcome.NOT_NOW, Outcome.TOO_BUSY, Outcome.NO})
#: Steps that are done by writing to somebody.
WRITING = (FollowUp.Kind.NUDGE, FollowUp.Kind.REFERRAL, FollowUp.Kind.REPORT_BACK, FollowUp.Kind.CHECK_IN)
_ASKING = (Stage.LISTED, Stage.ASKED, Stage.REPLIED)
NO_REPLY = "No reply"
_TALKED = (Touch.Kind.TALK, Touch.Kind.MET, Touch.Kind.THEY_WROTE)
#: What ends waiting although nobody said so here: a booked talk, or a real answer on the timeline.
_MOVED_ON = Q(contact__stage=Stage.SCHEDULED) | Q(
    contact__last_touch_kind__in=_TALKED, contact__last_touch_at__gt=F("first_sent_at")
)


def end_outreach_of(*, actor: User, contact: Contact, outcome: str, now: datetime) -> bool:
    """Ends the waiting approach to a person without writing on their timeline: for a touch that was logged elsewhere,
    a booked talk, or a person not to be written to. True if one was waiting."""
    waiting = Outreach.objects.visible_to(actor).waiting().filter(contact=contact).first()
    if waiting is None:
        return False
    with transaction.atomic():
        won = end(actor, waiting, outcome, now)
        if won:
            close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.NUDGE], now=now)
    return won


def stop_waiting_for_a_talk(*, actor: User, contact: Contact, now: datetime) -> None:
    """A talk is booked: that is a yes, and no other time is held any more."""
    end_outreach_of(actor=actor, contact=contact, outcome=Outcome.YES, now=now)
    _release_times(actor, contact, now)


def stop_writing(*, actor: User, contact: Contact, now: datetime) -> None:
    """Somebody is not to be written to: nothing waits for a message to them, and what asked for one is let go."""
    with transaction.atomic():
        if end_outreach_of(actor=actor, contact=contact, outcome=Outcome.SILENCE, now=now):
            move_person(actor, contact, Outcome.SILENCE, now)
        close_follow_ups(actor=actor, contact=contact, kinds=WRITING, now=now)
        _release_times(actor, contact, now)


def write_again(*, actor: User, contact: Contact, now: datetime) -> None:
    """Somebody may be written to again: their rhythm goes on."""
    restart_rhythm(actor=actor, contact=contact, touched_at=contact.last_touch_at or now, now=now)


def rest_silent_outreach(*, now: datetime, limit: int = 500) -> int:
    """Ends what nobody will answer any more: silence past its day, people not to be written to, booked talks.

    Run by the clock, as often as it likes: each approach is ended by one conditional UPDATE. How many ended.
    """
    silent = Q(rests_at__lte=now) & ~Q(nudge__state=FollowUp.State.OPEN)
    over = silent | _MOVED_ON | Q(contact__do_not_contact=True)
    found = Outreach.objects.waiting().filter(over).select_related("contact__owner")
    ended = 0
    for outreach in found[:limit]:
        contact, actor = outreach.contact, outreach.contact.owner
        outcome = Outcome.YES if _moved_on(outreach) else Outcome.SILENCE
        with transaction.atomic():
            if not end_outreach_of(actor=actor, contact=contact, outcome=outcome, now=now):
                continue
            if outcome == Outcome.SILENCE:
                move_person(actor, contact, outcome, now)
        ended += 1
    return ended


def replan_rests(*, actor: User, now: datetime) -> None:
    """Moves the days on which silence ends the waiting approaches, after the zone, the hour or the calendar changed."""
    last = Message.objects.filter(outreach=OuterRef("pk"), step=OuterRef("step"))
    waiting = Outreach.objects.visible_to(actor).waiting().select_for_update(of=("self",))
    found = list(waiting.annotate(last_sent_at=Subquery(last.values("sent_at")[:1])))
    calendar = business_calendar(actor, now) if found else actor.calendar
    moved = []
    for outreach in found:
        sent_at = getattr(outreach, "last_sent_at", None) or outreach.first_sent_at
        rests_at = sent_at and cadence.rests_at(
            outreach.cadence, outreach.step, sent_at, calendar, actor.zone, actor.reminder_hour
        )
        if rests_at != outreach.rests_at:
            outreach.rests_at = rests_at
            moved.append(outreach)
    Outreach.objects.bulk_update(moved, ["rests_at"], batch_size=500)


def end(actor: User, outreach: Outreach, outcome: str, now: datetime) -> bool:
    """One UPDATE decides: True if it was waiting, or a late answer came after silence."""
    replied_at = now if outcome in ANSWERS else None
    waiting = Q(state=Outreach.State.SENT)
    if outcome in ANSWERS:  # a late answer is an answer
        waiting |= Q(state=Outreach.State.ENDED, outcome=Outcome.SILENCE)
    won = (
        Outreach.objects.visible_to(actor)
        .filter(waiting, pk=outreach.pk)
        .update(
            state=Outreach.State.ENDED,
            outcome=outcome,
            replied_at=replied_at,
            ended_at=now,
            nudge=None,
            rests_at=None,
            updated_at=now,
        )
    )
    if won:
        outreach.state, outreach.outcome = Outreach.State.ENDED, outcome
        outreach.replied_at, outreach.ended_at = replied_at, now
        outreach.nudge = outreach.rests_at = None
        if outcome != Outcome.YES:  # who says yes may still choose one of the times
            outreach.offers.filter(closed_at=None).update(closed_at=now, updated_at=now)
    return bool(won)


def move_person(actor: User, contact: Contact, outcome: str, now: datetime) -> None:
    """Where the person stands now, and their referral. Who has talked before is not set back by one refusal."""
    if outcome == Outcome.YES:
        advance_stage(actor=actor, contact=contact, stage=Stage.REPLIED)
    elif outcome == Outcome.BOUNCED:
        if contact.stage == Stage.ASKED:
            set_stage(actor=actor, contact=contact, stage=Stage.LISTED)
        _reopen_referrals(actor, contact, now)
    elif contact.stage in _ASKING:
        set_stage(actor=actor, contact=contact, stage=Stage.RESTING)
    _move_referrals(actor, contact, outcome, now)
    if outcome in ANSWERS and outcome != Outcome.NOT_NOW:
        restart_rhythm(actor=actor, contact=contact, touched_at=now, now=now)


def _move_referrals(actor: User, contact: Contact, outcome: str, now: datetime) -> None:
    """No ends a referral, and so does silence in the end: it is followed until met or let go. An answer picks it up."""
    referrals = Referral.objects.filter(owner=actor, contact=contact)
    if outcome in (Outcome.NO, Outcome.SILENCE):
        reason = "Said no" if outcome == Outcome.NO else NO_REPLY
        for referral in referrals:
            drop_referral(actor=actor, referral=referral, reason=reason, now=now)
        close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.REFERRAL], now=now)
    elif outcome in ANSWERS:
        for referral in referrals.filter(dropped_reason=NO_REPLY):
            pick_up_referral(actor=actor, referral=referral, now=now)


def _release_times(actor: User, contact: Contact, now: datetime) -> None:
    offers = SlotOffer.objects.filter(owner=actor, outreach__contact=contact, closed_at=None)
    offers.update(closed_at=now, updated_at=now)


def _reopen_referrals(actor: User, contact: Contact, now: datetime) -> None:
    """Nothing has reached them: who was named is to be written to again."""
    written_to = Referral.objects.filter(owner=actor, contact=contact, state=Referral.State.CONTACTED)
    for referral in written_to:
        restore_referral(actor=actor, referral=referral, state=Referral.State.OFFERED)
    done = FollowUp.objects.visible_to(actor).filter(contact=contact, kind=FollowUp.Kind.REFERRAL)
    step = done.filter(state=FollowUp.State.DONE).order_by("-closed_at").first()
    if written_to and step is not None and not done.open().exists():
        reopen_follow_up(actor=actor, follow_up=step, now=now)


def _moved_on(outreach: Outreach) -> bool:
    contact, sent_at, touched_at = outreach.contact, outreach.first_sent_at, outreach.contact.last_touch_at
    is_newer = sent_at is not None and touched_at is not None and touched_at > sent_at
    return contact.stage == Stage.SCHEDULED or (is_newer and contact.last_touch_kind in _TALKED)
