"""What is said about a change to many people."""

from __future__ import annotations

from apps.contacts.models import BulkChange, Circle

_Action = BulkChange.Action


def done(change: BulkChange, value: str) -> str:
    """What happened: "12 people are tagged “Ward”."."""
    count = len(change.people)
    who = _people(count)
    is_, has = ("is", "has") if count == 1 else ("are", "have")
    said = {
        _Action.TAG: f"{who} {is_} tagged “{value}”.",
        _Action.UNTAG: f"{who} no longer {has} the tag “{value}”.",
        _Action.ARCHIVE: f"{who} {is_} archived. Nothing is lost.",
        _Action.RESTORE: f"{who} {is_} back on your list.",
        _Action.UNWANTED: f"{who} won’t be written to. What asked you to write is let go.",
        _Action.WANTED: f"{who} may be written to again.",
    }
    if change.action == _Action.CIRCLE:
        return f"{who} {is_} under “{Circle(value).label}” now."
    return said[_Action(change.action)]


def nothing(action: BulkChange.Action, value: str) -> str:
    """Why nothing happened."""
    if action == _Action.UNTAG:
        return f"None of them has the tag “{value}”."
    return "That’s how it is with all of them already."


def undone(count: int | None) -> str:
    """What the undo did; None is too late, or a second time."""
    if count is None:
        return "That can’t be undone any more. Half an hour is the most."
    return f"{_people(count)} {'is' if count == 1 else 'are'} as before."


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"
