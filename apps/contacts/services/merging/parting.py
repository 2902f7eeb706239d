"""One person becomes two again, as they were before, as far as nobody changed anything since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from apps.accounts.models import User
from apps.contacts.errors import MergedOn
from apps.contacts.models import Contact, PeopleApart, PersonMerge, Tag
from apps.contacts.models.duplicates import MERGE_UNDO_FOR
from apps.contacts.services.merging.frozen import freeze, insert, put_back, thaw
from apps.contacts.services.people import fill_keys
from apps.contacts.services.touches import find_last_touch

#: Columns of a person → what the page calls them, for those that stayed as they were changed.
WORDS = {
    "given_name": "the name", "family_name": "the name", "title": "the role", "employer_id": "the employer",
    "email": "the e-mail", "phone": "the phone", "profile_url": "the profile", "location": "the place",
    "timezone": "the time zone", "circle": "how you know them", "relation": "how you know them",
    "role": "what they can be", "common_ground": "what you share", "stage": "the stage", "rhythm_days": "the rhythm",
    "rhythm_off_months": "the rhythm", "own_values": "your own fields", "is_private": "the private mark",
    "do_not_contact": "the “don’t write” mark", "source": "where they come from", "archived_at": "the archive",
}  # fmt: skip


@dataclass(slots=True)
class Parted:
    """The two, and what could not be as before."""

    kept: Contact
    back: Contact
    fields: list[str] = field(default_factory=list)  # in words; changed since, and so with `kept`
    rows: int = 0  # changed since, and so as they are
    newer: int = 0  # came since, and so with `kept`


def claim_undo(*, actor: User, merge: PersonMerge, now: datetime) -> PersonMerge | None:
    """The merge with its person locked, for the one caller who may take it back; None if it was taken back, or is too
    old, or the person is gone.

    Raises MergedOn if the person became part of another one since: that comes apart first.
    """
    found = PersonMerge.objects.filter(owner=actor, pk=merge.pk, undone_at=None, created_at__gte=now - MERGE_UNDO_FOR)
    row = found.first()
    if row is None or not Contact.objects.visible_to(actor).filter(pk=row.kept_id).select_for_update().exists():
        return None
    if str(row.kept_id) != row.record["kept"]:
        raise MergedOn(row.kept)
    if not found.filter(kept=row.kept_id).update(undone_at=now, updated_at=now):
        return None
    row.refresh_from_db()
    return row


def part_people(*, actor: User, merge: PersonMerge) -> Parted:
    """Gives the person who went their row, and all that was theirs. Call in the transaction of `claim_undo`."""
    record = merge.record
    kept = Contact.objects.visible_to(actor).select_related("employer").get(pk=merge.kept_id)
    newer = _newer(kept, merge)
    _forget_made(record["made"])
    stayed = _give_fields_back(kept, record)
    _insert_dropped(record)
    lost = sum(not insert(entry["model"], entry["row"]) for entry in record["removed"])
    dropped_id = UUID(record["dropped"]["id"])
    for entry in reversed(record["moved"]):
        model = apps.get_model(entry["model"])
        rows = model._base_manager.filter(pk__in=entry["ids"], **{entry["column"]: entry["to"]})
        if _is_there(model, entry):
            rows.update(**{entry["column"]: entry["from"]})
    changed = put_back(record["changed"])
    _part_introducers(actor, kept, record)
    _part_tags(kept, dropped_id, record)
    PeopleApart.objects.filter(owner=actor, pk__in=record["apart"]["made"]).delete()
    for row in record["apart"]["removed"]:
        insert(PeopleApart._meta.label, row)
    back = Contact.objects.visible_to(actor).select_related("employer").get(pk=dropped_id)
    for person in (kept, back):
        fill_keys(person, person.tags.values_list("name", flat=True))
        person.save(update_fields=["sort_key", "search_text", "profile_key"])
        find_last_touch(person.pk)
        person.refresh_from_db()
    return Parted(kept, back, fields=stayed, rows=lost + changed, newer=newer)


def _newer(kept: Contact, merge: PersonMerge) -> int:
    """How much came into the history since."""
    return kept.touches.filter(created_at__gt=merge.created_at).count()


def _forget_made(made: dict[str, dict[str, Any]]) -> None:
    for label, rows in made.items():
        model = apps.get_model(label)
        for row in model._base_manager.filter(pk__in=list(rows)):
            as_made, now = rows[str(row.pk)], freeze(row)
            if all(now.get(name) == value for name, value in as_made.items() if name != "updated_at"):
                model._base_manager.filter(pk=row.pk).delete()


def _give_fields_back(kept: Contact, record: dict[str, Any]) -> list[str]:
    """The columns of who stayed, each unless it was changed since; the words for those."""
    stayed: list[str] = []
    back: dict[str, Any] = {}
    now = freeze(kept)
    for name, (before, after) in record["fields"].items():
        if now.get(name) == after:
            back[name] = before
        elif WORDS.get(name) and now.get(name) != before:
            stayed.append(WORDS[name])
    values = _living(thaw(Contact, back))
    for name, value in values.items():
        setattr(kept, name, value)
    fill_keys(kept, [])
    kept.save(update_fields=[*values, "profile_key"])
    return list(dict.fromkeys(stayed))


def _insert_dropped(record: dict[str, Any]) -> None:
    """The row itself. A profile that is somebody else's by now stays with them."""
    row = dict(record["dropped"])
    taken = Contact.objects.filter(owner=row["owner_id"], profile_key=row["profile_key"]).exclude(profile_key="")
    if taken.exists():
        row["profile_url"] = row["profile_key"] = ""
    with transaction.atomic():
        insert(Contact._meta.label, row)


def _part_introducers(actor: User, kept: Contact, record: dict[str, Any]) -> None:
    before, after = record["introducer"]
    mine = Contact.objects.visible_to(actor).filter(pk=kept.pk, introducer=after)
    is_there = before is None or Contact.objects.visible_to(actor).filter(pk=before).exists()
    if before != after and is_there:
        mine.update(introducer=before)


def _part_tags(kept: Contact, dropped_id: UUID, record: dict[str, Any]) -> None:
    through = Contact.tags.through
    through.objects.filter(contact=kept, tag__in=record["tags_added"]).delete()
    living = Tag.objects.filter(owner=kept.owner_id, pk__in=record["dropped_tags"]).values_list("pk", flat=True)
    links = [through(contact_id=dropped_id, tag_id=pk) for pk in living]
    through.objects.bulk_create(links, ignore_conflicts=True)


def _living(columns: dict[str, Any]) -> dict[str, Any]:
    """Without pointers to rows that are gone."""
    employer = columns.get("employer_id")
    if employer is not None:
        model = Contact._meta.get_field("employer").related_model
        if not model._base_manager.filter(pk=employer).exists():
            columns["employer_id"] = None
    return columns


def _is_there(model: Any, entry: dict[str, Any]) -> bool:
    """Whether what the rows pointed at is there again."""
    target = model._meta.get_field(entry["column"]).related_model
    return bool(target._base_manager.filter(pk=entry["from"]).exists())
