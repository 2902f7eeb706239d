"""Reads about employers: who is there, and who could be asked next."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from apps.accounts.models import User
from apps.contacts.models import Circle, Contact, ContactQuerySet, Employer, Stage

#: Circles from the warmest: whom one writes to without thinking twice stands first.
WARMTH = Case(*(When(circle=c, then=n) for n, c in enumerate(Circle)), output_field=IntegerField())
_INTRODUCED = Case(When(introducer=None, then=Value(1)), default=Value(0), output_field=IntegerField())


def next_in_line(owner: User, employer: Employer | UUID) -> ContactQuerySet:
    """Who at an employer may be asked next: not asked yet, not archived, not "don't write".

    The warmest circle first (family … not yet met), in a circle those whom somebody introduced, then by name.
    """
    mine = Contact.objects.visible_to(owner).current()
    free = mine.filter(employer=employer, stage=Stage.LISTED, do_not_contact=False)
    return free.order_by(WARMTH, _INTRODUCED, "sort_key", "id")
