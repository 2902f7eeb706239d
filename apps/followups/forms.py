"""What a person types about a step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from apps.core import clock
from apps.core.forms import NearDateField
from apps.followups.models import FollowUp
from apps.followups.rules import Repeat, When

#: What one can plan by hand; the other kinds come from asks and talks.
PLANNABLE = (FollowUp.Kind.ACTION, FollowUp.Kind.CHECK_IN, FollowUp.Kind.REPORT_BACK)


class FollowUpForm(forms.Form):
    """A step by hand: what, when, and whether to be reminded by e-mail."""

    title = forms.CharField(label="What will you do?", max_length=200)
    day = NearDateField(label="When?", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="What kind of step is it?", choices=[(k.value, k.label) for k in PLANNABLE], widget=forms.RadioSelect
    )
    at = forms.TimeField(
        label="At what time?", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    repeats = forms.ChoiceField(
        label="Does it come again?", required=False, choices=[("", "Just once"), *Repeat.choices]
    )
    remind = forms.BooleanField(label="Remind me by e-mail that day", required=False, initial=True)

    def __init__(self, *args: Any, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now, self.today = zone, now, clock.local_day(now, zone)
        self.fields["day"].widget.attrs["min"] = self.today.isoformat()

    def clean_day(self) -> date:
        """Not in the past, and not beyond what anybody plans."""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError("Choose today or a day to come.")
        if day.year > self.today.year + 5:
            raise forms.ValidationError("Choose a day within the next five years.")
        return day

    def clean(self) -> dict[str, Any]:
        """A minute that has passed is no plan, and a series has none of its own."""
        data = super().clean() or {}
        at, day = data.get("at"), data.get("day")
        if at and data.get("repeats"):
            self.add_error("at", "What comes again comes at your reminder time. Leave the time empty.")
        elif at and day and clock.local_moment(day, at, self.zone) <= self.now:
            self.add_error("at", "That time has passed. Choose a later one, or none.")
        return data

    def when(self) -> When:
        """The minute that was chosen, or the day at the reminder hour."""
        data = self.cleaned_data
        day, at, by_mail = data["day"], data["at"], data["remind"]
        if at:
            return When.at(clock.local_moment(day, at, self.zone), by_mail=by_mail)
        return When.on(day, by_mail=by_mail, repeats=data["repeats"])


class SnoozeForm(forms.Form):
    """Until when a step is put off."""

    CHOICES = (
        ("later", "In two hours"),
        ("tomorrow", "Tomorrow"),
        ("next_week", "Next week"),
        ("date", "A day you pick"),
    )

    until = forms.ChoiceField(label="Until when?", choices=CHOICES, widget=forms.RadioSelect)
    day = NearDateField(label="Which day?", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.today = zone, clock.local_day(now, zone)

    def clean(self) -> dict[str, Any]:
        """A picked day lies ahead."""
        data = super().clean() or {}
        if data.get("until") == "date" and "day" not in self.errors:
            day = data.get("day")
            if day is None:
                self.add_error("day", "Pick a day.")
            elif day <= self.today:
                self.add_error("day", "Pick a day after today.")
            elif day.year > self.today.year + 5:
                self.add_error("day", "Pick a day within the next five years.")
        return data
