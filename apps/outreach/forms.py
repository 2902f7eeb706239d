"""What people type into the composer, the reply panel and their own templates, made into what the services take."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.contacts.forms import CleanCharField
from apps.core.forms import NearDateField
from apps.goals.models import Goal
from apps.goals.selectors import active_goals
from apps.outreach import merge
from apps.outreach.models import Channel, Outreach, Template

BODY_LENGTH = 20_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class LetterField(forms.CharField):
    """Text of several lines, as typed: line feeds only, no other control characters."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Browsers send CRLF; the coach, the counter and the page count one character."""
        return _CONTROLS.sub("", str(value or "").replace("\r\n", "\n").replace("\r", "\n"))


class DraftForm(forms.Form):
    """The composer. Nothing is required: an empty draft is kept as readily as a finished one."""

    step = forms.IntegerField(min_value=1, max_value=9)
    address = forms.CharField(max_length=254, required=False)
    subject = forms.CharField(max_length=200, required=False)
    body = LetterField(max_length=BODY_LENGTH, required=False)
    goal = forms.ModelChoiceField(Goal.objects.none(), required=False)
    template = forms.CharField(max_length=60, required=False)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = self.fields["goal"]
        assert isinstance(goals, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        goals.queryset = active_goals(owner)

    def text(self) -> dict[str, Any]:
        """What the draft says, for `save_draft`; the address and the goal only where the page asked for them."""
        data = self.cleaned_data
        given: dict[str, Any] = {"subject": data["subject"], "body": data["body"]}
        if "address" in self.data:
            given["address"] = data["address"]
        if "goal" in self.data:
            given |= {"goal": data["goal"], "keep_goal": False}
        return given


class ReplyForm(forms.Form):
    """What came back."""

    outcome = forms.ChoiceField(choices=Outreach.Outcome.choices, error_messages={"required": "Choose what they said."})
    until = NearDateField(
        label="Ask again on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = LetterField(
        label="What they said",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A "not now" needs its day, and the day lies ahead."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") != Outreach.Outcome.NOT_NOW:
            data["until"] = None
        elif "until" not in self.errors:
            if not data.get("until"):
                self.add_error("until", "Choose the day on which to ask again.")
            elif data["until"] <= self.today:
                self.add_error("until", "Choose a day from tomorrow on.")
        return data


class NamedForm(forms.Form):
    """Someone whom they suggested instead."""

    given_name = CleanCharField(label="First name", max_length=200)
    family_name = CleanCharField(label="Last name", max_length=200, required=False)
    employer = CleanCharField(label="Where they work", max_length=200, required=False)
    words = CleanCharField(label="What was said about them", max_length=300, required=False)


class TemplateForm(forms.Form):
    """An own wording."""

    name = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    channel = forms.ChoiceField(label="Goes by", choices=Channel.choices, widget=forms.RadioSelect)
    subject = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}), help_text="For e-mail."
    )
    body = LetterField(
        label="Text",
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Write the text of the template."},
    )

    def __init__(self, *args: Any, owner: User, template: Template | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.template = owner, template

    def clean_name(self) -> str:
        """Names tell templates apart in the chooser."""
        name = str(self.cleaned_data["name"])
        others = Template.objects.filter(owner=self.owner, name=name)
        if self.template is not None:
            others = others.exclude(pk=self.template.pk)
        if others.exists():
            raise forms.ValidationError("You have a template of that name. Give this one another.")
        return name

    def clean_subject(self) -> str:
        """Only known fields."""
        return self._known_fields("subject")

    def clean_body(self) -> str:
        """Only known fields, and something to say."""
        text = self._known_fields("body")
        if not text.strip():
            raise forms.ValidationError("Write the text of the template.")
        return text

    def _known_fields(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        for unknown in merge.unknown_fields(text):
            near = merge.nearest(unknown)
            hint = f" Did you mean {{{near}}}?" if near else " The list beside the form has them all."
            raise forms.ValidationError(f"There is no field {{{unknown}}}.{hint}")
        return text
