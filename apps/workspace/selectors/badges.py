"""The numbers in the navigation: what is due, how many people, how many talks are coming. One query."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection

from apps.accounts.models import User
from apps.contacts.selectors import longlists
from apps.followups.selectors import COUNT_DUE, end_of_day

_KNOWN = "_navigation_counts"
_BADGES = f"""
SELECT {COUNT_DUE},
       coalesce(%(people)s::bigint,
                (SELECT count(*) FROM contacts_contact WHERE owner_id = %(owner)s AND archived_at IS NULL)),
       (SELECT count(*) FROM interviews_interview AS talk
          JOIN contacts_contact AS person ON person.id = talk.contact_id AND person.archived_at IS NULL
         WHERE talk.owner_id = %(owner)s AND state IN ('planned', 'confirmed'))
"""  # noqa: S608 -- our own words


def navigation_badges(user: User) -> dict[str, int]:
    """Keys are those of the places in `core.shell`; a place whose number is 0 shows none.

    A page that has counted already says so with `remember_badges`, and nothing is asked twice.
    """
    if (known := getattr(user, _KNOWN, None)) is not None:
        return _shown(*known)
    now = datetime.now(UTC)
    asked: dict[str, Any] = {
        "owner": user.pk,
        "now": now,
        "tonight": end_of_day(user, now),
        "people": longlists.known_total(user),
    }
    with connection.cursor() as cursor:
        cursor.execute(_BADGES, asked)
        due, people, talks = cursor.fetchone()
    longlists.keep_total(user, people)
    return _shown(due, people, talks)


def remember_badges(user: User, *, due: int, people: int, talks: int) -> None:
    """Keeps the numbers on this request's `user` object, for the navigation around the page."""
    setattr(user, _KNOWN, (due, people, talks))


def _shown(due: int, people: int, talks: int) -> dict[str, int]:
    counts = {"today": due, "people": people, "conversations": talks}
    return {key: count for key, count in counts.items() if count or key == "today"}
