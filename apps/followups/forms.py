"""What a person types about a step."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from apps.core import clock
from apps.core.forms import NearDateField
from apps.followups.models import FollowUp

#: What one can plan by hand; the other kinds come from asks and talks.
PLANNABLE = (FollowUp.Kind.ACTION, FollowUp.Kind.CHECK_IN, FollowUp.Kind.REPORT_BACK)


class FollowUpForm(forms.Form):
    """A step by hand: what, when, and whether to be reminded by e-mail."""

    title = forms.CharField(label="What will you do?", max_length=200)
    day = NearDateField(label="When?", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="What kind of step is it?", choices=[(k.value, k.label) for k in PLANNABLE], widget=forms.RadioSelect
    )
    remind = forms.BooleanField(label="Remind me by e-mail that day", required=False, initial=True)

    def __init__(self, *args: Any, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.today = zone, clock.local_day(now, zone)
        self.fields["day"].widget.attrs["min"] = self.today.isoformat()

    def clean_day(self) -> date:
        """Not in the past, and not beyond what anybody plans."""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError("Choose today or a day to come.")
        if day.year > self.today.year + 5:
            raise forms.ValidationError("Choose a day within the next five years.")
        return day


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

    def moment(self, hour: time) -> datetime:
        """The picked day at `hour`, for `until=date`."""
        return clock.local_moment(self.cleaned_data["day"], hour, self.zone)
