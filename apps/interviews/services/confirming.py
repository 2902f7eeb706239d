"""The day-before confirmation: a talk that the other person has confirmed (P5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.followups.models import FollowUp
from apps.followups.services import complete_follow_up, reopen_follow_up
from apps.interviews.models import Interview


def confirm_interview(*, actor: User, interview: Interview, now: datetime) -> bool:
    """Notes that a planned talk is confirmed; True if this call did it. The step of the day before is done."""
    with transaction.atomic():
        planned = Interview.objects.visible_to(actor).filter(pk=interview.pk, state=Interview.State.PLANNED)
        won = bool(planned.update(state=Interview.State.CONFIRMED, updated_at=now))
        if won and interview.confirmation:
            complete_follow_up(actor=actor, follow_up=interview.confirmation, now=now)
    return won


def finish_confirmation(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """ "Already confirmed", from Today or a mail; True if the step was open."""
    with transaction.atomic():
        won = complete_follow_up(actor=actor, follow_up=follow_up, now=now)
        if won:
            talks = Interview.objects.visible_to(actor).filter(confirmation=follow_up, state=Interview.State.PLANNED)
            talks.update(state=Interview.State.CONFIRMED, updated_at=now)
    return won


def undo_confirmation(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Not confirmed yet; True unless the step stood open."""
    with transaction.atomic():
        won = reopen_follow_up(actor=actor, follow_up=follow_up, now=now)
        if won:
            talks = Interview.objects.visible_to(actor).filter(confirmation=follow_up, state=Interview.State.CONFIRMED)
            talks.update(state=Interview.State.PLANNED, updated_at=now)
    return won
