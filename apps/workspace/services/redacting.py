"""Taking the words of a staff note out, unless its student waits for the center's records (DAT-2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.advising.models import Note
from apps.advising.services.notes import redact_note
from apps.centers.access import Student
from apps.workspace.models import RecordsRequest


class RecordsAsked(Exception):
    """The student has asked for what the center holds; the message is fit for the director."""


@transaction.atomic
def redact(*, actor: User, student: Student, note: Note, purpose: str, now: datetime) -> bool:
    """Takes the words out for good; True if there were any. RecordsAsked while a request for records is open."""
    User.objects.select_for_update().get(pk=student.user_id)  # a request that comes in meanwhile waits
    waiting = RecordsRequest.objects.filter(
        center=student.center_id, student=student.user_id, answered_at=None, withdrawn_at=None
    )
    if waiting.exists():
        raise RecordsAsked(f"{student.name} has asked for your records. Answer that first: nothing may be missing.")
    return redact_note(actor=actor, student=student, note=note, purpose=purpose, now=now)
