"""What pages of apps below say about a center: `{% load closed_days %}`."""

from __future__ import annotations

from itertools import groupby

from django import template
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.selectors import next_closures
from apps.core.dates import Reader

register = template.Library()
SHOWN = 4  # of one center
NO_BREAK = "\N{NO-BREAK SPACE}"


@register.simple_tag
def closed_days_notes(user: User) -> list[str]:
    """For a student, a sentence for each center with closed days in the coming year."""
    reader, now = Reader.of(user), timezone.now()
    notes = []
    for name, closures in groupby(next_closures(user, reader.day_of(now)), key=lambda c: c.center.name):
        days = [reader.days(c.first_day, c.last_day, now).replace(" ", NO_BREAK) for c in closures]
        notes.append(f"{name} is closed {_list(days[:SHOWN], len(days) - SHOWN)}.")
    return notes


def _list(words: list[str], more: int) -> str:
    if more > 0:
        return ", ".join(words) + f" and {more} more time{'' if more == 1 else 's'}"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
