"""The owner's list as an import sees it."""

from __future__ import annotations

from uuid import UUID

from apps.accounts.models import User
from apps.contacts.imports.matching import Imported, Known, People
from apps.contacts.models import Contact, ImportRow

_SEEN = (ImportRow.Outcome.ADDED, ImportRow.Outcome.UPDATED, ImportRow.Outcome.KEPT)


def known_people(owner: User) -> People:
    """Everybody on the owner's list, archived or not, indexed for matching. Two queries whatever the size."""
    last = _last_imported(owner)
    people = Contact.objects.visible_to(owner).order_by("created_at", "id")
    rows = people.values_list(
        "id", "given_name", "family_name", "email", "phone", "profile_url", "profile_key", "employer__name", "title",
        "location",
    )  # fmt: skip
    return People.of(
        Known(id, given, family, email, phone, profile_url, profile_key, employer or "", title, location, last.get(id))
        for id, given, family, email, phone, profile_url, profile_key, employer, title, location in rows.iterator(5000)
    )


def _last_imported(owner: User) -> dict[UUID, Imported]:
    """What the last import that met a person said about their work."""
    rows = (
        ImportRow.objects.filter(owner=owner, contact__isnull=False, outcome__in=_SEEN)
        .order_by("contact_id", "-created_at")
        .distinct("contact_id")
        .values_list("contact_id", "values__employer", "values__title")
    )
    return {contact: Imported(employer or "", title or "") for contact, employer, title in rows.iterator(5000)}
