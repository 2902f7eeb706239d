"""What a roster changes of memberships: program, cohort, advisor, and the end. Never a role, a level or an account.

Collected for a batch and written at its end. Whatever somebody changed by hand on the member's card stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from apps.accounts.models import User
from apps.centers.models import Caseload, ClosedDay, Membership, RosterEntry, RosterRow

Before = tuple[str, list[UUID], UUID | None]
BLANK: Before = ("", [], None)


class Members:
    """Changes of memberships that one batch makes."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._cards: dict[UUID, Membership] = {}
        self._leaving: dict[UUID, RosterRow] = {}
        self._advisors: list[tuple[RosterRow, Membership, UUID | None, UUID | None]] = []

    def copy(self, row: RosterRow, entry: RosterEntry, member: Membership, before: Before = BLANK) -> None:
        """Program, cohort and advisor of the card, where the member's are still what the card said before."""
        row.undo["member"] = str(member.pk)
        program, cohorts, advisor = before
        was, will = next(iter(cohorts), None), next(iter(entry.cohort_ids), None)
        stays = []
        if entry.program != program and member.program != entry.program:
            if member.program == program:
                row.undo["program"] = [member.program, entry.program]
                member.program = entry.program
                self._cards[member.pk] = member
            else:
                stays.append("program")
        if will != was and member.cohort_id != will:
            if member.cohort_id == was:
                row.undo["cohort"] = [str(was) if was else None, str(will) if will else None]
                member.cohort_id = will
                self._cards[member.pk] = member
            else:
                stays.append("cohort")
        if stays:
            row.outcome_reason = f"Their {' and '.join(stays)} had been changed by hand and stayed."
        if entry.advisor_id != advisor:
            self._advisors.append((row, member, advisor, entry.advisor_id))

    def end(self, row: RosterRow, member: Membership) -> None:
        """The membership ends, with its caseloads."""
        self._leaving[member.pk] = row

    def write(self) -> None:
        """A fixed number of statements, however many members."""
        for member in self._cards.values():
            member.updated_at = self._now
        if self._cards:
            Membership.objects.bulk_update(self._cards.values(), ["program", "cohort", "updated_at"], batch_size=250)
        self._write_leaving()
        self._write_advisors()

    def _write_leaving(self) -> None:
        if not self._leaving:
            return
        leaving = Membership.objects.filter(pk__in=self._leaving, ended_at=None)
        plan_anew(list(self._leaving), self._now)
        ending = Caseload.objects.filter(student__in=self._leaving, ended_at=None)
        for pk, student in ending.values_list("pk", "student"):
            self._leaving[student].undo.setdefault("caseloads_ended", []).append(str(pk))
        ending.update(ended_at=self._now, updated_at=self._now)
        leaving.update(ended_at=self._now, updated_at=self._now)
        for pk, row in self._leaving.items():
            row.undo |= {"ended": str(pk), "ended_at": self._now.isoformat()}

    def _write_advisors(self) -> None:
        if not self._advisors:
            return
        students = [member.pk for _, member, _, _ in self._advisors]
        active = {
            (staff, student): pk
            for pk, staff, student in Caseload.objects.filter(student__in=students, ended_at=None).values_list(
                "pk", "staff", "student"
            )
        }
        ending, making = [], []
        for row, member, old, new in self._advisors:
            if old and (found := active.get((old, member.pk))):
                ending.append(found)
                row.undo["caseloads_ended"] = [str(found)]
            if new and (new, member.pk) not in active:
                caseload = Caseload(staff_id=new, student=member, created_at=self._now)
                making.append(caseload)
                row.undo["caseloads_made"] = [str(caseload.pk)]
        Caseload.objects.filter(pk__in=ending, ended_at=None).update(ended_at=self._now, updated_at=self._now)
        Caseload.objects.bulk_create(making)


def plan_anew(memberships: Sequence[UUID], now: datetime) -> None:
    """Whose calendar a center's closed days change, because they joined or left it."""
    closes = Exists(ClosedDay.objects.filter(center=OuterRef("center")))
    students = Membership.objects.filter(closes, pk__in=memberships)
    User.objects.filter(pk__in=students.values("user")).update(replan_from=now)
