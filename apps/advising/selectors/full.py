"""What the level "full" adds: who the people are, and what the student marked as shareable.

The columns are named one by one. E-mail, phone, addresses, handles, notes, drafts, messages, tags and common ground
are in no query here, and people kept private are in no result.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from apps.advising.selectors.progress import MOST_TALKS, moment_of, thanks_word
from apps.interviews.models import Interview, Takeaway

MOST = 300
"""A page shows this many people, and says so where there are more."""
MOST_TAKEAWAYS = 100


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the student's list."""

    id: object
    name: str
    title: str
    employer: str
    source: str
    stage: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with its person."""

    at: datetime
    minutes: int
    state: str
    thanks: str
    person: str
    mode: str
    topic: str


@dataclass(frozen=True, slots=True)
class SharedTakeaway:
    """What the student marked as readable by the center."""

    kind: str
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A person of the referral graph and whom they led to."""

    person: Person
    led_to: list[Branch]


@dataclass(frozen=True, slots=True)
class Full:
    """Everything that "full" shows beyond progress."""

    people: list[Person]
    more_people: int
    talks: list[Talk]
    takeaways: list[SharedTakeaway]
    graph: list[Branch]


_FULL = f"""
WITH people AS (
    SELECT person.id, given_name, family_name, title, employer.name AS employer, source, stage, introducer_id, sort_key
      FROM contacts_contact AS person LEFT JOIN contacts_employer AS employer ON employer.id = person.employer_id
     WHERE person.owner_id = %(owner)s AND NOT is_private AND archived_at IS NULL
), talks AS (
    SELECT talk.id, starts_at, minutes, talk.state, ended_at, letter.sent_at, given_name, family_name, mode,
           coalesce(goal.title, '') AS topic
      FROM interviews_interview AS talk JOIN people ON people.id = talk.contact_id
      LEFT JOIN interviews_thankyou AS letter ON letter.interview_id = talk.id
      LEFT JOIN goals_goal AS goal ON goal.id = talk.goal_id
     WHERE talk.owner_id = %(owner)s
), marked AS (
    SELECT said.id, said.created_at, kind, said.text, given_name, family_name FROM interviews_takeaway AS said
      JOIN talks ON talks.id = said.interview_id LEFT JOIN contacts_referral AS named ON named.id = said.referral_id
     WHERE said.owner_id = %(owner)s AND said.is_shareable
       AND (named.id IS NULL OR EXISTS (SELECT FROM people WHERE people.id = named.contact_id))
)
SELECT (SELECT json_agg(json_build_array(id, given_name, family_name, title, employer, source, stage, introducer_id)
                        ORDER BY sort_key, id) FROM people),
       (SELECT json_agg(json_build_array(starts_at, minutes, state, ended_at, sent_at, given_name, family_name, mode,
                                         topic))
          FROM (SELECT * FROM talks WHERE state IN ('held', 'planned', 'confirmed')
                 ORDER BY starts_at DESC, id DESC LIMIT {MOST_TALKS}) AS latest),
       (SELECT json_agg(json_build_array(kind, text, given_name, family_name))
          FROM (SELECT * FROM marked ORDER BY created_at DESC, id DESC LIMIT {MOST_TAKEAWAYS}) AS latest)
"""  # noqa: S608 -- constants alone


def full_of(owner: UUID) -> Full:
    """The people, talks, shareable take-aways and referral graph of one student, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FULL, {"owner": owner})
        rows, talks, takeaways = cursor.fetchone()
    people = {row[0]: _person(*row[:-1]) for row in rows or []}
    return Full(
        people=list(people.values())[:MOST],
        more_people=max(0, len(people) - MOST),
        talks=[_talk(*row) for row in talks or []],
        takeaways=[
            SharedTakeaway(Takeaway.Kind(kind).label, text, _name(given, family))
            for kind, text, given, family in takeaways or []
        ],
        graph=_graph(people, {row[0]: row[-1] for row in rows or []}),
    )


def _person(pk: str, given: str, family: str, title: str, employer: str | None, source: str, stage: str) -> Person:
    return Person(pk, _name(given, family), title, employer or "", source, stage)


def _name(given: str, family: str) -> str:
    return f"{given} {family}".strip()


def _talk(
    at: str,
    minutes: int,
    state: str,
    ended_at: str | None,
    sent_at: str | None,
    given: str,
    family: str,
    mode: str,
    topic: str,
) -> Talk:
    return Talk(
        at=datetime.fromisoformat(at),
        minutes=minutes,
        state=Interview.State(state).label,
        thanks=thanks_word(moment_of(ended_at), moment_of(sent_at), state),
        person=_name(given, family),
        mode=Interview.Mode(mode).label,
        topic=topic,
    )


def _graph(people: dict[str, Person], introducer_of: dict[str, str | None]) -> list[Branch]:
    """Who led to whom. Someone introduced by a person who is kept private stands at the root, without saying so."""
    led_to: dict[str, list[str]] = defaultdict(list)
    for child, parent in introducer_of.items():
        if parent is not None and parent in people:
            led_to[parent].append(child)
    seen: set[str] = set()

    def branch(pk: str) -> Branch:
        seen.add(pk)
        return Branch(people[pk], [branch(child) for child in led_to[pk] if child not in seen])

    roots = [pk for pk, parent in introducer_of.items() if parent not in people and led_to.get(pk)]
    return [branch(pk) for pk in roots]
