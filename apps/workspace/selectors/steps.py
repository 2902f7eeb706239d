"""A step on the page: a follow-up with what the apps above it know, and where it is worked on.

Follow-ups know nothing of asks and talks, which keep the keys. Here both sides meet, in one query for a whole list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Contact
from apps.core import clock
from apps.core.addresses import addresses_of
from apps.core.columns import all_but
from apps.core.dates import Reader, left
from apps.core.shell import resolve
from apps.core.templatetags.acquaint import avatar
from apps.followups.models import FollowUp
from apps.followups.order import URGENT, rank_in_sql
from apps.followups.rules import warmth
from apps.followups.selectors import end_of_day
from apps.followups.series import can_drop, repeats_words
from apps.followups.wording import Words, words_of
from apps.interviews.models import Exchange, Interview, Takeaway
from apps.outreach.models import Outreach

_K = FollowUp.Kind
_UNREAD = all_but(Contact, "contact", "given_name", "family_name", "last_touch_at")


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

    follow_up: FollowUp
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
        return self.follow_up.pk

    @property
    def repeats(self) -> str:
        """ "every month"; empty for a step that comes once."""
        return repeats_words(self.follow_up)

    @property
    def person(self) -> Any:
        """Whom it is about."""
        return self.follow_up.contact

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
            can_drop=can_drop(follow_up),
        )

    @property
    def filled(self) -> dict[str, str]:
        """What is printed of a row."""
        follow_up, person, ask = self.follow_up, self.person, self.outreach_id
        return {
            "id": str(self.id),
            "title": follow_up.title,
            "reason": follow_up.reason,
            "due": self.due_words,
            "fine": self.fine_words,
            "repeats": self.repeats,
            "face": avatar(person, "md"),
            "name": person.name,
            "given_name": person.given_name,
            "primary": self.words.primary,
            "said": self.words.done,
            "url": self.url,
            "reply": resolve("outreach:edit", ask) + "#reply" if ask else "",
            "record": resolve("outreach:record_reply", ask) if ask else "",
            "draft": addresses_of("workspace:step_draft")(self.id),
            "done": addresses_of("followups:done")(self.id),
            "snooze": addresses_of("followups:snooze")(self.id),
            "drop": addresses_of("followups:drop")(self.id),
            "undo": addresses_of("followups:undo")(self.id),
        }


def due_steps(owner: User, now: datetime) -> QuerySet[FollowUp]:
    """What stands on Today, most urgent first."""
    due = FollowUp.objects.visible_to(owner).awake(now).of_current_people()
    due = due.filter(due_at__lt=end_of_day(owner, now), owed_by_them=False)
    return with_links(due).annotate(rank=rank_in_sql(now)).order_by("rank", "late_at", "due_at", "id")


def snoozed_steps(owner: User, now: datetime) -> QuerySet[FollowUp]:
    """What is put off, by the moment at which it comes back."""
    snoozed = FollowUp.objects.visible_to(owner).open().of_current_people().filter(snoozed_until__gt=now)
    return with_links(snoozed).order_by("snoozed_until", "id")


def with_links(follow_ups: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Adds the talk and the ask that keep this follow-up, each from its indexed foreign key.

    Of the person only what a row says is read; all else of them is left for who asks for it.
    """
    return follow_ups.select_related("contact").defer(*_UNREAD).annotate(**_links())


@cache
def _links() -> dict[str, Subquery]:
    """The same for every list, so put together once."""
    talk = Interview.objects.filter(
        Q(thank_you_due=OuterRef("pk")) | Q(preparation=OuterRef("pk")) | Q(confirmation=OuterRef("pk"))
    )
    of_talk = JSONObject(id="pk", starts_at="starts_at", debriefed_at="debriefed_at")
    ask, of_ask = Outreach.objects.filter(nudge=OuterRef("pk")), JSONObject(id="pk", sent_at="first_sent_at")
    promise, exchange = Takeaway.objects.filter(nudge=OuterRef("pk")), Exchange.objects.filter(step=OuterRef("pk"))
    return {
        "talk": Subquery(talk.values(found=of_talk)[:1]),
        "ask": Subquery(ask.values(found=of_ask)[:1]),
        "promised_in_id": Subquery(promise.values("interview")[:1]),
        "exchange_id": Subquery(exchange.values("interview_id")[:1]),
    }


