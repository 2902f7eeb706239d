"""A part of a person's form: what is changed in place on their page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.contacts.forms.own import field_name
from apps.contacts.forms.people import ContactForm
from apps.contacts.models import Contact
from apps.contacts.ownvalues import Field

#: Part → (what it is called, the fields of the form that belong to it). The order is that of the page.
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "employer": ("Employer", ("employer",)),
    "title": ("Role", ("title",)),
    "email": ("E-mail", ("email",)),
    "phone": ("Phone", ("phone",)),
    "profile": ("Profile", ("profile_url",)),
    "place": ("Place", ("location", "timezone")),
    "met": ("How you met", ("circle", "relation")),
    "introducer": ("Introduced by", ("introducer",)),
    "shared": ("You share", ("common_ground",)),
    "role": ("Can be", ("role",)),
    "tags": ("Tags", ("tags",)),
    "writing": ("Writing", ("do_not_contact",)),
    "private": ("Sharing", ("is_private",)),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What can be changed by itself; `own` for a field of the owner's own."""

    key: str
    label: str
    fields: tuple[str, ...]
    own: Field | None = None


def part_called(key: str, own: list[Field]) -> Part | None:
    """The part of that key; None if there is none."""
    if key in PARTS:
        return Part(key, *PARTS[key])
    return next((part for part in own_parts(own) if part.key == key), None)


def own_parts(own: list[Field]) -> list[Part]:
    """One part for each own field."""
    return [Part(f"own-{field.id.hex}", field.name, (field_name(field),), field) for field in own]


class PartForm(ContactForm):
    """The form of a person with the fields of one part only."""

    def __init__(self, *args: Any, part: Part, owner: User, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, owner=owner, contact=contact, **kwargs)
        self.part = part
        self._own = [own for own in self._own if field_name(own) in part.fields]
        self.fields = {name: self.fields[name] for name in part.fields}
        first = next(iter(self.fields.values()))
        first.widget.attrs["autofocus"] = True

    @property
    def value(self) -> str:
        """What was typed into an own field."""
        values: dict[str, str] = self.cleaned_data.get("own_values", {})
        return values.get(self.part.own.key, "") if self.part.own else ""
