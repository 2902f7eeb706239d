"""The short form for somebody just met or found: a card, a page, a signature."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.contacts.forms.people import NOTE_LENGTH, CleanCharField, CleanEmailField, ProfileField
from apps.contacts.models import Circle
from apps.contacts.quickadd import split_name
from apps.contacts.signature import LONGEST_TEXT

SOURCES = {
    "card": "Business card",
    "page": "From a web page",
    "share": "Shared from another app",
    "signature": "From a signature",
}


class CaptureForm(forms.Form):
    """What stands on a card. Fields of somebody else: the browser is not to offer the reader's own."""

    name = CleanCharField(
        label="Name", max_length=400, error_messages={"required": "Who is it? A first name is enough."}
    )
    employer = CleanCharField(label="Employer", max_length=200, required=False)
    title = CleanCharField(label="Role", max_length=200, required=False)
    email = CleanEmailField(label="E-mail", max_length=254, required=False)
    phone = CleanCharField(label="Phone", max_length=50, required=False)
    profile_url = ProfileField(label="Profile link", max_length=500, required=False)
    met = CleanCharField(label="Where you met, or who named them", max_length=100, required=False)
    circle = forms.ChoiceField(label="How you know them", choices=Circle.choices, initial=Circle.COLD)
    note = CleanCharField(
        label="Notes", max_length=NOTE_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only you ever see this.",
    )  # fmt: skip
    source = forms.ChoiceField(choices=list(SOURCES.items()), initial="card", widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, attrs in {
            "name": {"autocapitalize": "words", "enterkeyhint": "next"},
            "employer": {"autocapitalize": "words", "list": "employer-options", "enterkeyhint": "next"},
            "title": {"autocapitalize": "sentences", "enterkeyhint": "next"},
            "email": {"inputmode": "email", "autocapitalize": "none", "spellcheck": "false", "enterkeyhint": "next"},
            "phone": {"inputmode": "tel", "enterkeyhint": "next"},
            "profile_url": {
                "inputmode": "url",
                "autocapitalize": "none",
                "spellcheck": "false",
                "enterkeyhint": "next",
            },
            "met": {"autocapitalize": "sentences"},
        }.items():
            self.fields[name].widget.attrs |= {"autocomplete": "off", **attrs}
        self.fields["phone"].widget.input_type = "tel"

    def clean_name(self) -> str:
        """Neither part of a name is longer than its column."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if any(len(part) > 200 for part in split_name(name)):
            raise forms.ValidationError("A first or last name has at most 200 characters.")
        return name

    def person(self) -> dict[str, Any]:
        """As the arguments of `create_contact`."""
        data = self.cleaned_data
        given, family = split_name(data["name"])
        return {
            "given_name": given,
            "family_name": family,
            **{
                field: data[field] for field in ("employer", "title", "email", "phone", "profile_url", "circle", "note")
            },
            "relation": data["met"],
            "source": SOURCES[data["source"]],
        }


class PasteForm(forms.Form):
    """A signature, or the whole e-mail."""

    pasted = forms.CharField(
        label="Paste it here",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false", "autocomplete": "off"}),
        help_text="The lines below an e-mail, or all of it: quotations and small print are left out.",
        error_messages={
            "required": "Paste a signature first.",
            "max_length": "That’s more than an e-mail. Paste the part with the signature.",
        },
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None:  # a NUL has no place in a text, and nobody typed it
            data = {"pasted": str(data.get("pasted", "")).replace("\x00", "")}
        super().__init__(data, **kwargs)
