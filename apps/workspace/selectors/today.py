"""Everything that Today shows, in a handful of queries whatever the size of the list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core import clock
from apps.core.columns import all_but
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.selectors import COUNT_DUE, COUNT_SNOOZED, end_of_day
from apps.insights.selectors import Funnel, funnel
from apps.interviews.models import Interview
from apps.interviews.selectors import LetterPage, Record, letter_page_of
from apps.workspace.selectors.badges import remember_badges
from apps.workspace.selectors.mail_pause import PauseNote, note_of
from apps.workspace.selectors.steps import Step, due_steps, snoozed_steps

SHOWN = 25
COMING = 3
UNFINISHED = 2
_UNREAD_OF_TALK = all_but(Contact, "contact", "given_name", "family_name", "email")
_UNREAD_OF_TAKEAWAY = [
    *all_but(Contact, "referral__contact", "given_name", "do_not_contact"),
    *all_but(FollowUp, "follow_up", "state", "owed_by_them", "due_at"),
]
BEGUN_WITHIN = timedelta(hours=2)  # a talk stands under "Coming" while it lasts
DEBRIEF_WITHIN = timedelta(days=14)  # later, nobody remembers a talk well enough


@dataclass(frozen=True, slots=True)
class Talk:
    """One line of "Coming conversations"."""

    id: UUID
    name: str
    starts_at: datetime
    weekday: str
    day: int
    is_soon: bool
    where: str
    their_time: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A talk that was thanked for and not yet written down to the end; before that, its thank-you leads there."""

    id: UUID
    name: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Week:
    """The weekly ring: what the owner means to do and has done since Monday."""

    asks: int
    asks_goal: int
    talks: int
    talks_goal: int
    is_chosen: bool

    @property
    def done(self) -> int:
        """Asks and talks that count, none beyond its goal."""
        return min(self.asks, self.asks_goal) + min(self.talks, self.talks_goal)

    @property
    def goal(self) -> int:
        """Both together."""
        return self.asks_goal + self.talks_goal

    @property
    def asks_share(self) -> int:
        """Percent of the outer ring."""
        return _percent(self.asks, self.asks_goal)

    @property
    def talks_share(self) -> int:
        """Percent of the inner ring."""
        return _percent(self.talks, self.talks_goal)

    @property
    def says(self) -> str:
        """One kind line."""
        asks, talks = max(0, self.asks_goal - self.asks), max(0, self.talks_goal - self.talks)
        if not asks and not talks:
            return "You’ve done what you set out to do this week."
        parts = [_count(asks, "message")] * bool(asks) + [_count(talks, "talk")] * bool(talks)
        return f"{' and '.join(parts)} to go. No hurry."


@dataclass(frozen=True, slots=True)
class Failed:
    """Mail about open steps that could not be delivered: how much, and the latest."""

    count: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Today:
    """The page."""

    now_card: Step | None
    letter: LetterPage | None  # of the card, when it is a thank-you
    queue: list[Step]
    snoozed: list[Step] | None  # None: not asked for
    due_count: int
    snoozed_count: int
    failed: Failed | None
    pause: PauseNote | None
    unfinished: list[Unfinished]
    more: int  # due steps beyond those shown
    coming: list[Talk]
    week: Week
    funnel: Funnel
    ends_on: str


