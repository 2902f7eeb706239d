"""A step on the page: what is open, in words, and where it is worked on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.core import clock
from apps.core.addresses import addresses_of
from apps.core.dates import Reader, left
from apps.core.faces import tint
from apps.core.shell import resolve
from apps.core.templatetags.acquaint import face
from apps.followups.models import FollowUp
from apps.followups.order import URGENT
from apps.followups.rules import warmth
from apps.followups.series import can_drop, repeats_words
from apps.followups.wording import Words, words_about
from apps.workspace.selectors import opensteps
from apps.workspace.selectors.opensteps import OpenStep
from apps.workspace.selectors.search import Face

_K = FollowUp.Kind


class Look(NamedTuple):
    """What rows have alike: few looks for many of them."""

    icon: str
    tone: str
    has_due: bool
    has_fine: bool
    has_repeats: bool
    has_reason: bool
    is_nudge: bool  # of an ask, which can be drafted and answered from here
    can_drop: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One row of Today."""

    follow_up: OpenStep
    words: Words
    url: str
    due_words: str
    due_tone: str  # "", "soon" or "ok": the tone of the due label
    is_urgent: bool
    share_left: float  # of the window of a promise that runs out, 0 to 1
    left_words: str
    until_words: str
    fine_words: str  # how long a check-in is fine
    outreach_id: UUID | None
    interview_id: UUID | None

    @property
    def id(self) -> UUID:
        """The follow-up's."""
        return self.follow_up.id

    @property
    def repeats(self) -> str:
        """ "every month"; empty for a step that comes once."""
        return repeats_words(self.follow_up.repeats)

    @property
    def person(self) -> Face:
        """Whom it is about."""
        return Face(self.follow_up.contact_id, self.follow_up.name)

    @property
    def look(self) -> Look:
        """What rows have alike."""
        follow_up = self.follow_up
        return Look(
            icon=self.words.icon,
            tone=self.due_tone,
            has_due=bool(self.due_words),
            has_fine=bool(self.fine_words),
            has_repeats=bool(follow_up.repeats),
            has_reason=bool(follow_up.reason),
            is_nudge=follow_up.kind == _K.NUDGE and self.outreach_id is not None,
            can_drop=can_drop(follow_up.kind, follow_up.repeats),
        )

    @property
    def filled(self) -> dict[str, str]:
        """What is printed of a row."""
        follow_up = self.follow_up
        return {
            "id": str(self.id),
            "title": follow_up.title,
            "reason": follow_up.reason,
            "due": self.due_words,
            "fine": self.fine_words,
            "repeats": self.repeats,
            "face": face(follow_up.name, f"aq-tint-{tint(follow_up.contact_id)}", "md"),
            "name": follow_up.name,
            "given_name": follow_up.given_name,
            "primary": self.words.primary,
            "said": self.words.done,
            "url": self.url,
            "ask": str(self.outreach_id or ""),
        }


def due_steps(owner: User, now: datetime, most: int) -> list[Step]:
    """What stands on Today, most urgent first."""
    return _as_steps(opensteps.due(owner, now, most), owner, now)


def snoozed_steps(owner: User, now: datetime, most: int) -> list[Step]:
    """What is put off, by the moment at which it comes back."""
    return _as_steps(opensteps.snoozed(owner, now, most), owner, now)


def step_of(owner: User, follow_up_id: UUID, now: datetime) -> Step | None:
    """One open step of the owner; None if it is gone or closed."""
    return next(iter(_as_steps(opensteps.one(owner, follow_up_id, now), owner, now)), None)


def _as_steps(follow_ups: Iterable[OpenStep], owner: User, now: datetime) -> list[Step]:
    """In words. The closed days of centers are asked for once, and only if days are counted."""
    counts_days, reader = any(map(_counts_days, follow_ups)), Reader.of(owner)
    calendar = business_calendar(owner, now) if counts_days else owner.calendar
    return [_as_step(follow_up, calendar, reader, now) for follow_up in follow_ups]


def _counts_days(follow_up: OpenStep) -> bool:
    return follow_up.kind == _K.NUDGE and follow_up.ask_sent_at is not None


