"""What a person types about a step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms

from apps.contacts.forms import CleanCharField
from apps.core import clock
from apps.core.forms import NearDateField
from apps.followups.models import FollowUp
from apps.followups.rules import Mode, Repeat, When
from apps.followups.timing import Wishes

#: What one can plan by hand; the other kinds come from asks and talks.
PLANNABLE = (FollowUp.Kind.ACTION, FollowUp.Kind.CHECK_IN, FollowUp.Kind.REPORT_BACK)
CHOOSE_MODE = "Choose one of the four."


class FollowUpForm(forms.Form):
    """A step by hand: what, when, whether it comes again, and whether to be reminded by e-mail."""

    title = CleanCharField(
        label="What will you do?",
        max_length=200,
        error_messages={
            "required": "Say in a few words what you will do.",
            "max_length": "One line is enough here: 200 characters at most.",
        },
    )
    day = NearDateField(
        label="When?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day.", "invalid": "Write the day as 2026-10-20."},
    )
    at = forms.TimeField(
        label="At what time?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="With a time, the e-mail comes to the minute, even in your quiet hours.",
        error_messages={"invalid": "Write the time as 16:30."},
    )
    repeats = forms.ChoiceField(
        label="Does it come again?",
        required=False,
        choices=[("", "No, just once"), *Repeat.choices],
        help_text="Counted from the first day: January 31, February 28, March 31.",
    )
    kind = forms.ChoiceField(
        label="What kind of step is it?", choices=[(k.value, k.label) for k in PLANNABLE], widget=forms.RadioSelect
    )
    remind = forms.BooleanField(label="Remind me by e-mail", required=False, initial=True)
    form_id = forms.UUIDField(required=False, widget=forms.HiddenInput)  # a form that is sent twice is one step

    def __init__(self, *args: Any, wishes: Wishes, now: datetime, **kwargs: Any) -> None:
        self.wishes, self.now, self.today = wishes, now, clock.local_day(now, wishes.zone)
        given = kwargs.pop("initial", None) or {}
        kwargs["initial"] = {"kind": FollowUp.Kind.ACTION, "day": self.today, "form_id": uuid4(), **given}
        super().__init__(*args, **kwargs)
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
        elif at and day and clock.local_moment(day, at, self.wishes.zone) <= self.now:
            self.add_error("at", "That time has passed. Choose a later one, or none.")
        return data

    def when(self) -> When:
        """The minute that was chosen, or the day at the reminder hour.

        What stands on Today at once needs no mail: a day without a time, whose reminder hour has passed.
        """
        data = self.cleaned_data
        day, at, by_mail, repeats = data["day"], data["at"], data["remind"], data["repeats"]
        if at:
            return When.at(clock.local_moment(day, at, self.wishes.zone), by_mail=by_mail)
        is_here = not repeats and self.wishes.at_hour(day) <= self.now
        return When.on(day, by_mail=by_mail and not is_here, repeats=repeats)


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
        self.tomorrow = self.today + timedelta(days=1)

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


class ModesForm(forms.Form):
    """How to be told about each kind of step: one choice a kind, named `mode_<kind>`."""

    def __init__(self, *args: Any, modes: Mapping[str, str], **kwargs: Any) -> None:
        kwargs["initial"] = {f"mode_{kind}": modes.get(kind, Mode.EACH) for kind in FollowUp.Kind.values}
        super().__init__(*args, **kwargs)
        for kind in FollowUp.Kind:
            self.fields[f"mode_{kind.value}"] = forms.ChoiceField(
                label=kind.label,
                choices=Mode.choices,
                error_messages={"required": CHOOSE_MODE, "invalid_choice": CHOOSE_MODE},
            )

    def modes(self) -> dict[str, str]:
        """Kind → mode, as chosen."""
        return {kind: self.cleaned_data[f"mode_{kind}"] for kind in FollowUp.Kind.values}
