"""Reminders that could not be delivered, for operators: ids and the server's words, without names or addresses.

The words of a mail server often repeat the address, and a provider's error names the recipient. The owner may read
them whole (it is their own address); an operator may not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from apps.followups.models import Reminder, ReminderQuerySet
from apps.followups.queue_state import COUNTED

SHOWN = 50
REASONS_SHOWN = 20
ADDRESS = "(address)"
WORDS_KEPT = 300  # what `last_error` holds; an address may be cut off at its end
_ANY_ADDRESS = re.compile(r"\S*@\S*")

# What our own words say before the colon, with the reply codes of the server (RFC 5321, 3463) behind it. So it names
# nobody, and what differs from mail to mail is not in it.
_HEAD = r"^[^:]*(?:: [245][0-9][0-9]\M(?:[ -][245]\.[0-9]+\.[0-9]+\M)?)?"
REASON_SQL = rf"regexp_replace(substring(last_error, '{_HEAD}'), '\S*@\S*', '{ADDRESS}', 'g')"


@dataclass(frozen=True, slots=True)
class Failure:
    """One reminder that was given up."""

    reminder_id: UUID
    kind: str
    send_at: datetime
    failed_at: datetime
    attempts: int
    words: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Failures that were given up for the same cause."""

    words: str
    count: int
    oldest: datetime
    newest: datetime


def latest_failures(limit: int = SHOWN) -> list[Failure]:
    """The newest failures, whoever's they are."""
    rows = Reminder.objects.filter(status=Reminder.Status.FAILED).order_by("-updated_at", "-id")
    columns = ("pk", "follow_up__kind", "send_at", "updated_at", "attempts", "last_error", "owner__email")
    return [
        Failure(pk, kind.replace("_", " ").capitalize(), send_at, failed_at, attempts, without_address(words, email))
        for pk, kind, send_at, failed_at, attempts, words, email in rows.values_list(*columns)[:limit]
    ]


def without_address(words: str, address: str) -> str:
    """`words` of a mail server without any address, and without the mailbox name of `address`."""
    if len(words) >= WORDS_KEPT:
        words = words.rpartition(" ")[0] + " …"
    words = _ANY_ADDRESS.sub(ADDRESS, words)
    mailbox = re.escape(address.partition("@")[0])
    return re.sub(rf"(?<!\w){mailbox}(?!\w)", ADDRESS, words, flags=re.IGNORECASE) if mailbox else words


_REASONS_SQL = f"""
SELECT reason, count(*), min(send_at), max(send_at)
  FROM (SELECT {REASON_SQL} AS reason, send_at
          FROM followups_reminder
         WHERE status = 'failed'
         ORDER BY updated_at DESC
         LIMIT %s) AS lately
 GROUP BY reason
 ORDER BY count(*) DESC, reason
 LIMIT %s
"""  # noqa: S608 -- our own words


def reasons() -> list[Reason]:
    """Why the latest 10,000 failed, the most frequent cause first."""
    with connection.cursor() as cursor:
        cursor.execute(_REASONS_SQL, [COUNTED, REASONS_SHOWN])
        return [Reason(*row) for row in cursor.fetchall()]


def find_reason(words: str) -> Reason | None:
    """The one of that wording, if anything still stands failed for it."""
    return next((reason for reason in reasons() if reason.words == words), None)


def failed_for(reason: str) -> ReminderQuerySet:
    """Every failure whose cause is `reason`, as `reasons` words it."""
    its_reason = RawSQL(REASON_SQL, [], output_field=TextField())  # noqa: S611 -- our own words
    return Reminder.objects.filter(status=Reminder.Status.FAILED).annotate(reason=its_reason).filter(reason=reason)
