"""How long rows of each class are kept (DAT-4). One table of rules says what goes and why; a job goes through it.

`manage.py retention --dry-run` prints the same table and deletes nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.centers.models import Invitation, Membership, Role
from apps.contacts.models import Contact, ImportPart
from apps.contacts.services import imports
from apps.workspace.models import DataCopy, RecordsRequest
from apps.workspace.services.copies import forget_copies
from apps.workspace.services.erasing import erase_person

BATCH = 1000
UPLOADS_DAYS = 7


@dataclass(frozen=True, slots=True)
class Rule:
    """One class of rows: how long they are kept, in words, what is over at a moment, and how it goes."""

    name: str
    kept: str
    why: str
    over: Callable[[datetime], QuerySet[Any]]
    remove: Callable[[datetime], int]  # a batch; 0 when nothing is left


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report."""

    name: str
    kept: str
    why: str
    count: int


def rules() -> list[Rule]:
    """Those that are in force; a class that is kept for ever has none."""
    months = settings.RETENTION_MONTHS
    dated = [
        ("people", "people", "nothing happened with them: no touch, no change, no step", people_over, _erase_people),
        ("security", "operators’ log", "too old to look into anything", _log_over, None),
        ("security", "devices once signed in from", "not seen since", _devices_over, None),
        ("invitations", "invitations", "used, taken back or run out", _invitations_over, None),
        ("left", "roster cards of students who left", "their membership ended", _left_over, None),
    ]
    found = [
        Rule(name, f"{months[key]} months", why, _since(over, months[key]), _by(over, months[key], remove))
        for key, name, why, over, remove in dated
        if months[key]
    ]
    found += [
        Rule("uploaded files", f"{UPLOADS_DAYS} days", "the import keeps its report", _uploads_over, _forget_uploads),
        Rule("copies of data", f"{settings.DATA_COPY_HOURS} hours", "can be made again", _copies_over, _forget_copies),
        Rule("sign-ins", "until they end", "ended", _sessions_over, _by_now(_sessions_over)),
    ]
    return found


def report(*, now: datetime) -> list[Line]:
    """What would go now, rule by rule; nothing goes."""
    return [Line(rule.name, rule.kept, rule.why, rule.over(now).count()) for rule in rules()]


def keep(*, clock: Callable[[], datetime], budget: timedelta) -> list[Line]:
    """Deletes what is over, batch by batch, until nothing is left or the time is spent; what went."""
    end, went = clock() + budget, []
    for rule in rules():
        count = 0
        while clock() < end and (removed := rule.remove(clock())):
            count += removed
        went.append(Line(rule.name, rule.kept, rule.why, count))
    return went


def months_before(now: datetime, months: int) -> datetime:
    """The same day that many months ago, or the last one of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def people_over(cutoff: datetime) -> QuerySet[Contact]:
    """People whom their owner has had nothing to do with since `cutoff`."""
    quiet = Q(last_touch_at=None) | Q(last_touch_at__lt=cutoff)
    return Contact.objects.filter(
        quiet, created_at__lt=cutoff, updated_at__lt=cutoff, next_step_at=None, owner__is_active=True
    )


def _log_over(cutoff: datetime) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(action_time__lt=cutoff)


def _devices_over(cutoff: datetime) -> QuerySet[Any]:
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    found: QuerySet[Any] = UserSession.objects.filter(~Exists(alive), last_seen_at__lt=cutoff)
    return found


def _invitations_over(cutoff: datetime) -> QuerySet[Invitation]:
    held = _records_asked("center").filter(student__email__iexact=OuterRef("email"))
    over = Q(accepted_at__lt=cutoff) | Q(revoked_at__lt=cutoff) | Q(expires_at__lt=cutoff)
    return Invitation.objects.filter(over).exclude(Exists(held))


def _left_over(cutoff: datetime) -> QuerySet[Membership]:
    held = _records_asked("center").filter(student=OuterRef("user"))
    return Membership.objects.filter(role=Role.STUDENT, ended_at__lt=cutoff).exclude(Exists(held))


def _records_asked(center: str) -> QuerySet[RecordsRequest]:
    """Open requests for records: what they cover stays until they are answered (DAT-2)."""
    return RecordsRequest.objects.filter(center=OuterRef(center), answered_at=None, withdrawn_at=None)


def _uploads_over(now: datetime) -> QuerySet[ImportPart]:
    return ImportPart.objects.filter(created_at__lt=now - timedelta(days=UPLOADS_DAYS))


def _copies_over(now: datetime) -> QuerySet[DataCopy]:
    return DataCopy.objects.filter(status=DataCopy.Status.READY, expires_at__lte=now)


def _sessions_over(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=now)


def _since(over: Callable[[datetime], QuerySet[Any]], months: int) -> Callable[[datetime], QuerySet[Any]]:
    return lambda now: over(months_before(now, months))


def _by(
    over: Callable[[datetime], QuerySet[Any]], months: int, remove: Callable[[datetime, datetime], int] | None
) -> Callable[[datetime], int]:
    if remove is not None:
        return lambda now: remove(months_before(now, months), now)
    return _by_now(_since(over, months))


def _by_now(over: Callable[[datetime], QuerySet[Any]]) -> Callable[[datetime], int]:
    def remove(now: datetime) -> int:
        ids = list(over(now).values_list("pk", flat=True)[:BATCH])
        if ids:
            over(now).model._base_manager.filter(pk__in=ids).delete()
        return len(ids)

    return remove


def _erase_people(cutoff: datetime, now: datetime) -> int:
    """As if the owner had erased them: their numbers stay in the owner's figures."""
    found = list(people_over(cutoff).select_related("owner")[:20])
    return sum(erase_person(actor=person.owner, contact=person, now=now) for person in found)


def _forget_uploads(now: datetime) -> int:
    count = _uploads_over(now).count()
    imports.forget_uploads(now=now)
    return count


def _forget_copies(now: datetime) -> int:
    return forget_copies(now=now)
