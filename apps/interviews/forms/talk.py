"""During the talk and right after it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from apps.accounts.models import User
from apps.core import clock
from apps.core.forms import NearDateField
from apps.interviews.forms.planning import day_input
from apps.interviews.models import Interview, PlannedQuestion, TakeawayKind, ThankYou

LONGEST = 600  # minutes


class LiveNoteForm(forms.Form):
    """One line, as the live page or its outbox sends it. Without scripts the id is made here.

    Only an empty line is refused: an outbox that is hours late must not lose words because a question was removed
    meanwhile or a clock ran on.
    """

    body = forms.CharField(max_length=1000, error_messages={"required": "Write a word or two first."})
    client_id = forms.UUIDField(required=False)
    minute = forms.IntegerField(required=False)
    kind = forms.CharField(required=False)
    question = forms.CharField(required=False)

    def __init__(self, *args: Any, interview: Interview, now: datetime, **kwargs: Any) -> None:
        self.interview, self.now = interview, now
        super().__init__(*args, **kwargs)

    def clean_kind(self) -> str:
        """A plain note unless it is one of ours."""
        kind: str = self.cleaned_data["kind"]
        return kind if kind in TakeawayKind.values else ""

    def clean_question(self) -> PlannedQuestion | None:
        """A question of this talk, or none."""
        try:
            return PlannedQuestion.objects.filter(
                interview=self.interview, pk=UUID(self.cleaned_data["question"])
            ).first()
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        """A line without its own id or minute gets the ones of this moment."""
        data = super().clean() or self.cleaned_data
        data["client_id"] = data.get("client_id") or uuid4()
        if data.get("minute") is None:
            begun = self.interview.started_at or self.now
            data["minute"] = int((self.now - begun).total_seconds() // 60)
        data["minute"] = min(max(data["minute"], 0), LONGEST)
        return data


class FinishForm(forms.Form):
    """The moment of the end, which a page that was offline knows better than we do."""

    ended_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ"])

    def clean_ended_at(self) -> datetime | None:
        """Browsers send UTC; Django reads it in the active zone."""
        moment: datetime | None = self.cleaned_data["ended_at"]
        return moment.replace(tzinfo=UTC) if moment else None


class ConfirmForm(forms.Form):
    """The message that confirms a talk; kept by nobody but the owner's mail program."""

    body = forms.CharField(label="Your message", max_length=2000, strip=False)


class LetterForm(forms.Form):
    """The thank-you while it is written."""

    subject = forms.CharField(max_length=200, required=False)
    body = forms.CharField(
        label="Your letter", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )


class SentForm(forms.Form):
    """How and when the letter went off. Without a day it was just now."""

    medium = forms.ChoiceField(choices=ThankYou.Medium.choices, required=False)
    posted_on = NearDateField(label="Posted on", required=False, widget=day_input())

    def __init__(self, *args: Any, owner: User, interview: Interview, now: datetime, **kwargs: Any) -> None:
        self.owner, self.interview, self.now = owner, interview, now
        super().__init__(*args, **kwargs)

    def clean_medium(self) -> str:
        """By e-mail unless said otherwise."""
        return self.cleaned_data["medium"] or ThankYou.Medium.EMAIL

    @property
    def sent_at(self) -> datetime:
        """Noon of the posted day, but never before the talk ended nor after now; an e-mail went just now."""
        day = self.cleaned_data["posted_on"]
        if day is None or self.cleaned_data["medium"] == ThankYou.Medium.EMAIL:
            return self.now
        noon = clock.local_moment(day, clock.NOON, self.owner.zone)
        return min(max(noon, self.interview.ended_at or noon), self.now)

    def clean_posted_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["posted_on"]
        if day and day > clock.local_day(self.now, self.owner.zone):
            raise forms.ValidationError("That day is still to come. Mark it as sent once it’s posted.")
        return day
