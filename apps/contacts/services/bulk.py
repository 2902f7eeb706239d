"""One change to many people, and the way back. A handful of statements, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.errors import TooMany
from apps.contacts.models import BulkChange, Contact, ContactQuerySet, Stage, Tag
from apps.contacts.models.bulk import UNDO_FOR
from apps.contacts.services.asking import News, announce
from apps.contacts.services.people import search_text

Action = BulkChange.Action
MOST = 20_000
#: Action → (column, its type in the database): what changes by one UPDATE.
_COLUMNS = {
    Action.CIRCLE: ("circle", "text"),
    Action.ARCHIVE: ("archived_at", "timestamptz"),
    Action.RESTORE: ("archived_at", "timestamptz"),
    Action.UNWANTED: ("do_not_contact", "boolean"),
    Action.WANTED: ("do_not_contact", "boolean"),
}
_NEWS = {Action.UNWANTED: News.UNWANTED, Action.WANTED: News.WELCOME}
_Link = Contact.tags.through


def change_people(
    *, actor: User, people: ContactQuerySet, action: BulkChange.Action, value: str = "", now: datetime
) -> BulkChange | None:
    """Does one thing to those of `people` for whom it is news; None if it is for nobody.

    `value` is a circle, or the name of a tag (made if the owner has none of that name; removing an unknown one does
    nothing). Raises TooMany. What is older than can be undone is forgotten on the way.
    """
    with transaction.atomic():
        BulkChange.objects.filter(owner=actor, created_at__lt=now - UNDO_FOR).delete()
        change = BulkChange(owner=actor, action=action, created_at=now)
        people = people.visible_to(actor)
        done = (
            _tag(change, people, value, now)
            if action in (Action.TAG, Action.UNTAG)
            else _set(change, people, value, now)
        )
        if not done:
            transaction.set_rollback(True)  # a tag that nobody got
            return None
        change.save(force_insert=True)
        _tell(change, now)
    return change


def undo_bulk_change(*, actor: User, change: BulkChange, now: datetime) -> int | None:
    """Gives everybody back what they had, unless it was changed again since; how many. None when it is too late."""
    with transaction.atomic():
        open_ = BulkChange.objects.filter(owner=actor, pk=change.pk, undone_at=None, created_at__gte=now - UNDO_FOR)
        if not open_.update(undone_at=now):
            return None
        ids = [UUID(pk) for pk in change.people]
        if change.action in _COLUMNS:
            back = _set_back(change, ids, now)
            opposite = {Action.UNWANTED: News.WELCOME, Action.WANTED: News.UNWANTED}.get(Action(change.action))
            if opposite:
                _announce(opposite, actor, back, now)
            return len(back)
        tag = Tag.objects.filter(owner=actor, pk=change.after).first()
        if tag is None:
            return 0
        mine = list(Contact.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
        if change.action == Action.TAG:
            _Link.objects.filter(tag=tag, contact__in=mine).delete()
            if change.is_new_tag:
                Tag.objects.filter(~Exists(_Link.objects.filter(tag=OuterRef("pk"))), pk=tag.pk).delete()
        else:
            _Link.objects.bulk_create([_Link(contact_id=pk, tag_id=tag.pk) for pk in mine], ignore_conflicts=True)
        refresh_search(actor, mine, now)
        return len(mine)


def _locked(people: ContactQuerySet, *columns: str) -> list[Any]:
    rows = list(people.order_by("pk").select_for_update(of=("self",)).values_list("pk", *columns)[: MOST + 1])
    if len(rows) > MOST:
        raise TooMany(MOST)
    return rows


def _set(change: BulkChange, people: ContactQuerySet, value: str, now: datetime) -> bool:
    news: dict[str, tuple[Q, Any]] = {
        Action.CIRCLE: (~Q(circle=value), value),
        Action.ARCHIVE: (Q(archived_at=None), now),
        Action.RESTORE: (Q(archived_at__isnull=False), None),
        Action.UNWANTED: (Q(do_not_contact=False), True),
        Action.WANTED: (Q(do_not_contact=True), False),
    }
    those, after = news[change.action]
    column, _ = _COLUMNS[Action(change.action)]
    rows = _locked(people.filter(those), column)
    if not rows:
        return False
    change.people = [str(pk) for pk, _ in rows]
    change.before = [_as_text(before) for _, before in rows]
    change.after = _as_text(after) or ""
    Contact.objects.filter(pk__in=[pk for pk, _ in rows]).update(**{column: after}, updated_at=now)
    return True


def _as_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else value


def _set_back(change: BulkChange, ids: list[UUID], now: datetime) -> list[UUID]:
    """Those who still have what the change gave them have again what they had."""
    column, kind = _COLUMNS[Action(change.action)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE contacts_contact c SET {column} = v.old::{kind}, updated_at = %(now)s
            FROM unnest(%(ids)s::uuid[], %(old)s::text[]) AS v (id, old)
            WHERE c.id = v.id AND c.owner_id = %(owner)s AND c.{column} IS NOT DISTINCT FROM %(after)s::{kind}
            RETURNING c.id""",  # noqa: S608 -- column and type are our own words
            {
                "now": now,
                "ids": ids,
                "old": change.before,
                "owner": change.owner_id,
                "after": change.after or None,
            },
        )
        return [row[0] for row in cursor.fetchall()]


