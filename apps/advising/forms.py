"""Forms of the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from apps.advising.selectors import Choices, Filters
from apps.centers.models import Level


class PurposeForm(forms.Form):
    """What a director wants to know; the student reads it in their log."""

    purpose = forms.CharField(
        label="What do you need it for?",
        max_length=200,
        help_text="The student reads this beside your name.",
    )


class FilterForm(forms.Form):
    """Search and filters of the list of students. An unknown choice is no filter."""

    q = forms.CharField(required=False, max_length=100, label="Search")
    cohort = forms.TypedChoiceField(required=False, label="Cohort", coerce=UUID, empty_value=None)
    level = forms.ChoiceField(required=False, label="Shares")
    center = forms.TypedChoiceField(required=False, label="Center", coerce=UUID, empty_value=None)
    mine = forms.BooleanField(required=False, label="Mine only")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("cohort", "Any cohort", choices.cohorts)
        self._choices("center", "Any center", choices.centers if len(choices.centers) > 1 else [])
        levels = [(Level.FULL, "Names too"), (Level.PROGRESS, "Progress"), (Level.NOTHING, "Nothing")]
        self._choices("level", "Any sharing", [(v.value, label) for v, label in levels] if choices.sees_levels else [])

    def _choices(self, name: str, everything: str, rows: list[tuple[str, str]]) -> None:
        if rows:
            self.fields[name].choices = [("", everything), *rows]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def filters(self) -> Filters:
        """What to narrow the list to."""
        self.full_clean()
        data = self.cleaned_data
        return Filters(
            search=data.get("q", "").strip(),
            center=data.get("center"),
            cohort=data.get("cohort"),
            level=data.get("level", ""),
            mine=data.get("mine", False),
        )
