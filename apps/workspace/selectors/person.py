"""The person page: everything about one person in six queries, however long the history is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.ownvalues import Field
from apps.contacts.selectors import Cursor
from apps.followups.models import FollowUp, Rule

PAGE_SIZE = 20
MORE = 50  # of what is older, each time
STEPS_SHOWN = 4
STEPS_READ = 50
K = Touch.Kind
#: What the timeline can be narrowed to: key → (label, kinds).
SHOWS: dict[str, tuple[str, frozenset[str]]] = {
    "all": ("All", frozenset(K)),
    "conversations": ("Conversations", frozenset({K.CALL, K.MET, K.TALK})),
    "messages": ("Messages", frozenset({K.WROTE, K.THEY_WROTE, K.THANKED})),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside the person: tags, employer, the owner's own note and fields, how long the history is."""

    tags: list[str] = field(default_factory=list)
    employer: str = ""
    note: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    own: list[Field] = field(default_factory=list)


class Entry(NamedTuple):
    """What a line of the history needs to know of a touch."""

    id: UUID
    kind: str
    summary: str
    body: str
    occurred_at: datetime


class Planned(NamedTuple):
    """What the page says of an open follow-up."""

    id: UUID
    kind: str
    title: str
    reason: str
    rule: str
    repeats: str
    owed_by_them: bool
    due_at: datetime
    late_at: datetime | None
    latest_at: datetime | None
    snoozed_until: datetime | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of the history, newest first, and the cursor of what is older."""

    touches: list[Entry]
    older: Cursor | None


@dataclass(frozen=True, slots=True)
class SideItem:
    """One line of a list beside the history. `state` is a take-away's kind, else where the thing stands."""

    id: UUID
    text: str
    state: str
    at: datetime
    person_id: UUID | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What the person gave and what is under way with them."""

    takeaways: list[SideItem]
    referrals: list[SideItem]
    talks: list[SideItem]
    asks: list[SideItem]


# Written out: the page is opened all the time, and putting this together from querysets took longer than its rows.
_FACTS = """
SELECT ARRAY(SELECT tag.name FROM contacts_contact_tags link JOIN contacts_tag tag ON tag.id = link.tag_id
              WHERE link.contact_id = %(contact)s ORDER BY tag.name),
       (SELECT name FROM contacts_employer WHERE id = %(employer)s),
       (SELECT body FROM contacts_privatenote WHERE contact_id = %(contact)s AND owner_id = %(owner)s),
       (SELECT json_agg(json_build_array(id, name, kind, choices) ORDER BY position, id)::text
          FROM contacts_ownfield WHERE owner_id = %(owner)s AND deleted_at IS NULL),
       (SELECT json_object_agg(kind, number)::text FROM (
            SELECT kind, count(*) AS number FROM contacts_touch
             WHERE contact_id = %(contact)s AND owner_id = %(owner)s GROUP BY kind) kinds)
"""

_ENTRIES = """
SELECT id, kind, summary, body, occurred_at FROM contacts_touch
 WHERE owner_id = %(owner)s AND contact_id = %(contact)s{where} ORDER BY occurred_at DESC, id DESC LIMIT %(size)s
"""

_STEPS = """
SELECT id, kind, title, reason, rule, repeats, owed_by_them, due_at, late_at, latest_at, snoozed_until
  FROM followups_followup WHERE owner_id = %(owner)s AND contact_id = %(contact)s AND state = 'open'
 ORDER BY owed_by_them, due_at, id LIMIT %(most)s
"""


def person_facts(user: User, contact: Contact) -> Facts:
    """Tags, employer, note, own fields and counts in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"contact": contact.pk, "owner": user.pk, "employer": contact.employer_id})
        tags, employer, note, own, kinds = cursor.fetchone()
    counts: dict[str, int] = json.loads(kinds or "{}")
    return Facts(
        tags=tags,
        employer=employer or "",
        note=note or "",
        counts={key: sum(counts.get(kind, 0) for kind in shown) for key, (_, shown) in SHOWS.items()},
        own=[Field(UUID(pk), name, kind, tuple(choices)) for pk, name, kind, choices in json.loads(own or "[]")],
    )


