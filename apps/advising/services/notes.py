"""Notes about a student: reading them is logged like any other read, what was written stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.advising.models import Note
from apps.advising.models.notes import EDITABLE_FOR
from apps.advising.note_access import NOTE_READS
from apps.advising.selectors.notes import Entry, notes_about
from apps.centers.access import ROLE_OF, Reason, Right, Scope, Student, decide
from apps.centers.models import Disclosure, Membership
from apps.centers.services import record_open


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """The notes about a student as one viewer gets them."""

    entries: list[Entry]
    asks_purpose: bool  # there may be more for a viewer who says what for
    may_redact: bool
    kinds: list[Note.Kind]  # what the viewer may write


@transaction.atomic
def read_notes(*, actor: User, student: Student, now: datetime, purpose: str = "") -> NoteSheet:
    """The notes that `actor` may read about a student; the student finds that in their log, with how many.

    A director says what for; a peer mentor reads their own.
    """
    answers = {kind: decide(right, [student.scope], purpose=purpose) for kind, right in NOTE_READS.items()}
    kinds = [kind for kind, answer in answers.items() if answer]
    own = student.scope is Scope.MENTOR
    entries = notes_about(student.id, kinds, reader=actor, now=now, only_own=own)
    count = sum(1 + len(entry.additions) for entry in entries)
    if count:
        group = Disclosure.FieldGroup.NOTES
        record_open(actor=actor, student=student, group=group, count=count, purpose=purpose, now=now)
    return NoteSheet(
        entries=entries,
        asks_purpose=any(answer.reason is Reason.NO_PURPOSE for answer in answers.values()),
        may_redact=bool(decide(Right.REDACT_NOTES, [student.scope], purpose="any")),
        kinds=writable_kinds(student),
    )


def writable_kinds(student: Student) -> list[Note.Kind]:
    """What kinds of note whoever stands so to a student may write."""
    if decide(Right.WRITE_NOTES, [student.scope]):
        return [Note.Kind.SHARED, Note.Kind.TEAM]
    return [Note.Kind.PEER] if decide(Right.WRITE_PEER_NOTES, [student.scope]) else []


def may_ask(student: Student) -> bool:
    """True where saying what for opens notes, or none has to be said."""
    return bool(decide(Right.READ_SHARED_NOTES, [student.scope], purpose="any"))


def write_note(
    *, actor: User, student: Student, kind: Note.Kind, body: str, met_on: date | None, now: datetime
) -> Note:
    """A new note. PermissionDenied where `actor` may not write one of that kind."""
    if kind not in writable_kinds(student):
        raise PermissionDenied
    role = ROLE_OF[student.scope]
    return Note.objects.create(
        center_id=student.center_id,
        student_id=student.id,
        student_name=student.name[:201],
        author=Membership.objects.filter(user=actor, center=student.center_id, role=role, ended_at=None).first(),
        author_name=actor.name[:201],
        author_role=role,
        kind=kind,
        body=body.strip(),
        met_on=met_on,
        created_at=now,
    )


def edit_note(*, actor: User, note: Note, body: str, met_on: date | None, now: datetime) -> bool:
    """Other words for a note of `actor`, within a day; True if it was in time."""
    mine = Note.objects.filter(pk=note.pk, author__user=actor, redacted_at=None, created_at__gt=now - EDITABLE_FOR)
    return bool(mine.update(body=body.strip(), met_on=met_on, edited_at=now, updated_at=now))


@transaction.atomic
def add_to_note(*, actor: User, note: Note, body: str, now: datetime) -> Note | None:
    """An addition to a note of `actor`'s, for the same readers; None if its words were taken out."""
    root = Note.objects.select_for_update(of=("self",)).select_related("author").get(pk=note.adds_to_id or note.pk)
    if root.author is None or root.author.user_id != actor.pk or root.redacted_at is not None:
        return None
    return Note.objects.create(
        center_id=root.center_id,
        student_id=root.student_id,
        student_name=root.student_name,
        author=root.author,
        author_name=actor.name[:201],
        author_role=root.author_role,
        kind=root.kind,
        body=body.strip(),
        adds_to=root,
        created_at=now,
    )


@transaction.atomic
def redact_note(*, actor: User, student: Student, note: Note, purpose: str, now: datetime) -> bool:
    """Takes the words of a note, and of what was added to it, out for good; True if it had any.

    That there was a note, who took its words out and what for stays readable where the note was, and the student
    finds it in their log. Whoever calls has asked for open requests for records (DAT-2).
    """
    if not decide(Right.REDACT_NOTES, [student.scope], purpose=purpose):
        raise PermissionDenied
    words = Note.objects.filter(Q(pk=note.pk) | Q(adds_to=note.pk), redacted_at=None)
    count = words.update(
        body="", redacted_at=now, redacted_by=actor.name[:201], redacted_for=purpose.strip()[:200], updated_at=now
    )
    if count:
        group = Disclosure.FieldGroup.NOTES
        record_open(actor=actor, student=student, group=group, count=count, purpose=purpose, now=now)
    return bool(count)
