"""Short lists to choose from while one types."""

from __future__ import annotations

from collections.abc import Iterable

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, Employer, PrivateNote, Tag

PICKER_SIZE = 20


def picker_label(contact: Contact) -> str:
    """How a person is told apart in a list of names: "Carla Marchetti, St. Brannoc Hospital"."""
    return f"{contact.name}, {contact.employer.name}" if contact.employer else contact.name


def picker_options(user: User, text: str = "", *, without: Contact | None = None) -> list[str]:
    """Labels of the people whose name, employer or role contains every word of `text`, by name."""
    people = Contact.objects.visible_to(user).current().select_related("employer")
    for word in names.fold(names.clean(text)).split()[:6]:
        people = people.filter(search_text__contains=word.strip(","))
    if without is not None:
        people = people.exclude(pk=without.pk)
    found = people.only("given_name", "family_name", "employer__name").order_by("sort_key", "id")[:PICKER_SIZE]
    return [picker_label(person) for person in found]


def people_called(user: User, text: str) -> list[Contact]:
    """The people whose name, or name and employer as in `picker_label`, is `text`; case and accents aside."""
    wanted = names.fold(names.clean(text))
    if not wanted:
        return []
    # The searched text starts with the name (services.people.search_text); the rest is compared here.
    people = Contact.objects.visible_to(user).select_related("employer")
    candidates = people.filter(search_text__startswith=wanted.split(",")[0]).order_by("sort_key", "id")[:500]
    return [p for p in candidates if wanted in _ways(p)]


def _ways(person: Contact) -> Iterable[str]:
    return {names.fold(person.name), names.fold(picker_label(person))}


def employer_names(user: User, limit: int = 200) -> list[str]:
    """The owner's employers, for a datalist."""
    return list(Employer.objects.filter(owner=user).order_by("name").values_list("name", flat=True)[:limit])


def tag_names(user: User, limit: int = 100) -> list[str]:
    """The owner's tags, for a datalist."""
    return list(Tag.objects.filter(owner=user).order_by("name").values_list("name", flat=True)[:limit])


def tags_of(contact: Contact) -> list[str]:
    """What a person is filed under."""
    return list(contact.tags.order_by("name").values_list("name", flat=True))


def note_of(user: User, contact: Contact) -> str:
    """The owner's own note about a person; empty for anybody else."""
    return PrivateNote.objects.filter(owner=user, contact=contact).values_list("body", flat=True).first() or ""
