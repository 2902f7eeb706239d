"""Notes about a student. Nothing here asks who is asking: services decide which kinds, then read and log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.accounts.models import User
from apps.advising.models import Note


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with what was added to it. `is_own` and `may_change` are the reader's."""

    note: Note
    is_own: bool
    may_change: bool
    additions: list[Entry] = field(default_factory=list)


def notes_about(
    student: UUID, kinds: Collection[Note.Kind], *, reader: User, now: datetime, only_own: bool = False
) -> list[Entry]:
    """The notes of these kinds about one student, the newest first, each with its additions in order of time."""
    rows = Note.objects.filter(student=student, kind__in=kinds).select_related("author")
    if only_own:
        rows = rows.filter(author__user=reader)
    entries = {note.pk: _entry(note, reader, now) for note in rows.order_by("-created_at", "-id")}
    roots = [entry for entry in entries.values() if entry.note.adds_to_id is None]
    for entry in reversed(entries.values()):
        if entry.note.adds_to_id in entries:
            entries[entry.note.adds_to_id].additions.append(entry)
    return roots


def last_met(student: UUID, reader: User, zone: ZoneInfo) -> date | None:
    """The last day on which `reader` met a student by their notes: the day they named, or that of the note."""
    mine = Note.objects.filter(Q(student=student, author__user=reader, adds_to=None))
    days = [met_on or at.astimezone(zone).date() for met_on, at in mine.values_list("met_on", "created_at")]
    return max(days, default=None)


def _entry(note: Note, reader: User, now: datetime) -> Entry:
    is_own = note.author is not None and note.author.user_id == reader.pk
    return Entry(note, is_own, is_own and note.may_change(now))
