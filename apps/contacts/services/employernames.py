"""Which employer a name means, and the other names that one has. Knows no people: `services.people` uses it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.employernames import employer_key
from apps.contacts.errors import TakenEmployerName
from apps.contacts.models import Employer, EmployerAlias
from apps.contacts.selectors.employernames import employer_called
from apps.contacts.services.inserting import insert_missing

LENGTH = 200


def find_or_create_employer(*, actor: User, name: str, now: datetime | None = None) -> Employer | None:
    """The owner's employer of that name or alias, made if there is none; None for an empty name."""
    name = names.clean(name)[:LENGTH].strip()
    if not name:
        return None
    found = employer_called(actor, name)
    if found is not None:
        return found
    made: dict[str, Any] = {"name": name} | ({"created_at": now} if now else {})
    key = employer_key(name)
    new = insert_missing([Employer(owner=actor, name_key=key, **made)])
    return new[0] if new else Employer.objects.get(owner=actor, name_key=key)  # another request was faster


def add_alias(*, actor: User, employer: Employer, name: str, now: datetime) -> EmployerAlias | None:
    """Another name by which the employer is found from now on; None if it is found by it already.

    Raises TakenEmployerName when the name means another employer of the owner.
    """
    name = names.clean(name)[:LENGTH].strip()
    found = employer_called(actor, name)
    if found is not None:
        if found.pk != employer.pk:
            raise TakenEmployerName(found)
        return None
    try:
        with transaction.atomic():
            return EmployerAlias.objects.create(
                owner=actor, employer=employer, name=name, name_key=employer_key(name), created_at=now
            )
    except IntegrityError as error:  # another request was faster
        found = employer_called(actor, name)
        if found is None or found.pk == employer.pk:
            return None
        raise TakenEmployerName(found) from error


def remove_alias(*, actor: User, alias: EmployerAlias) -> bool:
    """Forgets another name; False if it was gone already."""
    return bool(EmployerAlias.objects.filter(owner=actor, pk=alias.pk).delete()[0])
