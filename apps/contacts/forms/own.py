"""Own fields: the form that defines one, and the control in which a value is typed."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.contacts import names
from apps.contacts.exports.headings import HEADINGS
from apps.contacts.imports.columns import field_of
from apps.contacts.models import OwnField
from apps.contacts.ownvalues import LONGEST, Field, OddValue, read_value, show_value

MOST_CHOICES = 20
_EMPTY = ("", "Not said")


class OwnValueField(forms.CharField):
    """One value of an own field, in the control that fits its kind."""

    def __init__(self, own: Field, current: str = "") -> None:
        super().__init__(label=own.name, required=False, max_length=2000, widget=_widget(own, current), strip=True)
        self.own, self.current = own, current

    def clean(self, value: Any) -> str:
        """The text to keep. A choice that is no longer offered stays for whoever has it."""
        text = str(super().clean(value))
        if self.current and text == self.current:
            return text
        try:
            return read_value(self.own, text)
        except OddValue as odd:
            raise forms.ValidationError(str(odd)) from None


def _widget(own: Field, current: str) -> forms.Widget:
    if own.kind == "yes_no":
        return forms.Select(choices=[_EMPTY, ("yes", "Yes"), ("no", "No")])
    if own.kind == "choice":
        offered = [*own.choices, *([current] if current and current not in own.choices else [])]
        return forms.Select(choices=[_EMPTY, *((choice, choice) for choice in offered)])
    attrs: dict[str, dict[str, Any]] = {
        "text": {"maxlength": LONGEST["text"]},
        "number": {"inputmode": "decimal"},
        "date": {"type": "date"},
        "link": {"inputmode": "url", "maxlength": LONGEST["link"]},
    }
    return forms.TextInput(attrs=attrs[own.kind] | {"autocomplete": "off"})


def field_name(own: Field) -> str:
    """What the control is called in a form."""
    return f"own_{own.id.hex}"


def shown_values(fields: list[Field], values: dict[str, Any]) -> dict[str, str]:
    """Form name → value, as a form's `initial` takes them."""
    return {field_name(own): str(values.get(own.key) or "") for own in fields}


__all__ = ["OwnFieldForm", "OwnValueField", "field_name", "show_value", "shown_values"]


class OwnFieldForm(forms.Form):
    """The name of a field, its kind, and what can be chosen. The kind of one that is there stays."""

    name = forms.CharField(
        label="What would you like to know?",
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Birthday, Thesis topic, Met at"}),
        error_messages={"required": "Give it a name.", "max_length": "A name has at most 50 characters."},
    )
    kind = forms.ChoiceField(label="What kind of answer?", choices=OwnField.Kind.choices, initial=OwnField.Kind.TEXT)
    choices = forms.CharField(
        label="Choices",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For a choice only: one on each line.",
    )

    def __init__(self, *args: Any, field: OwnField | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        if field is not None:
            del self.fields["kind"]
            if field.kind != OwnField.Kind.CHOICE:
                del self.fields["choices"]

    def clean_name(self) -> str:
        """One line that no column of an exported table is called already."""
        name = " ".join(names.clean(str(self.cleaned_data["name"])).split())
        if not name:
            raise forms.ValidationError("Give it a name.")
        if names.fold(name) in _TAKEN or field_of(name):
            raise forms.ValidationError(f"Everybody has a field for “{name}” already. Choose another name.")
        return name

    def clean(self) -> dict[str, Any]:
        """Two choices at least, each once."""
        data = super().clean() or {}
        kind = self.field.kind if self.field is not None else data.get("kind")
        lines = [" ".join(names.clean(line).split()) for line in str(data.get("choices", "")).splitlines()]
        found: dict[str, str] = {}
        for line in filter(None, lines):
            found.setdefault(names.fold(line), line)
        choices = list(found.values())
        if kind != OwnField.Kind.CHOICE:
            return {**data, "choices": []}
        if len(choices) < 2:
            self.add_error("choices", "A choice needs at least two lines to choose from.")
        elif len(choices) > MOST_CHOICES or any(len(choice) > 60 for choice in choices):
            self.add_error("choices", f"Up to {MOST_CHOICES} choices of up to 60 characters each.")
        return {**data, "choices": choices}


_TAKEN = {names.fold(heading) for heading in HEADINGS}