def today_page(owner: User, now: datetime, *, show_snoozed: bool = False) -> Today:
    """Today of `owner` at `now`."""
    steps = due_steps(owner, now, SHOWN)
    card = steps[0] if steps and steps[0].is_urgent else None
    numbers = _numbers(owner, now)
    reached = funnel(owner)
    remember_badges(owner, due=numbers.due, people=reached.people - reached.erased, talks=numbers.planned)
    snoozed = snoozed_steps(owner, now, SHOWN) if show_snoozed else None
    return Today(
        now_card=card,
        letter=card_letter(owner, card, now) if card else None,
        queue=steps[1:] if card else steps,
        snoozed=snoozed,
        due_count=numbers.due,
        snoozed_count=numbers.snoozed,
        failed=Failed(**numbers.failed) if numbers.failed else None,
        pause=_pause(owner, numbers.pause),
        unfinished=[
            Unfinished(UUID(talk["id"]), talk["name"], datetime.fromisoformat(talk["ended_at"]))
            for talk in numbers.unfinished
        ],
        more=max(0, numbers.due - len(steps)),
        coming=[_talk(talk, Reader.of(owner), now) for talk in numbers.coming],
        week=Week(numbers.asks, numbers.asks_goal, numbers.talks, numbers.talks_goal, numbers.is_chosen),
        funnel=reached,
        ends_on="Sunday",
    )


@dataclass(frozen=True, slots=True)
class _Numbers:
    due: int
    snoozed: int
    failed: dict[str, Any] | None
    pause: dict[str, Any] | None
    unfinished: list[dict[str, Any]]
    coming: list[dict[str, Any]]
    asks: int
    talks: int
    planned: int
    asks_goal: int
    talks_goal: int
    is_chosen: bool


_NUMBERS = f"""
SELECT {COUNT_DUE}, {COUNT_SNOOZED},
       (SELECT json_build_object('count', count(*) OVER (), 'title', step.title, 'words', mail.last_error)::text
          FROM followups_reminder AS mail JOIN followups_followup AS step ON step.id = mail.follow_up_id
         WHERE mail.owner_id = %(owner)s AND mail.status = 'failed' AND step.state = 'open'
         ORDER BY mail.send_at DESC LIMIT 1),
       (SELECT json_build_object('address', address, 'words', words, 'since', updated_at)::text
          FROM accounts_mailpause WHERE user_id = %(owner)s),
       (SELECT json_agg(talk)::text FROM (
          SELECT talk.id, person.given_name AS name, talk.ended_at AS ended_at
            FROM interviews_interview AS talk
            JOIN contacts_contact AS person ON person.id = talk.contact_id AND person.archived_at IS NULL
            LEFT JOIN followups_followup AS thanks ON thanks.id = talk.thank_you_due_id
           WHERE talk.owner_id = %(owner)s AND talk.state = 'held' AND talk.debriefed_at IS NULL
             AND talk.ended_at > %(lately)s AND thanks.state IS DISTINCT FROM 'open'
           ORDER BY talk.ended_at DESC LIMIT %(unfinished)s) AS talk),
       (SELECT json_agg(talk)::text FROM (
          SELECT talk.id, trim(person.given_name || ' ' || person.family_name) AS name, talk.starts_at, talk.mode,
                 talk.place, talk.contact_timezone AS zone
            FROM interviews_interview AS talk
            JOIN contacts_contact AS person ON person.id = talk.contact_id AND person.archived_at IS NULL
           WHERE talk.owner_id = %(owner)s AND talk.state IN ('planned', 'confirmed') AND talk.mode <> 'email'
             AND talk.starts_at >= %(begun)s
           ORDER BY talk.starts_at, talk.id LIMIT %(coming)s) AS talk),
       (SELECT count(*) FROM outreach_message
         WHERE owner_id = %(owner)s AND step = 1 AND sent_at >= %(monday)s AND sent_at <= %(now)s)
       + coalesce((SELECT week_asks FROM contacts_erasedcount WHERE owner_id = %(owner)s AND week = %(week)s), 0),
       (SELECT count(*) FROM interviews_interview
         WHERE owner_id = %(owner)s AND state = 'held' AND ended_at >= %(monday)s AND ended_at <= %(now)s)
       + coalesce((SELECT week_talks FROM contacts_erasedcount WHERE owner_id = %(owner)s AND week = %(week)s), 0),
       (SELECT count(*) FROM interviews_interview AS talk
          JOIN contacts_contact AS person ON person.id = talk.contact_id AND person.archived_at IS NULL
         WHERE talk.owner_id = %(owner)s AND state IN ('planned', 'confirmed')),
       (SELECT asks FROM goals_weeklytarget WHERE owner_id = %(owner)s),
       (SELECT talks FROM goals_weeklytarget WHERE owner_id = %(owner)s)
"""  # noqa: S608 -- our own words
DEFAULT_ASKS, DEFAULT_TALKS = 4, 2  # our proposal, as goals.WeeklyTarget has it


