"""Counts and dates of a student who shares progress: never a name, an employer or a word of theirs.

The one statement names its columns and leaves out people whom the student keeps private, so that marking someone
private takes them out of all counts with the next request (CON-6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from apps.advising.plots import Bar, bars
from apps.advising.selectors.counts import COUNTED, REACHED, Counts
from apps.advising.selectors.weeks import Week, weeks_of, weeks_since
from apps.interviews.models import Interview

IN_TIME = timedelta(hours=24)
MOST_TALKS = 50

_PROGRESS = f"""{REACHED}, dated AS (
    SELECT talk.id, talk.starts_at, talk.minutes, talk.state, talk.ended_at, letter.sent_at
      FROM interviews_interview AS talk JOIN people ON people.id = talk.contact_id
      LEFT JOIN interviews_thankyou AS letter ON letter.interview_id = talk.id
     WHERE talk.owner_id = ANY(%(owners)s)
), steps (at) AS (
    SELECT mail.sent_at FROM outreach_message AS mail JOIN outreach_outreach AS ask ON ask.id = mail.outreach_id
      JOIN people ON people.id = ask.contact_id WHERE mail.owner_id = ANY(%(owners)s)
    UNION ALL SELECT ended_at FROM dated WHERE state = 'held'
    UNION ALL SELECT sent_at FROM dated
), named AS (
    SELECT named.state FROM contacts_referral AS named JOIN people ON people.id = named.contact_id
      JOIN contacts_contact AS introducer ON introducer.id = named.introducer_id AND NOT introducer.is_private
     WHERE named.owner_id = ANY(%(owners)s)
)
SELECT (SELECT ARRAY[{COUNTED}] FROM reached),
       (SELECT array_agg(date_trunc('week', at AT TIME ZONE %(zone)s)::date) FROM steps
         WHERE at BETWEEN %(since)s AND %(now)s),
       (SELECT ARRAY[count(*), count(*) FILTER (WHERE sent_at - ended_at <= %(in_time)s),
                     count(*) FILTER (WHERE sent_at - ended_at > %(in_time)s)]
          FROM dated WHERE state = 'held' AND ended_at IS NOT NULL),
       (SELECT json_agg(json_build_array(starts_at, minutes, state, ended_at, sent_at))
          FROM (SELECT * FROM dated WHERE %(with_talks)s AND state IN ('held', 'planned', 'confirmed')
                 ORDER BY starts_at DESC, id DESC LIMIT {MOST_TALKS}) AS latest),
       (SELECT ARRAY[count(*), count(*) FILTER (WHERE state = 'met')] FROM named),
       (SELECT ARRAY[asks, talks] FROM goals_weeklytarget WHERE owner_id = ANY(%(owners)s) LIMIT 1),
       (SELECT count(*) FROM goals_goal WHERE owner_id = ANY(%(owners)s) AND state = 'active')
"""  # noqa: S608 -- constants alone


@dataclass(frozen=True, slots=True)
class TalkFact:
    """That a talk took or takes place: no name, no medium, no topic."""

    at: datetime
    minutes: int
    state: str
    thanks: str  # "in time", "later", "not yet", or empty for a talk that is not over


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thank-yous of the talks held: `in_time` is within 24 hours of the end."""

    held: int = 0
    in_time: int = 0
    later: int = 0

    @property
    def open(self) -> int:
        """Talks without a thank-you so far."""
        return self.held - self.in_time - self.later


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that the level "progress" shows of one student."""

    counts: Counts
    weeks: list[Week]
    talks: list[TalkFact]  # none where they stand with their names (`Full.talks`)
    thanks: Thanks
    referrals: int  # names given to them
    referrals_met: int
    asks_a_week: int | None  # what they aim for
    talks_a_week: int | None
    questions: int  # goals they explore now

    @property
    def bars(self) -> list[Bar]:
        """The plot of `weeks`."""
        return bars(self.weeks)


def progress_of(owner: UUID, *, now: datetime, zone: ZoneInfo, with_talks: bool = True) -> Progress:
    """What "progress" shows of one student; `zone` is the reader's."""
    asked: dict[str, Any] = {
        "owners": [owner],
        "now": now,
        "since": weeks_since(now, zone),
        "zone": str(zone),
        "in_time": IN_TIME,
        "with_talks": with_talks,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PROGRESS, asked)
        counts, weeks, thanks, talks, named, target, questions = cursor.fetchone()
    return Progress(
        counts=Counts(*counts),
        weeks=weeks_of(weeks or [], now, zone),
        talks=[_talk_fact(*row) for row in talks or []],
        thanks=Thanks(*thanks),
        referrals=named[0],
        referrals_met=named[1],
        asks_a_week=target[0] if target else None,
        talks_a_week=target[1] if target else None,
        questions=questions,
    )


def _talk_fact(at: str, minutes: int, state: str, ended_at: str | None, sent_at: str | None) -> TalkFact:
    thanks = thanks_word(moment_of(ended_at), moment_of(sent_at), state)
    return TalkFact(datetime.fromisoformat(at), minutes, Interview.State(state).label, thanks)


def moment_of(text: str | None) -> datetime | None:
    """A moment as JSON holds it."""
    return datetime.fromisoformat(text) if text else None


def thanks_word(ended_at: datetime | None, sent_at: datetime | None, state: str) -> str:
    """How timely the thank-you of a talk was; empty for a talk that was not held."""
    if state != Interview.State.HELD or ended_at is None:
        return ""
    if sent_at is None:
        return "not yet"
    return "in time" if sent_at - ended_at <= IN_TIME else "later"