def _tag(change: BulkChange, people: ContactQuerySet, value: str, now: datetime) -> bool:
    name = names.clean(value)[:50]
    tag = Tag.objects.filter(owner=change.owner, name__iexact=name).first()
    if tag is None:
        if change.action == Action.UNTAG:
            return False
        tag = Tag.objects.create(owner=change.owner, name=name)
        change.is_new_tag = True
    have = Exists(_Link.objects.filter(contact=OuterRef("pk"), tag=tag))
    ids = [pk for (pk,) in _locked(people.filter(~have if change.action == Action.TAG else have))]
    if not ids:
        return False
    if change.action == Action.TAG:
        _Link.objects.bulk_create([_Link(contact_id=pk, tag_id=tag.pk) for pk in ids], ignore_conflicts=True)
    else:
        _Link.objects.filter(tag=tag, contact__in=ids).delete()
    change.people, change.after = [str(pk) for pk in ids], str(tag.pk)
    refresh_search(change.owner, ids, now)
    return True


def refresh_search(owner: User, ids: Sequence[UUID], now: datetime) -> None:
    """What the list's search looks through, after tags came or went: one read, one write."""
    tags = Tag.objects.filter(contacts=OuterRef("pk")).order_by("name").values("name")
    people = list(
        Contact.objects.visible_to(owner)
        .filter(pk__in=ids)
        .select_related("employer")
        .only("given_name", "family_name", "title", "email", "location", "employer__name")
        .annotate(tag_list=ArraySubquery(tags))
    )
    tags_of = {person.pk: vars(person)["tag_list"] for person in people}
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE contacts_contact c SET search_text = v.words, updated_at = %(now)s
            FROM unnest(%(ids)s::uuid[], %(words)s::text[]) AS v (id, words) WHERE c.id = v.id""",
            {
                "now": now,
                "ids": [person.pk for person in people],
                "words": [search_text(person, tags_of[person.pk]) for person in people],
            },
        )


def _tell(change: BulkChange, now: datetime) -> None:
    if news := _NEWS.get(Action(change.action)):
        _announce(news, change.owner, [UUID(pk) for pk in change.people], now)


def _announce(news: News, actor: User, ids: list[UUID], now: datetime) -> None:
    """Lets follow what follows, for those with whom something is under way: of an untouched name nothing can."""
    busy = Q(next_step_at__isnull=False) | Q(stage=Stage.ASKED) | Q(rhythm_days__isnull=False)
    for contact in Contact.objects.visible_to(actor).filter(busy, pk__in=ids).select_related("owner"):
        announce(news, actor=actor, contact=contact, now=now)