def _numbers(owner: User, now: datetime) -> _Numbers:
    asked: dict[str, Any] = {
        "owner": owner.pk,
        "now": now,
        "tonight": end_of_day(owner, now),
        "monday": week_start(now, owner.zone),
        "lately": now - DEBRIEF_WITHIN,
        "unfinished": UNFINISHED,
        "begun": now - BEGUN_WITHIN,
        "coming": COMING,
        "week": clock.local_day(week_start(now, owner.zone), owner.zone),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, asked)
        due, snoozed, *lists, asks, talks, planned, asks_goal, talks_goal = cursor.fetchone()
    failed, pause, unfinished, coming = (json.loads(found) if found else None for found in lists)
    chosen = asks_goal is not None
    return _Numbers(
        due, snoozed, failed, pause, unfinished or [], coming or [], asks, talks, planned,
        asks_goal if chosen else DEFAULT_ASKS, talks_goal if chosen else DEFAULT_TALKS, chosen,
    )  # fmt: skip


def _pause(owner: User, found: dict[str, Any] | None) -> PauseNote | None:
    if found is None:
        return None
    return note_of(owner, found["address"], found["words"], datetime.fromisoformat(found["since"]))


def card_letter(owner: User, card: Step, now: datetime) -> LetterPage | None:
    """The thank-you as it stands, for the card; None for another kind of step. Two queries."""
    if card.follow_up.kind != FollowUp.Kind.THANK_YOU or card.interview_id is None:
        return None
    talks = Interview.objects.visible_to(owner).select_related("contact", "thank_you")
    interview = talks.defer(*_UNREAD_OF_TALK).filter(pk=card.interview_id).first()
    if interview is None:
        return None
    interview.owner = owner
    takeaways = interview.takeaways.select_related("referral__contact", "follow_up").defer(*_UNREAD_OF_TAKEAWAY)
    record = Record(list(takeaways.order_by("created_at", "id")), [])
    return letter_page_of(interview, getattr(interview, "thank_you", None), record, now)


def week_start(now: datetime, zone: ZoneInfo) -> datetime:
    """Monday 0:00 of the reader's week, as an instant."""
    day = clock.local_day(now, zone)
    return clock.local_moment(day - timedelta(days=day.weekday()), clock.MIDNIGHT, zone)


def _talk(found: dict[str, Any], reader: Reader, now: datetime) -> Talk:
    starts_at = datetime.fromisoformat(found["starts_at"])
    local, mode, place, theirs = reader.day_of(starts_at), Interview.Mode(found["mode"]), found["place"], ""
    if found["zone"] and found["zone"] != str(reader.zone):
        zone = clock.zone_or_utc(found["zone"])
        there = Reader(zone, reader.time_format, reader.date_format)
        if starts_at.astimezone(zone).utcoffset() != starts_at.astimezone(reader.zone).utcoffset():
            city = found["zone"].rsplit("/", 1)[-1].replace("_", " ")
            theirs = f"{there.time(starts_at)} in {city}"
    return Talk(
        id=UUID(found["id"]),
        name=found["name"],
        starts_at=starts_at,
        weekday=f"{local:%a}",
        day=local.day,
        is_soon=(local - reader.day_of(now)).days <= 1,
        where=place if mode == Interview.Mode.IN_PERSON and place else mode.label.lower(),
        their_time=theirs,
    )


def _percent(part: int, whole: int) -> int:
    return min(100, round(100 * part / whole)) if whole else 100


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
