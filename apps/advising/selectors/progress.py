"""Counts and dates of students who share progress: never a name, an employer or a word of theirs.

Every query names its columns and leaves out people whom the student keeps private, so that marking someone private
takes them out of all counts with the next request (CON-6).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncWeek

from apps.advising.plots import Bar, bars
from apps.contacts.models import Contact, Referral, Stage, Touch
from apps.goals.models import Goal, WeeklyTarget
from apps.interviews.models import Interview, ThankYou
from apps.outreach.models import Message, Outreach

IN_TIME = timedelta(hours=24)
WEEKS = 8


class Step(IntEnum):
    """The furthest that a student has come, in order."""

    NOT_YET = 0
    LISTING = 1
    ASKED = 2
    REPLIED = 3
    TALKED = 4
    THANKED = 5
    LED_ON = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people a student listed, and with how many it came how far."""

    listed: int = 0
    asked: int = 0
    replied: int = 0
    talked: int = 0
    thanked: int = 0
    led_on: int = 0

    @property
    def furthest(self) -> Step:
        """The last step with anybody in it."""
        reached = (self.listed, self.asked, self.replied, self.talked, self.thanked, self.led_on)
        return Step(max((n for n, count in enumerate(reached, start=1) if count), default=0))

    @property
    def funnel(self) -> list[tuple[str, int, float]]:
        """Label, count and share of the people listed, in percent."""
        rows = [
            ("People listed", self.listed),
            ("Asked", self.asked),
            ("Replied", self.replied),
            ("Talked", self.talked),
            ("Thanked", self.thanked),
            ("Led on", self.led_on),
        ]
        return [(label, n, round(100 * n / self.listed, 1) if self.listed else 0) for label, n in rows]


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the week that starts on `start`."""

    start: date
    count: int
    is_current: bool


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
    talks: list[TalkFact]
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


def shared_people(owners: Collection[UUID]) -> QuerySet[Contact]:
    """The people that these students may be counted by: on the list, and not kept private."""
    return Contact.objects.filter(owner__in=owners, is_private=False, archived_at=None)


def counts_of(owners: Collection[UUID]) -> dict[UUID, Counts]:
    """Counts by student, for all of `owners`, in one query. What happened counts as well as where somebody stands."""
    here = OuterRef("pk")
    led = Referral.objects.filter(introducer=here, contact__is_private=False, contact__archived_at=None)
    held = Interview.objects.filter(contact=here, state=Interview.State.HELD)
    talked = Touch.objects.filter(contact=here, kind=Touch.Kind.TALK)
    thanked = Touch.objects.filter(contact=here, kind=Touch.Kind.THANKED)
    letter = ThankYou.objects.filter(interview__contact=here, sent_at__isnull=False)
    people = shared_people(owners).annotate(
        is_led=Exists(led),
        is_thanked=Exists(letter) | Exists(thanked) | Q(stage=Stage.THANKED),
        is_talked=Exists(held) | Exists(talked) | Q(stage__in=[Stage.TALKED, Stage.THANKED]),
        is_replied=Exists(Outreach.objects.filter(contact=here, replied_at__isnull=False))
        | Q(stage__in=[Stage.REPLIED, Stage.SCHEDULED]),
        is_asked=Exists(Outreach.objects.filter(contact=here, first_sent_at__isnull=False)) | Q(stage=Stage.ASKED),
    )
    thanks = Q(is_thanked=True)
    talks = thanks | Q(is_talked=True)
    replies = talks | Q(is_replied=True)
    rows = (
        people.values("owner")
        .annotate(
            listed=Count("pk"),
            asked=Count("pk", filter=replies | Q(is_asked=True)),
            replied=Count("pk", filter=replies),
            talked=Count("pk", filter=talks),
            thanked=Count("pk", filter=thanks),
            led_on=Count("pk", filter=Q(is_led=True)),
        )
        .order_by()
    )
    found = {
        row["owner"]: Counts(row["listed"], row["asked"], row["replied"], row["talked"], row["thanked"], row["led_on"])
        for row in rows
    }
    return {owner: found.get(owner, Counts()) for owner in owners}


def talks_by_week(owners: Collection[UUID], *, now: datetime, zone: ZoneInfo) -> list[Week]:
    """Talks held by these students together, in the last weeks."""
    held = Interview.objects.filter(
        owner__in=owners, contact__is_private=False, contact__archived_at=None, state=Interview.State.HELD
    )
    return _weeks([_by_week(held, "ended_at", now, zone)], now, zone)


def steps_by_week(owner: UUID, *, now: datetime, zone: ZoneInfo) -> list[Week]:
    """Messages sent, talks held and thank-yous sent by one student, in the last weeks."""
    mine = {"owner": owner}
    messages = Message.objects.filter(**mine, outreach__contact__is_private=False, outreach__contact__archived_at=None)
    held = Interview.objects.filter(
        **mine, contact__is_private=False, contact__archived_at=None, state=Interview.State.HELD
    )
    letters = ThankYou.objects.filter(
        **mine, interview__contact__is_private=False, interview__contact__archived_at=None
    )
    parts = [
        _by_week(messages, "sent_at", now, zone),
        _by_week(held, "ended_at", now, zone),
        _by_week(letters, "sent_at", now, zone),
    ]
    return _weeks(parts, now, zone)


def progress_of(owner: UUID, *, now: datetime, zone: ZoneInfo) -> Progress:
    """What "progress" shows of one student; `zone` is the reader's."""
    talks = _talk_facts(owner)
    over = [t for t in talks if t.thanks]
    referrals = Referral.objects.filter(
        owner=owner, introducer__is_private=False, contact__is_private=False, contact__archived_at=None
    ).aggregate(given=Count("pk"), met=Count("pk", filter=Q(state=Referral.State.MET)))
    target = WeeklyTarget.objects.filter(owner=owner).values("asks", "talks").first()
    return Progress(
        counts=counts_of([owner])[owner],
        weeks=steps_by_week(owner, now=now, zone=zone),
        talks=talks[:50],
        thanks=Thanks(len(over), sum(t.thanks == "in time" for t in over), sum(t.thanks == "later" for t in over)),
        referrals=referrals["given"],
        referrals_met=referrals["met"],
        asks_a_week=target["asks"] if target else None,
        talks_a_week=target["talks"] if target else None,
        questions=Goal.objects.filter(owner=owner, state=Goal.State.ACTIVE).count(),
    )


