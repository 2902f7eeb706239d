"""A batch of planned rows becomes cards, in the caller's transaction. What changed since the preview is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.centers.models import Cohort, Invitation, Membership, Role, RosterEntry, RosterImport, RosterRow
from apps.centers.roster.addresses import fold_of, key_of
from apps.centers.roster.planning import GONE, NEW
from apps.centers.services.roster.lookups import values_of
from apps.centers.services.roster.members import Members
from apps.core.tables.bulk import copy_in, update_in

Action, Outcome = RosterRow.Action, RosterRow.Outcome
DOES = (Action.CREATE, Action.UPDATE, Action.DEACTIVATE)
CHANGED = "Somebody changed this since the preview, so it stayed as it was."


def next_rows(job: RosterImport, size: int) -> list[RosterRow]:
    """What is next behind the cursor."""
    rows = RosterRow.objects.filter(roster_import=job, line__gt=job.cursor, action__in=DOES)
    return list(rows.order_by("line")[:size])


def apply_batch(job: RosterImport, size: int, now: datetime) -> int:
    """The next rows and the cursor; how many rows that were."""
    rows = next_rows(job, size)
    if not rows:
        return 0
    cohorts = _make_cohorts(job, rows, now)
    made = [row for row in rows if any(pk.startswith(NEW) for pk in row.changes.get("cohort_ids", [None, []])[1])]
    for row in made:
        named = (cohorts.get(pk, pk) for pk in row.changes["cohort_ids"][1])
        row.changes["cohort_ids"][1] = [pk for pk in named if not pk.startswith(NEW)]
    _create(job, [row for row in rows if row.action == Action.CREATE], now)
    _update(job, [row for row in rows if row.action != Action.CREATE], now)
    _note(rows, made)
    job.cursor = rows[-1].line
    return len(rows)


def _note(rows: Sequence[RosterRow], made: Sequence[RosterRow]) -> None:
    """What came of the rows."""
    update_in(rows, ["outcome", "outcome_reason", "undo", "entry"])
    update_in(made, ["changes"])


def written(rows: Iterable[RosterRow]) -> list[str]:
    """The columns of cards that these rows change, so that no others are written."""
    names = {name.removesuffix("_id") for row in rows for name in row.changes} - {"external_id"}
    if "email" in names:
        names |= {"email_key", "email_fold"}
    if "pending_email" in names:
        names |= {"pending_fold"}
    if "status" in names:
        names |= {"membership", "invite_asked_at"}
    return [*sorted(names), "updated_at"]


def _make_cohorts(job: RosterImport, rows: Iterable[RosterRow], now: datetime) -> dict[str, str]:
    """The ids of cohorts that the plan knows by name only; made when they are not there yet."""
    wanted = {token for row in rows for token in row.changes.get("cohort_ids", [None, []])[1] if token.startswith(NEW)}
    if not wanted:
        return {}
    cohorts = list(Cohort.objects.filter(center=job.center_id))
    known = {c.name.casefold(): str(c.pk) for c in cohorts if not c.by_rule}
    by_rule = {c.name.casefold() for c in cohorts if c.by_rule}  # made since the preview; nobody is put into those
    found: dict[str, str] = {}
    for token in sorted(wanted):
        name = token.removeprefix(NEW)
        if name.casefold() in by_rule:
            continue
        if name.casefold() not in known:
            cohort = Cohort.objects.create(center_id=job.center_id, name=name, created_at=now)
            known[name.casefold()] = str(cohort.pk)
            job.made_cohorts.append(str(cohort.pk))
        found[token] = known[name.casefold()]
    return found


def _create(job: RosterImport, rows: Sequence[RosterRow], now: datetime) -> None:
    new = {row.pk: _entry(job, row, now) for row in rows}
    ids = [entry.external_id for entry in new.values()]
    folds = [entry.email_fold for entry in new.values()]
    taken = RosterEntry.objects.filter(center=job.center_id).filter(Q(external_id__in=ids) | Q(email_fold__in=folds))
    known = list(taken.values_list("external_id", "email_fold"))
    taken_ids, taken_folds = {pk for pk, _ in known}, {fold for _, fold in known}
    adopted = {str(m.pk): m for m in _adoptable(job, rows)}
    members = Members(now)
    making = []
    for row in rows:
        entry, wish = new[row.pk], row.changes.get("membership_id", [None, None])[1]
        if entry.external_id in taken_ids or entry.email_fold in taken_folds or (wish and wish not in adopted):
            row.outcome, row.outcome_reason = Outcome.KEPT, CHANGED
            continue
        making.append(entry)
        row.entry_id, row.outcome = entry.pk, Outcome.APPLIED
        if wish:
            entry.membership, entry.is_adopted = adopted[wish], True
            members.copy(row, entry, adopted[wish])
    copy_in(making)
    members.write()


def _entry(job: RosterImport, row: RosterRow, now: datetime) -> RosterEntry:
    """The card of a new row; it gets the id of the row, so that doing it twice makes one."""
    entry = RosterEntry(pk=row.pk, center_id=job.center_id, created_at=now, updated_at=now)
    set_values(entry, {name: after for name, (_, after) in row.changes.items() if name != "membership_id"})
    return entry


def _adoptable(job: RosterImport, rows: Iterable[RosterRow]) -> list[Membership]:
    wanted = [after for row in rows if (after := row.changes.get("membership_id", [None, None])[1])]
    if not wanted:
        return []
    students = Membership.objects.filter(pk__in=wanted, center=job.center_id, role=Role.STUDENT, ended_at=None)
    return list(students.filter(roster_entry=None).select_for_update(of=("self",)))


def set_values(entry: RosterEntry, values: dict[str, Any]) -> None:
    """Takes values as a plan writes them down, with what follows from an address."""
    for name, value in values.items():
        if name == "cohort_ids":
            entry.cohort_ids = [UUID(pk) for pk in value]
        elif name == "advisor_id":
            entry.advisor_id = UUID(value) if value else None
        else:
            setattr(entry, name, value)
    if "email" in values:
        entry.email_key, entry.email_fold = key_of(entry.email), fold_of(entry.email)
    if "pending_email" in values:
        entry.pending_fold = fold_of(entry.pending_email) if entry.pending_email else ""


def facts_of(entry: RosterEntry) -> dict[str, Any]:
    """Everything about an entry that a plan can change."""
    facts: dict[str, Any] = dict(values_of(entry))
    facts |= {name: getattr(entry, name) for name in ("external_id", "email", "pending_email")}
    return facts | {"membership_id": str(entry.membership_id) if entry.membership_id else None}


def differs(entry: RosterEntry, changes: dict[str, list[Any]], side: int) -> list[str]:
    """The fields of `changes` that are not as they were before (0) or after (1) it."""
    facts = facts_of(entry)
    return [name for name, pair in changes.items() if (facts[name] or None) != (pair[side] or None)]


def _update(job: RosterImport, rows: Sequence[RosterRow], now: datetime) -> None:
    ids = [row.entry_id for row in rows if row.entry_id]
    entries = {
        e.pk: e for e in RosterEntry.objects.select_for_update(of=("self",)).filter(pk__in=ids, center=job.center_id)
    }
    linked = [e.membership_id for e in entries.values() if e.membership_id]
    memberships = {m.pk: m for m in Membership.objects.select_for_update(of=("self",)).filter(pk__in=linked)}
    members, changed = Members(now), []
    for row in rows:
        entry = entries.get(row.entry_id) if row.entry_id else None
        if entry is None or differs(entry, row.changes, 0):
            row.outcome, row.outcome_reason = Outcome.KEPT, CHANGED
            continue
        member = memberships.get(entry.membership_id) if entry.membership_id else None
        _change(row, entry, member if member and member.ended_at is None else None, members)
        entry.updated_at = now
        changed.append(entry)
    update_in(changed, written(rows))
    members.write()
    _take_back_invitations(rows, entries, now)


def _change(row: RosterRow, entry: RosterEntry, member: Membership | None, members: Members) -> None:
    was_gone = entry.status in GONE
    before = (entry.program, list(entry.cohort_ids), entry.advisor_id)
    set_values(entry, {name: after for name, (_, after) in row.changes.items()})
    row.outcome = Outcome.APPLIED
    if entry.status in GONE and not was_gone:
        entry.invite_asked_at = None
        if member:
            members.end(row, member)
    elif was_gone and entry.status not in GONE and entry.membership_id and member is None:
        row.undo["membership_id"] = str(entry.membership_id)
        entry.membership = None  # they left with it; coming back begins with an invitation, and shares nothing
    elif member:
        members.copy(row, entry, member, before)


def _take_back_invitations(rows: Iterable[RosterRow], entries: dict[Any, RosterEntry], now: datetime) -> None:
    """To whoever left, and to addresses that changed: an invitation is for the stored address alone."""
    wanted: dict[UUID, RosterRow] = {}
    for row in rows:
        entry = entries.get(row.entry_id)
        gone = entry and (entry.status in GONE or "email" in row.changes)
        if entry and gone and row.outcome == Outcome.APPLIED and entry.invitation_id:
            wanted[entry.invitation_id] = row
    if not wanted:
        return
    Invitation.objects.filter(pk__in=wanted, accepted_at=None, revoked_at=None).update(revoked_at=now, updated_at=now)
