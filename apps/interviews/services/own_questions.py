"""The owner's own part of the question bank."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.interviews import question_bank
from apps.interviews.errors import QuestionKnown
from apps.interviews.models import OwnQuestion, QuestionCategory
from apps.interviews.services.undo import put_back, snapshot


def keep_question(
    *, actor: User, text: str, now: datetime, category: str = QuestionCategory.OTHER, minutes: int = 3
) -> OwnQuestion:
    """Keeps a question for other talks. Raises QuestionKnown if the bank has it, built in or kept."""
    text = " ".join(text.split())[:300]
    if text.casefold() in question_bank.BY_TEXT:
        raise QuestionKnown
    try:
        with transaction.atomic():
            return OwnQuestion.objects.create(
                owner=actor, created_at=now, text=text, category=category, minutes=minutes
            )
    except IntegrityError:
        raise QuestionKnown from None


def change_own_question(*, actor: User, question: OwnQuestion, text: str, category: str, minutes: int) -> None:
    """Other words, category or minutes; plans that have it already keep theirs. Raises QuestionKnown."""
    text = " ".join(text.split())[:300]
    if text.casefold() in question_bank.BY_TEXT:
        raise QuestionKnown
    try:
        with transaction.atomic():
            OwnQuestion.objects.filter(owner=actor, pk=question.pk).update(
                text=text, category=category, minutes=minutes
            )
    except IntegrityError:
        raise QuestionKnown from None
    question.refresh_from_db()


def remove_own_question(*, actor: User, question: OwnQuestion) -> str:
    """Takes it out of the bank; what `restore_own_question` needs to put it back."""
    token = snapshot(question)
    OwnQuestion.objects.filter(owner=actor, pk=question.pk).delete()
    return token


def restore_own_question(*, actor: User, token: str) -> OwnQuestion | None:
    """Undoes `remove_own_question`; None if that is not possible any more."""
    return put_back(OwnQuestion, token, actor)
