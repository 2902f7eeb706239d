"""What is typed on pages that join several apps."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from apps.accounts.models import User
from apps.contacts.forms import NOTE_LENGTH, CleanCharField, PersonField
from apps.contacts.models import Stage, Touch
from apps.core import clock
from apps.core.forms import MonthsField, NearDateField
from apps.workspace.services.touches import LOGGABLE

RHYTHMS = (
    ("", "No rhythm"),
    ("14", "Every 2 weeks"),
    ("30", "Every month"),
    ("60", "Every 2 months"),
    ("90", "Every 3 months"),
    ("180", "Every 6 months"),
    ("360", "Once a year"),
)


class LogForm(forms.Form):
    """What happened with a person: a kind, one line, and the day."""

    kinds = tuple((k.value, str(k.label)) for k in LOGGABLE)
    kind = forms.ChoiceField(choices=kinds, initial=Touch.Kind.NOTE)
    summary = CleanCharField(
        required=False,
        max_length=300,
        error_messages={"max_length": "One line is enough here: 300 characters at most. The rest fits into the notes."},
    )
    day = NearDateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now
        self.today = clock.local_day(now, zone)

    def clean_day(self) -> date:
        """Today unless another day is given, which has passed."""
        day: date = self.cleaned_data["day"] or self.today
        if day > self.today:
            raise forms.ValidationError("That day is still to come. Plan a step instead.")
        if day < self.today - timedelta(days=366 * 80):
            raise forms.ValidationError("That’s too long ago.")
        return day

    def clean(self) -> dict[str, Any]:
        """A note says something."""
        data = super().clean() or {}
        if data.get("kind") == Touch.Kind.NOTE and "summary" in data and not data["summary"]:
            self.add_error("summary", "Write a line first.")
        return data

    def occurred_at(self) -> datetime:
        """Now for today; noon for a day that has passed, which keeps the order among days."""
        day: date = self.cleaned_data["day"]
        return self.now if day == self.today else clock.local_moment(day, time(12), self.zone)


class LogWithForm(LogForm):
    """The same from anywhere: who, then what happened."""

    who = PersonField(label="Who was it?", max_length=500)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, PersonField)  # noqa: S101 -- tells the type checker
        who.owner = owner
        who.widget.attrs |= {"list": "introducer-options", "autocomplete": "off"}


class UndoLogForm(forms.Form):
    """Where the person stood before the touch that is taken back."""

    stage = forms.ChoiceField(choices=Stage.choices)


class NoteForm(forms.Form):
    """What only the owner reads about a person."""

    body = CleanCharField(
        label="Notes",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
    )


class RhythmForm(forms.Form):
    """How often to be in touch, and in which months not."""

    days = forms.TypedChoiceField(choices=RHYTHMS, coerce=int, empty_value=None, required=False)
    off_months = MonthsField()


class UnskipForm(forms.Form):
    """What undoing a skip needs."""

    token = forms.CharField(max_length=2000)


class LeavingForm(forms.Form):
    """Closing one's account: the address, typed, so that no slip of the hand does it."""

    email = CleanCharField(
        label="Your e-mail address, to be sure",
        max_length=254,
        error_messages={"required": "Type your address to be sure."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Has to be the address of the account."""
        email: str = self.cleaned_data["email"]
        if email.strip().casefold() != self.user.email.casefold():
            raise forms.ValidationError(f"That is not the address of this account, {self.user.email}.")
        return email
