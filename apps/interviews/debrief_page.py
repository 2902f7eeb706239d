"""The debrief worked out: cards, forms, the letter and its clock. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.forms import Form

from apps.core import clock
from apps.core.dates import Reader
from apps.followups.rules import ideal_day
from apps.followups.timing import THANK_WITHIN
from apps.interviews import selectors
from apps.interviews.forms import ActionForm, PersonForm, RhythmForm, TakeawayForm
from apps.interviews.models import Interview, TakeawayKind
from apps.interviews.services import FIRST_CHECK_IN, MODE_WORDS, USUAL_RHYTHM

#: Offered as buttons beside a line that waits to be sorted.
QUICK_KINDS = [(k.value, k.label) for k in (TakeawayKind.INSIGHT, TakeawayKind.QUOTE, TakeawayKind.ADVICE)]


@dataclass(frozen=True, slots=True)
class ThanksClock:
    """What is left of the 24 hours."""

    late_at: datetime
    hours: int
    minutes: int
    dash: str  # of the ring
    by: str  # "4:30 PM today"
    is_late: bool

    @property
    def label(self) -> str:
        """The ring in words."""
        if self.is_late:
            return "The 24 hours are over"
        return f"{self.hours} of 24 hours left" if self.hours else f"{self.minutes} minutes left"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A planned word to stay in touch."""

    day: str
    words: str


def thanks_clock(interview: Interview, now: datetime) -> ThanksClock:
    """The ring and its words."""
    late_at = (interview.ended_at or interview.planned_end) + THANK_WITHIN
    rest = max(late_at - now, timedelta(0))
    reader = Reader.of(interview.owner)
    return ThanksClock(
        late_at=late_at,
        hours=int(rest.total_seconds() // 3600),
        minutes=int(rest.total_seconds() // 60),
        dash=f"{round(rest / THANK_WITHIN * 100)} 100",
        by=f"{reader.time(late_at)} {reader.day(late_at, now)}",
        is_late=not rest,
    )


def check_ins(interview: Interview, sent_at: datetime | None, now: datetime) -> list[CheckIn]:
    """When one would write next: after two weeks and then every three months, or in the chosen rhythm."""
    owner = interview.owner
    reader, start = Reader.of(owner), clock.local_day(sent_at or now, owner.zone)
    rhythm = interview.contact.rhythm_days
    first = rhythm or FIRST_CHECK_IN
    every = rhythm or USUAL_RHYTHM
    steps = [
        (first, "How it went with what you heard"),
        (first + every, "What came of it since"),
        (first + 2 * every, f"Every {_span(every)} from here"),
    ]
    off_months = interview.contact.rhythm_off_months
    days = [(ideal_day(start, n, owner.calendar, off_months), words) for n, words in steps]
    return [CheckIn(reader.date(day, now, short=True), words) for day, words in days]


def _span(days: int) -> str:
    return f"{days // 30} months" if days % 30 == 0 and days > 30 else "month" if days == 30 else f"{days} days"


def debrief_context(
    interview: Interview,
    now: datetime,
    *,
    edit: str = "",
    adding: str = "",
    takes_form: Form | None = None,
    named_form: Form | None = None,
    actions_form: Form | None = None,
    rhythm_form: Form | None = None,
) -> dict[str, Any]:
    """Everything that the debrief page and its parts need. `adding` is the card that something was just added to."""
    record = selectors.record_of(interview)
    page = selectors.letter_page(interview, record, now)
    return {
        "interview": interview,
        "contact": interview.contact,
        "record": record,
        "letter": page,
        "clock": thanks_clock(interview, now),
        "check_ins": check_ins(interview, page.sent_at, now),
        "how": MODE_WORDS[Interview.Mode(interview.mode)],
        "edit": edit,
        "adding": adding,
        "quick_kinds": QUICK_KINDS,
        "takes_form": takes_form or TakeawayForm(),
        "named_form": named_form or PersonForm(),
        "actions_form": actions_form or ActionForm(owner=interview.owner, now=now),
        "rhythm_form": rhythm_form
        or RhythmForm(
            initial={
                "days": interview.contact.rhythm_days or "",
                "off_months": interview.contact.rhythm_off_months,
            }
        ),
        "now": now,
    }
