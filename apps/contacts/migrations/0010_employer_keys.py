"""Employers get the stricter key. Of two that would be one, both stay: the owner decides on the list of employers."""

from collections.abc import Iterator
from itertools import groupby

from django.db import connection, migrations

# The rule itself and no copy of it: the keys must fit the code that looks them up.
from apps.contacts.employernames import employer_key, plain_key

CHUNK = 2000
UNFINISHED = ("planning", "check", "queued", "running")


def rekey_employers(apps, schema_editor):
    """name_key = employer_key(name), unless another employer of the owner has that key."""
    employers = apps.get_model("contacts", "Employer").objects.order_by("owner_id", "id")
    rows = employers.values_list("owner_id", "id", "name", "name_key").iterator(chunk_size=CHUNK)
    changes = []
    for _, mine in groupby(rows, key=lambda row: row[0]):
        mine = [row[1:] for row in mine]
        changes += _changes(mine)
        if len(changes) >= CHUNK:
            _write(changes)
            changes = []
    _write(changes)
    _rekey_plans(apps)


def _changes(mine: list[tuple]) -> Iterator[tuple]:
    """(id, new key) of one owner's employers. Who has the new key already keeps it, else the one that came first."""
    held = {}
    for pk, name, key in mine:
        if key == employer_key(name):
            held[key] = pk
    for pk, name, key in mine:
        new = employer_key(name)
        if held.setdefault(new, pk) == pk and key != new:
            yield pk, new


def _write(changes: list[tuple]) -> None:
    if not changes:
        return
    ids, keys = zip(*changes, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE contacts_employer e SET name_key = v.key FROM unnest(%s::uuid[], %s::text[]) AS v (id, key)"
            " WHERE e.id = v.id",
            [list(ids), list(keys)],
        )


def _rekey_plans(apps) -> None:
    """Imports that are planned and not carried out look their employers up by the key that stands in the row."""
    jobs = apps.get_model("contacts", "ImportJob").objects.filter(status__in=UNFINISHED).values_list("id", "owner_id")
    for job, owner in jobs:
        apart = set(
            apps.get_model("contacts", "Employer").objects.filter(owner=owner).values_list("name_key", flat=True)
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT values ->> 'employer' FROM contacts_importrow"
                " WHERE job_id = %s AND employer_key <> ''",
                [job],
            )
            names = [name for (name,) in cursor.fetchall() if name]
            keys = [plain_key(name) if plain_key(name) in apart else employer_key(name) for name in names]
            cursor.execute(
                "UPDATE contacts_importrow r SET employer_key = v.key"
                " FROM unnest(%s::text[], %s::text[]) AS v (name, key)"
                " WHERE r.job_id = %s AND r.values ->> 'employer' = v.name AND r.employer_key <> v.key",
                [names, keys, job],
            )


class Migration(migrations.Migration):
    dependencies = [("contacts", "0009_employers")]

    operations = [migrations.RunPython(rekey_employers, migrations.RunPython.noop, elidable=True)]