def _as_step(follow_up: OpenStep, calendar: clock.BusinessCalendar, reader: Reader, now: datetime) -> Step:
    late_at = follow_up.late_at
    urgent_until = late_at if late_at is not None and now < late_at <= now + URGENT else None
    due_words, tone = _due(follow_up, calendar, reader, now, urgent_until)
    return Step(
        follow_up=follow_up,
        words=words_about(follow_up.kind, follow_up.given_name),
        url=step_url(follow_up),
        due_words=due_words,
        due_tone=tone,
        is_urgent=urgent_until is not None,
        share_left=min(1.0, (urgent_until - now) / URGENT) if urgent_until else 0.0,
        left_words=left((urgent_until - now).total_seconds()) if urgent_until else "",
        until_words=_until(urgent_until, reader, now) if urgent_until else "",
        fine_words=_fine(follow_up, reader, now),
        outreach_id=follow_up.ask_id,
        interview_id=follow_up.talk_id,
    )


def step_url(follow_up: OpenStep) -> str:
    """Where this step is worked on; the person's page when nothing nearer answers."""
    kind, contact_id = follow_up.kind, follow_up.contact_id
    route, key = "", None
    if follow_up.exchange_id:
        route, key = "interviews:exchange", follow_up.exchange_id
    elif kind == _K.THANK_YOU and follow_up.talk_id:
        if not follow_up.talk_debriefed_at:  # the letter is a part of that page, and grows with what is written there
            return resolve("interviews:debrief", follow_up.talk_id) + "#letter"
        route, key = "interviews:thank_you", follow_up.talk_id
    elif kind == _K.PREPARATION and follow_up.talk_id:
        route, key = "interviews:prepare", follow_up.talk_id
    elif kind == _K.CONFIRMATION and follow_up.talk_id:
        route, key = "interviews:confirm", follow_up.talk_id
    elif kind == _K.NUDGE and follow_up.ask_id:
        route, key = "outreach:edit", follow_up.ask_id
    elif kind == _K.REPLY:
        route, key = "interviews:plan", contact_id
    elif kind in (_K.REFERRAL, _K.CHECK_IN, _K.REPORT_BACK):
        route, key = "outreach:compose", contact_id
    elif kind == _K.ACTION and follow_up.promised_in_id:  # the gentle line stands beside the promise
        return resolve("interviews:debrief", follow_up.promised_in_id) + "#actions"
    return (resolve(route, key) if route else "") or addresses_of("workspace:person")(contact_id)


def open_step_url(owner: User, follow_up: FollowUp, now: datetime) -> str:
    """Where `follow_up` is worked on; the person's page once it is closed."""
    step = step_of(owner, follow_up.pk, now)
    return step.url if step else addresses_of("workspace:person")(follow_up.contact_id)


def _due(
    follow_up: OpenStep,
    calendar: clock.BusinessCalendar,
    reader: Reader,
    now: datetime,
    urgent_until: datetime | None,
) -> tuple[str, str]:
    """The small label beside the title, and its tone. Never a reproach."""
    if follow_up.snoozed_until and follow_up.snoozed_until > now:
        return f"until {reader.moment(follow_up.snoozed_until, now)}", ""
    if follow_up.kind in (_K.PREPARATION, _K.CONFIRMATION) and follow_up.talk_starts_at:
        return reader.moment(follow_up.talk_starts_at, now), "soon"
    if urgent_until is not None:
        return f"{left((urgent_until - now).total_seconds())} left", "soon"
    if follow_up.kind == _K.THANK_YOU:
        return "still welcome", ""
    if follow_up.kind == _K.NUDGE and follow_up.ask_sent_at is not None:
        sent, today = reader.day_of(follow_up.ask_sent_at), reader.day_of(now)
        return _count(calendar.business_days_between(sent, today), "business day"), ""
    if follow_up.kind == _K.REFERRAL:
        return warmth(follow_up.since or follow_up.created_at, now), ""
    if follow_up.kind == _K.CHECK_IN and follow_up.last_touch_at:
        weeks = (now - follow_up.last_touch_at).days // 7
        return (f"{_count(weeks, 'week')} since you were in touch" if weeks else ""), ""
    if reader.day_of(follow_up.due_at) == reader.day_of(now):
        return "today", "soon"
    return f"since {reader.day(follow_up.due_at, now)}", ""


def _fine(follow_up: OpenStep, reader: Reader, now: datetime) -> str:
    """ "fine until Nov 13": the other end of a rhythm, while it lies ahead."""
    latest = follow_up.latest_at
    if latest is None or reader.day_of(latest) <= reader.day_of(now):
        return ""
    return f"fine until {reader.date(latest, now, short=True)}"


def _until(late_at: datetime, reader: Reader, now: datetime) -> str:
    """4:30 PM; or tomorrow, 10:00 AM."""
    same_day = reader.day_of(late_at) == reader.day_of(now)
    return reader.time(late_at) if same_day else reader.moment(late_at, now)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
