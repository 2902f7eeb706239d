"""The end of a talk, which starts the thank-you clock. What happens during it is in `live`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts.models import Referral, Stage, Touch
from apps.contacts.services import advance_referrals, advance_stage, move_touch, record_touch
from apps.core.forms import EARLIEST
from apps.followups.models import FollowUp
from apps.followups.rules import Rule, When
from apps.followups.services import close_follow_ups, move_follow_up, restart_rhythm, schedule_thank_you
from apps.interviews.errors import EndNotPossible, TalkNotOpen
from apps.interviews.models import Interview
from apps.interviews.selectors import minutes_held
from apps.interviews.services.before import finish_steps_before
from apps.interviews.services.live import CLOCKS_DIFFER
from apps.interviews.services.planning import MODE_WORDS
from apps.interviews.services.telling import move_report_back, plan_report_back


def finish_talk(*, actor: User, interview: Interview, ended_at: datetime, now: datetime) -> bool:
    """Marks an open talk as held; True if this call did it.

    The thank-you is due from `ended_at`, late 24 hours after it. What was to be done before is over, referrals of
    this person are met, whoever introduced the two is to hear of it, the rhythm starts again. Raises EndNotPossible
    for an end in the future or before the start.
    """
    if ended_at > now + CLOCKS_DIFFER:
        raise EndNotPossible("That is still to come. When did the talk end?")
    ended_at = min(ended_at, now)
    if ended_at.year < EARLIEST.year:
        raise EndNotPossible("That’s too long ago. When did the talk end?")
    if interview.started_at and ended_at < interview.started_at:
        raise EndNotPossible("The talk began after that. When did it end?")
    contact = interview.contact
    begun = min(interview.starts_at, ended_at - timedelta(minutes=interview.minutes))
    with transaction.atomic():
        won = (
            Interview.objects.visible_to(actor)
            .coming()
            .filter(pk=interview.pk)
            .update(
                state=Interview.State.HELD,
                ended_at=ended_at,
                started_at=Coalesce(F("started_at"), begun),
                updated_at=now,
            )
        )
        if not won:
            return False
        interview.refresh_from_db()
        finish_steps_before(actor=actor, interview=interview, now=now)
        close_follow_ups(
            actor=actor, contact=contact, kinds=[FollowUp.Kind.REFERRAL], now=now, state=FollowUp.State.DONE
        )
        advance_stage(actor=actor, contact=contact, stage=Stage.TALKED)
        record_touch(
            actor=actor,
            contact=contact,
            kind=Touch.Kind.TALK,
            summary=_talked(interview),
            occurred_at=ended_at,
            now=now,
        )
        advance_referrals(actor=actor, contact=contact, state=Referral.State.MET, now=now)
        interview.thank_you_due = schedule_thank_you(
            actor=actor,
            contact=contact,
            ended_at=ended_at,
            reason="Within 24 hours of the talk, while they remember you.",
            now=now,
        )
        interview.report_back = plan_report_back(actor=actor, interview=interview, ended_at=ended_at, now=now)
        interview.save(update_fields=["thank_you_due", "report_back", "updated_at"])
        restart_rhythm(actor=actor, contact=contact, touched_at=ended_at, now=now)
    return True


def correct_end(*, actor: User, interview: Interview, ended_at: datetime, now: datetime) -> None:
    """Another end for a held talk. Raises TalkNotOpen, EndNotPossible.

    What counts from it follows: the thank-you clock, the line in the history, the last touch, the report to whoever
    introduced the two, and the check-in of the rhythm.
    """
    if ended_at > now:
        raise EndNotPossible("That is still to come. When did the talk end?")
    if ended_at.year < EARLIEST.year:
        raise EndNotPossible("That’s too long ago. When did the talk end?")
    with transaction.atomic():
        held = Interview.objects.visible_to(actor).filter(pk=interview.pk, state=Interview.State.HELD)
        begun = min(interview.started_at or interview.starts_at, ended_at - timedelta(minutes=5))
        if not held.update(ended_at=ended_at, started_at=begun, updated_at=now):
            raise TalkNotOpen
        before = interview.ended_at or ended_at
        interview.refresh_from_db()
        if follow_up := interview.thank_you_due:
            move_follow_up(actor=actor, follow_up=follow_up, when=When.after_talk(ended_at), now=now)
        for touch in Touch.objects.filter(contact=interview.contact, kind=Touch.Kind.TALK, occurred_at=before):
            move_touch(actor=actor, touch=touch, occurred_at=ended_at, summary=_talked(interview))
        move_report_back(actor=actor, interview=interview, now=now)
        for check_in in (
            FollowUp.objects.visible_to(actor)
            .open()
            .filter(contact=interview.contact, kind=FollowUp.Kind.CHECK_IN, rule=Rule.RHYTHM, since=before)
        ):
            when = When.rhythm(ended_at, check_in.count)
            move_follow_up(actor=actor, follow_up=check_in, when=when, now=now)


def _talked(interview: Interview) -> str:
    """ "Talked for 25 minutes by video"."""
    if interview.is_exchange:
        return "Answered your questions by e-mail"
    return f"Talked for {minutes_held(interview)} minutes {MODE_WORDS[Interview.Mode(interview.mode)]}"
