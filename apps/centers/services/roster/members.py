"""What a roster changes of memberships: program, cohorts, advisor, and the end. Never a role, a level or an account.

Collected for a batch and written at its end. Whatever somebody changed by hand on the member's card stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from apps.accounts.models import User
from apps.centers.models import Caseload, ClosedDay, Cohort, CohortStudent, Membership, RosterEntry, RosterRow
from apps.centers.services.cohorts import add_places
from apps.core.tables.bulk import update_in

Before = tuple[str, list[UUID], UUID | None]
BLANK: Before = ("", [], None)


class Members:
    """Changes of memberships that one batch makes."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._cards: dict[UUID, Membership] = {}
        self._leaving: dict[UUID, RosterRow] = {}
        self._cohorts: list[tuple[RosterRow, Membership, set[UUID], set[UUID]]] = []  # in and out
        self._advisors: list[tuple[RosterRow, Membership, UUID | None, UUID | None]] = []

    def copy(self, row: RosterRow, entry: RosterEntry, member: Membership, before: Before = BLANK) -> None:
        """What the file changes on the card, the member gets too.

        A program only where theirs is still what the card said before; into cohorts that are new on the card, and out
        of those that it lost. Whatever cohorts somebody put them in or took them out of by hand stay so.
        """
        row.undo["member"] = str(member.pk)
        program, cohorts, advisor = before
        if entry.program != program and member.program != entry.program:
            if member.program == program:
                row.undo["program"] = [member.program, entry.program]
                member.program = entry.program
                self._cards[member.pk] = member
            else:
                row.outcome_reason = "Their program had been changed by hand and stayed."
        come, go = set(entry.cohort_ids) - set(cohorts), set(cohorts) - set(entry.cohort_ids)
        if come or go:
            self._cohorts.append((row, member, come, go))
        if entry.advisor_id != advisor:
            self._advisors.append((row, member, advisor, entry.advisor_id))

    def end(self, row: RosterRow, member: Membership) -> None:
        """The membership ends, with its caseloads."""
        self._leaving[member.pk] = row

    def write(self) -> None:
        """A fixed number of statements, however many members."""
        for member in self._cards.values():
            member.updated_at = self._now
        update_in(list(self._cards.values()), ["program", "updated_at"])
        self._write_cohorts()
        self._write_leaving()
        self._write_advisors()

    def _write_cohorts(self) -> None:
        if not self._cohorts:
            return
        named = set().union(*(come | go for _, _, come, go in self._cohorts))
        fixed = set(Cohort.objects.filter(pk__in=named, by_rule=False).values_list("pk", flat=True))
        there = places_of({member.pk for _, member, _, _ in self._cohorts}, named)
        making, ending = [], []
        for row, member, come, go in self._cohorts:
            made = [pk for pk in sorted(come & fixed) if (pk, member.pk) not in there]
            gone = [pk for pk in sorted(go) if (pk, member.pk) in there]
            making += [(pk, member.pk) for pk in made]
            ending += [there[pk, member.pk] for pk in gone]
            if made or gone:
                row.undo["cohorts"] = [[str(pk) for pk in gone], [str(pk) for pk in made]]
        CohortStudent.objects.filter(pk__in=ending).delete()
        add_places(making)

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
            for pk, staff, student in Caseload.objects.filter(
                student__in=students, ended_at=None, ends_at=None
            ).values_list("pk", "staff", "student")
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


def places_of(memberships: Collection[UUID], cohorts: Collection[UUID]) -> dict[tuple[UUID, UUID], int]:
    """Which of these memberships stand in which of these cohorts: (cohort, membership) → row."""
    rows = CohortStudent.objects.filter(membership__in=memberships, cohort__in=cohorts, cohort__by_rule=False)
    return {(cohort, member): pk for pk, cohort, member in rows.values_list("pk", "cohort", "membership")}


def plan_anew(memberships: Sequence[UUID], now: datetime) -> None:
    """Whose calendar a center's closed days change, because they joined or left it."""
    closes = Exists(ClosedDay.objects.filter(center=OuterRef("center")))
    students = Membership.objects.filter(closes, pk__in=memberships)
    User.objects.filter(pk__in=students.values("user")).update(replan_from=now)
