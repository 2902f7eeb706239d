"""What to think of on the day, by how one meets. Pure; ticks and the owner's own lines are rows (`CheckItem`)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from apps.interviews.models import CheckItem, Interview


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `item` names it in a form: our key, or the id of an own line."""

    item: str
    what: str
    more: str
    is_done: bool
    is_own: bool = False


_M = Interview.Mode
_RESUME = ("resume", "Have your résumé at hand", "Just in case. It stays away unless they ask for it.")
_CLOSE = ("card", "Ask for their card, or how to stay in touch", "And thank them before you go.")
_LISTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    _M.IN_PERSON: (
        ("dress", "Lay out what you’ll wear", "A little smarter than they dress at work."),
        ("way", "Look up the way and the door", "Be there ten minutes early, ring on time."),
        _RESUME,
        _CLOSE,
    ),
    _M.VIDEO: (
        ("dress", "Lay out what you’ll wear", "A little smarter than they dress at work, also on a screen."),
        ("tech", "Try camera, sound and light", "Open the link once before. Join two minutes early."),
        _RESUME,
        _CLOSE,
    ),
    _M.PHONE: (
        ("quiet", "Find a quiet place and charge the phone", "Call to the minute."),
        ("dress", "Dress as for a meeting", "Nobody sees it, and it is heard."),
        _RESUME,
        _CLOSE,
    ),
    _M.EMAIL: (),
}


def keys_of(mode: str) -> frozenset[str]:
    """Which of our lines belong to a talk of this kind."""
    return frozenset(key for key, _, _ in _LISTS[mode])


def day_list(mode: str, rows: list[CheckItem]) -> list[Line]:
    """Our lines for this kind of talk, then the owner's own in the order in which they were written."""
    ticked = {row.key for row in rows if row.key and row.done_at}
    ours = [Line(key, what, more, key in ticked) for key, what, more in _LISTS[mode]]
    return ours + [Line(str(row.pk), row.text, "", row.done_at is not None, is_own=True) for row in rows if not row.key]


def own_id(item: str) -> UUID | None:
    """The id of an own line that a form names; None for one of ours and for nonsense."""
    try:
        return UUID(item)
    except ValueError:
        return None
