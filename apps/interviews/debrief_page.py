"""The debrief worked out: cards, forms, the letter and its clock. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.forms import Form

from apps.contacts.models import Contact
from apps.core import clock
from apps.core.dates import Reader
from apps.core.sendlinks import SendLinks, send_links
from apps.followups.rules import ideal_day, warmth
from apps.followups.timing import THANK_WITHIN
from apps.goals.models import Criterion
from apps.interviews import selectors
from apps.interviews.forms import AboutForm, ActionForm, PersonForm, RhythmForm, TakeawayForm
from apps.interviews.models import Interview, ObjectiveAnswer, Reaction, Takeaway, TakeawayKind
from apps.interviews.naming import name_in
from apps.interviews.selectors import Record
from apps.interviews.services import FIRST_CHECK_IN, MODE_WORDS, USUAL_RHYTHM
from apps.interviews.wants import nudge_text

#: Offered as buttons beside a line that waits to be sorted; the others are one tap further.
QUICK_KINDS = [(k.value, k.label) for k in (TakeawayKind.INSIGHT, TakeawayKind.QUOTE, TakeawayKind.ADVICE)]
MORE_KINDS = [(k.value, k.label) for k in TakeawayKind if (k.value, k.label) not in QUICK_KINDS]


NEW_FOR = timedelta(days=2)  # a referral


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


@dataclass(frozen=True, slots=True)
class Kindly:
    """A gentle line about a promise of the other person, and the ways to send it."""

    text: str
    send: SendLinks


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
    """When one would write next: after two weeks and then every three months, or in the chosen rhythm.

    Once the letter is off, the first is the one that is planned; without a rhythm and a plan there is none.
    """
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
    planned = selectors.check_in_planned(interview.contact) if sent_at else None
    if sent_at and not rhythm and not planned:
        return []
    if planned:
        start = clock.local_day(planned, owner.zone)
        steps = [(days - first, words) for days, words in steps]
    days = [(ideal_day(start, n, owner.calendar, off_months) if n else start, words) for n, words in steps]
    return [CheckIn(reader.date(day, now, short=True), words) for day, words in days]


def _span(days: int) -> str:
    return f"{days // 30} months" if days % 30 == 0 and days > 30 else "month" if days == 30 else f"{days} days"


def kindly(interview: Interview, takeaway: Takeaway, now: datetime) -> Kindly:
    """The line for one promise."""
    owner, contact = interview.owner, interview.contact
    text = nudge_text(
        to=contact.given_name,
        sender=owner.given_name or owner.name,
        text=takeaway.text,
        day=Reader.of(owner).date(interview.ended_at or now, now),
    )
    return Kindly(text, send_links(contact.email, "A small question after our talk", text))


def _with_words(interview: Interview, record: Record, now: datetime) -> None:
    """Puts beside each promise of theirs its gentle line, each referral its age, each line the name in it."""
    for takeaway in record.actions:
        step = takeaway.follow_up
        is_theirs = step is not None and step.owed_by_them and step.state == step.State.OPEN
        takeaway.kindly = kindly(interview, takeaway, now) if is_theirs else None  # type: ignore[attr-defined]
    for takeaway in record.people:
        if takeaway.referral is not None:
            is_new = now - takeaway.referral.offered_at < NEW_FOR
            age = "new, on Today until you’ve met" if is_new else warmth(takeaway.referral.offered_at, now)
            takeaway.age = age  # type: ignore[attr-defined]
    for note in record.named_notes:
        guess = name_in(note.body)
        note.guess = guess  # type: ignore[attr-defined]
        note.words = "" if guess == note.body.strip() else note.body[:300]  # type: ignore[attr-defined]


def debrief_context(
    interview: Interview,
    now: datetime,
    *,
    edit: str = "",
    adding: str = "",
    takes_form: Form | None = None,
    about_form: Form | None = None,
    named_form: Form | None = None,
    actions_form: Form | None = None,
    rhythm_form: Form | None = None,
    fit_form: Form | None = None,
    next_form: Form | None = None,
    lookalikes: list[Contact] | None = None,
    named_note: str = "",
) -> dict[str, Any]:
    """Everything that the debrief page and its parts need. `adding` is the card that something was just added to."""
    record = selectors.record_of(interview)
    page = selectors.letter_page(interview, record, now)
    _with_words(interview, record, now)
    edited = next((t for t in record.takeaways if str(t.pk) == edit), None)
    if edited is not None:
        edited.interview = interview
        about_form = about_form or AboutForm(takeaway=edited)
    return {
        "interview": interview,
        "contact": interview.contact,
        "record": record,
        "back": selectors.look_back(interview, record),
        "letter": page,
        "clock": thanks_clock(interview, now),
        "check_ins": check_ins(interview, page.sent_at, now),
        "how": MODE_WORDS[Interview.Mode(interview.mode)],
        "edit": edit,
        "adding": adding,
        "quick_kinds": QUICK_KINDS,
        "more_kinds": MORE_KINDS,
        "reactions": Reaction.choices,
        "met_choices": ObjectiveAnswer.Met.choices,
        "scores": range(1, 6),
        "weights": Criterion.Weight.choices,
        "takes_form": takes_form or TakeawayForm(),
        "about_form": about_form,
        "named_form": named_form or PersonForm(),
        "lookalikes": lookalikes,
        "named_note": named_note,
        "actions_form": actions_form or ActionForm(owner=interview.owner, now=now),
        "fit_form": fit_form,
        "next_form": next_form,
        "rhythm_form": rhythm_form
        or RhythmForm(
            initial={
                "days": interview.contact.rhythm_days or "",
                "off_months": interview.contact.rhythm_off_months,
            }
        ),
        "now": now,
    }
