"""What the rules count, of many students in one statement: aggregates by student, never a row of theirs.

Whoever is kept private or archived is in none of it, so that marking somebody private takes them out of what staff
see with the next request (CON-6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from apps.advising.flags.facts import Aim, Fact, Facts, Tally
from apps.advising.flags.kinds import Rule
from apps.advising.flags.limits import LIMITS, TERM

_FACTS = """
WITH people AS (
    SELECT id, owner_id, stage, created_at FROM contacts_contact
     WHERE owner_id = ANY(%(owners)s) AND NOT is_private AND archived_at IS NULL
), asks AS (
    SELECT ask.owner_id, ask.contact_id, ask.outcome, ask.first_sent_at, ask.replied_at, people.stage
      FROM outreach_outreach AS ask JOIN people ON people.id = ask.contact_id
     WHERE ask.owner_id = ANY(%(owners)s) AND ask.first_sent_at <= %(now)s
), talks AS (
    SELECT talk.id, talk.owner_id, talk.contact_id, talk.state, talk.starts_at, talk.ended_at, letter.sent_at
      FROM interviews_interview AS talk JOIN people ON people.id = talk.contact_id
      LEFT JOIN interviews_thankyou AS letter ON letter.interview_id = talk.id
     WHERE talk.owner_id = ANY(%(owners)s) AND talk.state IN ('planned', 'confirmed', 'held')
), steps AS (
    SELECT mail.owner_id, mail.sent_at AS at, mail.step = 1 AS is_ask, FALSE AS is_talk
      FROM outreach_message AS mail JOIN outreach_outreach AS ask ON ask.id = mail.outreach_id
      JOIN people ON people.id = ask.contact_id
     WHERE mail.owner_id = ANY(%(owners)s) AND ask.owner_id = ANY(%(owners)s) AND mail.sent_at <= %(now)s
    UNION ALL SELECT owner_id, ended_at, FALSE, TRUE FROM talks WHERE state = 'held' AND ended_at <= %(now)s
    UNION ALL SELECT owner_id, sent_at, FALSE, FALSE FROM talks WHERE sent_at <= %(now)s
), tallies (owner_id, fact, count, first, last) AS (
SELECT owner_id, 'listed', count(*), min(created_at), max(created_at) FROM people GROUP BY owner_id
UNION ALL
SELECT owner_id, 'beyond', count(*), NULL, NULL FROM people
 WHERE stage NOT IN ('listed', 'resting') GROUP BY owner_id
UNION ALL
SELECT owner_id, 'asked', count(*), min(first_sent_at), max(first_sent_at) FROM asks GROUP BY owner_id
UNION ALL
SELECT owner_id, 'unanswered', count(DISTINCT contact_id), min(first_sent_at), max(first_sent_at)
  FROM (SELECT asks.*, max(replied_at) OVER (PARTITION BY owner_id) AS answered_at FROM asks) AS ask
 WHERE outcome IN ('', 'silence') AND first_sent_at > %(term)s
   AND (answered_at IS NULL OR answered_at < first_sent_at)
 GROUP BY owner_id
UNION ALL
SELECT owner_id, 'yes_waits', count(DISTINCT contact_id), min(replied_at), max(replied_at) FROM asks
 WHERE outcome = 'yes' AND replied_at BETWEEN %(term)s AND %(yes)s AND stage IN ('listed', 'asked', 'replied')
   AND NOT EXISTS (SELECT FROM talks WHERE talks.contact_id = asks.contact_id)
 GROUP BY owner_id
UNION ALL
SELECT owner_id, 'unthanked', count(*), min(ended_at), max(ended_at) FROM talks
 WHERE state = 'held' AND sent_at IS NULL AND ended_at BETWEEN %(term)s AND %(thanks)s
   AND NOT EXISTS (SELECT FROM contacts_touch AS touch WHERE touch.contact_id = talks.contact_id
                     AND touch.kind = 'thanked' AND touch.occurred_at >= talks.ended_at)
 GROUP BY owner_id
UNION ALL
SELECT named.owner_id, 'named', count(DISTINCT named.contact_id), min(offered_at), max(offered_at)
  FROM contacts_referral AS named JOIN people ON people.id = named.contact_id
  JOIN contacts_contact AS introducer ON introducer.id = named.introducer_id AND NOT introducer.is_private
 WHERE named.owner_id = ANY(%(owners)s) AND named.state IN ('offered', 'introduced')
   AND named.offered_at BETWEEN %(term)s AND %(named)s AND people.stage = 'listed'
 GROUP BY named.owner_id
UNION ALL
SELECT owner_id, 'steps', count(*), min(at), max(at) FROM steps GROUP BY owner_id
UNION ALL
SELECT owner_id, 'coming', count(*), min(starts_at), max(starts_at) FROM talks
 WHERE state IN ('planned', 'confirmed') AND starts_at >= %(now)s GROUP BY owner_id
) SELECT owner_id, fact, count, extract(epoch FROM first)::float8, extract(epoch FROM last)::float8, 0,
         NULL::float8[], NULL::float8[] FROM tallies
