"""The letter of an exchange by e-mail, which questions stand in it, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from apps.accounts.models import User
from apps.core import clock
from apps.core.forms import NearDateField
from apps.interviews.exchange_letter import LEAST, MOST, split_reply
from apps.interviews.forms.planning import day_input, hour_input
from apps.interviews.models import ExchangeQuestion, PlannedQuestion

LONGEST_ANSWER = 10_000


class ExchangeLetterForm(forms.Form):
    """The letter while it is written."""

    subject = forms.CharField(label="Subject", max_length=200, required=False)
    body = forms.CharField(
        label="Your letter",
        max_length=10_000,
        required=False,
        error_messages={"max_length": "That’s too long for one letter. Shorten it to 10,000 characters."},
    )


class ChosenForm(forms.Form):
    """Three to five questions of the plan."""

    question = forms.ModelMultipleChoiceField(
        queryset=PlannedQuestion.objects.none(),
        error_messages={
            "required": f"Choose {LEAST} to {MOST} questions.",
            "invalid_choice": "One of these isn’t in the plan any more. Choose again.",
            "invalid_pk_value": "One of these isn’t in the plan any more. Choose again.",
        },
    )

    def __init__(self, *args: Any, plan: Sequence[PlannedQuestion], **kwargs: Any) -> None:
        self.plan = plan
        super().__init__(*args, **kwargs)
        ids = [question.pk for question in plan]
        self.fields["question"].queryset = PlannedQuestion.objects.filter(pk__in=ids)  # type: ignore[attr-defined]

    def clean_question(self) -> list[PlannedQuestion]:
        """In the order of the plan."""
        chosen = set(self.cleaned_data["question"])
        if not LEAST <= len(chosen) <= MOST:
            many = "is too few for a letter" if len(chosen) < LEAST else "are too many to answer by e-mail"
            raise forms.ValidationError(f"{len(chosen)} {many}. Choose {LEAST} to {MOST}.")
        return [question for question in self.plan if question in chosen]


class AnswersForm(forms.Form):
    """What came back, question by question, and when. `whole` is a reply that was pasted in one piece."""

    date = NearDateField(label="It arrived on", widget=day_input())
    time = forms.TimeField(label="At, on your clock", widget=hour_input())
    whole = forms.CharField(
        label="Their whole reply",
        required=False,
        max_length=LONGEST_ANSWER * MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        *args: Any,
        owner: User,
        questions: Sequence[ExchangeQuestion],
        sent_at: datetime,
        arrived_at: datetime,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        self.owner, self.questions, self.sent_at, self.now = owner, questions, sent_at, now
        self.arrived_at: datetime | None = None
        self.stood = arrived_at
        wall, initial = arrived_at.astimezone(owner.zone), kwargs.get("initial", {})
        kwargs["initial"] = {"date": wall.date(), "time": wall.time().replace(second=0, microsecond=0)}
        kwargs["initial"] |= {_name(row): row.answer for row in questions} | initial
        super().__init__(*args, **kwargs)
        for row in questions:
            self.fields[_name(row)] = forms.CharField(
                label=row.text,
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"max_length": "Shorten this answer to 10,000 characters; the mail keeps the rest."},
            )

    def answer_fields(self) -> list[forms.BoundField]:
        """The fields of the answers, in order."""
        return [self[_name(row)] for row in self.questions]

    def answers(self) -> dict[UUID, str]:
        """What is written, by id of the question."""
        return {row.pk: self.cleaned_data.get(_name(row), "") for row in self.questions}

    def sorted_by_question(self) -> dict[str, str]:
        """The data of a form in which the pasted reply is sorted into the answers; what stood there stays."""
        data = {name: self.data.get(name, "") for name in ("date", "time")}
        pieces = split_reply(self.data.get("whole", ""), [row.text for row in self.questions])
        for row, piece in zip(self.questions, pieces, strict=True):
            stood = self.data.get(_name(row), "").strip()
            data[_name(row)] = f"{stood}\n\n{piece}".strip() if piece else stood
        return data

    def clean(self) -> dict[str, Any]:
        """Something came, and not before the questions went nor after now."""
        data = super().clean() or self.cleaned_data
        if data.get("whole") and not any(self.answers().values()):
            self.add_error("whole", "Sort it into the answers first, or paste it into one of them.")
        elif not self.errors and not any(answer.strip() for answer in self.answers().values()):
            self.add_error(_name(self.questions[0]) if self.questions else None, "Write down at least one answer.")
        if "date" in data and "time" in data:
            self.arrived_at = self._arrived(clock.local_moment(data["date"], data["time"], self.owner.zone))
            if self.arrived_at > self.now:
                self.add_error("date", "That is still to come. When did the answer arrive?")
            elif self.arrived_at < self.sent_at:
                self.add_error("date", "You sent the questions after that. When did the answer arrive?")
        return data

    def _arrived(self, minute: datetime) -> datetime:
        """What is meant by a minute: the moment that stood there, to the second, if it is the same; never before the
        letter within the minute in which it went.
        """
        for moment in (self.stood, self.sent_at):
            if minute == moment.replace(second=0, microsecond=0):
                return moment
        return minute


def _name(row: ExchangeQuestion) -> str:
    return f"answer_{row.position + 1}"
