"""The way back: people that the import added go, what it changed returns, and nothing that you touched since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F

from apps.contacts import names
from apps.contacts.employernames import EmployerKeys
from apps.contacts.models import Contact, Employer, ImportJob, ImportRow, PrivateNote, Tag, Touch
from apps.contacts.selectors.employernames import keys_meant
from apps.contacts.services.imports.adding import PLAIN_FIELDS, own_values_of
from apps.contacts.services.imports.applying import CHANGED_FIELDS, employers_called
from apps.contacts.services.imports.removing import delete_people, pointed_at
from apps.contacts.services.people import search_text
from apps.core.tables.bulk import update_in

Outcome = ImportRow.Outcome
#: Columns of a person that an import fills, or that follow from others; all the rest must be as new.
_FILLED = {
    *PLAIN_FIELDS, "id", "owner", "created_at", "updated_at", "sort_key", "search_text", "profile_key", "employer",
    "circle", "source", "last_touch_at", "last_touch_kind", "next_step_at", "next_step",
    "own_values",
}  # fmt: skip


def undo_batch(job: ImportJob, size: int) -> int:
    """Takes the next rows back and notes how far the job is. How many rows."""
    rows = job.rows.filter(line__gt=job.cursor).order_by("line")
    if job.applied:  # nothing to take back beyond
        rows = rows.filter(line__lte=job.applied)
    batch = list(rows[:size])
    if batch:
        undo_rows(job, batch)
        job.cursor = batch[-1].line
    return len(batch)


def undo_rows(job: ImportJob, rows: list[ImportRow]) -> None:
    """Takes one batch back. People changed since stay as they are, and their rows say so."""
    for row in rows:
        if row.is_added_as_planned(job):
            row.outcome, row.contact_id = Outcome.ADDED, row.pk
    added = {r.contact_id: r for r in rows if r.outcome == Outcome.ADDED and r.contact_id}
    updated = {r.contact_id: r for r in rows if r.outcome == Outcome.UPDATED and r.contact_id}
    people = (
        Contact.objects.filter(owner_id=job.owner_id)
        .select_for_update(of=("self",))
        .select_related("employer")
        .prefetch_related("tags")
        .in_bulk([*added, *updated])
    )
    meant = keys_meant(job.owner_id, _employers_said(rows))
    going = _untouched(job, {pk: row for pk, row in added.items() if pk in people}, people, meant)
    for pk, row in added.items():
        row.outcome = Outcome.UNDONE if pk in going or pk not in people else Outcome.STAYED
    employers = employers_called(job.owner_id, _employers_before(updated.values()), meant)
    back: list[Contact] = []
    for pk, row in updated.items():
        if pk not in people:
            row.outcome = Outcome.UNDONE
            continue
        row.outcome = Outcome.UNDONE if _put_back(people[pk], row.changes or {}, employers, meant) else Outcome.STAYED
        back.append(people[pk])
    _save(back)
    gone = [str(r.changes["touch"][1]) for r in updated.values() if r.changes and "touch" in r.changes]
    Touch.objects.filter(owner_id=job.owner_id, pk__in=gone).delete()
    idle = {people[pk].employer_id for pk in going} | {e.pk for e in _employers_after(updated.values(), job, meant)}
    tags = {tag.pk for pk in going for tag in people[pk].tags.all()}
    _delete(job, going, {pk for pk in idle if pk}, tags)
    changed = [r for r in rows if r.outcome in (Outcome.UNDONE, Outcome.STAYED)]
    for row in changed:
        if row.contact_id in going or row.contact_id not in people:
            row.contact_id = None
    update_in(changed, ("outcome", "contact"))


def _untouched(
    job: ImportJob, rows: dict[UUID, ImportRow], people: dict[UUID, Contact], meant: EmployerKeys
) -> set[UUID]:
    """Which of the added people are exactly as the import made them, with nothing attached since."""
    same = {pk for pk, row in rows.items() if _as_imported(job, people[pk], row, meant)}
    return same - _with_something_since(rows, same)


def _as_imported(job: ImportJob, contact: Contact, row: ImportRow, meant: EmployerKeys) -> bool:
    values = row.values
    employer = contact.employer.name_key if contact.employer else ""
    tags = {tag.name.casefold() for tag in contact.tags.all()}
    return (
        all(
            getattr(contact, f) == values.get(f, "") or (f == "profile_url" and not contact.profile_url)
            for f in PLAIN_FIELDS
        )
        and employer == meant.of(values.get("employer", ""))
        and contact.circle == job.circle
        and contact.own_values == own_values_of(values)
        and tags == {tag.casefold() for tag in (job.tag, *values.get("tags", "").split("\n")) if tag}
        and all(
            getattr(contact, f.attname) == f.get_default()
            for f in Contact._meta.concrete_fields
            if f.name not in _FILLED
        )
    )


def _with_something_since(rows: dict[UUID, ImportRow], ids: set[UUID]) -> set[UUID]:
    """Which people have anything in any table, of whatever app, that the import did not write itself.

    Asks every model that points at a person: contacts may not know the apps above it by name.
    """
    later = Touch.objects.filter(contact__in=ids).exclude(created_at=F("contact__created_at"))
    notes = PrivateNote.objects.filter(contact__in=ids).values_list("contact_id", "body")
    return {
        *pointed_at(ids, seen=True),
        *later.values_list("contact_id", flat=True),
        *(pk for pk, body in notes if body != rows[pk].values.get("note", "")),
    }


def _employers_before(rows: Iterable[ImportRow]) -> list[str]:
    return [row.changes["employer"][0] for row in rows if row.changes and "employer" in row.changes]


def _employers_after(rows: Iterable[ImportRow], job: ImportJob, meant: EmployerKeys) -> list[Employer]:
    keys = {meant.of(r.changes["employer"][1]) for r in rows if r.changes and "employer" in r.changes}
    return list(Employer.objects.filter(owner_id=job.owner_id, name_key__in=keys)) if keys else []


def _employers_said(rows: Iterable[ImportRow]) -> set[str]:
    """Every name of an employer that stands in these rows, or stood with the people before."""
    changed = {name for r in rows if r.changes and "employer" in r.changes for name in r.changes["employer"]}
    return changed | {r.values.get("employer", "") for r in rows}


def _put_back(contact: Contact, changes: dict[str, Any], employers: dict[str, Employer], meant: EmployerKeys) -> bool:
    """Restores each field that still holds what the import wrote; True if that was all of them."""
    whole = True
    for field, (before, after) in changes.items():
        if field == "touch":
            continue
        if field == "employer":
            current = contact.employer.name if contact.employer else ""
            if meant.same(current, after):
                contact.employer = employers.get(before)
            else:
                whole = False
        elif getattr(contact, field) == after:
            setattr(contact, field, before)
        else:
            whole = False
    return whole


def _save(contacts: list[Contact]) -> None:
    for contact in contacts:
        contact.profile_key = names.profile_key(contact.profile_url)
        contact.search_text = search_text(contact, [tag.name for tag in contact.tags.all()])
    update_in(contacts, CHANGED_FIELDS)


def _delete(job: ImportJob, ids: set[UUID], employers: Iterable[UUID], tags: Iterable[UUID]) -> None:
    """Deletes people, and what the import made for them that nothing else uses."""
    delete_people(job.owner_id, ids)
    idle = Employer.objects.filter(  # of which the owner said nothing since
        owner_id=job.owner_id, pk__in=list(employers), created_at__gte=job.started_at,
        wished_at=None, notes="", website="", industry="",
    )  # fmt: skip
    for relation in Employer._meta.related_objects:
        idle = idle.filter(**{f"{relation.name}__isnull": True}) if relation.name else idle
    idle.delete()
    Tag.objects.filter(owner_id=job.owner_id, pk__in=tags, created_at__gte=job.started_at, contacts=None).delete()
