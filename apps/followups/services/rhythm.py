"""The rhythm: staying in touch at an interval that the other person agreed to (N1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.models.touch import REAL_TOUCHES
from apps.core import clock
from apps.followups.models import FollowUp, Rule
from apps.followups.rules import MONTH, When
from apps.followups.services.planning import refresh_next_steps, sync_reminders
from apps.followups.services.scheduling import close_follow_ups, move_follow_up, schedule_follow_up

COOL_AFTER = 2  # messages without an answer
COOL_DOWN = 90  # days
COOLING = "Two messages went unanswered"
SKIP = "followups.skip"
SKIP_GOOD_FOR = 24 * 60 * 60  # seconds; after eight of them nobody wants it


def set_rhythm(*, actor: User, contact: Contact, days: int | None, now: datetime) -> FollowUp | None:
    """Chooses how often to be in touch, None for never; the check-in that waits then.

    Who chooses a rhythm means it: messages without an answer do not stretch it.
    """
    with transaction.atomic(savepoint=False):
        Contact.objects.visible_to(actor).filter(pk=contact.pk).update(rhythm_days=days, updated_at=now)
        contact.rhythm_days = days
        if days is None:
            _close_check_ins(actor, contact, Q(rule=Rule.RHYTHM), now, FollowUp.State.DROPPED)
            return None
        since = contact.last_touch_at or now
        return restart_rhythm(actor=actor, contact=contact, touched_at=since, now=now, cools_down=False)


def set_season(*, actor: User, contact: Contact, off_months: Collection[int], now: datetime) -> None:
    """Chooses the months (1 to 12) in which the person is not to be disturbed; an open check-in moves out of them."""
    months = sorted({month for month in off_months if 1 <= month <= 12})
    with transaction.atomic(savepoint=False):
        Contact.objects.visible_to(actor).filter(pk=contact.pk).update(rhythm_off_months=months, updated_at=now)
        contact.rhythm_off_months = months
        waiting = FollowUp.objects.visible_to(actor).open().select_for_update(of=("self",)).select_related("contact")
        sync_reminders(actor, list(waiting.filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)), now)
        refresh_next_steps([contact.pk])


def choose_rhythm(
    *, actor: User, contact: Contact, days: int | None, off_months: Collection[int], now: datetime
) -> FollowUp | None:
    """Takes both from one form; the check-in that waits then.

    Only other months move the check-in that is planned. Else the rhythm is set, also to what it was.
    """
    with transaction.atomic(savepoint=False):
        moves = sorted(off_months) != contact.rhythm_off_months
        if moves:
            set_season(actor=actor, contact=contact, off_months=off_months, now=now)
        if not moves or days != contact.rhythm_days:
            return set_rhythm(actor=actor, contact=contact, days=days, now=now)
        waiting = FollowUp.objects.visible_to(actor).open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)
        return waiting.order_by("due_at").first()


def is_cooling(rule: str, reason: str) -> bool:
    """Whether a check-in of this rule and reason waits longer because nobody answered."""
    return rule == Rule.RHYTHM and reason.startswith(COOLING)


def restart_rhythm(
    *,
    actor: User,
    contact: Contact,
    touched_at: datetime,
    now: datetime,
    first: int | None = None,
    cools_down: bool = True,
) -> FollowUp | None:
    """Plans the next check-in, counted from the last touch; what waited or was due is done.

    None when no rhythm is chosen or the person is not to be written to. A check-in on a day that was chosen ("ask me
    again in November") stays, and stands for the rhythm until then. `first` days override the rhythm once (two weeks
    after a talk). The ideal and the latest day follow from `rules.Rule.RHYTHM`. After two messages without an answer
    the person gets twice the time, three months at least: silence is an answer, too (N1).
    """
    if contact.do_not_contact or (not contact.rhythm_days and first is None):
        return None
    days = first if first is not None else contact.rhythm_days or 0
    reason = f"{_span(days)} after you were last in touch."
    if cools_down and unanswered(contact) >= COOL_AFTER:
        days = max(2 * (contact.rhythm_days or days), COOL_DOWN)
        reason = f"{COOLING}, so this rests for {_span(days).lower()}."
    with transaction.atomic(savepoint=False):
        _close_check_ins(actor, contact, Q(rule=Rule.RHYTHM) | Q(due_at__lte=now), now, FollowUp.State.DONE)
        waiting = FollowUp.objects.visible_to(actor).open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)
        if (chosen := waiting.filter(repeats="").order_by("due_at").first()) is not None:
            return chosen
        return schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.CHECK_IN,
            title=f"Check in with {contact.name}",
            reason=reason,
            when=When.rhythm(touched_at, days),
            now=now,
        )


def skip_check_in(*, actor: User, follow_up: FollowUp, now: datetime) -> str | None:
    """ "Not this time": the next date of the rhythm, counted from the last touch and never from the skip.

    What `unskip_check_in` needs to take it back; None unless this is an open check-in of a rhythm.
    """
    if follow_up.rule != Rule.RHYTHM or follow_up.since is None:
        return None
    step = follow_up.contact.rhythm_days or follow_up.count
    passed = (clock.local_day(now, actor.zone) - clock.local_day(follow_up.since, actor.zone)).days
    count = follow_up.count + step
    while count + count // MONTH <= passed:  # a month may have 31 days
        count += step
    token = signing.dumps(_facts(follow_up), salt=SKIP)
    reason = f"You skipped one. {_span(count)} after you were last in touch."
    when = When.rhythm(follow_up.since, count)
    return token if move_follow_up(actor=actor, follow_up=follow_up, when=when, reason=reason, now=now) else None


def unskip_check_in(*, actor: User, token: str, now: datetime) -> bool:
    """Undoes `skip_check_in`; False for a bad or old token, and if the check-in is closed."""
    try:
        facts: dict[str, Any] = signing.loads(token, salt=SKIP, max_age=SKIP_GOOD_FOR)
    except signing.BadSignature:
        return False
    with transaction.atomic(savepoint=False):
        found = FollowUp.objects.visible_to(actor).open().select_for_update(of=("self",)).select_related("contact")
        follow_up = found.filter(pk=facts["id"], rule=Rule.RHYTHM).first()
        if follow_up is None:
            return False
        follow_up.count, follow_up.reason = facts["count"], facts["reason"]
        follow_up.planned_at = datetime.fromisoformat(facts["planned_at"])
        FollowUp.objects.filter(pk=follow_up.pk).update(
            count=follow_up.count, reason=follow_up.reason, planned_at=follow_up.planned_at, updated_at=now
        )
        sync_reminders(actor, [follow_up], now)
        refresh_next_steps([follow_up.contact_id])
    return True


def unanswered(contact: Contact) -> int:
    """How many of the owner's messages have come after the last sign of the other person; two are enough to know."""
    latest = Touch.objects.filter(contact=contact, kind__in=REAL_TOUCHES).order_by("-occurred_at", "-id")
    count = 0
    for kind in latest.values_list("kind", flat=True)[:COOL_AFTER]:
        if kind != Touch.Kind.WROTE:
            break
        count += 1
    return count


def _facts(follow_up: FollowUp) -> dict[str, object]:
    planned_at = follow_up.planned_at.isoformat()
    return {"id": str(follow_up.pk), "count": follow_up.count, "reason": follow_up.reason, "planned_at": planned_at}


def _close_check_ins(actor: User, contact: Contact, which: Q, now: datetime, state: str) -> None:
    close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.CHECK_IN], now=now, state=state, which=which)


def _span(days: int) -> str:
    """ "Two weeks" as a person says it."""
    if days % MONTH == 0 and days:
        months = days // MONTH
        return "One month" if months == 1 else f"{months} months"
    if days % 7 == 0 and days:
        weeks = days // 7
        return "One week" if weeks == 1 else f"{weeks} weeks"
    return "One day" if days == 1 else f"{days} days"
