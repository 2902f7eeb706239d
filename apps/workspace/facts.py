"""What is known about a person, line by line, ready to print and to change in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from apps.contacts.forms import PartForm
from apps.contacts.forms.parts import PARTS, Part, own_parts
from apps.contacts.models import Circle, Contact, ContactRole
from apps.contacts.ownvalues import Field, show_value
from apps.core.dates import Reader

_OFFERS = {
    "role": "What they can be",
    "shared": "What you share",
    "writing": "Don’t write to them",
    "private": "Keep private",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. `link` is where its value leads; without a `text` it is only offered to be filled in."""

    part: Part
    url: str  # of the form in place
    edit_url: str  # of the same field on the form of everything
    text: str = ""
    link: str = ""
    tags: tuple[str, ...] = ()
    is_outside: bool = False  # the link leaves Acquaint
    form: PartForm | None = None

    @property
    def offer(self) -> str:
        """What the button says that fills it in."""
        return _OFFERS.get(self.part.key, self.part.label)

    @property
    def is_known(self) -> bool:
        """Whether there is something to show."""
        return bool(self.text or self.tags or self.form)


def facts_of(
    contact: Contact, tags: list[str], own: list[Field], reader: Reader, form: PartForm | None = None
) -> list[Fact]:
    """Every line in order; `form` is shown in place of the line that it changes."""
    parts = [Part(key, *given) for key, given in PARTS.items()] + own_parts(own)
    forms = {form.part.key: form} if form else {}
    return [fact_of(part, contact, tags, reader, forms.get(part.key)) for part in parts]


def fact_of(part: Part, contact: Contact, tags: list[str], reader: Reader, form: PartForm | None = None) -> Fact:
    """One line."""
    found = dict(_own(part.own, contact, reader)) if part.own else dict(_known(part.key, contact, tags))
    return Fact(
        part=part,
        url=reverse("workspace:person_field", args=[contact.pk, part.key]),
        edit_url=f"{reverse('contacts:edit', args=[contact.pk])}#id_{part.fields[0]}",
        form=form,
        **found,
    )


def _known(key: str, contact: Contact, tags: list[str]) -> Iterator[tuple[str, Any]]:
    text = {
        "title": contact.title,
        "employer": contact.employer.name if contact.employer else "",
        "email": contact.email,
        "phone": contact.phone,
        "profile": _profile(contact),
        "place": contact.location or contact.timezone.rpartition("/")[2].replace("_", " "),
        "met": _met(contact),
        "introducer": contact.introducer.name if contact.introducer else "",
        "shared": contact.common_ground,
        "role": ContactRole(contact.role).label if contact.role != ContactRole.BOTH else "",
        "writing": "You chose not to write" if contact.do_not_contact else "",
        "private": "Kept from your career center" if contact.is_private else "",
    }.get(key, "")
    yield "text", text
    if key == "tags":
        yield "tags", tuple(tags)
    elif key == "email" and text:
        yield "link", f"mailto:{text}"
    elif key == "phone" and text:
        yield "link", f"tel:{text.replace(' ', '')}"
    elif key == "profile" and text:
        yield "link", contact.profile_url
        yield "is_outside", True
    elif key == "introducer" and contact.introducer:
        yield "link", reverse("workspace:person", args=[contact.introducer.pk])


def _met(contact: Contact) -> str:
    """ "Family: aunt"; nothing where neither is known."""
    circle = Circle(contact.circle).label if contact.circle != Circle.COLD else ""
    return ": ".join(filter(None, (circle, contact.relation)))


def _profile(contact: Contact) -> str:
    """What the link is called; nothing for what is no web address."""
    if not contact.profile_url.startswith(("http://", "https://")):
        return ""
    return "LinkedIn" if "linkedin.com" in contact.profile_key else contact.profile_key or contact.profile_url


def _own(own: Field, contact: Contact, reader: Reader) -> Iterator[tuple[str, Any]]:
    value = str(contact.own_values.get(own.key) or "")
    if own.kind == "date" and value:
        yield "text", reader.date(date.fromisoformat(value))
    else:
        yield "text", show_value(own, value)
    if own.kind == "link" and value.startswith(("http://", "https://")):
        yield "link", value
        yield "is_outside", True
