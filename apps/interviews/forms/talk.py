"""Right before the talk and right after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.core import clock
from apps.core.forms import NearDateField
from apps.interviews.forms.planning import day_input
from apps.interviews.models import Interview, ThankYou


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
        """A day that has come, and not before the talk."""
        day = self.cleaned_data["posted_on"]
        if day and day > clock.local_day(self.now, self.owner.zone):
            raise forms.ValidationError("That day is still to come. Mark it as sent once it’s posted.")
        ended_at = self.interview.ended_at
        if day and ended_at and day < clock.local_day(ended_at, self.owner.zone):
            raise forms.ValidationError("That day was before the talk. Which day did you post it?")
        return day
