"""What people type, made into what the services take."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django import forms
from django.core.validators import URLValidator

from apps.accounts.models import User, validate_zone
from apps.contacts import names
from apps.contacts.forms.own import OwnValueField, field_name
from apps.contacts.models import Circle, Contact, ContactRole, Stage
from apps.contacts.quickadd import Guess, parse_line
from apps.contacts.selectors import introducer_chain, people_called, picker_label
from apps.contacts.selectors.own import own_fields
from apps.core import clock

NOTE_LENGTH = 8_000


class CleanCharField(forms.CharField):
    """Text in one normal form, without control characters, before its length is looked at."""

    def to_python(self, value: Any) -> str:
        """NFC, no control characters, no outer spaces."""
        return names.clean(str(value or ""))


class CleanEmailField(forms.EmailField):
    """An address as people paste it: `mailto:` and angle brackets around it are dropped."""

    def to_python(self, value: Any) -> str:
        """The bare address."""
        return re.sub(r"^(?:.*<|mailto:)|>$", "", names.clean(str(value or "")), flags=re.IGNORECASE).strip()


class ProfileField(forms.URLField):
    """A link to a page; one without a scheme gets https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> str:
        """Clean text, then an address."""
        return str(super().to_python(names.clean(str(value or ""))) or "")


class PersonField(CleanCharField):
    """One of the owner's own people, typed by name; the form offers names in a datalist."""

    owner: User
    default_error_messages = {
        "unknown": "Nobody on your list is called that. Add them first, or leave this empty.",
        "several": "Several people are called that. Add the employer, as in “%(example)s”.",
    }

    def clean(self, value: Any) -> Contact | None:
        """The person, or None for an empty field."""
        text = str(super().clean(value))
        if not text:
            return None
        found = people_called(self.owner, text)
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        labels = {picker_label(person) for person in found}
        if len(labels) > 1:
            example = next((label for label in sorted(labels) if "," in label), sorted(labels)[0])
            raise forms.ValidationError(self.error_messages["several"], code="several", params={"example": example})
        return found[0]


