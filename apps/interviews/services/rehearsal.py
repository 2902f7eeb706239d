"""Saying it aloud: the introduction, and one run through the questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.goals.models import Goal
from apps.interviews.models import Interview, Introduction, Rehearsal, RehearsalTime

LONGEST = 3600  # seconds


def save_introduction(*, actor: User, goal: Goal | None, text: str, now: datetime) -> Introduction:
    """Keeps the thirty seconds for every talk of this goal, or of none."""
    introduction, _ = Introduction.objects.update_or_create(
        owner=actor, goal=goal, defaults={"text": text.strip()[:1000]}, create_defaults={
            "text": text.strip()[:1000], "created_at": now,
        },
    )  # fmt: skip
    return introduction


def record_rehearsal(
    *,
    actor: User,
    interview: Interview,
    client_id: UUID,
    now: datetime,
    intro_seconds: int | None = None,
    seconds: Mapping[UUID, int] | None = None,
) -> Rehearsal:
    """Notes one run, with the seconds of each question that was said. A run that is sent twice counts once."""
    with transaction.atomic():
        run, is_new = Rehearsal.objects.get_or_create(
            interview=interview,
            client_id=client_id,
            defaults={"owner": actor, "created_at": now, "intro_seconds": _sane(intro_seconds)},
        )
        if is_new and seconds:
            planned = interview.questions.filter(pk__in=list(seconds)).values_list("pk", flat=True)
            times = [(pk, _sane(seconds[pk])) for pk in planned]
            RehearsalTime.objects.bulk_create(
                RehearsalTime(owner=actor, created_at=now, rehearsal=run, question_id=pk, seconds=said)
                for pk, said in times
                if said
            )
    return run


def _sane(seconds: int | None) -> int | None:
    """Whole seconds of at most an hour; None for nothing."""
    return min(seconds, LONGEST) if seconds and seconds > 0 else None
