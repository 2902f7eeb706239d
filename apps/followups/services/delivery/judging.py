"""Asking everything again that may have changed since a reminder was planned. Pure: rows in, verdicts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.followups.models import FollowUp, Mode
from apps.followups.services.delivery.gathering import Due, Recipient
from apps.followups.services.pausing import HELD
from apps.followups.services.planning import wishes_of
from apps.followups.services.tellings import DONE_ALREADY, SNOOZED, SWITCHED_OFF
from apps.followups.timing import WARN_BEFORE

#: Steps that are done by writing to the person.
WRITING_KINDS = frozenset({
    FollowUp.Kind.NUDGE, FollowUp.Kind.REFERRAL, FollowUp.Kind.REPORT_BACK, FollowUp.Kind.CHECK_IN,
    FollowUp.Kind.CONFIRMATION,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """Send it, unless there is a `reason` not to, or a moment to `move_to`."""

    reason: str = ""
    move_to: datetime | None = None

    @property
    def is_send(self) -> bool:
        """Whether the mail goes now."""
        return not self.reason and self.move_to is None


SEND = Verdict()


def judge(due: Due, recipient: Recipient, *, has_later: bool, now: datetime) -> Verdict:
    """What becomes of one claimed reminder. `has_later`: a later one of the same step goes with this mail."""
    reason = _reason_against(due, recipient, has_later=has_later, now=now)
    if reason:
        return Verdict(reason)
    if due.is_exact:
        return SEND
    polite = wishes_of(recipient.owner).polite(now)
    return Verdict(move_to=polite) if polite > now else SEND


def _reason_against(due: Due, recipient: Recipient, *, has_later: bool, now: datetime) -> str:
    follow_up = due.follow_up
    contact = follow_up.contact
    reasons = (
        (follow_up.state != FollowUp.State.OPEN, DONE_ALREADY),
        (follow_up.snoozed_until is not None and follow_up.snoozed_until > now, SNOOZED),
        (contact.archived_at is not None, "The person is off your list."),
        (
            contact.do_not_contact and follow_up.kind in WRITING_KINDS,
            "You chose not to write to this person.",
        ),
        (not recipient.owner.is_active, "The account is closed."),
        (not recipient.is_verified, "The e-mail address is not verified."),
        (recipient.modes.get(follow_up.kind) == Mode.OFF, SWITCHED_OFF),
        (has_later, "A later reminder of the same step took its place."),
        (recipient.is_paused, HELD),
    )
    return next((words for holds, words in reasons if holds), "")


def digest_of(dues: Sequence[Due], recipient: Recipient) -> str:
    """`daily` or `weekly` if everything that is told comes so; empty for a mail that comes because a step is due."""
    modes = {recipient.modes.get(due.follow_up.kind, Mode.EACH) for due in dues}
    if not modes <= {Mode.DAILY, Mode.WEEKLY} or any(_cannot_wait(due, recipient) for due in dues):
        return ""
    return Mode.WEEKLY if modes == {Mode.WEEKLY} else Mode.DAILY


def _cannot_wait(due: Due, recipient: Recipient) -> bool:
    """Whether it came without its digest: to a minute that was chosen, or because a promise would have broken."""
    late_at = due.follow_up.late_at
    if due.is_exact or late_at is None:
        return due.is_exact
    is_weekly = recipient.modes.get(due.follow_up.kind) == Mode.WEEKLY
    return wishes_of(recipient.owner).next_digest(due.send_at, weekly=is_weekly) > late_at - WARN_BEFORE
