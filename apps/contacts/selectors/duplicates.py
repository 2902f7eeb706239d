"""Who on the list may be there twice. The database finds candidates by keys, `likeness` says what they are worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.duplicates import nicknames
from apps.contacts.duplicates.likeness import CERTAIN, Likeness, Someone, likeness
from apps.contacts.models import Contact, ImportJob, ImportRow, PeopleApart, PersonMerge
from apps.contacts.models.duplicates import MERGE_UNDO_FOR
from apps.contacts.selectors.imports import with_outcome

PAGE_SIZE = 20
MOST_CANDIDATES = 3_000  # pairs that are compared for one page: those with the strongest keys
MOST_OF_A_KEY = 25  # rows; a key that more have in common says nothing about any of them
APART_PAGE = 20

#: Two rows are candidates if they share a key: mailbox, profile, phone, both names in any order, the employer and one
#: of the names, the last name and the beginning of the first or a name that it may be short for. Every key is looked
#: up by hashing, so the cost grows with the rows and not with their pairs.
_PAIRS = """
WITH nick AS MATERIALIZED (
    SELECT * FROM unnest(%(short)s::text[], %(root)s::text[]) AS nick (form, root)
), people AS MATERIALIZED (
    SELECT c.id, c.email, c.phone, c.profile_key, c.employer_id, c.sort_key AS name,
           split_part(c.sort_key, ' ', 1) AS head, split_part(c.sort_key, ' ', 2) AS second,
           split_part(c.sort_key, ' ', -1) AS tail
    FROM contacts_contact c WHERE c.owner_id = %(owner)s AND c.archived_at IS NULL
), keyed AS (
    SELECT id, 1 AS strength, 'm' || CASE WHEN at IN ('gmail.com', 'googlemail.com')
               THEN replace(local, '.', '') || '@gmail.com' ELSE local || '@' || at END AS key
    FROM (SELECT id, split_part(split_part(lower(email), '@', 1), '+', 1) AS local,
                 split_part(lower(email), '@', -1) AS at FROM people WHERE email <> '') AS mail
    UNION ALL
    SELECT id, 1, 'l' || split_part(profile_key, '/', 3) FROM people
    WHERE profile_key LIKE 'linkedin.com/in/%%' OR profile_key LIKE 'linkedin.com/pub/%%'
    UNION ALL
    SELECT id, 2, 't' || right(digits, 9)
    FROM (SELECT id, regexp_replace(phone, '\\D', '', 'g') AS digits FROM people WHERE phone <> '') AS phones
    WHERE length(digits) >= 7
    UNION ALL
    SELECT id, 3, 'n' || least(head, tail) || ' ' || greatest(head, tail) FROM people WHERE head <> tail
    UNION ALL
    SELECT id, 3, 'e' || employer_id || ' ' || head FROM people WHERE employer_id IS NOT NULL
    UNION ALL
    SELECT id, 3, 'e' || employer_id || ' ' || tail FROM people WHERE employer_id IS NOT NULL AND head <> tail
    UNION ALL
    SELECT id, 4, 's' || head || ' ' || left(second, 3) FROM people WHERE length(second) > 2
    UNION ALL
    SELECT p.id, 4, 'k' || p.head || ' ' || nick.root FROM people p JOIN nick ON nick.form = p.second
), shared AS (
    SELECT key, min(strength) AS strength, array_agg(id) AS ids FROM keyed
    GROUP BY key HAVING count(*) BETWEEN 2 AND %(most)s
), pairs AS (
    SELECT least(a, b) AS one, greatest(a, b) AS other, min(strength) AS strength
    FROM shared, unnest(ids) AS a, unnest(ids) AS b WHERE a < b
    GROUP BY 1, 2
)
SELECT one, other FROM pairs
WHERE NOT EXISTS (SELECT FROM contacts_peopleapart x WHERE x.one_id = pairs.one AND x.other_id = pairs.other)
ORDER BY strength, one, other LIMIT %(limit)s
"""

#: The same for one person, each line by its own index.
_NEAR = """
SELECT id FROM (
    (SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND lower(email) = %(email)s AND email <> '' LIMIT 25)
    UNION
    (SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND sort_key IN (%(name)s, %(swapped)s) LIMIT 25)
    UNION
    (SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND sort_key >= %(near)s AND sort_key <= %(near_end)s
     ORDER BY sort_key LIMIT 50)
    UNION
    (SELECT id FROM contacts_contact WHERE owner_id = %(owner)s AND sort_key >= %(family)s
     AND sort_key <= %(family_end)s ORDER BY sort_key LIMIT 200)
    UNION
    (SELECT id FROM contacts_contact WHERE employer_id = %(employer)s AND owner_id = %(owner)s LIMIT 200)
) AS near
WHERE id <> %(id)s AND NOT EXISTS (
    SELECT FROM contacts_peopleapart x
    WHERE x.one_id = least(near.id, %(id)s) AND x.other_id = greatest(near.id, %(id)s)
)
"""
_LAST = "\U0010ffff"  # sorts behind every other letter


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people of the list, and why they may be one."""

    one: Contact
    other: Contact
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class PairPage:
    """The likeliest pairs first. `of` counts all of them; `after` is the place to go on from."""

    pairs: list[Pair]
    of: int
    is_cut: bool
    after: str
    compared: int = MOST_CANDIDATES


