"""Looking back at a talk: what was wanted, how it fits, what to do better, and the end of the debrief."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.goals.models import Criterion
from apps.interviews.models import CriterionRating, Interview, ObjectiveAnswer, Part, Reflection


def answer_objective(*, actor: User, interview: Interview, text: str, met: str, now: datetime) -> None:
    """Whether one thing that was wanted was reached; an empty answer takes it back."""
    answers = ObjectiveAnswer.objects.filter(owner=actor, interview=interview, text=text[:300])
    if not met:
        answers.delete()
        return
    ObjectiveAnswer.objects.update_or_create(
        interview=interview,
        text=text[:300],
        defaults={"met": met, "updated_at": now},
        create_defaults={"owner": actor, "met": met, "created_at": now},
    )


def rate_criterion(
    *, actor: User, interview: Interview, criterion: Criterion, score: int | None, now: datetime
) -> None:
    """How well the person's job would fit one criterion, 1 to 5; None takes it back."""
    if score is None:
        CriterionRating.objects.filter(owner=actor, interview=interview, criterion=criterion).delete()
        return
    CriterionRating.objects.update_or_create(
        interview=interview,
        criterion=criterion,
        defaults={"score": score, "updated_at": now},
        create_defaults={"owner": actor, "score": score, "created_at": now},
    )


def note_better(*, actor: User, interview: Interview, text: str, now: datetime) -> Reflection:
    """What to do better the next time; empty words take it back."""
    reflection = _reflection(actor, interview, now)
    reflection.better = " ".join(text.split())[:500]
    reflection.save(update_fields=["better", "updated_at"])
    return reflection


def say_nothing(*, actor: User, interview: Interview, part: str, nothing: bool, now: datetime) -> None:
    """Notes that a part of the debrief has nothing to write down, or that it has after all."""
    with transaction.atomic():
        pk = _reflection(actor, interview, now).pk
        reflection = Reflection.objects.select_for_update().get(pk=pk)
        parts = set(reflection.nothing_in) - {part} | ({part} if nothing else set())
        reflection.nothing_in = [p for p in Part.values if p in parts]
        reflection.save(update_fields=["nothing_in", "updated_at"])


def close_debrief(*, actor: User, interview: Interview, now: datetime) -> bool:
    """Notes that everything is written down; True the first time."""
    talk = Interview.objects.visible_to(actor).filter(pk=interview.pk, debriefed_at=None, state=Interview.State.HELD)
    return bool(talk.update(debriefed_at=now, updated_at=now))


def _reflection(actor: User, interview: Interview, now: datetime) -> Reflection:
    defaults = {"owner": actor, "created_at": now}
    reflection, _ = Reflection.objects.get_or_create(interview=interview, defaults=defaults)
    return reflection
