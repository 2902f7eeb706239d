"""What a click in a mail does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.core.dates import Reader
from apps.followups import timing
from apps.followups.emails import runs_out_before_tomorrow
from apps.followups.links import ACTIONS, LIFETIME, UNDO, InvalidLink, MailAction
from apps.followups.models import FollowUp, ReminderPreference, UsedLink
from apps.followups.rules import Mode
from apps.followups.services.finishing import finish_step, undo_step
from apps.followups.services.planning import replan_reminders, wishes_of
from apps.followups.services.scheduling import snooze_follow_up


def is_used(action: MailAction) -> bool:
    """Whether the link has done its work; of an undo, whether nothing is left to take back."""
    if action.action == UNDO:
        return not UsedLink.objects.filter(digest__in=_marks(action)).exists()
    return UsedLink.objects.filter(digest=action.digest).exists()


def follow_mail_action(*, actor: User, follow_up: FollowUp, action: MailAction, now: datetime) -> FollowUp:
    """Does what the link says, once; the follow-up as it is then. Raises InvalidLink for a used link or a closed step.

    `actor` is the owner: holding the mail is the right to act. An undo gives back what it takes back, so that the
    link of the mail works again.
    """
    try:
        with transaction.atomic():
            if not _act(actor, follow_up, action, now):
                raise InvalidLink
    except IntegrityError as error:
        raise InvalidLink from error
    follow_up.refresh_from_db()
    return follow_up


def _act(actor: User, follow_up: FollowUp, action: MailAction, now: datetime) -> bool:
    """True if this call changed the step. The mark is written first: of two clicks at once, one waits and loses."""
    if action.action == UNDO:
        taken_back, _ = UsedLink.objects.filter(owner=actor, digest__in=_marks(action)).delete()
        return bool(taken_back) and undo_step(actor=actor, follow_up=follow_up, now=now)
    UsedLink.objects.create(owner=actor, digest=action.digest, created_at=now)
    if action.action == "done":
        return finish_step(actor=actor, follow_up=follow_up, now=now)
    until = snooze_moment(actor=actor, follow_up=follow_up, now=now)
    return snooze_follow_up(actor=actor, follow_up=follow_up, until=until, now=now)


def forget_used_links(*, now: datetime) -> int:
    """Removes the marks of links that are too old to work anyway; how many."""
    return UsedLink.objects.filter(created_at__lt=now - 2 * LIFETIME).delete()[0]


def _marks(action: MailAction) -> list[str]:
    return [action.instead(name).digest for name in ACTIONS]


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


def stop_mails(*, actor: User, kinds: Iterable[str], now: datetime) -> Mapping[str, str]:
    """Turns mail about these kinds off (RFC 8058); the modes to turn it on again with, by kind."""
    before: dict[str, str] = {}
    with transaction.atomic():
        modes = dict(ReminderPreference.objects.filter(owner=actor).values_list("kind", "mode"))
        for kind in kinds:
            mode = modes.get(kind, Mode.EACH)
            before[kind] = Mode.EACH if mode == Mode.OFF else mode
            choose_mode(actor=actor, kind=kind, mode=Mode.OFF, now=now)
    return before


def restart_mails(*, actor: User, modes: Mapping[str, str], now: datetime) -> None:
    """Turns mail on again, in these modes, where it is still off."""
    with transaction.atomic():
        off = ReminderPreference.objects.filter(owner=actor, kind__in=list(modes), mode=Mode.OFF)
        for kind in off.values_list("kind", flat=True):
            choose_mode(actor=actor, kind=kind, mode=modes[kind], now=now)
        replan_reminders(actor=actor, now=now)
