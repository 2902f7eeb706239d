"""Three times on the owner's clock, and the instants that they mean."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.accounts.places import zone_choices
from apps.core import clock
from apps.core.forms import NearDateField
from apps.outreach import slots

NUMBERS = range(1, slots.HOW_MANY + 1)
_ORDINALS = {1: "First", 2: "Second", 3: "Third"}


class SlotForm(forms.Form):
    """Up to three times. Only the first is required; a day without a time is not a time."""

    minutes = forms.IntegerField(
        label="Minutes", min_value=5, max_value=240, widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"})
    )
    contact_timezone = forms.ChoiceField(label="Their time zone")
    has_link = forms.BooleanField(
        label="Add a link with which they can choose",
        required=False,
        help_text="It shows these times and your first name, nothing else, and it ends after 30 days.",
        widget=forms.CheckboxInput(attrs={"role": "switch"}),
    )
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: User, first_name: str, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now
        for number in NUMBERS:
            self.fields[f"date_{number}"] = NearDateField(
                label=f"{_ORDINALS[number]} day",
                required=number == 1,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"time_{number}"] = forms.TimeField(
                label=f"{_ORDINALS[number]} time",
                required=number == 1,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            )
        zone = self.fields["contact_timezone"]
        zone.choices = _zones(str(self.initial.get("contact_timezone") or owner.timezone))  # type: ignore[attr-defined]
        zone.label = f"{first_name}’s time zone"
        self.starts: list[datetime] = []

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Day and time, three times."""
        return [(self[f"date_{number}"], self[f"time_{number}"]) for number in NUMBERS]

    def clean(self) -> dict[str, Any]:
        """Finds the instants, on the nights when clocks jump as well."""
        data: dict[str, Any] = super().clean() or {}
        self.starts = []
        for number in NUMBERS:
            day, hour = data.get(f"date_{number}"), data.get(f"time_{number}")
            if hour and not day and f"date_{number}" not in self.errors:
                self.add_error(f"date_{number}", "Choose the day as well.")
            if day and not hour and f"time_{number}" not in self.errors:
                self.add_error(f"time_{number}", "Choose the time as well.")
            if day and hour:
                self._take(number, clock.local_moment(day, hour, self.owner.zone))
        return data

    def _take(self, number: int, start: datetime) -> None:
        if start <= self.now:
            self.add_error(f"date_{number}", "That has passed. Choose a time that is still to come.")
        elif start in self.starts:
            self.add_error(f"date_{number}", "That is the same time once more.")
        else:
            self.starts.append(start)


def initial_rows(starts: list[datetime], owner: User) -> dict[str, Any]:
    """The times as the form shows them."""
    rows: dict[str, Any] = {}
    for number, start in zip(NUMBERS, starts, strict=False):
        wall = start.astimezone(owner.zone)
        rows |= {f"date_{number}": wall.date(), f"time_{number}": wall.time()}
    return rows


def _zones(chosen: str) -> list[Any]:
    choices: list[Any] = list(zone_choices())
    if not any(chosen == name for _, names in choices for name, _ in names):
        choices.insert(0, (chosen, chosen.replace("_", " ")))
    return choices
