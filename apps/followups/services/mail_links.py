"""What a click in a mail does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.core.dates import Reader
from apps.followups import timing
from apps.followups.emails import runs_out_before_tomorrow
from apps.followups.links import InvalidLink, MailAction
from apps.followups.models import FollowUp, ReminderPreference, UsedLink
from apps.followups.rules import Mode
from apps.followups.services.finishing import finish_step
from apps.followups.services.planning import wishes_of
from apps.followups.services.scheduling import snooze_follow_up


def is_used(action: MailAction) -> bool:
    """Whether the link has done its work."""
    return UsedLink.objects.filter(digest=action.digest).exists()


def follow_mail_action(*, actor: User, follow_up: FollowUp, action: MailAction, now: datetime) -> FollowUp:
    """Does what the link says, once; the follow-up as it is then. Raises InvalidLink for a used link or a closed step.

    `actor` is the owner: holding the mail is the right to act.
    """
    try:
        with transaction.atomic():
            UsedLink.objects.create(owner=actor, digest=action.digest, created_at=now)
            if action.action == "done":
                won = finish_step(actor=actor, follow_up=follow_up, now=now)
            else:
                until = snooze_moment(actor=actor, follow_up=follow_up, now=now)
                won = snooze_follow_up(actor=actor, follow_up=follow_up, until=until, now=now)
            if not won:
                raise InvalidLink
    except IntegrityError as error:
        raise InvalidLink from error
    follow_up.refresh_from_db()
    return follow_up


def snooze_moment(*, actor: User, follow_up: FollowUp, now: datetime) -> datetime | date:
    """Tomorrow; in two hours if that would break the promise."""
    short = runs_out_before_tomorrow(follow_up, Reader.of(actor), now)
    return timing.snooze_until("later" if short else "tomorrow", wishes_of(actor), now)


def choose_mode(*, actor: User, kind: str, mode: str, now: datetime) -> None:
    """How to be told about one kind. Off works at once: a mail that waits in the queue asks again before it goes.

    What waits keeps its moment until `replan_reminders`.
    """
    ReminderPreference.objects.update_or_create(
        owner=actor, kind=kind, defaults={"mode": mode}, create_defaults={"mode": mode, "created_at": now}
    )


def stop_mails(*, actor: User, kinds: Iterable[str], now: datetime) -> None:
    """Turns mail about these kinds off (RFC 8058)."""
    for kind in kinds:
        choose_mode(actor=actor, kind=kind, mode=Mode.OFF, now=now)
