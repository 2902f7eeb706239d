"""The order of Today (DESIGN.md, screen 1), the same on the page and in a mail: what runs out first, then by kind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, Q, Value, When

from apps.followups.models import FollowUp

URGENT = timedelta(hours=24)
_K = FollowUp.Kind
RANKS: dict[str, int] = {
    _K.THANK_YOU: 1,
    _K.PREPARATION: 1,
    _K.CONFIRMATION: 1,
    _K.ACTION: 1,
    _K.REPORT_BACK: 1,
    _K.REPLY: 2,
    _K.NUDGE: 3,
    _K.REFERRAL: 4,
    _K.CHECK_IN: 5,
}


def rank_in_sql(now: datetime) -> Case:
    """The rank as an expression; order by it, then by `late_at`, `due_at` and `id`."""
    urgent = Q(late_at__gt=now, late_at__lte=now + URGENT)
    return Case(
        When(urgent, then=Value(0)),
        *(When(kind=kind, then=Value(rank)) for kind, rank in RANKS.items()),
        default=Value(1),
        output_field=IntegerField(),
    )


def place(follow_up: FollowUp, now: datetime) -> tuple[int, float, float, str]:
    """The same order for rows in hand, as a sort key."""
    late_at = follow_up.late_at
    urgent = late_at is not None and now < late_at <= now + URGENT
    rank = 0 if urgent else RANKS.get(follow_up.kind, 1)
    return rank, late_at.timestamp() if late_at else float("inf"), follow_up.due_at.timestamp(), str(follow_up.pk)
