"""What people type and press before a talk: research, their own questions, a ready plan, a rehearsal."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms

from apps.core.forms import NearDateField
from apps.interviews import question_bank
from apps.interviews.forms.planning import day_input
from apps.interviews.models import Interview, QuestionCategory, ResearchKind, ResearchNote, ResearchPart, ResearchSource
from apps.interviews.selectors.preparing import open_unknown, source_in

TO_ASK = "ask"


class ResearchForm(forms.Form):
    """One line of the sheet. "To ask" is an unknown that becomes a question at once."""

    text = forms.CharField(
        max_length=300,
        error_messages={"required": "Write a few words first.", "max_length": "Shorten it to 300 characters or fewer."},
    )
    part = forms.ChoiceField(choices=ResearchPart.choices)
    kind = forms.ChoiceField(choices=[*ResearchKind.choices, (TO_ASK, "To ask")], required=False)
    answers = forms.CharField(required=False)
    source = forms.CharField(required=False)

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        self.interview = interview
        super().__init__(*args, **kwargs)

    def clean_kind(self) -> str:
        """Known unless said otherwise."""
        return self.cleaned_data["kind"] or ResearchKind.KNOWN

    def clean_answers(self) -> ResearchNote | None:
        """An unknown of this talk, or none."""
        return open_unknown(self.interview, self.cleaned_data["answers"])

    def clean_source(self) -> ResearchSource | None:
        """Something read for this talk, or none."""
        return source_in(self.interview, self.cleaned_data["source"])

    @property
    def is_to_ask(self) -> bool:
        """Whether it goes into the plan at once."""
        return bool(self.cleaned_data["kind"] == TO_ASK)

    @property
    def fields_of_note(self) -> dict[str, Any]:
        """What the services want."""
        data = self.cleaned_data
        kind = ResearchKind.UNKNOWN if self.is_to_ask else data["kind"]
        return {key: data[key] for key in ("text", "part", "answers", "source")} | {"kind": kind}


class SourceForm(forms.Form):
    """Something read: its title, where, and when."""

    title = forms.CharField(
        label="What you read",
        max_length=200,
        error_messages={"required": "Give it a name.", "max_length": "Shorten it to 200 characters or fewer."},
    )
    url = forms.CharField(label="Link", max_length=500, required=False)
    read_on = NearDateField(label="Read on", required=False, widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_url(self) -> str:
        """A web address; "fernbank.example/news" is read as one."""
        url: str = self.cleaned_data["url"].strip()
        if not url:
            return ""
        if "://" not in url:
            url = f"https://{url}"
        try:
            parts = urlsplit(url)
            is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "." in (parts.hostname or "")
        except ValueError:
            is_web = False
        if not is_web or any(c.isspace() for c in url):
            raise forms.ValidationError("That isn’t a web address. Leave it empty if there is none.")
        return url

    def clean_read_on(self) -> date:
        """Today unless said otherwise."""
        return self.cleaned_data["read_on"] or self.today


class OwnQuestionForm(forms.Form):
    """A question for other talks."""

    text = forms.CharField(
        label="Question",
        max_length=300,
        error_messages={"required": "Write a question first.", "max_length": "Shorten it to 300 characters or fewer."},
    )
    category = forms.ChoiceField(label="Theme", choices=QuestionCategory.choices, required=False)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=60, required=False)

    def clean_category(self) -> str:
        """Other unless said otherwise."""
        return self.cleaned_data["category"] or QuestionCategory.OTHER

    def clean_minutes(self) -> int:
        """Three unless said otherwise."""
        return self.cleaned_data["minutes"] or 3


class ReadyPlanForm(forms.Form):
    """Which ready plan, or which categories, for how many minutes."""

    plan = forms.ChoiceField(choices=[(p.key, p.label) for p in question_bank.PLANS.values()], required=False)
    categories = forms.MultipleChoiceField(
        choices=[(c, QuestionCategory(c).label) for c in question_bank.CATEGORIES], required=False
    )
    minutes = forms.IntegerField(
        min_value=5,
        max_value=240,
        error_messages={
            "required": "Say how many minutes you have.",
            "invalid": "Write the minutes as a number.",
            "min_value": "Five minutes is the least.",
            "max_value": "Four hours is the most.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """One of both."""
        data = super().clean() or self.cleaned_data
        if not data.get("plan") and not data.get("categories"):
            raise forms.ValidationError("Choose a plan, or one theme at least.")
        return data

    @property
    def steps(self) -> Any:
        """What the plan is made of."""
        key = self.cleaned_data["plan"]
        return question_bank.PLANS[key].steps if key else question_bank.steps_of(self.cleaned_data["categories"])


class IntroductionForm(forms.Form):
    """Thirty seconds about oneself."""

    text = forms.CharField(
        label="Your introduction",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 1000}),
    )


class RunForm(forms.Form):
    """One rehearsal as the page counted it. What cannot be read is left out: the run counts all the same."""

    client_id = forms.UUIDField()
    intro_seconds = forms.IntegerField(min_value=0, required=False)
    times = forms.CharField(max_length=20_000, required=False)  # "<question>:<seconds>", with commas between

    def clean_times(self) -> dict[UUID, int]:
        """Seconds by question."""
        seconds: dict[UUID, int] = {}
        for pair in self.cleaned_data["times"].split(","):
            key, _, number = pair.partition(":")
            try:
                seconds[UUID(key)] = min(int(number), 3600)
            except ValueError:
                continue
        return seconds
