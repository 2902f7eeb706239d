"""Who led to whom: the chain from the owner to a person, and those the person introduced."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.contacts.models import Circle, Contact

MAX_DEPTH = 20
MAX_INTRODUCED = 5

# One statement: up the introducers (bounded, and safe against a loop that an import may bring), and one level down.
_CHAIN = """
WITH RECURSIVE up AS (
    SELECT id, given_name, family_name, circle, relation, introducer_id, 0 AS depth, ARRAY[id] AS seen
    FROM {people} WHERE id = %(id)s AND owner_id = %(owner)s
    UNION ALL
    SELECT p.id, p.given_name, p.family_name, p.circle, p.relation, p.introducer_id, up.depth + 1, up.seen || p.id
    FROM {people} p JOIN up ON p.id = up.introducer_id
    WHERE up.depth < %(depth)s AND p.owner_id = %(owner)s AND p.id <> ALL (up.seen)
)
SELECT id, given_name, family_name, circle, relation, depth FROM up
UNION ALL (
    SELECT id, given_name, family_name, circle, relation, -1 FROM {people}
    WHERE introducer_id = %(id)s AND owner_id = %(owner)s AND archived_at IS NULL
    ORDER BY id LIMIT %(width)s
)
ORDER BY depth DESC, id
"""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One person of the chain. `depth` is 0 for the person, above 0 for introducers, -1 for those introduced."""

    id: UUID
    name: str
    link: str  # the word between this person and the one before
    depth: int


def introducer_chain(user: User, contact_id: UUID) -> list[ChainLink]:
    """From the first introducer down to the person, then up to six whom they introduced (one more than is shown)."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CHAIN.format(people=connection.ops.quote_name(Contact._meta.db_table)),
            {"id": contact_id, "owner": user.pk, "depth": MAX_DEPTH, "width": MAX_INTRODUCED + 1},
        )
        rows = cursor.fetchall()
    top = max((row[5] for row in rows), default=0)
    return [
        ChainLink(
            id=pk,
            name=f"{given} {family}".strip(),
            link=_link(relation, circle, is_first=depth == top),
            depth=depth,
        )
        for pk, given, family, circle, relation, depth in rows
    ]


def _link(relation: str, circle: str, *, is_first: bool) -> str:
    """ "aunt"; for the first in the chain the circle will do, for the others somebody introduced them."""
    if relation:
        return relation
    if is_first and circle != Circle.COLD:
        return Circle(circle).label.lower()
    return "not yet met" if is_first else "introduced"
