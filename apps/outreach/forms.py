"""What people type into the composer, the reply panel and their own templates, made into what the services take."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.centers.models import Center
from apps.contacts.forms import CleanCharField, PersonField
from apps.core import sendlinks
from apps.core.forms import NearDateField
from apps.core.plaintext import visible
from apps.goals.models import Goal
from apps.goals.selectors import active_goals
from apps.outreach import merge
from apps.outreach.models import CenterTemplate, Channel, Outreach, Template
from apps.outreach.selectors import is_name_taken

BODY_LENGTH = merge.MOST
_TAB = re.compile(r"[0-9a-f]{1,32}")


class LetterField(forms.CharField):
    """Text of several lines, as typed: line feeds only, no other control characters."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Browsers send CRLF; the coach, the counter and the page count one character."""
        return visible(str(value or ""))


class LineField(forms.CharField):
    """One line, as typed: no control characters, nothing that reverses it."""

    def to_python(self, value: Any) -> str:
        """What a header and a page can show; longer ones are cut only when somebody asks for it."""
        return sendlinks.one_line(str(value or ""))


class DraftForm(forms.Form):
    """The composer. Nothing is required: an empty draft is kept as readily as a finished one."""

    step = forms.IntegerField(min_value=1, max_value=9)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    tab = forms.CharField(required=False)
    address = LineField(max_length=254, required=False)
    subject = LineField(max_length=200, required=False)
    body = LetterField(max_length=BODY_LENGTH, required=False)
    forward = LetterField(max_length=BODY_LENGTH, required=False)
    goal = forms.ModelChoiceField(Goal.objects.none(), required=False)
    template = forms.CharField(max_length=60, required=False)
    who = PersonField(required=False)  # could make the introduction
    call_note = LetterField(max_length=5_000, required=False)
    posted_on = NearDateField(required=False)

    def __init__(self, *args: Any, owner: User, today: date, is_autosave: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        goals, who = self.fields["goal"], self.fields["who"]
        assert isinstance(goals, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(who, PersonField)  # noqa: S101 -- for the type checker
        goals.queryset = active_goals(owner)
        who.owner = owner
        if is_autosave:  # a name or a day that is half typed keeps no text from being kept
            del self.fields["who"], self.fields["posted_on"]

    def clean_tab(self) -> str:
        """Which window this is; anything else is no window."""
        tab = str(self.cleaned_data["tab"])
        return tab if _TAB.fullmatch(tab) else ""

    def clean_posted_on(self) -> date | None:
        """A letter was posted today or before."""
        day: date | None = self.cleaned_data["posted_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Choose today or an earlier day. Until it is posted, it stays a draft.")
        return day

    def text(self) -> dict[str, Any]:
        """What the draft says, for `save_draft`; the rest only where the page asked for it."""
        data = self.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in ("subject", "body", "tab", "revision")}
        given |= {name: data[name] for name in ("address", "forward") if name in self.data}
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
    """A wording: the owner's own, or with `center` one for its students. Any text is a template."""

    name = CleanCharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    channel = forms.ChoiceField(label="Goes by", choices=Channel.choices, widget=forms.RadioSelect)
    subject = LineField(
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="For e-mail and introductions.",
    )
    body = LetterField(
        label="Text",
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Write the text of the template."},
    )
    forward = LetterField(
        label="Part to forward",
        max_length=BODY_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="For introductions: what they can pass on as it is.",
    )

    def __init__(
        self,
        *args: Any,
        owner: User,
        template: Template | CenterTemplate | None = None,
        center: Center | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.template, self.center = owner, template, center

    def clean_name(self) -> str:
        """Names tell templates apart in the chooser."""
        name = str(self.cleaned_data["name"])
        owner = None if self.center else self.owner
        if is_name_taken(name, owner=owner, center=self.center, but=self.template.pk if self.template else None):
            raise forms.ValidationError("There is a template of that name. Give this one another.")
        return name

    def clean_body(self) -> str:
        """Something to say."""
        text = str(self.cleaned_data["body"])
        if not text.strip():
            raise forms.ValidationError("Write the text of the template.")
        return text
