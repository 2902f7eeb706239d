"""What the live page sends, at once or from an outbox that is hours late. Little is refused: words must not be lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from apps.interviews.models import Interview, PlannedQuestion, TakeawayKind

LONGEST = 600  # minutes
NOTHING_WRITTEN = {"required": "Write a word or two first."}


class MomentField(forms.DateTimeField):
    """A browser's `toISOString()`. Anything else is no moment, rather than an error: our clock steps in."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> datetime | None:
        """In UTC."""
        try:
            moment = datetime.fromisoformat(str(value or ""))
            return moment.astimezone(UTC) if moment.tzinfo else None
        except (ValueError, OverflowError):
            return None


class IdField(forms.CharField):
    """A UUID that a page made, or none."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> UUID | None:
        """None for what is no id."""
        try:
            return UUID(super().clean(value))
        except ValueError:
            return None


class _OfTalk(forms.Form):
    """A form about one talk, at one moment."""

    def __init__(self, *args: Any, interview: Interview, now: datetime, **kwargs: Any) -> None:
        self.interview, self.now = interview, now
        super().__init__(*args, **kwargs)

    def planned(self, name: str) -> PlannedQuestion | None:
        """A question of this talk, or none."""
        wanted: UUID | None = self.cleaned_data[name]
        return PlannedQuestion.objects.filter(interview=self.interview, pk=wanted).first() if wanted else None


class LiveNoteForm(_OfTalk):
    """One line. Without scripts its id and minute are made here.

    Only an empty line and one that is too long are refused: a question that was removed meanwhile or a clock that
    ran on must not cost words.
    """

    body = forms.CharField(max_length=1000, error_messages=NOTHING_WRITTEN)
    client_id = IdField()
    minute = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    question = IdField()
    taken_at = MomentField()

    def clean_kind(self) -> str:
        """A plain note unless it is one of ours."""
        kind: str = self.cleaned_data["kind"]
        return kind if kind in TakeawayKind.values else ""

    def clean_client_id(self) -> UUID:
        """Its own, or a new one."""
        return self.cleaned_data["client_id"] or uuid4()

    def clean_question(self) -> PlannedQuestion | None:
        """The one it was about."""
        return self.planned("question")

    def clean_minute(self) -> int:
        """The page's, though never later than now and never before the start."""
        begun = self.interview.started_at or self.now
        latest = min(max(int((self.now - begun).total_seconds() // 60), 0), LONGEST)
        given = self.cleaned_data["minute"].strip()[:9]
        try:
            return min(max(int(given), 0), latest) if given else latest
        except ValueError:
            return latest


class LiveQuestionForm(_OfTalk):
    """A question that came up."""

    text = forms.CharField(max_length=300, error_messages=NOTHING_WRITTEN)
    question_id = IdField()
    after = IdField()

    def clean_after(self) -> PlannedQuestion | None:
        """The one that it follows."""
        return self.planned("after")


class MarkForm(forms.Form):
    """Asked, skipped, or not yet."""

    outcome = forms.ChoiceField(choices=PlannedQuestion.Outcome.choices)
    client_id = IdField()
    made_at = MomentField()


class StartForm(forms.Form):
    """The moment of the hello."""

    started_at = MomentField()


class FinishForm(forms.Form):
    """The moment of the end, which a page that was offline knows better than we do."""

    ended_at = MomentField()
