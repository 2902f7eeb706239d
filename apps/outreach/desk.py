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
from apps.outreach import cadence, selectors
from apps.outreach.models import Outreach
from apps.outreach.selectors.balance import next_there
from apps.outreach.selectors.slots import open_offer

SILENCE = Outreach.Outcome.SILENCE
OUTCOME_WORDS: dict[str, str] = {
    Outreach.Outcome.YES: "Said yes",
    Outreach.Outcome.NOT_NOW: "Not now",
    Outreach.Outcome.TOO_BUSY: "Too busy at the moment",
    Outreach.Outcome.NO: "Said no",
    Outreach.Outcome.SILENCE: "No reply",
    Outreach.Outcome.BOUNCED: "The address didn’t work",
}


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

    @property
    def holidays(self) -> list[cadence.Day]:
        """Days off that have a name; a weekend explains itself."""
        return [day for day in self.days if day.off]


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
        "others": next_there(user, contact) if outreach.step == 1 or outreach.outcome == SILENCE else [],
        "offer": open_offer(outreach),
        "tomorrow": (clock.local_day(now, user.zone) + timedelta(days=1)).isoformat(),
        "in_a_month": month_ahead(clock.local_day(now, user.zone), calendar).isoformat(),
    }


def month_ahead(day: date, calendar: clock.BusinessCalendar) -> date:
    """A business day about a month on: what "not now" proposes."""
    return calendar.next_business_day(day + timedelta(days=28))


def in_a_month(user: User, now: datetime) -> date:
    """The same for this person, from today."""
    return month_ahead(clock.local_day(now, user.zone), business_calendar(user, now))


def sent_words(user: User, due_at: datetime | None, first_name: str, now: datetime) -> str:
    """What to say after a sending."""
    if due_at is None:
        return f"Marked as sent. Now it’s {first_name}’s turn."
    return f"Marked as sent. If there’s no reply by {Reader.of(user).day(due_at, now)}, it comes back to Today."