class TagsField(CleanCharField):
    """Words between commas."""

    def clean(self, value: Any) -> list[str]:
        """At most 20 tags of at most 50 characters."""
        found = [tag for tag in (part.strip() for part in str(super().clean(value)).split(",")) if tag]
        long = next((tag for tag in found if len(tag) > 50), None)
        if long:
            raise forms.ValidationError("A tag has at most 50 characters. Separate tags with commas.")
        if len(found) > 20:
            raise forms.ValidationError("Up to 20 tags, please.")
        return found


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Time zones as people read them: "Europe / Dublin". Worked out only when a page or an answer needs them."""
    return [("", "Not known"), *((n, n.replace("_", " ").replace("/", " / ")) for n in clock.zone_names())]


class ContactForm(forms.Form):
    """Everything about a person that the owner types. `introducer` is one of the owner's own people."""

    given_name = CleanCharField(label="First name", max_length=200)
    family_name = CleanCharField(label="Last name", max_length=200, required=False)
    title = CleanCharField(label="Role", max_length=200, required=False)
    employer = CleanCharField(label="Employer", max_length=200, required=False)
    circle = forms.ChoiceField(label="How you know them", choices=Circle.choices, initial=Circle.COLD)
    relation = CleanCharField(
        label="In your words", max_length=100, required=False, help_text="“aunt”, “from the rowing club”, “suggested”"
    )
    introducer = PersonField(
        label="Who introduced you",
        max_length=500,
        required=False,
        help_text="Start typing a name from your list.",
    )
    role = forms.ChoiceField(label="What they can be to you", choices=ContactRole.choices, initial=ContactRole.BOTH)
    common_ground = CleanCharField(
        label="What you share", max_length=300, required=False, help_text="A school, a place, a question you both have."
    )
    email = CleanEmailField(label="E-mail", max_length=254, required=False)
    phone = CleanCharField(label="Phone", max_length=50, required=False)
    profile_url = ProfileField(label="Profile link", max_length=500, required=False)
    location = CleanCharField(label="Place", max_length=200, required=False)
    timezone = forms.ChoiceField(label="Time zone", required=False, choices=zone_choices)
    tags = TagsField(label="Tags", max_length=1_100, required=False, help_text="Separate them with commas.")
    stage = forms.ChoiceField(label="Where you are with them", choices=Stage.choices, required=False)
    note = CleanCharField(
        label="Notes", max_length=NOTE_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only you ever see this.",
    )  # fmt: skip
    is_private = forms.BooleanField(
        label="Keep private from my career center", required=False, help_text="Even when you share everything else."
    )
    do_not_contact = forms.BooleanField(
        label="Don’t write to this person", required=False, help_text="We won’t suggest messages or check-ins."
    )

    def __init__(self, *args: Any, owner: User, contact: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.contact = owner, contact
        introducer = self.fields["introducer"]
        assert isinstance(introducer, PersonField)  # noqa: S101 -- tells the type checker
        introducer.owner = owner
        introducer.widget.attrs |= {"list": "introducer-options", "autocomplete": "off"}
        self.fields["employer"].widget.attrs |= {"list": "employer-options", "autocomplete": "off"}
        for name, kind in {"given_name": "off", "family_name": "off", "email": "off", "phone": "off"}.items():
            self.fields[name].widget.attrs["autocomplete"] = kind  # somebody else's, not the owner's own
        if contact is None:
            del self.fields["stage"], self.fields["do_not_contact"]
        self._own = own_fields(owner)
        for own in self._own:
            has = contact.own_values.get(own.key, "") if contact else ""
            self.fields[field_name(own)] = OwnValueField(own, has)
            self.initial.setdefault(field_name(own), has)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The controls of the owner's own fields, in their order."""
        return [self[field_name(own)] for own in self._own]

    def clean(self) -> dict[str, Any]:
        """What the services take: own values together, as `own_values`."""
        data = super().clean() or self.cleaned_data
        typed = {own.key: data.pop(field_name(own), "") for own in self._own}
        if typed:
            others = self.contact.own_values if self.contact else {}
            kept = {key: value for key, value in others.items() if key not in typed}
            data["own_values"] = kept | {key: value for key, value in typed.items() if value}
        return data

    def clean_timezone(self) -> str:
        """A zone that exists, or nothing."""
        zone = str(self.cleaned_data["timezone"])
        if zone:
            validate_zone(zone)
        return zone

    def clean_introducer(self) -> Contact | None:
        """Nobody introduces themselves, or the one who introduced them."""
        introducer: Contact | None = self.cleaned_data["introducer"]
        if introducer is None or self.contact is None:
            return introducer
        if introducer.pk == self.contact.pk:
            raise forms.ValidationError("That’s the same person.")
        above = introducer_chain(self.owner, introducer.pk)
        if any(link.id == self.contact.pk and link.depth > 0 for link in above):
            raise forms.ValidationError(
                f"{introducer.name} was introduced by {self.contact.name}; it can’t go both ways."
            )
        return introducer

    @staticmethod
    def initial_of(contact: Contact, *, tags: list[str], note: str) -> dict[str, Any]:
        """What the form shows for a person who is on the list."""
        plain = (
            "given_name family_name title circle relation role common_ground email phone profile_url location"
            " timezone stage is_private do_not_contact"
        )
        return {
            **{name: getattr(contact, name) for name in plain.split()},
            "employer": contact.employer.name if contact.employer else "",
            "introducer": picker_label(contact.introducer) if contact.introducer else "",
            "tags": ", ".join(tags),
            "note": note,
        }


class QuickAddForm(forms.Form):
    """One line: name, how you know them, role at employer. `guess` is what it seems to say."""

    line = CleanCharField(
        max_length=500,
        error_messages={
            "required": "Start with a name.",
            "max_length": "That’s too long for one line. Use “Add a person” and put the rest into the notes.",
        },
    )
    guess: Guess
    introducer: Contact | None = None

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_line(self) -> str:
        """A line with a name in it, nothing longer than its field, and an introducer whom we know."""
        line = str(self.cleaned_data["line"])
        guess = parse_line(line)
        if guess is None:
            raise forms.ValidationError("Start with a name.")
        for name, limit in {"given_name": 200, "family_name": 200, "title": 200, "employer": 200}.items():
            if len(getattr(guess, name)) > limit:
                raise forms.ValidationError("A name or a role has at most 200 characters.")
        if guess.email:
            forms.EmailField(max_length=254).clean(guess.email)
        if guess.profile_url:
            ProfileField(max_length=500).clean(guess.profile_url)
        if guess.introducer:
            found = people_called(self.owner, guess.introducer)
            self.introducer = found[0] if len(found) == 1 else None
        self.guess = guess
        return line