def _tell_apart(row: Any) -> Any:
    """What came as two objects, as attributes."""
    talk, ask = row.talk or {}, row.ask or {}
    row.talk_id, row.ask_id = (UUID(found["id"]) if found else None for found in (talk, ask))
    row.talk_starts_at, row.talk_debriefed_at = _moment(talk.get("starts_at")), _moment(talk.get("debriefed_at"))
    row.ask_sent_at = _moment(ask.get("sent_at"))
    return row


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def step_of(owner: User, follow_up_id: UUID, now: datetime) -> Step | None:
    """One open step of the owner; None if it is gone or closed."""
    rows = with_links(FollowUp.objects.visible_to(owner).open().filter(pk=follow_up_id))
    return next(iter(as_steps(rows[:1], owner, now)), None)


def as_steps(follow_ups: Iterable[Any], owner: User, now: datetime) -> list[Step]:
    """Rows of `with_links` in words. The closed days of centers are asked for once, and only if days are counted."""
    rows, reader = [_tell_apart(row) for row in follow_ups], Reader.of(owner)
    calendar = business_calendar(owner, now) if any(_counts_days(row) for row in rows) else owner.calendar
    return [_as_step(row, calendar, reader, now) for row in rows]


def _counts_days(follow_up: Any) -> bool:
    return follow_up.kind == _K.NUDGE and follow_up.ask_sent_at is not None


def _as_step(follow_up: Any, calendar: clock.BusinessCalendar, reader: Reader, now: datetime) -> Step:
    late_at = follow_up.late_at
    is_urgent = late_at is not None and now < late_at <= now + URGENT
    due_words, tone = _due(follow_up, calendar, reader, now, is_urgent=is_urgent)
    return Step(
        follow_up=follow_up,
        words=words_of(follow_up),
        url=step_url(follow_up),
        due_words=due_words,
        due_tone=tone,
        is_urgent=is_urgent,
        share_left=min(1.0, (late_at - now) / URGENT) if is_urgent else 0.0,
        left_words=left((late_at - now).total_seconds()) if is_urgent else "",
        until_words=_until(late_at, reader, now) if is_urgent else "",
        fine_words=_fine(follow_up, reader, now),
        outreach_id=follow_up.ask_id,
        interview_id=follow_up.talk_id,
    )


def step_url(follow_up: Any) -> str:
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
    return step.url if step else reverse("workspace:person", args=[follow_up.contact_id])


def _due(
    follow_up: Any, calendar: clock.BusinessCalendar, reader: Reader, now: datetime, *, is_urgent: bool
) -> tuple[str, str]:
    """The small label beside the title, and its tone. Never a reproach."""
    if follow_up.snoozed_until and follow_up.snoozed_until > now:
        return f"until {reader.moment(follow_up.snoozed_until, now)}", ""
    if follow_up.kind in (_K.PREPARATION, _K.CONFIRMATION) and follow_up.talk_starts_at:
        return reader.moment(follow_up.talk_starts_at, now), "soon"
    if is_urgent:
        return f"{left((follow_up.late_at - now).total_seconds())} left", "soon"
    if follow_up.kind == _K.THANK_YOU:
        return "still welcome", ""
    if _counts_days(follow_up):
        sent, today = reader.day_of(follow_up.ask_sent_at), reader.day_of(now)
        return _count(calendar.business_days_between(sent, today), "business day"), ""
    if follow_up.kind == _K.REFERRAL:
        return warmth(follow_up.since or follow_up.created_at, now), ""
    if follow_up.kind == _K.CHECK_IN and follow_up.contact.last_touch_at:
        weeks = (now - follow_up.contact.last_touch_at).days // 7
        return (f"{_count(weeks, 'week')} since you were in touch" if weeks else ""), ""
    if reader.day_of(follow_up.due_at) == reader.day_of(now):
        return "today", "soon"
    return f"since {reader.day(follow_up.due_at, now)}", ""


def _fine(follow_up: FollowUp, reader: Reader, now: datetime) -> str:
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
