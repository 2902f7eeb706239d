"""The way back, row by row from the last: what stands as the import left it becomes what it was before.

A row that somebody changed since stays, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.centers.models import (
    Caseload,
    Cohort,
    CohortStudent,
    Invitation,
    Membership,
    RosterEntry,
    RosterImport,
    RosterRow,
)
from apps.centers.roster.addresses import fold_of
from apps.centers.roster.planning import WORDS
from apps.centers.services.cohorts import add_places
from apps.centers.services.roster.applying import differs, facts_of, set_values, written
from apps.centers.services.roster.members import places_of, plan_anew
from apps.core.tables.bulk import update_in

Action, Outcome = RosterRow.Action, RosterRow.Outcome


def undo_batch(job: RosterImport, size: int, now: datetime) -> int:
    """Takes back the next rows; how many that were. At the end, cohorts that the import made and nobody uses go."""
    waiting = RosterRow.objects.filter(roster_import=job, outcome=Outcome.APPLIED)
    rows = list(waiting.order_by("-line")[:size])
    if not rows:
        _drop_cohorts(job)
        return 0
    entries = RosterEntry.objects.select_for_update(of=("self",)).filter(center=job.center_id)
    known = {entry.pk: entry for entry in entries.filter(pk__in=[row.entry_id for row in rows])}
    open_rows = []
    for row in rows:
        entry = known.get(row.entry_id) if row.entry_id else None
        if why := _why_not(row, entry):
            row.outcome, row.outcome_reason = Outcome.STAYED, why
        else:
            open_rows.append(row)
    members = _Members(open_rows, now)
    _delete(job, [row for row in open_rows if row.action == Action.CREATE], members)
    _restore(job, [row for row in open_rows if row.action != Action.CREATE], known, members, now)
    members.write()
    update_in(rows, ["outcome", "outcome_reason"])
    return len(rows)


def _why_not(row: RosterRow, entry: RosterEntry | None) -> str:
    if entry is None:
        return "It is not on the roster any more."
    if row.action == Action.CREATE:
        if entry.membership_id and "membership_id" not in row.changes:
            return "They have joined since."
        if entry.invitation_id or entry.invite_asked_at:
            return "They were invited since."
        return "It was changed since." if _touched(entry, row) else ""
    changed = differs(entry, row.changes, 1)
    return f"Changed since: {', '.join(WORDS[name] for name in changed)}." if changed else ""


def _touched(entry: RosterEntry, row: RosterRow) -> bool:
    """A new card that anybody changed in any way, also in what the file did not say."""
    whole = {name: [None, "active" if name == "status" else None] for name in facts_of(entry)}
    return bool(differs(entry, whole | row.changes, 1))


def _delete(job: RosterImport, rows: Sequence[RosterRow], members: _Members) -> None:
    for row in rows:
        members.back(row)
        row.outcome = Outcome.UNDONE
    gone = [row.entry_id for row in rows if row.entry_id]
    RosterEntry.objects.filter(pk__in=gone, center=job.center_id).delete()
    for row in rows:
        row.entry = None


def _restore(
    job: RosterImport,
    rows: Sequence[RosterRow],
    known: dict[UUID, RosterEntry],
    members: _Members,
    now: datetime,
) -> None:
    old = {fold_of(row.changes["email"][0]): row for row in rows if "email" in row.changes}
    taken = set(
        RosterEntry.objects.filter(center=job.center_id, email_fold__in=old)
        .exclude(pk__in=[row.entry_id for row in old.values()])
        .values_list("email_fold", flat=True)
    )
    changed = []
    for row in rows:
        if row.entry_id is None or ("email" in row.changes and fold_of(row.changes["email"][0]) in taken):
            row.outcome, row.outcome_reason = Outcome.STAYED, "Somebody else has the old address now."
            continue
        entry = known[row.entry_id]
        if not members.can_return(row):
            row.outcome, row.outcome_reason = Outcome.STAYED, "They joined anew since."
            continue
        set_values(entry, {name: before for name, (before, _) in row.changes.items()})
        if was := row.undo.get("membership_id"):
            entry.membership_id = UUID(was)
        entry.updated_at = now
        changed.append(entry)
        members.back(row)
        row.outcome = Outcome.UNDONE
    update_in(changed, written(rows))


class _Members:
    """Memberships and caseloads as they were, where nobody changed them since."""

    def __init__(self, rows: Iterable[RosterRow], now: datetime) -> None:
        self._now = now
        self._rows: list[RosterRow] = []
        ended = [row.undo["ended"] for row in rows if "ended" in row.undo]
        found = Membership.objects.filter(pk__in=ended)
        self._ended = {str(m.pk): m for m in found}
        active = Membership.objects.filter(
            center__in=found.values("center"), user__in=found.values("user"), role__in=found.values("role"),
            ended_at=None,
        )  # fmt: skip
        self._active = set(active.values_list("center", "user", "role"))

    def can_return(self, row: RosterRow) -> bool:
        """Nobody is a member twice."""
        member = self._ended.get(row.undo.get("ended", ""))
        return member is None or (member.center_id, member.user_id, member.role) not in self._active

    def back(self, row: RosterRow) -> None:
        """This row's memberships are to be as before."""
        self._rows.append(row)

    def write(self) -> None:
        """The batch, in a fixed number of statements but for those ended at different moments."""
        back = [row.undo for row in self._rows]
        returning = [
            self._ended[u["ended"]] for u in back
            if u.get("ended") in self._ended and _moment(self._ended[u["ended"]]) == u["ended_at"]
        ]  # fmt: skip
        ids = [m.pk for m in returning]
        Membership.objects.filter(pk__in=ids).update(ended_at=None, updated_at=self._now)
        if ids:
            plan_anew(ids, self._now)
        made = [pk for u in back for pk in u.get("caseloads_made", [])]
        Caseload.objects.filter(pk__in=made, ended_at=None).update(ended_at=self._now, updated_at=self._now)
        ended = [pk for u in back for pk in u.get("caseloads_ended", [])]
        again = Caseload.objects.filter(pk__in=ended, staff__ended_at=None, student__ended_at=None)
        pairs = set(
            Caseload.objects.filter(student__in=again.values("student"), ended_at=None, ends_at=None).values_list(
                "staff", "student"
            )
        )
        open_ = [c.pk for c in again if c.ends_at or (c.staff_id, c.student_id) not in pairs]
        Caseload.objects.filter(pk__in=open_).update(ended_at=None, updated_at=self._now)
        self._write_cards()
        self._write_cohorts()

    def _write_cards(self) -> None:
        wanted = {}
        for row in self._rows:
            if "program" in row.undo and (pk := _member_of(row)):
                wanted[pk] = row.undo
        changed = []
        for member in Membership.objects.select_for_update(of=("self",)).filter(pk__in=wanted):
            undo = wanted[str(member.pk)]
            if "program" in undo and member.program == undo["program"][1]:
                member.program = undo["program"][0]
            member.updated_at = self._now
            changed.append(member)
        update_in(changed, ["program", "updated_at"])

    def _write_cohorts(self) -> None:
        back = [(UUID(pk), cohorts_of(row)) for row in self._rows if (pk := _member_of(row))]
        named = {cohort for _, (out, into) in back for cohort in out + into}
        if not named:
            return
        there = places_of({pk for pk, _ in back}, named)
        ending = [there[c, pk] for pk, (_, into) in back for c in into if (c, pk) in there]
        CohortStudent.objects.filter(pk__in=ending).delete()
        fixed = set(Cohort.objects.filter(pk__in=named, by_rule=False).values_list("pk", flat=True))
        add_places((c, pk) for pk, (out, _) in back for c in out if c in fixed)


def _member_of(row: RosterRow) -> str | None:
    found: str | None = row.undo.get("member")
    return found


def cohorts_of(row: RosterRow) -> tuple[list[UUID], list[UUID]]:
    """The cohorts that a row took its member out of, and put them into."""
    before = row.undo.get("cohort", [None, None])  # as it was written when a member had one
    out, into = row.undo.get("cohorts", [[pk] if pk else [] for pk in before])
    return [UUID(pk) for pk in out], [UUID(pk) for pk in into]


def _moment(member: Membership) -> str | None:
    return member.ended_at.isoformat() if member.ended_at else None


def _drop_cohorts(job: RosterImport) -> None:
    for pk in job.made_cohorts:
        used = (
            CohortStudent.objects.filter(cohort=pk).exists()
            or Invitation.objects.filter(cohort=pk).exists()
            or RosterEntry.objects.filter(center=job.center_id).filter(Q(cohort_ids__contains=[pk])).exists()
        )
        if not used:
            Cohort.objects.filter(pk=pk, center=job.center_id).delete()
