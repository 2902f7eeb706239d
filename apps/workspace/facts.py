"""What is known about a person, line by line, ready to print and to change in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.html import format_html_join

from apps.contacts.forms import PartForm
from apps.contacts.forms.parts import PARTS, Part, own_parts
from apps.contacts.models import Circle, Contact, ContactRole
from apps.contacts.ownvalues import Field, show_value
from apps.core.addresses import addresses_of
from apps.core.dates import Reader

_PARTS = tuple(Part(key, *given) for key, given in PARTS.items())
_OFFERS = {
    "role": "What they can be",
    "shared": "What you share",
    "writing": "Don’t write to them",
    "private": "Keep private",
}


class Linked(NamedTuple):
    """What rows beside the person say of them: the names of the employer and of the introducer, and the tags."""

    employer: str
    introducer: str
    tags: list[str]

    @classmethod
    def to(cls, contact: Contact, tags: list[str]) -> Linked:
        """Of a person who was read with both."""
        employer, introducer = contact.employer, contact.introducer
        return cls(employer.name if employer else "", introducer.name if introducer else "", tags)


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

    @property
    def look(self) -> str:
        """What lines have alike."""
        if not self.is_known:
            return "unknown"
        if self.tags:
            return "tags"
        return ("outside" if self.is_outside else "link") if self.link else "text"

    @property
    def filled(self) -> dict[str, str]:
        """What is printed of a line."""
        tag = '<span class="aq-tag">{}</span>'
        return {
            "key": self.part.key, "label": self.part.label, "text": self.text, "link": self.link, "url": self.url,
            "edit_url": self.edit_url, "offer": self.offer,
            "tags": format_html_join(" ", tag, ((word,) for word in self.tags)) if self.tags else "",
        }  # fmt: skip


def facts_of(
    contact: Contact, linked: Linked, own: list[Field], reader: Reader, form: PartForm | None = None
) -> list[Fact]:
    """Every line in order; `form` is shown in place of the line that it changes."""
    parts = [*_PARTS, *own_parts(own)]
    forms = {form.part.key: form} if form else {}
    known, urls = _known(contact, linked), _urls(contact)
    return [_fact(part, known, urls, contact, reader, forms.get(part.key)) for part in parts]


def fact_of(part: Part, contact: Contact, tags: list[str], reader: Reader, form: PartForm | None = None) -> Fact:
    """One line."""
    return _fact(part, _known(contact, Linked.to(contact, tags)), _urls(contact), contact, reader, form)


def _urls(contact: Contact) -> tuple[str, str]:
    """The form in place of the part "any", and the form of everything."""
    return addresses_of("workspace:person_field", "any")(contact.pk), addresses_of("contacts:edit")(contact.pk)


def _fact(
    part: Part,
    known: dict[str, dict[str, Any]],
    urls: tuple[str, str],
    contact: Contact,
    reader: Reader,
    form: PartForm | None,
) -> Fact:
    found = dict(_own(part.own, contact, reader)) if part.own else known.get(part.key, {})
    return Fact(
        part=part,
        url=urls[0].replace("/any/", f"/{part.key}/"),
        edit_url=f"{urls[1]}#id_{part.fields[0]}",
        form=form,
        **found,
    )


def _known(contact: Contact, linked: Linked) -> dict[str, dict[str, Any]]:
    """What the parts of every person hold, by key."""
    texts = {
        "title": contact.title,
        "employer": linked.employer,
        "email": contact.email,
        "phone": contact.phone,
        "profile": _profile(contact),
        "place": contact.location or contact.timezone.rpartition("/")[2].replace("_", " "),
        "met": _met(contact),
        "introducer": linked.introducer,
        "shared": contact.common_ground,
        "role": ContactRole(contact.role).label if contact.role != ContactRole.BOTH else "",
        "writing": "You chose not to write" if contact.do_not_contact else "",
        "private": "Kept from your career center" if contact.is_private else "",
    }
    found: dict[str, dict[str, Any]] = {key: {"text": text} for key, text in texts.items()}
    found["tags"] = {"tags": tuple(linked.tags)}
    if contact.email:
        found["email"]["link"] = f"mailto:{contact.email}"
    if contact.phone:
        found["phone"]["link"] = f"tel:{contact.phone.replace(' ', '')}"
    if texts["profile"]:
        found["profile"] |= {"link": contact.profile_url, "is_outside": True}
    if contact.introducer_id:
        found["introducer"]["link"] = addresses_of("workspace:person")(contact.introducer_id)
    return found


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
