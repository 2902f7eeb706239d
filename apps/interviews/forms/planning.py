"""When, where and with which questions."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from apps.accounts import places
from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Contact
from apps.core import clock
from apps.core.forms import NearDateField
from apps.core.sendlinks import one_line
from apps.goals.models import Goal
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory

USUAL_HOUR = time(10)
USUAL_NOTICE = 2  # business days
LONGEST_WAY = 24 * 60  # minutes
SPOKEN = [choice for choice in Interview.Mode.choices if choice[0] != Interview.Mode.EMAIL]
BARE_ADDRESS = re.compile(r"^[\w-]+(\.[\w-]+)+/\S+$")


def day_input() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def hour_input() -> forms.TimeInput:
    """The browser's own clock."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlanForm(forms.Form):
    """One talk. Day and hour are the owner's; `starts_at` is the instant that they mean.

    A talk in the past is refused unless `already` says that it has happened (`is_past` lets the page offer that).
    """

    date = NearDateField(label="Day", widget=day_input())
    time = forms.TimeField(label="Time, on your clock", widget=hour_input())
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=5,
        max_value=240,
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
        error_messages={
            "required": "How many minutes?",
            "invalid": "Write the minutes as a number.",
            "min_value": "Five minutes at least.",
            "max_value": "Four hours (240 minutes) at most.",
        },
    )
    mode = forms.ChoiceField(label="How you meet", choices=SPOKEN, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Link, number or address",
        max_length=500,
        required=False,
        help_text="Where you find each other. You can add it later.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    travel_minutes = forms.IntegerField(
        label="Minutes to get there",
        min_value=5,
        max_value=LONGEST_WAY,
        required=False,
        help_text="Your calendar tells you when to leave, with ten minutes to spare.",
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
        error_messages={
            "invalid": "Write the minutes as a number.",
            "min_value": "Leave it empty for a way of less than five minutes.",
            "max_value": "That’s more than a day. Write the minutes of the last part of the way.",
        },
    )
    contact_timezone = forms.ChoiceField(label="Their time zone")
    goal = forms.ModelChoiceField(
        label="For your goal", queryset=Goal.objects.none(), required=False, empty_label="No goal in particular"
    )
    already = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        owner: User,
        contact: Contact,
        now: datetime,
        interview: Interview | None = None,
        **kwargs: Any,
    ) -> None:
        self.owner, self.contact, self.now = owner, contact, now
        self.wall: tuple[date, time] | None = None  # as typed, also when the form refuses it
        self.starts_at: datetime | None = None
        self.is_past = False
        kwargs["initial"] = {**self._initial(interview), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        goals = Goal.objects.visible_to(owner).active().order_by("title")
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]
        theirs = self.initial["contact_timezone"]
        self.fields["contact_timezone"].choices = _zones(theirs)  # type: ignore[attr-defined]
        self.fields["contact_timezone"].label = f"{contact.given_name}’s time zone"
        if not goals:
            del self.fields["goal"]

    def _initial(self, interview: Interview | None) -> dict[str, Any]:
        zone = self.owner.zone
        if interview is not None and not interview.is_exchange:
            wall = interview.starts_at.astimezone(zone)
            return {
                "date": wall.date(),
                "time": wall.time(),
                "minutes": interview.minutes,
                "mode": interview.mode,
                "place": interview.place,
                "travel_minutes": interview.travel_minutes,
                "contact_timezone": interview.contact_timezone,
                "goal": interview.goal_id,
            }
        today = clock.local_day(self.now, zone)
        return {
            "date": business_calendar(self.owner, self.now).add_business_days(today, USUAL_NOTICE),
            "time": USUAL_HOUR,
            "minutes": 25,
            "mode": Interview.Mode.VIDEO,
            "contact_timezone": self.contact.timezone or self.owner.timezone,
            "goal": interview.goal_id if interview else None,
        }

    def clean_place(self) -> str:
        """One line; a link that was pasted without its beginning gets one."""
        place = one_line(self.cleaned_data["place"])
        return f"https://{place}" if BARE_ADDRESS.match(place) and "@" not in place else place

    def clean(self) -> dict[str, Any]:
        """Finds the instant, on the nights when clocks jump as well."""
        data = super().clean() or self.cleaned_data
        if data.get("mode") != Interview.Mode.IN_PERSON and "travel_minutes" in data:
            data["travel_minutes"] = None
        if "date" not in data or "time" not in data:
            return data
        self.wall = (data["date"], data["time"])
        self.starts_at = clock.local_moment(*self.wall, self.owner.zone)
        ends_at = self.starts_at + timedelta(minutes=data.get("minutes") or 0)
        self.is_past = self.starts_at < self.now
        if data.get("already"):
            if ends_at > self.now:
                self.add_error("date", "That is still to come, so plan it.")
        elif self.is_past:
            self.add_error("date", "That has passed. If you have talked already, write it down instead.")
        return data


class RecordForm(forms.Form):
    """When a talk ended that was held without live mode, on the owner's clock."""

    date = NearDateField(label="Day", widget=day_input())
    time = forms.TimeField(label="It ended at", widget=hour_input())

    def __init__(self, *args: Any, owner: User, now: datetime, interview: Interview, **kwargs: Any) -> None:
        self.owner = owner
        self.ended_at: datetime | None = None
        wall = min(interview.ended_at or interview.planned_end, now).astimezone(owner.zone)
        kwargs["initial"] = {"date": wall.date(), "time": wall.time().replace(second=0, microsecond=0)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Finds the instant."""
        data = super().clean() or self.cleaned_data
        if "date" in data and "time" in data:
            self.ended_at = clock.local_moment(data["date"], data["time"], self.owner.zone)
        return data


class ChooseForm(forms.Form):
    """Whom to talk with, when a talk is planned from nowhere."""

    q = forms.CharField(max_length=200, required=False)


class ObjectiveForm(forms.Form):
    """What the owner wants to walk away with."""

    objective = forms.CharField(
        label="What you want to walk away with",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )


class QuestionForm(forms.Form):
    """The words of one question; category and weight where the page offers them."""

    text = forms.CharField(
        label="Question",
        max_length=300,
        error_messages={"required": "Write a question first.", "max_length": "Shorten it to 300 characters or fewer."},
    )
    category = forms.ChoiceField(choices=QuestionCategory.choices, required=False)
    priority = forms.ChoiceField(choices=PlannedQuestion.Priority.choices, required=False)


class CheckItemForm(forms.Form):
    """A line of one's own on the list for the day."""

    text = forms.CharField(
        label="Something of your own",
        max_length=120,
        error_messages={"required": "Write a word or two first.", "max_length": "Shorten it to 120 characters."},
    )


def _zones(theirs: str) -> list[Any]:
    choices: list[Any] = list(places.zone_choices())
    if not any(theirs == name for _, names in choices for name, _ in names):
        choices.insert(0, (theirs, theirs.replace("_", " ")))
    return choices