def duplicates_page(user: User, after: str = "") -> PairPage:
    """Pairs behind the one that `after` names, in three queries however long the list is."""
    with connection.cursor() as cursor:
        families = nicknames.families()
        cursor.execute(
            _PAIRS,
            {
                "owner": user.pk,
                "short": list(families),
                "root": list(families.values()),
                "most": MOST_OF_A_KEY,
                "limit": MOST_CANDIDATES,
            },
        )
        candidates: list[tuple[UUID, UUID]] = cursor.fetchall()
    if not candidates:
        return PairPage([], 0, is_cut=False, after="")
    known = _someone(user, {pk for pair in candidates for pk in pair})
    found = [(one, other, how) for one, other in candidates if (how := likeness(known[one], known[other])) is not None]
    found.sort(key=lambda entry: _place(*entry))
    rest = [entry for entry in found if not after or _place(*entry) > after]
    shown = rest[:PAGE_SIZE]
    people = _people(user, {pk for one, other, _ in shown for pk in (one, other)})
    return PairPage(
        pairs=[Pair(*in_order(people[one], people[other]), how) for one, other, how in shown],
        of=len(found),
        is_cut=len(candidates) == MOST_CANDIDATES,
        after=_place(*shown[-1]) if len(rest) > PAGE_SIZE else "",
    )


def lookalikes_of(user: User, contact: Contact, limit: int = 5) -> list[Pair]:
    """Who else on the list may be this person, the likeliest first; two queries by index."""
    words = contact.sort_key.split(" ")
    head, tail = words[0], words[-1]
    wanted = {
        "id": contact.pk,
        "owner": user.pk,
        "email": contact.email.lower() or None,
        "name": contact.sort_key,
        "swapped": " ".join([tail, *words[:-1]]),
        "near": f"{head} {tail[:3]}",
        "near_end": f"{head} {tail[:3]}{_LAST}",
        "family": f"{head} ",
        "family_end": f"{head} {_LAST}",
        "employer": contact.employer_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, wanted)
        ids = [pk for (pk,) in cursor.fetchall()]
    if not ids:
        return []
    me = _as_someone(contact)
    others = Contact.objects.visible_to(user).current().filter(pk__in=ids).select_related("employer")
    found = [Pair(contact, other, how) for other in others if (how := likeness(me, _as_someone(other))) is not None]
    found.sort(key=lambda pair: (-pair.likeness.score, pair.other.pk))
    return found[:limit]


