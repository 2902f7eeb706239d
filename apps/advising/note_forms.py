"""Forms of notes about a student."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.advising.models import Note
from apps.advising.models.notes import LONGEST
from apps.core.forms import NearDateField

KIND_HELP = {
    Note.Kind.SHARED: "The student reads it at once.",
    Note.Kind.TEAM: "The student gets it when they ask for your records.",
    Note.Kind.PEER: "The student, their advisor and the director read it.",
}


class NoteForm(forms.Form):
    """A note, when they met, and who reads it. `kinds` are those that the writer may choose from."""

    body = forms.CharField(
        label="Note", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    kind = forms.ChoiceField(label="Who reads it")
    met_on = NearDateField(
        label="You met on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, kinds: list[Note.Kind], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [(kind.value, f"{kind.label}: {KIND_HELP[kind]}") for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0].value
            self.fields["kind"].widget = forms.HiddenInput()

    def clean_met_on(self) -> date | None:
        """Not a day to come."""
        day: date | None = self.cleaned_data["met_on"]
        if day and day > self.today:
            raise ValidationError("That day is still to come.")
        return day


class NoteTextForm(NoteForm):
    """Other words for a note; who reads it stays."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, kinds=[], today=today, **kwargs)
        del self.fields["kind"]


class AdditionForm(forms.Form):
    """What is added to a note."""

    body = forms.CharField(
        label="What has to be added",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class SinceForm(forms.Form):
    """The day from which a brief tells what changed."""

    since = NearDateField(
        label="Since", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_since(self) -> date | None:
        """Today at the latest."""
        day: date | None = self.cleaned_data["since"]
        if day and day > self.today:
            raise ValidationError("That day is still to come.")
        return day
