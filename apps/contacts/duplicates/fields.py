"""What two rows would be as one person: field by field, with the fuller value chosen beforehand. Reads no row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.contacts import names
from apps.contacts.duplicates.mailboxes import is_shared
from apps.contacts.models import Circle, Contact, ContactRole, Stage
from apps.contacts.ownvalues import Field as OwnField
from apps.contacts.ownvalues import show_value

ONE, OTHER = "one", "other"
_FURTHER = (
    Stage.LISTED, Stage.RESTING, Stage.ASKED, Stage.REPLIED, Stage.SCHEDULED, Stage.TALKED, Stage.THANKED, Stage.TOUCH,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the choice: what it is called, the columns that it takes, how it reads, and which is fuller."""

    key: str
    label: str
    columns: tuple[str, ...]
    text: Callable[[Contact], str]
    fullness: Callable[[Contact], Any] = lambda contact: 0
    #: Whether what is not chosen is worth a line in the notes.
    is_noted: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with both values. `picked` is what is chosen if nobody says otherwise."""

    key: str
    label: str
    one: str
    other: str
    picked: str
    columns: tuple[str, ...]
    is_noted: bool

    @property
    def both(self) -> tuple[str, str]:
        """For a template to walk."""
        return self.one, self.other

    @property
    def is_open(self) -> bool:
        """Whether both have something, and not the same."""
        return bool(self.one and self.other and self.one != self.other)


def _name_fullness(contact: Contact) -> tuple[Any, ...]:
    letters = sum(letter.isalpha() for letter in contact.name)
    return ("@" not in contact.name, bool(contact.family_name), letters, not contact.name.isascii())


def _phone_fullness(contact: Contact) -> tuple[bool, int]:
    return (contact.phone.startswith("+"), sum(letter.isdigit() for letter in contact.phone))


def _how(contact: Contact) -> str:
    circle = "" if contact.circle == Circle.COLD else Circle(contact.circle).label
    return ", ".join(part for part in (circle, contact.relation) if part)


def _rhythm(contact: Contact) -> str:
    if not contact.rhythm_days:
        return ""
    months, rest = divmod(contact.rhythm_days, 30)
    if rest:
        return f"Every {contact.rhythm_days} days"
    return "Every month" if months == 1 else f"Every {months} months"


FIELDS = (
    Field("name", "Name", ("given_name", "family_name"), lambda c: c.name, _name_fullness),
    Field("title", "Role", ("title",), lambda c: c.title, lambda c: len(c.title)),
    Field("employer", "Employer", ("employer_id",), lambda c: c.employer.name if c.employer else ""),
    Field("email", "E-mail", ("email",), lambda c: c.email, lambda c: not is_shared(c.email)),
    Field("phone", "Phone", ("phone",), lambda c: c.phone, _phone_fullness),
    Field("profile", "Profile", ("profile_url",), lambda c: c.profile_url, lambda c: "linkedin.com/" in c.profile_url),
    Field("location", "Place", ("location",), lambda c: c.location, lambda c: len(c.location)),
    Field("timezone", "Time zone", ("timezone",), lambda c: c.timezone, is_noted=False),
    Field("circle", "How you know them", ("circle", "relation"), _how, lambda c: bool(c.relation)),
    Field(
        "introducer", "Who introduced you", ("introducer_id",), lambda c: c.introducer.name if c.introducer else ""
    ),
    Field(
        "role",
        "What they can be to you",
        ("role",),
        lambda c: "" if c.role == ContactRole.BOTH else ContactRole(c.role).label,
        is_noted=False,
    ),
    Field("common_ground", "You share", ("common_ground",), lambda c: c.common_ground, lambda c: len(c.common_ground)),
    Field("rhythm", "Rhythm", ("rhythm_days", "rhythm_off_months"), _rhythm, is_noted=False),
    Field("source", "Where from", ("source",), lambda c: c.source, is_noted=False),
)  # fmt: skip


def choices_of(one: Contact, other: Contact, own_fields: Iterable[OwnField] = ()) -> list[Choice]:
    """Every field of which at least one of the two has something. `one` is who stays."""
    found = []
    employers_differ = bool(one.employer_id and other.employer_id and one.employer_id != other.employer_id)
    for field in FIELDS:
        a, b = field.text(one), field.text(other)
        if field.key == "introducer":
            a, b = _introducer(one, not_this=other), _introducer(other, not_this=one)
        if not a and not b:
            continue
        is_fuller = field.fullness(other) > field.fullness(one)
        if field.key == "title" and employers_differ:  # what one is belongs to where
            is_fuller = False
        picked = ONE if a and not (b and is_fuller) else OTHER
        found.append(Choice(field.key, field.label, a, b, picked, field.columns, field.is_noted))
    for own in own_fields:
        a, b = (show_value(own, person.own_values.get(own.key, "")) for person in (one, other))
        if a or b:
            found.append(Choice(own_key(own.key), own.name, a, b, ONE if a else OTHER, (), is_noted=True))
    return found


def own_key(key: str) -> str:
    """How the choice of an own field is called."""
    return f"own-{key}"


def picks_of(choices: Iterable[Choice], said: Mapping[str, str]) -> dict[str, str]:
    """Key → one or other, as the owner said where there is a choice, else as it is picked."""
    return {
        choice.key: said[choice.key] if choice.is_open and said.get(choice.key) in (ONE, OTHER) else choice.picked
        for choice in choices
    }


def columns_of(one: Contact, other: Contact, choices: Iterable[Choice], picks: Mapping[str, str]) -> dict[str, Any]:
    """The columns of the person that the two become, as far as they follow from the choices and from what wins."""
    columns: dict[str, Any] = {}
    own = {**other.own_values, **one.own_values}
    for choice in choices:
        chosen = one if picks[choice.key] == ONE else other
        columns |= {name: getattr(chosen, name) for name in choice.columns}
        if not choice.columns:
            key = choice.key.removeprefix(own_key(""))
            own[key] = chosen.own_values[key]
    return columns | {
        "own_values": own,
        "stage": joined_stage(one.stage, other.stage),
        "do_not_contact": one.do_not_contact or other.do_not_contact,
        "is_private": one.is_private or other.is_private,
        "archived_at": None if one.archived_at is None or other.archived_at is None else one.archived_at,
    }


def joined_stage(a: str, b: str) -> str:
    """The further of two stages; who rests in one row and is being asked in the other is being asked."""
    return max(Stage(a), Stage(b), key=_FURTHER.index)


def unchosen(choices: Iterable[Choice], picks: Mapping[str, str]) -> list[str]:
    """What would be lost, a line each: "E-mail: ana@old.example"."""
    lines = []
    for choice in choices:
        left = choice.other if picks[choice.key] == ONE else choice.one
        kept = choice.one if picks[choice.key] == ONE else choice.other
        if choice.is_noted and choice.is_open and names.fold(left) != names.fold(kept):
            lines.append(f"{choice.label}: {left}")
    return lines


def _introducer(contact: Contact, *, not_this: Contact) -> str:
    found = contact.introducer
    return "" if found is None or found.pk == not_this.pk else found.name
