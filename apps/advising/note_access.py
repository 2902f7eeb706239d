"""The doorways to notes about a student. 404 for who may not know of one, 403 where only the right is missing."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.accounts.models import User
from apps.advising.access import visible_student
from apps.advising.models import Note
from apps.centers.access import Right, Scope, Student, decide, students_visible_to

#: What reading each kind of note takes (rows 23, 24, 29).
NOTE_READS = {
    Note.Kind.SHARED: Right.READ_SHARED_NOTES,
    Note.Kind.TEAM: Right.READ_TEAM_NOTES,
    Note.Kind.PEER: Right.READ_PEER_NOTES,
}


def noted_student(user: User, membership_id: UUID) -> Student:
    """A student about whom `user` may write something down; 403 for staff who see the roster card and no more."""
    student = visible_student(user, membership_id)
    if not decide(Right.WRITE_NOTES, [student.scope]) and not decide(Right.WRITE_PEER_NOTES, [student.scope]):
        raise PermissionDenied
    return student


def advised_student(user: User, membership_id: UUID) -> Student:
    """A student whom `user` meets as an advisor or director (rows 23 and 24); 403 for other staff who see them."""
    student = visible_student(user, membership_id)
    if not decide(Right.WRITE_NOTES, [student.scope]):
        raise PermissionDenied
    return student


def own_note(user: User, note_id: UUID) -> Note:
    """A note that `user` wrote about somebody whom they still look after; 403 for who else may know of it."""
    note, student = _known_note(user, note_id)
    right = Right.WRITE_PEER_NOTES if note.kind == Note.Kind.PEER else Right.CHANGE_NOTES
    if not _wrote(user, note) or not decide(right, [student.scope]):
        raise PermissionDenied
    return note


def redactable_note(user: User, note_id: UUID) -> tuple[Note, Student]:
    """A note whose words `user` may take out, if they say what for; 403 for who else may know of it."""
    note, student = _known_note(user, note_id)
    if not decide(Right.REDACT_NOTES, [student.scope], purpose="any"):
        raise PermissionDenied
    return note, student


def _known_note(user: User, note_id: UUID) -> tuple[Note, Student]:
    seen = students_visible_to(user).values("pk")
    note = Note.objects.filter(student__in=seen, pk=note_id).select_related("author").first()
    if note is None or note.student_id is None:
        raise Http404
    student = visible_student(user, note.student_id)
    if not decide(NOTE_READS[Note.Kind(note.kind)], [student.scope], purpose="any"):
        raise Http404
    if student.scope is Scope.MENTOR and not _wrote(user, note):
        raise Http404
    return note, student


def _wrote(user: User, note: Note) -> bool:
    return note.author is not None and note.author.user_id == user.pk