UNION ALL
SELECT aim.owner_id, 'aim', aim.asks, extract(epoch FROM aim.updated_at)::float8, NULL, aim.talks, mails.at, held.at
  FROM goals_weeklytarget AS aim
  LEFT JOIN LATERAL (
    SELECT array_agg(extract(epoch FROM mail.sent_at)::float8) AS at FROM outreach_message AS mail
      JOIN outreach_outreach AS ask ON ask.id = mail.outreach_id
      JOIN contacts_contact AS person ON person.id = ask.contact_id AND NOT is_private AND archived_at IS NULL
     WHERE mail.owner_id = aim.owner_id AND mail.step = 1
       AND mail.sent_at BETWEEN %(weeks)s AND %(now)s) AS mails ON TRUE
  LEFT JOIN LATERAL (
    SELECT array_agg(extract(epoch FROM talk.ended_at)::float8) AS at FROM interviews_interview AS talk
      JOIN contacts_contact AS person ON person.id = talk.contact_id AND NOT is_private AND archived_at IS NULL
     WHERE talk.owner_id = aim.owner_id AND talk.state = 'held'
       AND talk.ended_at BETWEEN %(weeks)s AND %(now)s) AS held ON TRUE
 WHERE aim.owner_id = ANY(%(owners)s)
"""

_AIM = "aim"  # the one row of another shape: its `count` are messages, its `first` is when it was chosen


_FACT_OF = {fact.value: fact for fact in Fact}


def _moment(seconds: float | None) -> datetime | None:
    """Of a list there are hundreds; PostgreSQL's own form of them takes thirty times as long to read."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


@dataclass(frozen=True, slots=True)
class Who:
    """A student whose facts are asked for: when they joined the center, and where their weeks begin."""

    user_id: UUID
    joined_at: datetime
    zone: ZoneInfo


def facts_of(students: Mapping[UUID, Who], now: datetime) -> dict[UUID, Facts]:
    """The facts of each of `students`, by the key that they came with. One statement for any number."""
    asked: dict[str, Any] = {
        "owners": list({who.user_id for who in students.values()}),
        "now": now,
        "term": now - TERM,
        "weeks": now - TERM - timedelta(weeks=1),
        "yes": now - LIMITS[Rule.YES_WAITS].after,
        "thanks": now - LIMITS[Rule.THANKS_LATE].after,
        "named": now - LIMITS[Rule.REFERRAL_WAITS].after,
    }
    tallies: dict[UUID, dict[Fact, Tally]] = {}
    aims: dict[UUID, Aim] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, asked)
        for owner, fact, count, first, last, talks, asked_at, talked_at in cursor.fetchall():
            if fact == _AIM:
                asks, held = (
                    tuple(datetime.fromtimestamp(at, UTC) for at in found or ()) for found in (asked_at, talked_at)
                )
                aims[owner] = Aim(count, talks, datetime.fromtimestamp(first, UTC), asks, held)
            else:
                tallies.setdefault(owner, {})[_FACT_OF[fact]] = Tally(count, _moment(first), _moment(last))
    return {
        key: Facts(who.joined_at, who.zone, tallies.get(who.user_id, {}), aims.get(who.user_id))
        for key, who in students.items()
    }
