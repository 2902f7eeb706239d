"""The order of Today (DESIGN.md, screen 1), the same on the page and in a mail: what runs out first, then by kind."""

from __future__ import annotations

from datetime import datetime, timedelta

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


#: The same in SQL; order by it, then by `late_at`, `due_at` and `id`. `urgent` is `now` and URGENT.
RANK = (
    "CASE WHEN late_at > %(now)s AND late_at <= %(urgent)s THEN 0"
    + "".join(f" WHEN kind = '{kind}' THEN {rank}" for kind, rank in RANKS.items())
    + " ELSE 1 END"
)


def place(follow_up: FollowUp, now: datetime) -> tuple[int, float, float, str]:
    """The same order for rows in hand, as a sort key."""
    late_at = follow_up.late_at
    urgent = late_at is not None and now < late_at <= now + URGENT
    rank = 0 if urgent else RANKS.get(follow_up.kind, 1)
    return rank, late_at.timestamp() if late_at else float("inf"), follow_up.due_at.timestamp(), str(follow_up.pk)
