"""Reasons to write that come from talks (N2): how it went for whoever introduced the two, and what advice led to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral
from apps.core import clock
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import (
    complete_follow_up,
    drop_follow_up,
    move_follow_up,
    reopen_follow_up,
    schedule_follow_up,
)
from apps.interviews.models import Interview, Takeaway, TakeawayKind

DAY = timedelta(days=1)


def plan_report_back(*, actor: User, interview: Interview, ended_at: datetime, now: datetime) -> FollowUp | None:
    """The step to tell the introducer how the talk went, the day after it, so that the thank-you comes first.

    Once for each person that somebody led to: a second talk is no news to the introducer. None if nobody introduced
    the two, or if the introducer is not to be written to.
    """
    introducer = _introducer(interview.contact)
    if introducer is None or introducer.do_not_contact or introducer.archived_at:
        return None
    if Interview.objects.visible_to(actor).filter(contact=interview.contact, report_back__contact=introducer).exists():
        return None
    return schedule_follow_up(
        actor=actor,
        contact=introducer,
        kind=FollowUp.Kind.REPORT_BACK,
        title=f"Tell {introducer.given_name} how it went with {interview.contact.name}",
        reason=f"{introducer.given_name} led you to {interview.contact.given_name}, and will be glad to hear.",
        when=When.on(_day_after(actor, ended_at, now)),
        now=now,
    )


def move_report_back(*, actor: User, interview: Interview, now: datetime) -> None:
    """The talk ended on another day than was thought."""
    step = interview.report_back
    if step is None or interview.ended_at is None:
        return
    day = _day_after(actor, interview.ended_at, now)
    if day != step.on_day:
        move_follow_up(actor=actor, follow_up=step, when=When.on(day), now=now)


def finish_action(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """A promise is kept. If it came from a talk that was thanked for, telling what came of it is suggested, once."""
    with transaction.atomic(savepoint=False):
        won = complete_follow_up(actor=actor, follow_up=follow_up, now=now)
        if won and (nudge := _nudge(actor, follow_up)) is not None:
            complete_follow_up(actor=actor, follow_up=nudge, now=now)
        if won and (takeaway := _promise(actor, follow_up)) is not None:
            _suggest_telling(actor, takeaway, now)
    return won


def undo_action(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """The promise is open again, and there is nothing to tell yet."""
    done_at = follow_up.closed_at
    with transaction.atomic(savepoint=False):
        won = reopen_follow_up(actor=actor, follow_up=follow_up, now=now)
        if won and (nudge := _nudge(actor, follow_up)) is not None and nudge.closed_at == done_at:
            reopen_follow_up(actor=actor, follow_up=nudge, now=now)
        if won and (takeaway := _promise(actor, follow_up)) is not None:
            for step in _told(actor, takeaway).filter(state=FollowUp.State.OPEN):
                drop_follow_up(actor=actor, follow_up=step, now=now)
    return won


def _introducer(contact: Contact) -> Contact | None:
    if contact.introducer is not None:
        return contact.introducer
    named = Referral.objects.filter(contact=contact).select_related("introducer").order_by("offered_at").first()
    return named.introducer if named else None


def _day_after(actor: User, ended_at: datetime, now: datetime) -> date:
    """The day after the talk; tomorrow for a talk that is written down later."""
    return max(clock.local_day(ended_at, actor.zone), clock.local_day(now, actor.zone)) + DAY


def _nudge(actor: User, follow_up: FollowUp) -> FollowUp | None:
    """The step to ask for what they promised."""
    if not follow_up.owed_by_them:
        return None
    kept = Takeaway.objects.filter(owner=actor, follow_up=follow_up).select_related("nudge").first()
    return kept.nudge if kept else None


def _promise(actor: User, follow_up: FollowUp) -> Takeaway | None:
    """The take-away behind a step of the owner's own, if the talk was thanked for."""
    if follow_up.owed_by_them:
        return None
    kept = Takeaway.objects.filter(owner=actor, follow_up=follow_up, kind=TakeawayKind.ACTION)
    kept = kept.exclude(interview__thank_you_due__state=FollowUp.State.OPEN)
    return kept.select_related("interview__contact").first()


def _title(takeaway: Takeaway) -> str:
    return f"Tell {takeaway.interview.contact.given_name} what came of it: {takeaway.text}"[:200]


def _told(actor: User, takeaway: Takeaway) -> QuerySet[FollowUp]:
    contact = takeaway.interview.contact
    return FollowUp.objects.visible_to(actor).filter(
        contact=contact, kind=FollowUp.Kind.REPORT_BACK, title=_title(takeaway)
    )


def _suggest_telling(actor: User, takeaway: Takeaway, now: datetime) -> None:
    """On the page only: it is a suggestion. One that was let go is not made again."""
    contact = takeaway.interview.contact
    if contact.do_not_contact:
        return
    earlier = _told(actor, takeaway).first()
    if earlier is None:
        schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.REPORT_BACK,
            title=_title(takeaway),
            reason="People like to hear what their advice led to. A line is enough.",
            when=When.soon(now, by_mail=False),
            now=now,
        )
