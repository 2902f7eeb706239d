"""The floors: what the same mails cost without any of the checks. Bare on purpose; nothing of `services` is used."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection
from django.template.loader import get_template

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups import emails
from apps.followups.models import FollowUp
from apps.followups.parcels import Parcel, Told

BATCH = 50


def tight_loop(count: int) -> int:
    """S: the same ready message `count` times over one connection of smtplib."""
    ready = _message(uuid4(), "lena@aldermere.example", "Lena", "Thank Priya", "You met.").message()
    text = ready.as_bytes(linesep="\r\n")
    with smtplib.SMTP("127.0.0.1", settings.EMAIL_PORT) as server:
        for _ in range(count):
            server.sendmail("no-reply@acquaint.example", ["lena@aldermere.example"], text)
    return count


_CLAIM = """
UPDATE followups_reminder AS mine SET status = 'sending', claimed_until = %s
  FROM (SELECT id FROM followups_reminder WHERE status = 'pending' AND due_at <= %s
         ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED) AS due,
       followups_followup AS step, accounts_user AS person
 WHERE mine.id = due.id AND step.id = mine.follow_up_id AND person.id = mine.owner_id
RETURNING mine.id, person.email, person.given_name, step.title, step.reason
"""
_MARK = "UPDATE followups_reminder SET status = 'sent', sent_at = %s WHERE id = %s"


def bare_code() -> int:
    """R: claim in batches, render the same two templates, one connection, one mark a mail; how many."""
    sent = 0
    server = get_connection()
    server.open()
    with connection.cursor() as cursor:
        while True:
            now = datetime.now(UTC)
            cursor.execute(_CLAIM, [now + timedelta(minutes=5), now, BATCH])
            rows = cursor.fetchall()
            if not rows:
                break
            for pk, email, name, title, reason in rows:
                server.send_messages([_message(pk, email, name, title, reason)])
                cursor.execute(_MARK, [datetime.now(UTC), pk])
                sent += 1
    server.close()
    return sent


def warm_up() -> None:
    """Templates are read and compiled once in the life of a process."""
    for message in samples():
        message.message()


def samples() -> tuple[EmailMultiAlternatives, EmailMultiAlternatives]:
    """A mail of the floor and one of the real path, about the same step."""
    title, reason, now = "Thank Priya", "You met at the fair.", datetime.now(UTC)
    owner = User(email="lena@aldermere.example", given_name="Lena")
    step = FollowUp(kind="thank_you", title=title, reason=reason, contact=Contact(given_name="Priya"))
    step.late_at = now + timedelta(hours=2)
    parcel = Parcel(uuid4(), owner, [Told(uuid4(), now, step)])
    return _message(uuid4(), owner.email, owner.given_name, title, reason), emails.compose_mail(parcel, now=now)


def _message(pk: UUID, email: str, name: str, title: str, reason: str) -> EmailMultiAlternatives:
    """Both bodies from the templates of the real mail, with the row's own words and plain addresses."""
    link = f"{settings.SITE_URL}/follow-ups/{pk}/a-token-that-is-as-long-as-the-signed-ones-are-in-our-mails"
    line = SimpleNamespace(
        title=title, reason=reason, open_url=link, until="Until 4:30 PM today", is_urgent=True,
        open_label="Open", done_label="I did it", done_url=link,
    )  # fmt: skip
    letter = SimpleNamespace(
        subject=title, preview=title, today="Tuesday, October 20", greeting=f"Good morning, {name}",
        lead="One thing can’t wait.", first=line, snooze_label="Remind me tomorrow", snooze_url=link, why="You asked.",
        settings_url=link, stop_url=link, home_url=link, rows=[], others=[], more="",
    )  # fmt: skip
    context: dict[str, Any] = {"letter": letter}
    text = get_template("followups/email/reminder.txt").render(context)
    html = get_template("followups/email/reminder.html").render(context)
    message = EmailMultiAlternatives(title, text, settings.DEFAULT_FROM_EMAIL, [email])
    message.extra_headers = {"Message-ID": f"<reminder-{pk}@acquaint.example>", "List-Unsubscribe": f"<{link}>"}
    message.attach_alternative(html, "text/html")
    return message
