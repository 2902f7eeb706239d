"""Whom the triage list asks about: the shortlist that a worker keeps, narrowed to what one viewer may reach.

It only proposes students, in their order and a page at a time. Whether each may be read, and what stands out about
them, is decided and worked out afterwards, for the rows of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from apps.accounts.models import User
from apps.advising.access import TriageReach
from apps.advising.flags.kinds import Rule
from apps.advising.models import Standout
from apps.centers.access import Right, Scope, decide, students_in, students_visible_to
from apps.centers.models import Caseload, Cohort, Level, Membership, running

#: Standings in which somebody reads what stands out about students who share their progress.
READS_FLAGS = tuple(scope for scope in Scope if decide(Right.READ_FLAGS, [scope], level=Level.PROGRESS))

RAISED = "raised"
"""What a filter calls the flags that staff raised by hand."""


@dataclass(frozen=True, slots=True)
class TriageFilters:
    """What the list is narrowed to."""

    cohort: UUID | None = None
    rule: str = ""
    mine: bool = False

    @property
    def narrowed(self) -> bool:
        """True when anything is set."""
        return bool(self.cohort or self.rule or self.mine)


def shortlist(user: User, reach: TriageReach, filters: TriageFilters, *, start: int, count: int) -> list[UUID]:
    """Memberships in the order of the list, gravest first."""
    own = Caseload.objects.filter(running(), staff__user=user, staff__ended_at=None)
    mine = Q(membership__in=own.values("student"))
    whole = Q(center__in=reach.whole)  # alone where it can be, for then an index has the order
    rows = Standout.objects.filter(mine if filters.mine else whole | mine if reach.caseloads else whole)
    if filters.cohort:
        rows = rows.filter(membership__in=Membership.objects.filter(students_in(filters.cohort)))
    if filters.rule == RAISED:
        rows = rows.filter(rank=0)
    elif filters.rule:
        rows = rows.filter(rules__contains=[filters.rule])
    return list(rows.order_by("rank", "since", "id").values_list("membership", flat=True)[start : start + count])


def triage_choices(reach: TriageReach) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(value, name) of the cohorts and of the rules that a list can be narrowed to."""
    cohorts = Cohort.objects.filter(center__in=[*reach.whole, *reach.caseloads]).order_by("name", "id")
    rules = [*Rule.choices, (RAISED, "Raised by staff")]
    return [(str(pk), name) for pk, name in cohorts.values_list("pk", "name")], rules


@dataclass(frozen=True, slots=True)
class Apart:
    """How many of the students whom a viewer looks after share nothing. Nothing else is known about these."""

    nothing: int
    students: int


def share_nothing(user: User) -> Apart:
    """Counts them anew each time: who shares from now on is not in it any more."""
    reached = students_visible_to(user).filter(Q(scope__in=READS_FLAGS))
    found = reached.order_by().aggregate(nothing=Count("pk", filter=Q(level=Level.NOTHING)), students=Count("pk"))
    return Apart(found["nothing"], found["students"])
