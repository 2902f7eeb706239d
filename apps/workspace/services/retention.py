"""How long rows of each class are kept (DAT-4). One table of rules says what goes and why; a job goes through it.

`manage.py retention --dry-run` prints the same table and deletes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.contacts.models import Contact, ImportPart
from apps.contacts.services import imports
from apps.workspace.models import DataCopy
from apps.workspace.selectors import retention as of_centers
from apps.workspace.selectors.retention import CLASSES, Kind, months_before
from apps.workspace.services.copies import forget_copies
from apps.workspace.services.erasing import erase_person

log = logging.getLogger(__name__)
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
    ]
    found = [
        Rule(name, f"{months[key]} months", why, _since(over, months[key]), _by(over, months[key], remove))
        for key, name, why, over, remove in dated
        if months[key]
    ]
    found += [rule for kind in CLASSES if (rule := _of_centers(kind)) is not None]
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
        if count:
            log.info("Retention: %s of %s went", count, rule.name)
        went.append(Line(rule.name, rule.kept, rule.why, count))
    return went


def _of_centers(kind: Kind) -> Rule | None:
    """A rule for which centers may choose times of their own; None where nobody has one."""
    usual, others = of_centers.usual_months(kind), len(of_centers.chosen_times(kind))
    if not usual and not others:
        return None
    kept = f"{usual} months" if usual else "for ever"
    kept += f", in {others} center{'s' if others > 1 else ''} as they chose" if others else ""
    of_kind = partial(of_centers.over, kind)
    return Rule(CLASSES[kind].name, kept, CLASSES[kind].why, of_kind, _by_now(of_kind))


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
