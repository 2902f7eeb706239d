"""Reads for the pages of the roster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from apps.centers.models import Center, Cohort, Invitation, Membership, RosterEntry, RosterImport, RosterRow
from apps.centers.roster.planning import ABSENT

_GONE = Q(status__in=("inactive", "withdrawn"))
_STATES = {
    "joined": ~_GONE & Q(membership__isnull=False, membership__ended_at=None),
    "waiting": ~_GONE & Q(membership=None),
    "left": ~_GONE & Q(membership__ended_at__isnull=False),
    "inactive": _GONE,
}
STATE_WORDS = {"joined": "Joined", "waiting": "Not joined yet", "left": "Left by themselves", "inactive": "Deactivated"}
ACTIONS = list(RosterRow.Action)


def counts_of(center: Center) -> dict[str, int]:
    """How many cards are in each state. Only those who joined are members (case 15)."""
    return RosterEntry.objects.filter(center=center).aggregate(
        **{state: Count("pk", filter=which) for state, which in _STATES.items()}
    )


def entries_of(center: Center, state: str, search: str = "") -> QuerySet[RosterEntry]:
    """The cards in a state, by name, with `is_invited`: an invitation that went out and was not taken back."""
    entries = RosterEntry.objects.filter(_STATES[state], center=center)
    for word in search.split()[:5]:
        entries = entries.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(preferred_name__icontains=word)
            | Q(email__icontains=word)
            | Q(external_id__istartswith=word)
        )
    sent = Invitation.objects.filter(pk=OuterRef("invitation"), revoked_at=None, sent_at__isnull=False)
    return entries.annotate(is_invited=Exists(sent)).order_by("family_name", "given_name", "id")


def cohort_names(center: Center, entries: Iterable[RosterEntry]) -> dict[Any, str]:
    """The cohorts of each card, in words."""
    names = dict(Cohort.objects.filter(center=center).values_list("pk", "name"))
    return {e.pk: ", ".join(names[pk] for pk in e.cohort_ids if pk in names) for e in entries}


def imports_of(center: Center) -> list[RosterImport]:
    """The latest files, newest first."""
    shown = RosterImport.objects.filter(center=center).exclude(status=RosterImport.Status.DISCARDED)
    return list(shown.select_related("uploaded_by").order_by("-created_at", "-id")[:8])


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of row and how many there are."""

    key: str
    label: str
    count: int


def tabs_of(job: RosterImport) -> list[Tab]:
    """Every kind of row of a file, in the order of the page; warnings last."""
    rows = RosterRow.objects.filter(roster_import=job)
    counts = dict(rows.values_list("action").annotate(n=Count("pk")).order_by())
    tabs = [Tab(action.value, action.label, counts.get(action.value, 0)) for action in ACTIONS]
    kept = rows.filter(outcome__in=("kept", "stayed")).count()
    warned = rows.filter(is_warning=True).count()
    tabs.append(Tab("check", "To check", warned))
    if kept:
        tabs.append(Tab("stayed", "Left as they were", kept))
    return tabs


def rows_of_tab(job: RosterImport, tab: str) -> QuerySet[RosterRow]:
    """The rows behind a tab, in the order of the file."""
    rows = RosterRow.objects.filter(roster_import=job).order_by("line")
    if tab == "check":
        return rows.filter(is_warning=True)
    if tab == "stayed":
        return rows.filter(outcome__in=("kept", "stayed"))
    return rows.filter(action=tab)


def where_in_file(row: RosterRow) -> str:
    """The line, or that the file does not name them."""
    return "not in the file" if row.line >= ABSENT else f"line {row.line}"


REPORT_HEADING = ("line", "external_id", "email", "name", "action", "reason", "outcome", "outcome_reason")


def report_rows(job: RosterImport) -> Iterator[Sequence[str]]:
    """The report of a file, a thousand rows at a time."""
    last = 0
    while rows := list(RosterRow.objects.filter(roster_import=job, line__gt=last).order_by("line")[:1000]):
        for row in rows:
            line = "" if row.line >= ABSENT else str(row.line)
            outcome = row.get_outcome_display() if row.outcome else ""
            yield line, row.external_id, row.email, row.name, row.action, row.reason, outcome, row.outcome_reason
        last = rows[-1].line


def waiting_address(membership: Membership) -> str:
    """The center's new address for a student, which waits for their word; empty when none does."""
    found = RosterEntry.objects.filter(membership=membership).values_list("pending_email", flat=True).first()
    return found or ""
