"""The one policy: may this viewer do this with this student's data? Denies by default and says why.

`allow = same center ∧ active membership ∧ role right ∧ scope ∧ consent level ∧ purpose given`. That an item is
private is settled before: selectors for staff never select such rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from apps.centers.access.rights import RIGHTS, ROLE_OF, Cell, Right, Scope
from apps.centers.models import Level, Role


class Reason(StrEnum):
    """Why a decision came out as it did."""

    ALLOWED = "allowed"
    NO_SCOPE = "no_scope"  # not staff of this center, or nothing to do with this student
    NO_RIGHT = "no_right"  # the role does not include it
    NO_CONSENT = "no_consent"  # the student does not share this
    NO_PURPOSE = "no_purpose"  # it would be allowed if the viewer said what for


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. `role` is what the viewer acts as, for the disclosure log."""

    reason: Reason
    role: Role | None = None

    def __bool__(self) -> bool:
        return self.reason is Reason.ALLOWED


_ORDER = (Scope.DIRECTOR, Scope.ADVISOR, Scope.MENTOR, Scope.ADMIN, Scope.COLLEAGUE, Scope.ANALYST)
_NEARNESS = (Reason.ALLOWED, Reason.NO_PURPOSE, Reason.NO_CONSENT, Reason.NO_RIGHT, Reason.NO_SCOPE)


def at_least(level: Level | str, wanted: Level) -> bool:
    """True when `level` shares what `wanted` shares."""
    return Level(level).covers(wanted)


def decide(right: Right, scopes: Iterable[Scope], *, level: Level | str = Level.NOTHING, purpose: str = "") -> Decision:
    """The decision for someone who stands in `scopes` to the student (or center) at that sharing level.

    With several scopes the one that allows counts; if none does, the nearest miss is the reason.
    """
    return _decide(right, frozenset(scopes), Level(level), bool(purpose.strip()))


@cache  # the matrix never changes while a process runs, and a list asks it four times a row
def _decide(right: Right, scopes: frozenset[Scope], level: Level, has_purpose: bool) -> Decision:  # noqa: FBT001 -- a key
    found = [_decide_as(right, scope, level, has_purpose=has_purpose) for scope in _ORDER if scope in scopes]
    return min(found, key=lambda d: _NEARNESS.index(d.reason), default=Decision(Reason.NO_SCOPE))


def _decide_as(right: Right, scope: Scope, level: Level, *, has_purpose: bool) -> Decision:
    role = ROLE_OF[scope]
    match RIGHTS.get(right, {}).get(scope):
        case Cell.YES | Cell.AGGREGATE:
            reason = Reason.ALLOWED
        case Cell.YES_WITH_PURPOSE:
            reason = Reason.ALLOWED if has_purpose else Reason.NO_PURPOSE
        case Cell.PROGRESS:
            reason = Reason.ALLOWED if at_least(level, Level.PROGRESS) else Reason.NO_CONSENT
        case Cell.PROGRESS_WITH_PURPOSE if at_least(level, Level.PROGRESS):
            reason = Reason.ALLOWED if has_purpose else Reason.NO_PURPOSE
        case Cell.PROGRESS_WITH_PURPOSE:
            reason = Reason.NO_CONSENT
        case Cell.FULL:
            reason = Reason.ALLOWED if level is Level.FULL else Reason.NO_CONSENT
        case Cell.FULL_WITH_PURPOSE if level is Level.FULL:
            reason = Reason.ALLOWED if has_purpose else Reason.NO_PURPOSE
        case Cell.FULL_WITH_PURPOSE:
            reason = Reason.NO_CONSENT
        case _:
            reason = Reason.NO_RIGHT
    return Decision(reason, role)
