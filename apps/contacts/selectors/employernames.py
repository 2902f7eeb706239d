"""Which employer of the owner a name means."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from apps.accounts.models import User
from apps.contacts.employernames import EmployerKeys, employer_key, plain_key, ways
from apps.contacts.models import Employer, EmployerAlias


def employer_called(owner: User, name: str) -> Employer | None:
    """The owner's employer that `name` means: the closest spelling first, a name before an alias."""
    keys = ways(name)
    named = {e.name_key: e for e in Employer.objects.visible_to(owner).filter(name_key__in=keys)}
    if keys and keys[0] in named:
        return named[keys[0]]
    aliases = EmployerAlias.objects.filter(owner=owner, name_key__in=keys).select_related("employer")
    meant = {alias.name_key: alias.employer for alias in aliases}
    return next((found for key in keys if (found := named.get(key) or meant.get(key))), None)


def keys_meant(owner_id: UUID, wanted: Iterable[str]) -> EmployerKeys:
    """Of the names in `wanted`, those that the owner gave another meaning than the spelling says. One query."""
    unlike, keys = set(), set()
    for name in set(wanted):
        if key := employer_key(name):
            keys.add(key)
            if (plain := plain_key(name)) != key:
                unlike.add(plain)
    if not keys:
        return EmployerKeys()
    apart = Employer.objects.filter(owner_id=owner_id, name_key__in=unlike).values_list("name_key", "name_key")
    aliases = EmployerAlias.objects.filter(owner_id=owner_id, name_key__in=keys | unlike)
    found = aliases.values_list("name_key", "employer__name_key").union(apart, all=True)
    return EmployerKeys(dict(found))
