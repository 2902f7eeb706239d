"""Two people become one: the columns that the owner chose, both histories, and a record of what was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.duplicates.fields import Choice, columns_of, unchosen
from apps.contacts.errors import NotTwoPeople
from apps.contacts.models import Contact, PeopleApart, PersonMerge, PrivateNote, Referral
from apps.contacts.models.duplicates import MERGE_UNDO_FOR
from apps.contacts.selectors import introducer_chain
from apps.contacts.services.merging.frozen import Rows, Snapshot, difference, freeze
from apps.contacts.services.merging.pointers import Move
from apps.contacts.services.people import fill_keys, save_private_note
from apps.contacts.services.touches import find_last_touch

#: Follow from others, and are worked out anew when the two are parted.
_DERIVED = (
    "sort_key", "search_text", "profile_key", "last_touch_at", "last_touch_kind", "next_step_at", "next_step",
    "introducer_id",
)  # fmt: skip
ALSO = "Also noted before two entries became one:"
_FORWARD = list(Referral.State)[:4]


@dataclass(slots=True)
class Joined:
    """A merge on its way. Whoever changes more rows of the two takes them up in `before` beforehand."""

    kept: Contact
    dropped: Contact
    before: Snapshot = field(default_factory=Snapshot)
    made: Rows = field(default_factory=dict)  # rows that came with it
    record: dict[str, Any] = field(default_factory=dict)


def lock_both(*, actor: User, kept_id: UUID, dropped_id: UUID) -> Joined:
    """The two rows, locked in the order of their ids, so that two merges at once wait for each other.

    Raises NotTwoPeople if one of them is not there, or no longer.
    """
    people = Contact.objects.visible_to(actor).filter(pk__in=[kept_id, dropped_id]).order_by("pk")
    found = {
        person.pk: person for person in people.select_related("employer", "introducer").select_for_update(of=("self",))
    }
    if len(found) != 2:
        raise NotTwoPeople
    joined = Joined(found[kept_id], found[dropped_id])
    joined.before.add(Contact._base_manager.filter(pk=kept_id))
    joined.before.add(PrivateNote.objects.filter(contact__in=list(found)))
    joined.before.add(Referral.objects.filter(Q(introducer__in=list(found)) | Q(contact__in=list(found))))
    return joined


def join_people(
    *,
    actor: User,
    joined: Joined,
    choices: Iterable[Choice],
    picks: Mapping[str, str],
    keeps_rest: bool,
    now: datetime,
) -> None:
    """Gives `joined.kept` everything of `joined.dropped`, whose row goes. Call with both locked.

    `picks` says whose value each choice takes. Private, and not to be written to, is who was so in either row. With
    `keeps_rest` the values that were not chosen are written into the notes.
    """
    kept, dropped, choices = joined.kept, joined.dropped, list(choices)
    columns = columns_of(kept, dropped, choices, picks)
    columns["introducer_id"] = _introducer(actor, kept, dropped, columns.get("introducer_id"))
    rest = unchosen(choices, picks) if keeps_rest else []
    tags = set(dropped.tags.values_list("pk", flat=True))
    added = tags - set(kept.tags.values_list("pk", flat=True))
    record = joined.record
    record |= {"dropped": freeze(dropped), "dropped_tags": _texts(tags), "tags_added": _texts(added)}
    move = Move(dropped.pk, kept.pk)
    _settle_referrals(move, kept, dropped)
    record["apart"] = _join_apart(actor, kept, dropped, now)
    _join_notes(actor, joined, move, rest)
    Contact.objects.filter(pk=kept.pk, introducer=dropped).update(introducer=None)
    move.everything()
    record |= {"moved": move.moved, "removed": move.removed}
    Contact.tags.through.objects.filter(contact=dropped).delete()
    # Not delete(): what still pointed at the row would go along. So the database refuses, and nothing has happened.
    Contact.objects.filter(pk=dropped.pk)._raw_delete("default")
    through = Contact.tags.through
    through.objects.bulk_create([through(contact_id=kept.pk, tag_id=pk) for pk in added], ignore_conflicts=True)
    for name, value in columns.items():
        setattr(kept, name, value)
    fill_keys(kept, kept.tags.values_list("name", flat=True))
    kept.save(update_fields=[*columns, "sort_key", "search_text", "profile_key", "updated_at"])
    find_last_touch(kept.pk)
    kept.refresh_from_db()


def remember_merge(*, actor: User, joined: Joined, now: datetime) -> PersonMerge:
    """Writes the record of a merge that is done, and forgets what is too old to be taken back."""
    after = joined.before.now()
    kept_key = str(joined.kept.pk)
    pointers = {entry["column"] for entry in joined.record["moved"]}
    changed = difference(joined.before.rows, after, without={*pointers, "introducer_id"})
    fields = changed.pop("contacts.Contact", {}).get(kept_key, {})
    joined.record |= {
        "kept": kept_key,
        "introducer": [
            joined.before.rows["contacts.Contact"][kept_key]["introducer_id"],
            _text(joined.kept.introducer_id),
        ],
        "fields": {name: pair for name, pair in fields.items() if name not in _DERIVED},
        "changed": changed,
        "made": joined.made,
    }
    PersonMerge.objects.filter(owner=actor, created_at__lt=now - MERGE_UNDO_FOR).delete()
    return PersonMerge.objects.create(
        owner=actor,
        kept=joined.kept,
        dropped_id=joined.record["dropped"]["id"],
        dropped_name=joined.dropped.name,
        record=joined.record,
        created_at=now,
    )


def forget_old_merges(*, now: datetime) -> int:
    """Deletes the records of merges that cannot be taken back any more; how many."""
    return PersonMerge.objects.filter(created_at__lt=now - MERGE_UNDO_FOR).delete()[0]


def _introducer(actor: User, kept: Contact, dropped: Contact, chosen: UUID | None) -> UUID | None:
    """The chosen introducer, or the other's: not one of the two, and nobody whom one of them led to."""
    both = {kept.pk, dropped.pk}
    for candidate in (chosen, kept.introducer_id, dropped.introducer_id):
        if candidate is None or candidate in both:
            continue
        above = introducer_chain(actor, candidate)
        if not any(link.depth > 0 and link.id in both for link in above):
            return candidate
    return None


