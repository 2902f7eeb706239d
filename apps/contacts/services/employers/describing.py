"""What the owner knows about an employer: its name, what it does, a note."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.employernames import employer_key
from apps.contacts.errors import TakenEmployerName
from apps.contacts.models import Contact, Employer, EmployerAlias
from apps.contacts.selectors.employernames import employer_called
from apps.contacts.services.bulk import refresh_search
from apps.contacts.services.employernames import LENGTH

FIELDS = frozenset({"industry", "sector", "size", "website", "notes"})


def update_employer(*, actor: User, employer: Employer, now: datetime, **changes: str) -> Employer:
    """Changes the name or what is known. Another name leaves the old one as an alias: files may still say it.

    Raises TakenEmployerName when the new name means another employer of the owner.
    """
    name = names.clean(changes.pop("name", employer.name))[:LENGTH].strip() or employer.name
    if unknown := changes.keys() - FIELDS:
        raise ValueError(f"not a fact about an employer: {sorted(unknown)}")
    for field, value in changes.items():
        setattr(employer, field, names.clean(value))
    with transaction.atomic():
        if name != employer.name:
            _rename(actor, employer, name, now)
        employer.save(update_fields=[*changes, "name", "name_key", "updated_at"])
    return employer


def _rename(actor: User, employer: Employer, name: str, now: datetime) -> None:
    found = employer_called(actor, name)
    if found is not None and found.pk != employer.pk:
        raise TakenEmployerName(found)
    before, key = (employer.name, employer.name_key), employer_key(name)
    employer.name = name
    if found is None or EmployerAlias.objects.filter(owner=actor, employer=employer, name_key=key).delete()[0]:
        employer.name_key = key  # else it is another spelling of the same: a name that is kept apart stays apart
    try:
        with transaction.atomic():
            employer.save(update_fields=["name", "name_key"])
            if employer.name_key != before[1]:
                EmployerAlias.objects.create(
                    owner=actor, employer=employer, name=before[0], name_key=before[1], created_at=now
                )
    except IntegrityError as error:
        raise TakenEmployerName(employer_called(actor, name) or employer) from error
    people = Contact.objects.visible_to(actor).filter(employer=employer)
    refresh_search(actor, list(people.values_list("pk", flat=True)), now)


def delete_employer(*, actor: User, employer: Employer) -> bool:
    """Forgets an employer where nobody works; False if somebody does, or if it is gone."""
    nobody = not Contact.objects.filter(employer=employer.pk).exists()
    return nobody and bool(Employer.objects.filter(owner=actor, pk=employer.pk).delete()[0])
