"""What came back: an answer of any kind, or silence. Each ends the cadence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral, Stage, Touch
from apps.contacts.services import advance_stage, drop_referral, record_touch, restore_referral, set_stage
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import close_follow_ups, restart_rhythm, schedule_follow_up
from apps.outreach import builtin, wording
from apps.outreach.models import Outreach
from apps.outreach.services import undo
from apps.outreach.services.drafts import new_draft, use_template

Outcome = Outreach.Outcome
#: Answers of a person, unlike silence and a wrong address.
ANSWERS = frozenset({Outcome.YES, Outcome.NOT_NOW, Outcome.TOO_BUSY, Outcome.NO})
#: Answers after which one may thank, and ask who else.
THANKABLE = frozenset({Outcome.NOT_NOW, Outcome.TOO_BUSY, Outcome.NO})
_ASKING = (Stage.LISTED, Stage.ASKED, Stage.REPLIED)
_TALKED = (Touch.Kind.TALK, Touch.Kind.MET, Touch.Kind.THEY_WROTE)
#: What ends waiting although nobody said so here: a booked talk, or a real answer on the timeline.
_MOVED_ON = Q(contact__stage=Stage.SCHEDULED) | Q(
    contact__last_touch_kind__in=_TALKED, contact__last_touch_at__gt=F("first_sent_at")
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reply that this call wrote down, the touch that tells of it, and what it led to."""

    touch: Touch
    follow_up: FollowUp | None


def record_reply(
    *, actor: User, outreach: Outreach, outcome: str, now: datetime, until: date | None = None, words: str = ""
) -> Recorded | None:
    """Ends the approach with `outcome`; None if it was not waiting (another tab was faster).

    Open nudges are dropped. A yes leaves one thing to do: agree on a time. "Not now until" plans a check-in on that day
    at the reminder hour. After "not now", "too busy" and "no" the person rests, and a thank-you that asks who else is
    drafted. Someone who answers after silence can still be recorded.
    """
    with transaction.atomic():
        before = undo.look(outreach)
        if not _end(actor, outreach, outcome, now):
            return None
        contact = outreach.contact
        close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.NUDGE], now=now)
        touch = _write_down(actor, contact, outcome, now, until, words)
        _move_person(actor, contact, outcome, now)
        follow_up = _promise(actor, contact, outcome, now, until)
        if outcome in THANKABLE:
            _draft_thanks(actor, outreach, now)
        undo.remember(outreach, before, touch, None)
    return Recorded(touch, follow_up)


def end_outreach_of(*, actor: User, contact: Contact, outcome: str, now: datetime) -> bool:
    """Ends the waiting approach to a person without writing on their timeline: for a touch that was logged elsewhere,
    a booked talk, or a person not to be written to. True if one was waiting."""
    waiting = Outreach.objects.visible_to(actor).waiting().filter(contact=contact).first()
    if waiting is None:
        return False
    with transaction.atomic():
        won = _end(actor, waiting, outcome, now)
        if won:
            close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.NUDGE], now=now)
    return won


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
                _move_person(actor, contact, outcome, now)
        ended += 1
    return ended


def _moved_on(outreach: Outreach) -> bool:
    contact, sent_at, touched_at = outreach.contact, outreach.first_sent_at, outreach.contact.last_touch_at
    is_newer = sent_at is not None and touched_at is not None and touched_at > sent_at
    return contact.stage == Stage.SCHEDULED or (is_newer and contact.last_touch_kind in _TALKED)


def _end(actor: User, outreach: Outreach, outcome: str, now: datetime) -> bool:
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
    return bool(won)


def _draft_thanks(actor: User, outreach: Outreach, now: datetime) -> None:
    """The thank-you takes the place of the nudge that nobody needs any more; undo brings that back."""
    last = outreach.messages.exclude(sent_at=None).order_by("-step").first()
    waiting = outreach.messages.filter(sent_at=None).first()
    if waiting is None:
        new_draft(actor=actor, outreach=outreach, step=outreach.step + 1, now=now, previous=last)
        return
    waiting.outreach = outreach
    values = wording.merge_values(actor, outreach.contact, outreach.goal)
    text = wording.text_from_builtin(builtin.CLOSING, waiting.channel, values)
    text = replace(text, subject=wording.nudge_subject(last.subject if last else "", text.subject))
    use_template(actor=actor, message=waiting, text=text, now=now)


def _write_down(actor: User, contact: Contact, outcome: str, now: datetime, until: date | None, words: str) -> Touch:
    said = {
        Outcome.YES: "Said yes to a talk",
        Outcome.NOT_NOW: f"Not now: ask again {Reader.of(actor).date(until, now)}" if until else "Not now",
        Outcome.TOO_BUSY: "Too busy at the moment",
        Outcome.NO: "Said no",
        Outcome.SILENCE: "No reply, so it rests",
        Outcome.BOUNCED: "The address didn’t work",
    }[Outcome(outcome)]
    return record_touch(
        actor=actor,
        contact=contact,
        kind=Touch.Kind.THEY_WROTE if outcome in ANSWERS else Touch.Kind.NOTE,
        summary=said,
        body=words,
        occurred_at=now,
        now=now,
    )


def _move_person(actor: User, contact: Contact, outcome: str, now: datetime) -> None:
    """Where the person stands now. Who has talked before is not set back by one refusal."""
    if outcome == Outcome.YES:
        advance_stage(actor=actor, contact=contact, stage=Stage.REPLIED)
    elif outcome == Outcome.BOUNCED:
        if contact.stage == Stage.ASKED:
            set_stage(actor=actor, contact=contact, stage=Stage.LISTED)
        for referral in Referral.objects.filter(owner=actor, contact=contact, state=Referral.State.CONTACTED):
            restore_referral(actor=actor, referral=referral, state=Referral.State.OFFERED)
    elif contact.stage in _ASKING:
        set_stage(actor=actor, contact=contact, stage=Stage.RESTING)
    if outcome == Outcome.NO:
        for referral in Referral.objects.filter(owner=actor, contact=contact):
            drop_referral(actor=actor, referral=referral, reason="Said no", now=now)
    if outcome in ANSWERS and outcome != Outcome.NOT_NOW:
        restart_rhythm(actor=actor, contact=contact, touched_at=now, now=now)


def _promise(actor: User, contact: Contact, outcome: str, now: datetime, until: date | None) -> FollowUp | None:
    if outcome == Outcome.YES:
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.REPLY,
            title=f"Agree on a time with {contact.name}",
            reason=f"{contact.given_name} said yes. Offer two or three times while it is fresh.",
            when=When.soon(now),
            now=now,
        )
    if outcome == Outcome.NOT_NOW and until is not None:
        close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.CHECK_IN], now=now)
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.CHECK_IN,
            title=f"Ask {contact.name} again",
            reason=f"{contact.given_name} asked you to come back around now.",
            when=When.on(until),
            now=now,
        )
    return None
