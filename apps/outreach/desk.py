"""What the composer and the reply panel show, gathered for one person and one message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Contact
from apps.contacts.selectors import introducer_chain
from apps.core import clock
from apps.core.dates import Reader
from apps.outreach import builtin, cadence, coaching, links, merge, selectors, wording
from apps.outreach.models import Channel, Message, Outreach

_DIAL = 180
OUTCOME_WORDS: dict[str, str] = {
    Outreach.Outcome.YES: "Said yes",
    Outreach.Outcome.NOT_NOW: "Not now",
    Outreach.Outcome.TOO_BUSY: "Too busy at the moment",
    Outreach.Outcome.NO: "Said no",
    Outreach.Outcome.SILENCE: "No reply",
    Outreach.Outcome.BOUNCED: "The address didn’t work",
}


@dataclass(frozen=True, slots=True)
class Dial:
    """The length of a text on a line: where it stands, and where the comfortable stretch lies."""

    at: int
    low: int
    width: int

    @classmethod
    def of(cls, review: coaching.Review) -> Dial:
        """Geometry for an SVG 180 wide; the stretch ends at two thirds."""
        unit = _DIAL * 2 / 3 / review.high
        return cls(
            at=round(min(_DIAL - 5, max(5, review.words * unit))),
            low=round(review.low * unit),
            width=round((review.high - review.low) * unit),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a chooser."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """What happens when nobody answers."""

    days: list[cadence.Day]
    steps: list[cadence.Step]
    choices: list[Choice]
    chosen: str
    is_running: bool


def composer(user: User, message: Message, now: datetime, *, is_new: bool = False) -> dict[str, Any]:
    """Everything for the page on which a message is written."""
    outreach, contact = message.outreach, message.outreach.contact
    coaching = coach_context(user, message)
    return {
        "now": now,
        "outreach": outreach,
        "message": message,
        "person": contact,
        "kind": kind_of(message),
        "is_new": is_new,
        "post_url": post_url(message, is_new=is_new),
        "chain": introducer_chain(user, contact.pk),
        "channels": channels(message),
        "templates": template_groups(user, message),
        "goals": selectors.goals_to_mention(user),
        "form_id": "composer",
        "mirror": mirror(message.body),
        "plan": plan_panel(user, outreach, business_calendar(user, now), now),
        "rival": selectors.asked_there_too(user, contact) if message.step == 1 else None,
        "others": selectors.others_at_employer(user, contact) if message.step > 1 else [],
        "last_sent": outreach.messages.exclude(sent_at=None).order_by("-step").first() if message.step > 1 else None,
        **coaching,
        **send_context(user, message),
    }


def post_url(message: Message, *, is_new: bool) -> str:
    """Where the composer sends what is typed: an approach begins with the first thing that is kept."""
    if is_new:
        return reverse("outreach:compose", args=[message.outreach.contact_id])
    return reverse("outreach:edit", args=[message.outreach_id])


def kind_of(message: Message) -> str:
    """What this message is: the first, a nudge, the last note, or the thanks after an answer."""
    return wording.kind_of(message.outreach.state, message.outreach.cadence, message.step)


def coach_context(user: User, message: Message) -> dict[str, Any]:
    """What the coach says, and how long the text is."""
    review = selectors.review_of(user, message)
    heard = selectors.words_about(message.outreach.contact)
    notes = [message.outreach.contact.common_ground, heard.words if heard else ""]
    return {
        "review": review,
        "dial": Dial.of(review),
        "limit": coaching.LINKEDIN_LIMIT,
        "message": message,
        "details": [note for note in notes if note][:2],
        "heard": heard,
    }


def send_context(user: User, message: Message) -> dict[str, Any]:
    """The ways out of the app for the text as it is kept."""
    return {"message": message, "send": links.send_links(message.address, message.subject, message.body)}


def channels(message: Message) -> list[Choice]:
    """The ways in which a message can go."""
    return [Choice(value, label, value == message.channel) for value, label in Channel.choices]


def template_groups(user: User, message: Message) -> list[tuple[str, list[Choice]]]:
    """Built-in and own wordings for the chooser, those that fit this message first."""
    chosen = message.template_key
    fitting = builtin.for_kind(kind_of(message))
    own = selectors.own_templates(user, message.channel)
    groups = [
        ("For this message", [Choice(t.key, t.name, t.key == chosen) for t in fitting if t.kind == kind_of(message)]),
        ("Yours", [Choice(f"{wording.OWN}{t.pk}", t.name, f"{wording.OWN}{t.pk}" == chosen) for t in own]),
        ("Others", [Choice(t.key, t.name, t.key == chosen) for t in fitting if t.kind != kind_of(message)]),
    ]
    return [group for group in groups if group[1]]


def mirror(body: str) -> list[tuple[str, bool]]:
    """The text in pieces: (words, whether they are a placeholder)."""
    pieces, at = [], 0
    for start, end in merge.placeholders(body):
        pieces += [(body[at:start], False), (body[start:end], True)]
        at = end
    return [*pieces, (body[at:], False)]


def plan_panel(user: User, outreach: Outreach, calendar: clock.BusinessCalendar, now: datetime) -> PlanPanel:
    """The ten days from the last sending, or from now while nothing is sent."""
    last = outreach.messages.exclude(sent_at=None).order_by("-step").first() if outreach.step else None
    sent_at = last.sent_at if last and last.sent_at else now
    step = max(1, outreach.step)
    steps = cadence.plan(outreach.cadence, step, sent_at, calendar, user.zone)
    start = clock.local_day(sent_at, user.zone)
    return PlanPanel(
        days=cadence.ten_days(start, steps, calendar),
        steps=steps,
        choices=[Choice(v, label, v == outreach.cadence) for v, label in Outreach.Cadence.choices],
        chosen=outreach.get_cadence_display(),
        is_running=outreach.state == Outreach.State.SENT,
    )


def waiting(user: User, outreach: Outreach, now: datetime) -> dict[str, Any]:
    """Everything for the page after the sending: what was sent, what came back, what comes next."""
    messages = selectors.messages_of(outreach)
    contact: Contact = outreach.contact
    calendar = business_calendar(user, now)
    return {
        "now": now,
        "outreach": outreach,
        "person": contact,
        "chain": introducer_chain(user, contact.pk),
        "sent": [m for m in reversed(messages) if m.sent_at],
        "draft": next((m for m in messages if not m.sent_at), None),
        "plan": plan_panel(user, outreach, calendar, now),
        "post_url": reverse("outreach:edit", args=[outreach.pk]),
        "form_id": "cadence-form",
        "outcome_words": OUTCOME_WORDS.get(outreach.outcome, ""),
        "others": selectors.others_at_employer(user, contact),
        "tomorrow": (clock.local_day(now, user.zone) + timedelta(days=1)).isoformat(),
        "in_a_month": month_ahead(clock.local_day(now, user.zone), calendar).isoformat(),
    }


def month_ahead(day: date, calendar: clock.BusinessCalendar) -> date:
    """A business day about a month on: what "not now" proposes."""
    ahead = day + timedelta(days=28)
    return ahead if calendar.is_business_day(ahead) else calendar.add_business_days(ahead, 1)


def sent_words(user: User, due_at: datetime | None, first_name: str, now: datetime) -> str:
    """What to say after a sending."""
    if due_at is None:
        return f"Marked as sent. Now it’s {first_name}’s turn."
    return f"Marked as sent. If there’s no reply by {Reader.of(user).day(due_at, now)}, it comes back to Today."
