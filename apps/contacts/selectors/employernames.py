"""Which employer of the owner a name means."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.contacts.employernames import EmployerKeys, employer_key, plain_key, ways
from apps.contacts.models import Employer

#: Aliases, and names that are kept apart. Keys hold no line end: a list of thousands travels as one text.
_MEANT = """
SELECT a.name_key, e.name_key FROM contacts_employeralias a JOIN contacts_employer e ON e.id = a.employer_id
WHERE a.owner_id = %(owner)s AND a.name_key = ANY(string_to_array(%(keys)s, E'\\n'))
UNION ALL
SELECT e.name_key, e.name_key FROM contacts_employer e
WHERE e.owner_id = %(owner)s AND e.name_key = ANY(string_to_array(%(unlike)s, E'\\n'))
"""


def employer_called(owner: User, name: str) -> Employer | None:
    """The owner's employer that `name` means: the closest spelling first, a name before an alias."""
    keys = ways(name)
    return next(iter(Employer.objects.raw(_CALLED, {"owner": owner.pk, "keys": keys})), None) if keys else None


_CALLED = """
SELECT employer.* FROM contacts_employer AS employer
  JOIN (SELECT id, name_key, 0 AS rank FROM contacts_employer
         WHERE owner_id = %(owner)s AND name_key = ANY(%(keys)s)
        UNION ALL
        SELECT employer_id, name_key, 1 FROM contacts_employeralias
         WHERE owner_id = %(owner)s AND name_key = ANY(%(keys)s)) AS meant ON meant.id = employer.id
 ORDER BY array_position(%(keys)s::text[], meant.name_key::text), meant.rank LIMIT 1
"""


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
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, {"owner": owner_id, "unlike": "\n".join(unlike), "keys": "\n".join(keys | unlike)})
        return EmployerKeys(dict(cursor.fetchall()))
