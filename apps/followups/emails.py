"""A reminder as a mail: one set of facts, shown as HTML and as plain text.

Nothing of a mail is stored. It is composed from the rows as they are when it leaves, so nothing stale is sent, and its
Message-ID comes from the reminder, so that a repeated mail can be told from a second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from apps.accounts.models import User
from apps.core.dates import Reader
from apps.followups import links
from apps.followups.models import FollowUp
from apps.followups.selectors import Delivery
from apps.followups.wording import Words, words_of

Message = EmailMultiAlternatives
NO_ID = "00000000-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Step:
    """One further line: what waits, why, and where it opens."""

    title: str
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that the two templates say."""

    subject: str
    preview: str
    today: str
    greeting: str
    lead: str
    until: str  # "Until 4:30 PM today"; empty when nothing runs out
    title: str
    reason: str
    words: Words
    open_url: str
    done_url: str
    snooze_url: str
    snooze_label: str
    others: list[Step]
    kind_label: str
    settings_url: str
    stop_url: str
    home_url: str


def compose_reminder(delivery: Delivery, *, now: datetime) -> Message:
    """The mail of one claimed reminder, ready to hand over. Reads no rows."""
    letter = write_letter(delivery, now)
    owner = delivery.owner
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=render_to_string("followups/email/reminder.txt", {"letter": letter}),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address_of(owner)],
        headers={
            "Message-ID": message_id(delivery.reminder_id),
            "List-Unsubscribe": f"<{letter.stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("followups/email/reminder.html", {"letter": letter}), "text/html")
    return message


def message_id(reminder_id: UUID) -> str:
    """The same on every attempt: mail programs fold a repeated mail into one."""
    return f"<reminder-{reminder_id}@{urlsplit(settings.SITE_URL).hostname or 'acquaint.example'}>"


def write_letter(delivery: Delivery, now: datetime) -> Letter:
    """The facts of the mail, in the reader's zone and formats. Pure but for the addresses."""
    follow_up, reader = delivery.follow_up, Reader.of(delivery.owner)
    words = words_of(follow_up)
    until = _until(follow_up, reader, now)
    done, snooze = (
        links.action_url(links.MailAction(action, follow_up.pk, delivery.reminder_id), now) for action in links.ACTIONS
    )
    return Letter(
        subject=_subject(follow_up, reader, now),
        preview=_preview(follow_up, len(delivery.others)),
        today=reader.weekday(now, now),
        greeting=f"{_part_of_day(reader.local(now))}, {delivery.owner.given_name or delivery.owner.name}",
        lead=_lead(until, len(delivery.others)),
        until=until,
        title=follow_up.title,
        reason=follow_up.reason,
        words=words,
        open_url=open_url(follow_up.pk),
        done_url=done,
        snooze_url=snooze,
        snooze_label="Remind me in two hours"
        if runs_out_before_tomorrow(follow_up, reader, now)
        else "Remind me tomorrow",
        others=[Step(o.title, o.reason, open_url(o.follow_up_id)) for o in delivery.others],
        kind_label=follow_up.get_kind_display(),
        settings_url=links.absolute(_settings_path()),
        stop_url=links.stop_url(links.StopLink(delivery.owner.pk, follow_up.kind)),
        home_url=links.absolute("/"),
    )


def open_url(follow_up_id: UUID) -> str:
    """Where the step is worked on; asks for a sign-in, changes nothing."""
    return links.address("workspace:open_step", str(follow_up_id), sample=NO_ID)


def address_of(user: User) -> str:
    """Name and address; header-safe, for a name is free text."""
    return formataddr((" ".join(user.name.split()) if user.given_name else "", user.email))


def runs_out_before_tomorrow(follow_up: FollowUp, reader: Reader, now: datetime) -> bool:
    """Whether putting it off until tomorrow would break the promise."""
    late_at = follow_up.late_at
    return (
        late_at is not None
        and (late_at - now).total_seconds() < 24 * 3600
        and reader.day_of(late_at) >= reader.day_of(now)
    )


def _subject(follow_up: FollowUp, reader: Reader, now: datetime) -> str:
    """Names the one thing; never more than one line."""
    name = follow_up.contact.given_name
    if follow_up.kind == FollowUp.Kind.THANK_YOU:
        if follow_up.late_at and follow_up.late_at > now:
            day = reader.day(follow_up.late_at, now)
            text = f"Thank {name} before {reader.time(follow_up.late_at)}{'' if day == 'today' else f' {day}'}"
        else:
            text = f"A thank-you to {name} is still welcome"
    else:
        text = follow_up.title
    return " ".join(text.split())


def _until(follow_up: FollowUp, reader: Reader, now: datetime) -> str:
    if follow_up.late_at is None or follow_up.late_at <= now:
        return ""
    return f"Until {reader.time(follow_up.late_at)} {reader.day(follow_up.late_at, now)}"


def _preview(follow_up: FollowUp, others: int) -> str:
    more = {0: "", 1: " One other step can wait."}.get(others, f" {others} others can wait.")
    return f"{follow_up.reason or follow_up.title}{more}"


def _lead(until: str, others: int) -> str:
    first = "One thing can’t wait." if until else "One thing for today."
    return first + {0: "", 1: " One other fits around it."}.get(others, f" {others} others fit around it.")


def _part_of_day(local: object) -> str:
    hour = local.hour if isinstance(local, datetime) else 9
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


@lru_cache(maxsize=1)
def _settings_path() -> str:
    try:
        return reverse("accounts:reminders")
    except NoReverseMatch:
        return "/"
