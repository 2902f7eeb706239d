"""A talk as a line of the list: every word worked out once, so that the template only prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from apps.contacts.models import Contact
from apps.core.dates import Reader, left
from apps.interviews.models import Exchange, Interview, ThankYou
from apps.interviews.times import on_their_clock

NEARLY = timedelta(minutes=15)  # before the start, starting becomes the next thing


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One line, in the reader's words."""

    interview: Interview
    contact: Contact
    month: str
    day: int
    when: str
    theirs: str  # the same moment on the other's clock, empty where both show the same
    how: str  # "25 min, video"
    sub: str
    state: str  # label of the state, empty for an ordinary one
    is_soon: bool
    due: str  # the thank-you's time left, empty if there is none
    is_late: bool
    next_label: str
    next_url: str
    is_urgent: bool
    is_quiet: bool  # its next action only repeats what the name leads to
    url: str


def talk_row(interview: Interview, reader: Reader, now: datetime) -> TalkRow:
    """The line of a talk that was read by `selectors.talks`."""
    day = reader.day_of(interview.starts_at)
    label, next_url, urgent = _next(interview, now)
    thanked = _sent(interview)
    late_at = interview.thank_you_due.late_at if interview.thank_you_due and not thanked else None
    held = interview.state == Interview.State.HELD
    page = "debrief" if held else "exchange" if interview.is_exchange else "prepare"
    url = reverse(f"interviews:{page}", args=[interview.pk])
    moment = interview.ended_at if held and interview.ended_at else interview.starts_at
    return TalkRow(
        interview=interview,
        contact=interview.contact,
        month=f"{day:%b}",
        day=day.day,
        when=_when(interview, moment, reader, now),
        theirs=_theirs(interview, reader),
        how=_how(interview),
        sub=_sub(interview.contact),
        state=_state(interview, now, thanked=thanked),
        is_soon=_is_soon(interview, now),
        due=left((late_at - now).total_seconds()) if held and late_at and late_at > now else "",
        is_late=bool(held and late_at and late_at <= now),
        next_label=label,
        next_url=next_url,
        is_urgent=urgent,
        is_quiet=next_url == url,
        url=url,
    )


def _next(interview: Interview, now: datetime) -> tuple[str, str, bool]:
    """The one thing to do with it now."""

    def to(name: str) -> str:
        return reverse(f"interviews:{name}", args=[interview.pk])

    if interview.is_exchange and interview.is_open:
        if not _letter_sent(interview):
            return "Write the letter", to("exchange"), True
        return "Did they answer?", to("exchange_answers"), False
    if interview.is_open:
        if interview.started_at:
            return "Back to the talk", to("live"), True
        if now >= interview.planned_end:
            return "How did it go?", to("record"), True
        if now >= interview.starts_at - NEARLY:
            return "Start the talk", to("live"), True
        return "Prepare", to("prepare"), False
    if interview.state != Interview.State.HELD:
        return "Plan again", reverse("interviews:plan", args=[interview.contact_id]), False
    if not _sent(interview):
        return "Write the thank-you", to("thank_you"), True
    if not interview.debriefed_at:
        begun = getattr(interview, "takeaway_count", 0)
        return "Go on with your notes" if begun else "Write down what you learned", to("debrief"), False
    return "See what you learned", to("debrief"), False


def _sent(interview: Interview) -> bool:
    try:
        return interview.thank_you.sent_at is not None
    except ThankYou.DoesNotExist:
        return False


def _state(interview: Interview, now: datetime, *, thanked: bool) -> str:
    if interview.is_exchange and interview.is_open:
        return ""
    if interview.is_open:
        if interview.started_at:
            return "Running"
        return "Time has passed" if now >= interview.planned_end else ""
    if interview.state == Interview.State.HELD:
        return "Thanked" if thanked else ""
    return interview.get_state_display()


def _when(interview: Interview, moment: datetime, reader: Reader, now: datetime) -> str:
    if interview.is_exchange and interview.is_open:
        return f"Sent {reader.day(moment, now)}" if _letter_sent(interview) else "Not sent yet"
    is_held = interview.state == Interview.State.HELD
    return _capital(reader.day(moment, now) if is_held else reader.moment(moment, now))


def _letter_sent(interview: Interview) -> bool:
    try:
        return interview.exchange.sent_at is not None
    except Exchange.DoesNotExist:
        return False


def _theirs(interview: Interview, reader: Reader) -> str:
    if interview.is_exchange or interview.state == Interview.State.HELD:
        return ""
    return on_their_clock(interview.starts_at, interview.contact_timezone, reader)


def _is_soon(interview: Interview, now: datetime) -> bool:
    ahead = interview.starts_at - now
    return interview.is_open and not interview.is_exchange and timedelta(0) <= ahead <= timedelta(hours=24)


def _how(interview: Interview) -> str:
    if interview.is_exchange:
        return "By e-mail"
    return f"{interview.minutes} min, {interview.get_mode_display().lower()}"


def _sub(contact: Contact) -> str:
    return ", ".join(part for part in (contact.title, contact.employer.name if contact.employer else "") if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