def thanks_word(ended_at: datetime | None, sent_at: datetime | None, state: str) -> str:
    """How timely the thank-you of a talk was; empty for a talk that was not held."""
    if state != Interview.State.HELD or ended_at is None:
        return ""
    if sent_at is None:
        return "not yet"
    return "in time" if sent_at - ended_at <= IN_TIME else "later"


def shared_talks(owner: UUID) -> QuerySet[Interview]:
    """Talks held or coming with people whom the student does not keep private, newest first."""
    states = [Interview.State.HELD, Interview.State.PLANNED, Interview.State.CONFIRMED]
    return Interview.objects.filter(
        owner=owner, contact__is_private=False, contact__archived_at=None, state__in=states
    ).order_by("-starts_at", "-id")


def _talk_facts(owner: UUID) -> list[TalkFact]:
    rows = shared_talks(owner).values_list("starts_at", "minutes", "state", "ended_at", "thank_you__sent_at")
    return [
        TalkFact(at, minutes, Interview.State(state).label, thanks_word(ended_at, sent_at, state))
        for at, minutes, state, ended_at, sent_at in rows
    ]


def _by_week(rows: QuerySet, field: str, now: datetime, zone: ZoneInfo) -> dict[date, int]:  # type: ignore[type-arg]
    since = datetime.combine(_monday(now, zone) - timedelta(weeks=WEEKS - 1), datetime.min.time(), zone)
    found = (
        rows.filter(**{f"{field}__gte": since, f"{field}__lte": now})
        .annotate(week=TruncWeek(F(field), tzinfo=zone))
        .values("week")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {row["week"].date(): row["n"] for row in found}


def _weeks(parts: list[dict[date, int]], now: datetime, zone: ZoneInfo) -> list[Week]:
    this = _monday(now, zone)
    starts = [this - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    return [Week(start, sum(part.get(start, 0) for part in parts), start == this) for start in starts]


def _monday(now: datetime, zone: ZoneInfo) -> date:
    day = now.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
