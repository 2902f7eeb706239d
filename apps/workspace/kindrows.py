"""The kinds of reminders in words, with how to be told about each, ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.forms import BoundField

from apps.accounts.forms import WEEKDAYS
from apps.accounts.models import User
from apps.core import clock
from apps.core.dates import Reader
from apps.followups.forms import ModesForm
from apps.followups.models import FollowUp, Mode
from apps.followups.services import wishes_of


@dataclass(frozen=True, slots=True)
class KindRow:
    """One row of the table: a kind in words, its field, and what a digest would do to it."""

    value: str
    label: str
    text: str
    field: BoundField
    held: str


_K = FollowUp.Kind
_TEXTS = {
    _K.THANK_YOU: ("A thank-you running out", "3 hours before the 24 are over"),
    _K.PREPARATION: ("A talk coming up", "Time to get ready for it"),
    _K.CONFIRMATION: ("Confirming a talk", "The day before, in one line"),
    _K.REPLY: ("A reply to answer", "When somebody said yes"),
    _K.NUDGE: ("No reply", "After 3 and 7 business days"),
    _K.REFERRAL: ("People you were pointed to", "While the name is still warm"),
    _K.ACTION: ("What you said you’d do", "On the day you chose"),
    _K.REPORT_BACK: ("Telling how it went", "After you met somebody’s referral"),
    _K.CHECK_IN: ("Check-ins", "On the day, never at night"),
}
#: What a digest does not hold.
_AT_ONCE = {
    _K.THANK_YOU: "A thank-you still comes on its own when the 24 hours would be over.",
    _K.PREPARATION: "It still comes on its own when the talk is sooner.",
    _K.CONFIRMATION: "It still comes on its own when the talk is sooner.",
    _K.ACTION: "One with a time of its own still comes to the minute.",
}


def kind_rows(user: User, form: ModesForm, now: datetime) -> list[KindRow]:
    """Every kind, as it stands in `form`."""
    digests = _digests(user, now)
    rows = []
    for kind in _K:
        field = form[f"mode_{kind.value}"]
        digest = digests.get(str(field.value()), "")
        held = f"{digest} {_AT_ONCE.get(kind, '')}".strip() if digest else ""
        rows.append(KindRow(kind.value, *_TEXTS[kind], field, held))
    return rows


def _digests(user: User, now: datetime) -> dict[str, str]:
    """When a digest comes, by mode. The reminder hour waits for the end of quiet hours."""
    wishes = wishes_of(user)
    hour = Reader.of(user).time(wishes.polite(wishes.at_hour(clock.local_day(now, user.zone))))
    return {
        Mode.DAILY: f"Waits for your daily mail at {hour}.",
        Mode.WEEKLY: f"Waits for your mail on {WEEKDAYS[user.digest_weekday]}s at {hour}.",
    }
