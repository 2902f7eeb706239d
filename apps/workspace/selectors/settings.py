"""What the reminders tab shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from apps.accounts.models import User
from apps.followups.models import ReminderPreference


def modes_of(user: User) -> dict[str, str]:
    """How the user is told about each kind; a kind that is not here comes when it is due."""
    return dict(ReminderPreference.objects.filter(owner=user).values_list("kind", "mode"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the day in percent of it, as SVG wants it."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class DayPlot:
    """Midnight to midnight: when nothing arrives, and when the reminder does."""

    quiet: list[Bar]
    reminder: str
    anchor: str
    has_room: bool  # for a word at both ends


def day_plot(quiet_from: time, quiet_until: time, reminder: time) -> DayPlot:
    """The small plot under the quiet hours; equal bounds mean that no hour is quiet."""
    start, end = _share(quiet_from), _share(quiet_until)
    if start == end:
        spans = []
    elif start < end:
        spans = [(start, end)]
    else:
        spans = [(0.0, end), (start, 100.0)]
    at = _share(reminder)
    anchor = "start" if at < 12 else "end" if at > 88 else "middle"
    bars = [Bar(f"{a:.3f}%", f"{b - a:.3f}%") for a, b in spans if b > a]
    return DayPlot(bars, f"{at:.3f}%", anchor, 32 < at < 68)


def _share(at: time) -> float:
    return (at.hour * 60 + at.minute) / 14.4