def timeline(user: User, contact: Contact, show: str = "all", after: Cursor | None = None) -> Timeline:
    """Some touches by keyset, so that the last page of a long history costs what the first does."""
    size = PAGE_SIZE if after is None else MORE
    asked: dict[str, Any] = {"owner": user.pk, "contact": contact.pk, "size": size + 1}
    where = ""
    if show != "all":
        where += " AND kind = ANY(%(kinds)s)"
        asked["kinds"] = [str(kind) for kind in SHOWS[show][1]]
    if after is not None:
        where += " AND occurred_at <= %(at)s AND (occurred_at < %(at)s OR id < %(id)s)"
        asked |= {"at": after.value, "id": after.id}
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES.format(where=where), asked)
        found = [Entry(*row) for row in cursor.fetchall()]
    last = found[size - 1] if len(found) > size else None
    return Timeline(found[:size], Cursor(last.occurred_at, last.id) if last else None)


def open_steps(user: User, contact: Contact) -> list[Planned]:
    """What is open with the person, the nearest first; more than the page shows, for the check-in of the rhythm."""
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, {"owner": user.pk, "contact": contact.pk, "most": STEPS_READ})
        return [Planned(*row) for row in cursor.fetchall()]


def rhythm_step(user: User, contact: Contact) -> FollowUp | None:
    """The open check-in that the rhythm planned."""
    steps = FollowUp.objects.visible_to(user).open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)
    return steps.filter(rule=Rule.RHYTHM).select_related("contact").order_by("due_at").first()


_SIDE = """
(SELECT 'takeaway', said.id, said.text, said.kind, said.created_at, NULL::uuid, ''
   FROM interviews_takeaway said JOIN interviews_interview talk ON talk.id = said.interview_id
  WHERE said.owner_id = %(owner)s AND talk.contact_id = %(contact)s AND said.kind NOT IN ('person', 'action')
  ORDER BY said.created_at DESC LIMIT 6)
UNION ALL
(SELECT 'referral', named.id, trim(person.given_name || ' ' || person.family_name), named.state, named.offered_at,
        named.contact_id, named.words
   FROM contacts_referral named JOIN contacts_contact person ON person.id = named.contact_id
  WHERE named.owner_id = %(owner)s AND named.introducer_id = %(contact)s ORDER BY named.offered_at DESC LIMIT 12)
UNION ALL
(SELECT 'talk', id, mode, state, starts_at, NULL,
        CASE WHEN state IN ('planned', 'confirmed') THEN contact_timezone ELSE coalesce(debriefed_at::text, '') END
   FROM interviews_interview
  WHERE owner_id = %(owner)s AND contact_id = %(contact)s ORDER BY starts_at DESC LIMIT 5)
UNION ALL
(SELECT 'ask', id, outcome, state, created_at, NULL, '' FROM outreach_outreach
  WHERE owner_id = %(owner)s AND contact_id = %(contact)s AND state <> 'ended' ORDER BY created_at DESC LIMIT 2)
"""


def side_lists(user: User, contact: Contact) -> Side:
    """Take-aways, names given, talks and the ask under way: four short lists in one query."""
    found: dict[str, list[SideItem]] = {"takeaway": [], "referral": [], "talk": [], "ask": []}
    with connection.cursor() as cursor:
        cursor.execute(_SIDE, {"contact": contact.pk, "owner": user.pk})
        for source, pk, text, state, at, person, more in cursor.fetchall():
            found[source].append(SideItem(pk, text, state, at, person, more))
    return Side(*(_newest_first(found[key]) for key in ("takeaway", "referral", "talk", "ask")))


def _newest_first(items: Iterable[SideItem]) -> list[SideItem]:
    return sorted(items, key=lambda item: (item.at, item.id), reverse=True)
