"""What staff read and raise, and what students answer, about what stands out (rows 32 to 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.advising.access import TriageReach
from apps.advising.flags.kinds import RaisedFor, Rule
from apps.advising.models import FlagAnswer, ManualFlag
from apps.advising.parts import Part
from apps.advising.selectors.flags import Flags, Line, flags_of, lines_of
from apps.advising.selectors.triage import RAISED, TriageFilters, shortlist
from apps.advising.services.standouts import work_out
from apps.centers.access import Right, Student, decide, students_seen
from apps.centers.models import Disclosure, Level, Membership
from apps.centers.services import record_list
from apps.core.dates import Reader

PER_PAGE = 50
SHARING = (Level.PROGRESS, Level.FULL)


@dataclass(frozen=True, slots=True)
class TriageRow:
    """A student who may need somebody, with what stands out in words."""

    student: Student
    flags: Flags
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class TriagePage(Part):
    """One page of the list. There is no total: it would count students who stopped sharing a moment ago."""

    rows: list[TriageRow]


@transaction.atomic
def read_triage(*, actor: User, reach: TriageReach, filters: TriageFilters, number: int, now: datetime) -> TriagePage:
    """Students about whom something stands out, gravest first; each of them finds it in their log, once a day.

    The shortlist only proposes. Who may be read is asked of the policy, and what stands out is worked out from their
    rows as they are now, so that neither a withdrawn consent nor a sent thank-you is shown as it was.
    """
    proposed = shortlist(actor, reach, filters, start=(number - 1) * PER_PAGE, count=PER_PAGE + 1)
    students = _readable(actor, proposed[:PER_PAGE])
    flags = flags_of([s.id for s in students], now)
    shown = [(s, flags[s.id]) for s in students if s.id in flags and _fits(flags[s.id], filters.rule)]
    shown.sort(key=lambda found: found[1].place or (99, now))
    reader = Reader.of(actor)
    rows = [TriageRow(student, found, lines_of(found, reader, now)) for student, found in shown]
    record_list(actor=actor, seen=[(row.student, Disclosure.FieldGroup.PROGRESS) for row in rows], now=now)
    return TriagePage(rows=rows, number=number, has_next=len(proposed) > PER_PAGE)


def _readable(actor: User, proposed: list[UUID]) -> list[Student]:
    if not proposed:
        return []
    asked: dict[str, object] = {"proposed": proposed}
    visible = {s.id: s for s in students_seen(actor, "WHERE seen.id = ANY(%(proposed)s)", asked)}
    found = (visible[pk] for pk in proposed if pk in visible)
    return [s for s in found if decide(Right.READ_FLAGS, [s.scope], level=s.level)]


def _fits(flags: Flags, rule: str) -> bool:
    if rule == RAISED:
        return bool(flags.raised)
    return any(mark.rule == rule for mark in flags.open) if rule else flags.place is not None


@transaction.atomic
def raise_flag(
    *, actor: User, student: Student, reason: RaisedFor, due_on: date | None, now: datetime
) -> ManualFlag | None:
    """A flag for a reason from the list, which the student reads; None if one for that reason stands already."""
    flag, is_new = ManualFlag.objects.get_or_create(
        membership_id=student.id,
        reason=reason,
        resolved_at=None,
        defaults={"due_on": due_on, "raised_by": actor, "created_at": now},
    )
    work_out([student.id], now=now)
    return flag if is_new else None


@transaction.atomic
def resolve_flag(*, actor: User, flag: ManualFlag, now: datetime) -> bool:
    """It is seen to; True if this call did it."""
    open_flag = ManualFlag.objects.filter(pk=flag.pk, resolved_at=None)
    won = open_flag.update(resolved_at=now, resolved_by=actor, updated_at=now)
    work_out([flag.membership_id], now=now)
    return bool(won)


def own_flags(*, actor: User, student: Student, now: datetime) -> Flags:
    """What stands out about `actor` themselves, which no log has to hold; no rules below "progress" (CON-5)."""
    if student.user_id != actor.pk:
        raise PermissionDenied
    return flags_of([student.id], now, with_rules=student.level in SHARING)[student.id]


@transaction.atomic
def answer_flag(*, actor: User, student: Student, rule: Rule, text: str, now: datetime) -> bool:
    """The student says that something is all right, and if they like why; False if it does not stand out any more."""
    marks = {mark.rule: mark for mark in own_flags(actor=actor, student=student, now=now).marks}
    if rule not in marks:
        return False
    said = {"amount": marks[rule].finding.amount, "text": text.strip()[:200], "created_at": now, "updated_at": now}
    FlagAnswer.objects.update_or_create(membership_id=student.id, rule=rule, defaults=said)
    work_out([student.id], now=now)
    return True


@transaction.atomic
def take_back_answer(*, actor: User, student: Student, rule: Rule, now: datetime) -> bool:
    """As if nothing had been said; True if something was."""
    mine = Membership.objects.filter(pk=student.id, user=actor)
    gone, _ = FlagAnswer.objects.filter(membership__in=mine, rule=rule).delete()
    work_out([student.id], now=now)
    return bool(gone)
