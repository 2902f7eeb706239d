"""A new job in one line, for the timeline and for the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def job_change(changes: Mapping[str, Sequence[str]] | None) -> str:
    """One line about a new job, or nothing. `changes` is {field: [before, after]}; a blank filled in is no news."""
    title, employer = ((changes or {}).get(name) or ("", "") for name in ("title", "employer"))
    if not (title[0] or employer[0]):
        return ""
    now = " at ".join(part for part in (title[1], employer[1]) if part)
    was = " at ".join(part for part in (title[0], employer[0]) if part)
    return f"Now {'' if title[1] else 'at '}{now}, was {'' if title[0] else 'at '}{was}"
