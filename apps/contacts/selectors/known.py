"""The owner's list as an import sees it: only those who may be meant by the rows at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from apps.contacts.imports.matching import Imported, Known, People
from apps.contacts.imports.planning import Candidate
from apps.contacts.selectors.employernames import keys_meant

#: Who has one of these links, addresses or names (each by its own index), and what the last import that met them said.
#: Keys hold no line end, so a list of thousands travels as one text, which is made and read in a fraction of the time.
_AMONG = """
WITH found AS (
    SELECT c.id FROM unnest(string_to_array(%(profiles)s, E'\n')) AS k (key)
    JOIN contacts_contact c ON c.owner_id = %(owner)s AND c.profile_key = k.key AND NOT c.profile_key = ''
    UNION
    SELECT c.id FROM unnest(string_to_array(%(emails)s, E'\n')) AS k (key)
    JOIN contacts_contact c ON c.owner_id = %(owner)s AND lower(c.email) = k.key AND c.email <> ''
    UNION
    SELECT c.id FROM unnest(string_to_array(%(starts)s, E'\n'), string_to_array(%(ends)s, E'\n')) AS k (low, high)
    JOIN contacts_contact c ON c.owner_id = %(owner)s AND c.sort_key >= k.low AND c.sort_key <= k.high
)
SELECT c.id, c.given_name, c.family_name, c.email, c.phone, c.profile_url, c.profile_key, coalesce(e.name, ''), c.title,
       c.location, last.employer, last.title
FROM found
JOIN contacts_contact c ON c.id = found.id
LEFT JOIN contacts_employer e ON e.id = c.employer_id
LEFT JOIN LATERAL (
    SELECT r.values ->> 'employer' AS employer, r.values ->> 'title' AS title, r.created_at
    FROM contacts_importrow r WHERE r.contact_id = c.id AND r.outcome IN ('added', 'updated', 'kept')
    UNION ALL
    SELECT r.values ->> 'employer', r.values ->> 'title', r.created_at
    FROM contacts_importrow r WHERE r.id = c.id AND r.outcome = '' AND r.action = 'add'
    ORDER BY created_at DESC LIMIT 1
) AS last ON true
ORDER BY c.created_at, c.id
"""


def known_among(owner_id: UUID, candidates: Iterable[Candidate]) -> People:
    """Those on the owner's list, archived or not, who may be one of `candidates`. Two queries whatever the sizes.

    The candidates get the key of the employer that the owner means by what they say.
    """
    candidates = list(candidates)
    profiles, emails, names = set(), set(), set()
    for candidate in candidates:
        keys, values = candidate.keys, candidate.read.values
        if "given_name" not in values:
            continue
        if keys.profile:
            profiles.add(keys.profile)
        if keys.email:
            emails.add(keys.email)
        names.add(keys.name_range(values.get("family_name", "")))
    if not names:
        return People()
    starts, ends = zip(*names, strict=True)
    wanted: dict[str, Any] = {
        "owner": owner_id,
        "profiles": "\n".join(profiles),
        "emails": "\n".join(emails),
        "starts": "\n".join(starts),
        "ends": "\n".join(ends),
    }
    with connection.cursor() as cursor:
        cursor.execute(_AMONG, wanted)
        found = [_known(row) for row in cursor]
    said = {c.read.values.get("employer", "") for c in candidates}
    known = {name for p in found for name in (p.employer, p.imported.employer if p.imported else "")}
    employers = keys_meant(owner_id, said | known)
    for candidate in candidates if employers.meant else ():
        candidate.keys.employer = employers.of(candidate.read.values.get("employer", ""))
    return People.of(found, employers)


def _known(row: tuple[Any, ...]) -> Known:
    key, given, family, email, phone, link, link_key, employer, title, location, said_employer, said_title = row
    said = None if said_employer is said_title is None else Imported(said_employer or "", said_title or "")
    return Known(key, given, family, email, phone, link, link_key, employer, title, location, said)
