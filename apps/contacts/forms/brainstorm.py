"""What is typed into the wizard that starts a list, and into the grid that says where they work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from apps.accounts.models import User
from apps.contacts.brainstorm import LONGEST_LINE, LONGEST_TEXT, MINUTES, MOST_LINES, Line, read_lines
from apps.contacts.forms.people import QuickAddForm
from apps.contacts.models import Circle, Contact
from apps.contacts.names import clean


class ClockForm(forms.Form):
    """How long the clock runs."""

    minutes = forms.TypedChoiceField(
        label="Clock",
        coerce=int,
        choices=[(m, f"{m} minutes" if m else "Without a clock") for m in MINUTES],
        initial=MINUTES[0],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long, or no clock.", "invalid_choice": "Choose one of these."},
    )


class LinesForm(forms.Form):
    """One name per line. `lines` is what they say, `introducers` who a "via" means, by line number."""

    names = forms.CharField(required=False, strip=False, max_length=LONGEST_TEXT)
    lines: list[Line]
    introducers: dict[int, Contact]

    def __init__(self, *args: Any, owner: User, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.circle = owner, circle
        self.lines, self.introducers = [], {}
        self.fields["names"].error_messages["max_length"] = "That’s more than fits here. Go on with the first hundred."

    def clean_names(self) -> str:
        """Every line has a name that fits; a line that does not is named by its number and its words."""
        text = str(self.cleaned_data["names"])
        raw = text.splitlines()
        if sum(1 for line in raw if line.strip()) > MOST_LINES:
            raise forms.ValidationError(f"Up to {MOST_LINES} names at a time, please. Go on with these first.")
        self.lines = list(read_lines(text, self.circle))
        found = {line.number for line in self.lines}
        problems = []
        for number, line in enumerate(raw, start=1):
            if len(clean(line)) > LONGEST_LINE:
                problems.append((number, line, "That’s too long for one line."))
            elif clean(line) and number not in found:
                problems.append((number, line, "Start with a name."))
        if not problems:
            problems = list(self._read_closely())
        if problems:
            raise forms.ValidationError([f"Line {n}, “{clean(line)[:30]}”: {why}" for n, line, why in problems[:3]])
        return text

    def _read_closely(self) -> Iterable[tuple[int, str, str]]:
        """The same rules as for a line of the list's quick-add."""
        for line in self.lines:
            quick = QuickAddForm({"line": line.text}, owner=self.owner)
            if not quick.is_valid():
                yield line.number, line.text, " ".join(str(error) for error in quick.errors["line"])
            elif quick.introducer is not None:
                self.introducers[line.number] = quick.introducer


class WorkForm(forms.Form):
    """Role and employer of several people at once; fields are called `title-<id>` and `employer-<id>`."""

    def __init__(self, *args: Any, people: Iterable[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for person in self.people:
            for name, value in (("title", person.title), ("employer", person.employer.name if person.employer else "")):
                label = "Role" if name == "title" else "Employer"
                attrs = {
                    "aria-label": f"{label} of {person.name}",
                    "autocomplete": "off",
                    "class": "form-control",
                    "placeholder": label,
                }
                if name == "employer":
                    attrs["list"] = "employer-options"
                self.fields[f"{name}-{person.pk}"] = forms.CharField(
                    label=label, required=False, max_length=200, initial=value, widget=forms.TextInput(attrs=attrs),
                    error_messages={"max_length": "At most 200 characters."},
                )  # fmt: skip

    def rows(self) -> list[tuple[Contact, forms.BoundField, forms.BoundField]]:
        """A person with both fields."""
        return [(p, self[f"title-{p.pk}"], self[f"employer-{p.pk}"]) for p in self.people]

    def changes(self) -> dict[UUID, dict[str, str]]:
        """What differs from what is known, person by person."""
        found: dict[UUID, dict[str, str]] = {}
        for person in self.people:
            for name in ("title", "employer"):
                key = f"{name}-{person.pk}"
                value = clean(self.cleaned_data[key])
                if value != self.fields[key].initial:
                    found.setdefault(person.pk, {})[name] = value
        return found
