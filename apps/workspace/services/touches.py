"""Logging what passed with a person: the history, the rhythm and how far it has come, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral, Stage, Touch
from apps.contacts.models.touch import REAL_TOUCHES
from apps.contacts.services import (
    advance_referrals,
    record_touch,
    remove_touch,
    restore_referral,
    set_stage,
)
from apps.followups.models import FollowUp
from apps.followups.services import close_follow_ups, drop_follow_up, reopen_follow_up, restart_rhythm
from apps.outreach.models import Outreach
from apps.outreach.services import end_outreach_of
from apps.workspace.selectors.waiting import waiting_for_a_word

#: What can be logged by hand; the other kinds come from asks, talks and thank-yous.
LOGGABLE = (Touch.Kind.NOTE, Touch.Kind.WROTE, Touch.Kind.THEY_WROTE, Touch.Kind.CALL, Touch.Kind.MET)

#: How far a touch brings somebody who stood at one of these stages.
_BRINGS: dict[str, dict[str, str]] = {
    Touch.Kind.WROTE: {Stage.LISTED: Stage.ASKED, Stage.THANKED: Stage.TOUCH, Stage.RESTING: Stage.TOUCH},
    Touch.Kind.THEY_WROTE: {
        Stage.LISTED: Stage.REPLIED,
        Stage.ASKED: Stage.REPLIED,
        Stage.THANKED: Stage.TOUCH,
        Stage.RESTING: Stage.REPLIED,
    },
    Touch.Kind.CALL: {
        Stage.LISTED: Stage.TALKED,
        Stage.ASKED: Stage.TALKED,
        Stage.REPLIED: Stage.TALKED,
        Stage.THANKED: Stage.TOUCH,
        Stage.RESTING: Stage.TOUCH,
    },
}
_BRINGS[Touch.Kind.MET] = _BRINGS[Touch.Kind.CALL]
#: Steps that ask for writing to somebody are done once the owner was in touch.
_ASKS_FOR_A_WORD = (FollowUp.Kind.REFERRAL, FollowUp.Kind.REPORT_BACK)
_STOPPED_BY_A_TOUCH = (FollowUp.Kind.NUDGE, FollowUp.Kind.CHECK_IN, *_ASKS_FOR_A_WORD)
#: How far a touch brings the referrals to somebody.
_REFERRED: dict[str, str] = {
    Touch.Kind.WROTE: Referral.State.CONTACTED,
    Touch.Kind.CALL: Referral.State.MET,
    Touch.Kind.MET: Referral.State.MET,
}


@dataclass(frozen=True, slots=True)
class Logged:
    """The line, and whether it can be taken back."""

    touch: Touch
    can_undo: bool


def log_touch(
    *, actor: User, contact: Contact, kind: str, now: datetime, occurred_at: datetime, summary: str = ""
) -> Logged:
    """Writes a touch down and lets everything follow from it; `contact` follows too.

    A real touch restarts the rhythm and moves the stage; whatever they said or wrote stops the steps that waited
    for a reply, and what the owner said or wrote those that asked for a word. A planned talk keeps its stage, and a
    note changes nothing but the history. Something that is older than the last touch is only history too.
    """
    with transaction.atomic():
        is_latest = contact.last_touch_at is None or occurred_at >= contact.last_touch_at
        brings_to = _BRINGS.get(kind, {}).get(contact.stage, "") if is_latest else ""
        touch = record_touch(
            actor=actor,
            contact=contact,
            kind=kind,
            summary=summary,
            occurred_at=occurred_at,
            now=now,
            brings_to=brings_to,
        )
        if kind not in REAL_TOUCHES or not is_latest:
            return Logged(touch, can_undo=True)
        answered, ended = kind != Touch.Kind.WROTE, False
        stopped = {FollowUp.Kind.NUDGE: FollowUp.State.DROPPED} if answered else {}
        if kind in _REFERRED:
            stopped |= dict.fromkeys(_ASKS_FOR_A_WORD, FollowUp.State.DONE)
        waiting = waiting_for_a_word(actor, contact, stopped)
        if waiting.steps:
            close_follow_ups(actor=actor, contact=contact, kinds=stopped, now=now)
        if waiting.ask and answered:
            ended = end_outreach_of(actor=actor, contact=contact, outcome=Outreach.Outcome.YES, now=now)
        if waiting.referrals and kind in _REFERRED:
            advance_referrals(actor=actor, contact=contact, state=_REFERRED[kind], now=now)
        # Only messages of the owner's own can have gone unanswered, and this one is the latest.
        restart_rhythm(actor=actor, contact=contact, touched_at=occurred_at, now=now, cools_down=not answered)
    return Logged(touch, can_undo=not ended)


def can_undo_log(*, actor: User, touch: Touch) -> bool:
    """Whether a touch was logged by hand and ended no ask: an answer is taken back where the ask is."""
    if touch.kind not in LOGGABLE:
        return False
    ended = Outreach.objects.visible_to(actor).filter(contact=touch.contact_id, ended_at=touch.created_at)
    return touch.kind in (Touch.Kind.NOTE, Touch.Kind.WROTE) or not ended.exists()


def undo_log(*, actor: User, touch: Touch, stage: str, now: datetime) -> bool:
    """Takes a logged touch back, with what followed from it; the person returns to `stage`. True if it could.

    What belongs to the touch is known by its moment: steps that were closed or planned in the same transaction.
    """
    if not can_undo_log(actor=actor, touch=touch):
        return False
    contact, moment = touch.contact, touch.created_at
    steps = FollowUp.objects.visible_to(actor).filter(contact=contact)
    with transaction.atomic():
        stopped = list(steps.exclude(created_at=moment).filter(kind__in=_STOPPED_BY_A_TOUCH, closed_at=moment))
        for planned in steps.open().filter(kind=FollowUp.Kind.CHECK_IN, created_at=moment):
            drop_follow_up(actor=actor, follow_up=planned, now=now)
        for closed in stopped:
            reopen_follow_up(actor=actor, follow_up=closed, now=now)
        _put_referrals_back(actor, contact, moment, stopped)
        remove_touch(actor=actor, touch=touch)
        if contact.stage != stage:
            set_stage(actor=actor, contact=contact, stage=stage)
    return True


def _put_referrals_back(actor: User, contact: Contact, moment: datetime, stopped: list[FollowUp]) -> None:
    """Somebody whose step comes back is to be written to again; else they had been written to before."""
    waited = any(step.kind == FollowUp.Kind.REFERRAL for step in stopped)
    state = Referral.State.OFFERED if waited else Referral.State.CONTACTED
    for referral in Referral.objects.filter(owner=actor, contact=contact, updated_at=moment):
        restore_referral(actor=actor, referral=referral, state=state, even_if_met=True)
