"""Whom the triage list asks about: the shortlist that a worker keeps, narrowed to what one viewer may reach.

It only proposes students, in their order and a page at a time. Whether each may be read, and what stands out about
them, is decided and worked out afterwards, for the rows of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.advising.access import TriageReach
from apps.advising.selectors.desk import OWN
from apps.centers.access import SEEN, Right, Scope, decide, rows_of
from apps.centers.models import Level

#: Standings in which somebody reads what stands out about students who share their progress.
READS_FLAGS = tuple(scope for scope in Scope if decide(Right.READ_FLAGS, [scope], level=Level.PROGRESS))

RAISED = "raised"
"""What a filter calls the flags that staff raised by hand."""


_SHORTLIST = """
SELECT stands.membership_id FROM advising_standout AS stands WHERE {which}
 ORDER BY stands.rank, stands.since, stands.id LIMIT %(count)s OFFSET %(start)s
"""
_IN_COHORT = """stands.membership_id IN (SELECT place.membership_id FROM centers_cohortstudent AS place
                                          WHERE place.cohort_id = %(cohort)s)"""
_COHORTS = "SELECT id, name FROM centers_cohort WHERE center_id = ANY(%(centers)s) ORDER BY name, id"
_APART = f"""
SELECT count(*) FILTER (WHERE seen.level = 'nothing'), count(*) FROM {SEEN} AS seen
 WHERE seen.scope = ANY(%(reads_flags)s)
"""  # noqa: S608 -- constants alone


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
    which = [f"stands.membership_id IN ({OWN})" if filters.mine else _reached(reach)]
    if filters.cohort:
        which.append(_IN_COHORT)
    if filters.rule == RAISED:
        which.append("stands.rank = 0")
    elif filters.rule:
        which.append("stands.rules @> ARRAY[%(rule)s]::varchar[]")
    asked: dict[str, object] = {
        "whole": list(reach.whole),
        "center": next(iter(reach.whole), None),
        "cohort": filters.cohort,
        "rule": filters.rule,
        "start": start,
        "count": count,
    }
    return [pk for (pk,) in rows_of(user, _SHORTLIST.format(which=" AND ".join(which)), asked)]


def _reached(reach: TriageReach) -> str:
    """One whole center stands alone where it can, for then an index has the order."""
    whole = "stands.center_id = %(center)s" if len(reach.whole) == 1 else "stands.center_id = ANY(%(whole)s)"
    return f"({whole} OR stands.membership_id IN ({OWN}))" if reach.caseloads else whole


def triage_cohorts(reach: TriageReach) -> list[tuple[str, str]]:
    """(id, name) of the cohorts that a list can be narrowed to."""
    with connection.cursor() as cursor:
        cursor.execute(_COHORTS, {"centers": [*reach.whole, *reach.caseloads]})
        return [(str(pk), name) for pk, name in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Apart:
    """How many of the students whom a viewer looks after share nothing. Nothing else is known about these."""

    nothing: int
    students: int


def share_nothing(user: User) -> Apart:
    """Counts them anew each time: who shares from now on is not in it any more."""
    asked: dict[str, object] = {"reads_flags": [scope.value for scope in READS_FLAGS]}
    return Apart(*rows_of(user, _APART, asked)[0])
