"""How far a debrief has come, and what it says beside the take-aways: answers, ratings, the lesson for next time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from apps.accounts.models import User
from apps.goals.models import Criterion
from apps.goals.selectors import criteria_for
from apps.interviews.models import (
    CriterionRating,
    Interview,
    ObjectiveAnswer,
    Part,
    Reflection,
    TakeawayKind,
)
from apps.interviews.selectors.record import Record
from apps.interviews.wants import wants_of

LESSONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that was wanted, and whether it was reached ("" while that isn't said)."""

    text: str
    met: str


@dataclass(frozen=True, slots=True)
class Fit:
    """One criterion, and how well the person's job would fit it."""

    criterion: Criterion
    score: int | None


@dataclass(frozen=True, slots=True)
class PartState:
    """One of the six parts."""

    part: Part
    is_done: bool
    is_nothing: bool  # the owner said so


@dataclass(frozen=True, slots=True)
class LookBack:
    """A talk looked back at."""

    wants: list[Want]
    fits: list[Fit]
    better: str
    parts: list[PartState]

    @property
    def done(self) -> int:
        """How many parts are done."""
        return sum(part.is_done for part in self.parts)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left."""
        return self.done == len(self.parts)

    @property
    def following(self) -> Part | None:
        """The first part that is still open."""
        return next((part.part for part in self.parts if not part.is_done), None)

    @property
    def nothing_in(self) -> frozenset[str]:
        """Parts of which the owner said that there is nothing."""
        return frozenset(part.part for part in self.parts if part.is_nothing)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the owner meant to do better, and after which talk."""

    text: str
    interview: Interview


def look_back(interview: Interview, record: Record) -> LookBack:
    """The answers of one talk, and how far its debrief has come. Four queries."""
    reflection = Reflection.objects.filter(interview=interview).first()
    answers = dict(ObjectiveAnswer.objects.filter(interview=interview).values_list("text", "met"))
    wants = [Want(text, answers.get(text, "")) for text in wants_of(interview.objective)]
    scores = dict(CriterionRating.objects.filter(interview=interview).values_list("criterion_id", "score"))
    fits = [Fit(c, scores.get(c.pk)) for c in criteria_for(interview.owner, interview.goal_id)]
    kinds = [takeaway.kind for takeaway in record.takeaways]
    better = reflection.better if reflection else ""
    nothing = set(reflection.nothing_in) if reflection else set()
    answered, rated = all(want.met for want in wants), any(fit.score for fit in fits)
    done = _done(kinds, answered=answered, rated=rated, better=bool(better)) | nothing
    waiting = {_part_of(note.kind) for note in record.loose_notes}
    return LookBack(
        wants=wants,
        fits=fits,
        better=better,
        parts=[PartState(p, p in done and p not in waiting, p in nothing and p not in waiting) for p in Part],
    )


def lessons_before(owner: User, *, without: Interview | None = None) -> list[Lesson]:
    """What the owner meant to do better the next time, the latest talk first: for whoever prepares the next one."""
    rows = Reflection.objects.filter(owner=owner, interview__state=Interview.State.HELD).exclude(better="")
    if without is not None:
        rows = rows.exclude(interview=without)
    rows = rows.select_related("interview__contact").order_by("-interview__ended_at", "-pk")
    return [Lesson(row.better, row.interview) for row in rows[:LESSONS_SHOWN]]


def _part_of(kind: str) -> Part:
    if kind == TakeawayKind.PERSON:
        return Part.NAMED
    return Part.ACTIONS if kind == TakeawayKind.ACTION else Part.TAKES


def _done(kinds: Iterable[str], *, answered: bool, rated: bool, better: bool) -> set[str]:
    done: set[str] = {_part_of(kind) for kind in kinds}
    said = {Part.WANTED: answered, Part.FIT: rated, Part.NEXT: better}
    return done | {part for part, is_said in said.items() if is_said}
