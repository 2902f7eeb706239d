"""What a report is asked by, and what for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

#: How many months are shown to who says nothing.
USUAL = 6


class MonthsForm(forms.Form):
    """From which month to which. Nothing said: the last half year."""

    first = forms.ChoiceField(label="From")
    last = forms.ChoiceField(label="To")

    def __init__(self, given: Mapping[str, str], *, months: Sequence[date]) -> None:
        usual = {"first": f"{months[min(USUAL, len(months)) - 1]:%Y-%m}", "last": f"{months[0]:%Y-%m}"}
        super().__init__({name: given.get(name) or month for name, month in usual.items()})
        self._months = months
        for name in usual:
            choices = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The months asked for, the earliest first."""
        data = super().clean() or {}
        if not self.errors:
            first, last = data["first"], data["last"]
            if first > last:
                self.add_error("last", "That is before the first month.")
            data["months"] = sorted(month for month in self._months if first <= f"{month:%Y-%m}" <= last)
        return data


class CohortsForm(forms.Form):
    """Which cohorts. None ticked: all of them."""

    cohort = forms.MultipleChoiceField(required=False, label="Cohorts", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, cohorts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = cohorts  # type: ignore[attr-defined]


class RowsForm(forms.Form):
    """What the rows of single students are taken along for; each of them reads it in their log."""

    purpose = forms.CharField(
        label="What do you need them for?",
        max_length=200,
        help_text="Every student in the file reads this beside your name.",
    )

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_asked:
            self.fields["purpose"].required = False
            self.fields["purpose"].label = "What do you need them for? (may stay empty)"
