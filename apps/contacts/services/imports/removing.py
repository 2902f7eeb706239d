"""Deleting many people of whom there is nothing but what an import wrote: a few statements for a batch.

Django's own delete asks and empties some thirty tables, each with a list of all the ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import ForeignObjectRel

from apps.contacts.models import Contact, ImportRow, PrivateNote, Touch
from apps.core.tables.bulk import quoted

#: What an import writes beside a person, or keeps of them.
_OWN = (ImportRow, PrivateNote, Touch, Contact.tags.through)
_STATEMENTS = (
    "UPDATE contacts_importrow SET match_id = NULL WHERE match_id = ANY(%s)",
    "UPDATE contacts_importrow SET contact_id = NULL WHERE contact_id = ANY(%s)",
    "DELETE FROM contacts_touch WHERE contact_id = ANY(%s)",
    "DELETE FROM contacts_privatenote WHERE contact_id = ANY(%s)",
    "DELETE FROM contacts_contact_tags WHERE contact_id = ANY(%s)",
    "DELETE FROM contacts_contact WHERE id = ANY(%s)",
)


def pointed_at(ids: Iterable[UUID], *, seen: bool) -> set[UUID]:
    """Those of the people at whom a row of another table points, besides what imports write; one query.

    `seen` are relations that a person knows of; the others are those without a name (`related_name="+"`).
    """
    found: set[UUID] = set()
    if wanted := list(ids):
        with connection.cursor() as cursor:
            cursor.execute(_pointing(seen=seen), {"ids": wanted})
            found = {pk for (pk,) in cursor.fetchall()}
    return found


@cache
def _pointing(*, seen: bool) -> str:
    columns = {
        (relation.related_model._meta.db_table, str(relation.field.column))
        for relation in Contact._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and relation.field.concrete
        and not relation.field.many_to_many  # its rows point here themselves
        and relation.related_model not in _OWN
        and (not relation.hidden) == seen
    }
    return " UNION ALL ".join(
        f"SELECT {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} = ANY(%(ids)s)"  # noqa: S608 -- of models
        for table, column in sorted(columns)
    )


def delete_people(owner_id: UUID, ids: set[UUID]) -> None:
    """Deletes people of this owner whom the caller has locked, so that nothing is attached to them meanwhile."""
    others = pointed_at(ids, seen=False)
    Contact.objects.filter(owner_id=owner_id, pk__in=others).delete()
    if rest := list(ids - others):
        with connection.cursor() as cursor:
            for statement in _STATEMENTS:
                cursor.execute(statement, [rest])