def _settle_referrals(move: Move, kept: Contact, dropped: Contact) -> None:
    """A referral from one to the other is none any more; of two to the same person the further state stays."""
    for row in Referral.objects.filter(introducer__in=(kept, dropped), contact__in=(kept, dropped)):
        move.absorb(row, None)
    for side, far in (("introducer_id", "contact_id"), ("contact_id", "introducer_id")):
        for row in Referral.objects.filter(**{side: dropped.pk}):
            twin = Referral.objects.filter(**{side: kept.pk, far: getattr(row, far)}).first()
            if twin is not None and _further(row.state, twin.state):
                Referral.objects.filter(pk=twin.pk).update(state=row.state, dropped_reason=row.dropped_reason)


def _further(state: str, than: str) -> bool:
    """Dropped counts least: somebody goes on with it elsewhere."""
    order = [Referral.State.DROPPED, *_FORWARD]
    return order.index(Referral.State(state)) > order.index(Referral.State(than))


def _join_apart(actor: User, kept: Contact, dropped: Contact, now: datetime) -> dict[str, Any]:
    """Who is not the one, is not the other: the decisions of both hold for the person they become."""
    rows = list(PeopleApart.objects.filter(Q(one=dropped) | Q(other=dropped)))
    pair = PeopleApart.objects.filter(one=min(kept.pk, dropped.pk), other=max(kept.pk, dropped.pk)).first()
    far = {row.other_id if row.one_id == dropped.pk else row.one_id for row in rows} - {kept.pk}
    new = [PeopleApart(owner=actor, one_id=min(kept.pk, pk), other_id=max(kept.pk, pk), created_at=now) for pk in far]
    PeopleApart.objects.filter(pk__in=[row.pk for row in (*rows, *([pair] if pair else []))]).delete()
    known = set(
        PeopleApart.objects.filter(Q(one=kept, other__in=far) | Q(other=kept, one__in=far)).values_list(
            "one_id", "other_id"
        )
    )
    made = PeopleApart.objects.bulk_create([row for row in new if (row.one_id, row.other_id) not in known])
    return {"removed": [freeze(row) for row in rows], "made": [str(row.pk) for row in made]}


def _join_notes(actor: User, joined: Joined, move: Move, rest: list[str]) -> None:
    """Both notes, one behind the other, and what was not chosen."""
    kept, dropped = joined.kept, joined.dropped
    notes = {note.contact_id: note for note in PrivateNote.objects.filter(contact__in=(kept, dropped))}
    bodies = [notes[pk].body.strip() for pk in (kept.pk, dropped.pk) if pk in notes]
    parts = list(dict.fromkeys(body for body in bodies if body))
    if rest:
        parts.append("\n".join([ALSO, *rest]))
    if dropped.pk in notes:
        move.absorb(notes[dropped.pk], None)
    body = "\n\n".join(parts)
    if body and (kept.pk not in notes or notes[kept.pk].body != body):
        save_private_note(actor=actor, contact=kept, body=body)
        if kept.pk not in notes:
            new = PrivateNote.objects.get(contact=kept)
            joined.made[new._meta.label] = {str(new.pk): freeze(new)}


def _texts(keys: Iterable[UUID]) -> list[str]:
    return sorted(str(key) for key in keys)


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None
