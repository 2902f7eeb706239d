"""The debrief."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.contacts.forms import CleanCharField
from apps.core import clock
from apps.core.forms import MonthsField, NearDateField
from apps.interviews.forms.planning import day_input
from apps.interviews.models import TakeawayKind

FACTS = [(kind.value, kind.label) for kind in TakeawayKind if kind not in (TakeawayKind.PERSON, TakeawayKind.ACTION)]
RHYTHMS = [
    ("", "No fixed rhythm"),
    ("30", "Every month"),
    ("90", "Every 3 months"),
    ("180", "Twice a year"),
    ("360", "Once a year"),
]
IN_A_WEEK = timedelta(days=7)


class TakeawayForm(forms.Form):
    """One fact of the talk. It is private unless the owner shares it."""

    text = forms.CharField(
        label="What you took along", max_length=1000, error_messages={"required": "Write a word or two first."}
    )
    kind = forms.ChoiceField(label="Kind", choices=FACTS, required=False)
    is_shareable = forms.BooleanField(label="My career center may read this", required=False)

    def clean_kind(self) -> str:
        """An insight unless said otherwise."""
        return self.cleaned_data["kind"] or TakeawayKind.INSIGHT


class PersonForm(forms.Form):
    """Someone who was named."""

    name = CleanCharField(
        label="Name", max_length=400, error_messages={"required": "Who was it? A first name will do."}
    )
    title = CleanCharField(label="Role", max_length=200, required=False)
    employer = CleanCharField(label="Employer", max_length=200, required=False)
    words = CleanCharField(label="What they said about them", max_length=300, required=False)

    @property
    def names(self) -> dict[str, str]:
        """First name and the rest."""
        given, _, family = self.cleaned_data["name"].strip().partition(" ")
        return {"given_name": given[:200], "family_name": family.strip()[:200]}


class ActionForm(forms.Form):
    """A promise, due on a day."""

    text = forms.CharField(label="What", max_length=200, error_messages={"required": "Write down what was promised."})
    owed_by_them = forms.ChoiceField(label="Who does it", choices=[("", "I do"), ("1", "They do")], required=False)
    due_on = NearDateField(label="By", required=False, widget=day_input())
    remind = forms.BooleanField(label="Remind me by e-mail", required=False)

    def __init__(self, *args: Any, owner: User, now: datetime, **kwargs: Any) -> None:
        self.owner, self.now = owner, now
        today = clock.local_day(now, owner.zone)
        kwargs["initial"] = {"due_on": today + IN_A_WEEK, "remind": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_owed_by_them(self) -> bool:
        """Whose promise it is."""
        return bool(self.cleaned_data["owed_by_them"] == "1")

    def clean_due_on(self) -> Any:
        """A day that has not passed; in a week when none was chosen."""
        today = clock.local_day(self.now, self.owner.zone)
        day = self.cleaned_data["due_on"] or today + IN_A_WEEK
        if day < today:
            raise forms.ValidationError("That day has passed. Today or later, please.")
        return day


class RhythmForm(forms.Form):
    """How often one may write, and in which months not."""

    days = forms.TypedChoiceField(
        label="How often may you write?", choices=RHYTHMS, required=False, coerce=int, empty_value=None
    )

    off_months = MonthsField(label="Quiet in")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.initial.get("days")
        if current and str(current) not in dict(RHYTHMS):
            self.fields["days"].choices = [*RHYTHMS, (str(current), f"Every {current} days")]  # type: ignore[attr-defined]
