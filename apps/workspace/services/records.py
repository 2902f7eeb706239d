"""A student asks a center for what it holds about them; a director answers with one action (DAT-2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.centers.models import Center
from apps.workspace.models import RecordsRequest
from apps.workspace.services.copies import ask_for_copy

DAYS = 45


def ask_for_records(*, actor: User, center: Center, now: datetime) -> RecordsRequest | None:
    """From now on the center has 45 days; None if `actor` has asked already. `center` is one that they belong to."""
    try:
        with transaction.atomic():
            return RecordsRequest.objects.create(
                center=center, student=actor, created_at=now, due_at=now + timedelta(days=DAYS)
            )
    except IntegrityError:
        return None


def withdraw_request(*, actor: User, request: RecordsRequest, now: datetime) -> bool:
    """The student needs no answer any more; True if there was none yet."""
    mine = RecordsRequest.objects.filter(pk=request.pk, student=actor, answered_at=None, withdrawn_at=None)
    return bool(mine.update(withdrawn_at=now, updated_at=now))


def answer_request(*, actor: User, request: RecordsRequest, now: datetime) -> bool:
    """Has everything that the center holds about the student made into a copy, which only the student can open.

    True if this was the answer. What it contains is not chosen: team notes are in it (row 24 of the matrix).
    """
    with transaction.atomic():
        waiting = RecordsRequest.objects.filter(pk=request.pk, answered_at=None, withdrawn_at=None)
        if not waiting.update(answered_at=now, answered_by=actor, updated_at=now):
            return False
        copy = ask_for_copy(actor=request.student, center=request.center, now=now)
        RecordsRequest.objects.filter(pk=request.pk).update(copy=copy)
        return True