def people_named(user: User, text: str, limit: int = 10) -> list[Contact]:
    """People of the list whose name, employer, role or address holds every word of `text`; nobody for no words."""
    words = names.fold(names.clean(text)).split()[:6]
    people = Contact.objects.visible_to(user).current().select_related("employer")
    for word in words:
        people = people.filter(search_text__contains=word.strip(","))
    return list(people.order_by("sort_key", "id")[:limit]) if words else []


def likeness_of(one: Contact, other: Contact) -> Likeness | None:
    """Why the two may be one; None if nothing says so."""
    return likeness(_as_someone(one), _as_someone(other))


def in_order(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """The one about whom more is known first: they stay, the other joins them."""
    return (one, other) if _weight(one) >= _weight(other) else (other, one)


def are_apart(one: Contact, other: Contact) -> bool:
    """Whether the owner said that they are not the same."""
    first, second = sorted((one.pk, other.pk))
    return PeopleApart.objects.filter(one=first, other=second).exists()


def kept_apart(user: User, before: UUID | None = None) -> list[PeopleApart]:
    """The last decisions "not the same", newest first; one more than a page shows."""
    found = PeopleApart.objects.filter(owner=user).select_related("one__employer", "other__employer")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: APART_PAGE + 1])


def recent_merges(user: User, now: datetime, limit: int = 50) -> QuerySet[PersonMerge]:
    """Merges that can still be taken back, newest first."""
    open_ = PersonMerge.objects.filter(owner=user, undone_at=None, created_at__gte=now - MERGE_UNDO_FOR)
    return open_.select_related("kept").defer("record").order_by("-created_at", "-pk")[:limit]


def likely_added(job: ImportJob, limit: int = 50) -> list[tuple[Contact, Contact, str]]:
    """People whom an import added although somebody on the list looked like them: the new one, the other, why."""
    asked = Q(finding=ImportRow.Finding.LIKELY, match__isnull=False, match__archived_at=None)
    rows = list(
        with_outcome(job)
        .filter(asked, done=ImportRow.Outcome.ADDED)
        .select_related("match__employer")
        .order_by("line")[:limit]
    )
    if not rows:
        return []
    added = _people_of_job(job, [row.contact_id or row.pk for row in rows])
    found = []
    for row in rows:
        new = added.get(row.contact_id or row.pk)
        if new is not None and row.match is not None and new.pk != row.match.pk:
            found.append((new, row.match, row.reason))
    return found


def _people_of_job(job: ImportJob, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    return Contact.objects.filter(owner_id=job.owner_id, archived_at=None).select_related("employer").in_bulk(list(ids))


def _place(one: UUID, other: UUID, how: Likeness) -> str:
    """Where a pair stands in the order; text, so that it can stand in an address."""
    return f"{CERTAIN - how.score:03d}.{one}.{other}"


def _weight(contact: Contact) -> tuple[bool, bool, int, float]:
    """What speaks for keeping this row: a history, a stage, what is filled in, and age."""
    filled = ("email", "phone", "profile_url", "employer_id", "title", "location", "family_name", "common_ground")
    return (
        contact.last_touch_at is not None,
        contact.stage != "listed",
        sum(bool(getattr(contact, name)) for name in filled),
        -contact.created_at.timestamp(),
    )


_COLUMNS = (
    "pk", "given_name", "family_name", "email", "phone", "profile_key", "employer__name", "title", "location",
)  # fmt: skip


def _someone(user: User, ids: Iterable[UUID]) -> dict[UUID, Someone]:
    rows: Iterable[Any] = Contact.objects.visible_to(user).filter(pk__in=list(ids)).values_list(*_COLUMNS)
    return {pk: Someone(pk, *(value or "" for value in values)) for pk, *values in rows}


def _as_someone(contact: Contact) -> Someone:
    return Someone(
        id=contact.pk,
        given_name=contact.given_name,
        family_name=contact.family_name,
        email=contact.email,
        phone=contact.phone,
        profile_key=contact.profile_key,
        employer=contact.employer.name if contact.employer else "",
        title=contact.title,
        location=contact.location,
    )


def _people(user: User, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    return Contact.objects.visible_to(user).select_related("employer").in_bulk(list(ids))
