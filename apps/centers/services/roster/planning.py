"""The plan of a whole file: written in one transaction, so that it is there as a whole or not at all.

The file passes by twice: once for its ids and addresses (what stands twice is refused everywhere), once for the rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from apps.centers.access import cards_in
from apps.centers.models import RosterEntry, RosterImport, RosterPart, RosterRow
from apps.centers.roster.addresses import fold_of
from apps.centers.roster.errors import UnreadableRoster
from apps.centers.roster.planning import ABSENT, GONE, Known, Plan, duplicates, plan_row, too_many
from apps.centers.roster.reading import Layout, Source, rows_of
from apps.centers.roster.shapes import shape_of, usual_shapes
from apps.centers.roster.values import Row, identity_of, read_row
from apps.centers.services.roster.lookups import know_center, know_rows
from apps.core.tables.bulk import copy_in

BATCH = 1000
Status = RosterImport.Status


def plan_file(job: RosterImport, now: datetime) -> None:
    """Reads the upload and writes what is to be done, line by line. UnreadableRoster if the file turns out unfit."""
    RosterRow.objects.filter(roster_import=job).delete()
    source, layout = parts_of(job), Layout(**job.layout)
    known = know_center(job)
    job.advisors_left_out = "advisor_email" in layout.fields and not known.may_assign
    seen = _first_pass(source, layout, known)
    new_cohorts: dict[str, str] = {}
    rows = (read_row(raw) for raw in rows_of(source, layout))
    total = 0
    while batch := list(islice(rows, BATCH)):
        know_rows(job, known, batch)
        copy_in([_row(job, row, plan_row(row, known), now) for row in batch])
        for row in batch:
            new_cohorts |= {n.casefold(): n for n in row.cohorts or [] if n.casefold() not in known.cohorts}
        total += len(batch)
    if not total:
        raise UnreadableRoster("This file has column names but no students under them.")
    job.total = total
    job.new_cohorts = list(new_cohorts.values())
    job.blocked = _plan_absent(job, seen, now)
    job.planned_at = now


def parts_of(job: RosterImport) -> Source:
    """The upload, piece by piece, as often as wanted."""

    def pieces() -> Iterator[bytes]:
        number = 0
        parts = RosterPart.objects.filter(roster_import=job).values_list("data", flat=True)
        while (data := parts.filter(number=number).first()) is not None:  # no cursor stays open when nobody reads on
            yield bytes(data)
            number += 1

    return pieces


def _first_pass(source: Source, layout: Layout, known: Known) -> set[str]:
    """The ids in the file; what stands twice and what ids look like goes into `known`."""
    ids: dict[str, list[int]] = defaultdict(list)
    folds: dict[str, list[int]] = defaultdict(list)
    shapes: Counter[str] = Counter()
    for raw in rows_of(source, layout):
        external_id, email = identity_of(raw)
        if external_id:
            ids[external_id].append(raw.line)
            shapes[shape_of(external_id)] += 1
        if "@" in email:
            folds[fold_of(email)].append(raw.line)
    known.twice = duplicates(ids, folds)
    known.usual_shapes = usual_shapes(known.usual_shapes, shapes)
    return set(ids)


def _row(job: RosterImport, row: Row, plan: Plan, now: datetime) -> RosterRow:
    return RosterRow(
        roster_import=job,
        line=row.line,
        external_id=row.external_id,
        name=row.name[:250],
        email=row.email,
        action=plan.action,
        reason=" ".join(plan.reasons),
        is_warning=plan.is_warning,
        changes=plan.changes,
        entry_id=plan.entry_id,
        created_at=now,
    )


def _plan_absent(job: RosterImport, seen: set[str], now: datetime) -> str:
    """With a full roster of a cohort: whoever is not in the file goes. Why that is too many, or nothing."""
    if job.full_cohort is None:
        return ""
    there = RosterEntry.objects.filter(cards_in(job.full_cohort), center=job.center_id)
    there = there.exclude(status__in=GONE)
    missing = [entry for entry in there.filter(is_adopted=False).order_by("id") if entry.external_id not in seen]
    rows = [
        RosterRow(
            roster_import=job,
            line=ABSENT + number,
            external_id=entry.external_id,
            name=entry.name[:250],
            email=entry.email,
            action=RosterRow.Action.DEACTIVATE,
            reason="Is not in this full roster. Leaves the center; nothing is deleted.",
            changes={"status": [entry.status, "inactive"]},
            entry=entry,
            created_at=now,
        )
        for number, entry in enumerate(missing, start=1)
    ]
    copy_in(rows)
    leaving = RosterRow.objects.filter(roster_import=job, action=RosterRow.Action.DEACTIVATE)
    gone, of = leaving.filter(entry__in=there).count(), there.count()
    if too_many(gone, of, job.threshold):
        return (
            f"{gone} of {of} would be deactivated, more than {job.threshold} %. Is the file complete? "
            "Nothing of it can be applied as it is."
        )
    return ""
