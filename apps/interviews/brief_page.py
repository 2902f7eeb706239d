"""The brief: all that one wants to see before a talk, on one sheet of paper. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.contacts.models import Touch
from apps.interviews.models import Interview, Introduction, PlannedQuestion, Takeaway
from apps.interviews.plan_order import BACKUP
from apps.interviews.research_page import Sheet

#: Characters that fit on one page at each size of type; beyond the last it runs on to a second page.
SIZES = ((1_900, "large"), (3_300, "medium"))
SMALLEST = "small"
LINE = 70  # characters that a line takes however short it is


@dataclass(frozen=True, slots=True)
class Brief:
    """What the sheet shows."""

    asked: list[PlannedQuestion]
    backups: list[PlannedQuestion]
    sheet: Sheet
    touches: list[Touch]
    talks: list[Interview]
    takeaways: list[Takeaway]
    introduction: str
    objectives: list[str]
    size: str


def brief_page(
    interview: Interview,
    *,
    questions: Sequence[PlannedQuestion],
    sheet: Sheet,
    touches: Sequence[Touch],
    talks: Sequence[Interview],
    takeaways: Sequence[Takeaway],
    introduction: Introduction | None,
) -> Brief:
    """The brief of a talk; all lists in order, and no longer than what is worth reading."""
    objectives = [line.strip(" -•*") for line in interview.objective.splitlines() if line.strip(" -•*")]
    words = introduction.text if introduction else ""
    texts = [q.text for q in questions] + [t.text for t in takeaways] + objectives + [words]
    texts += [t.summary for t in touches] + [t.contact.name for t in talks]
    for part in sheet.parts:
        texts += [n.text for n in (*part.known, *part.found)] + [u.note.text for u in part.unknown]
    texts += [s.title for s in sheet.sources]
    return Brief(
        asked=[q for q in questions if q.priority != BACKUP],
        backups=[q for q in questions if q.priority == BACKUP],
        sheet=sheet,
        touches=list(touches),
        talks=list(talks),
        takeaways=list(takeaways),
        introduction=words,
        objectives=objectives,
        size=size_for(texts),
    )


def size_for(texts: Sequence[str]) -> str:
    """The size of type with which these lines fit on one page, if any."""
    length = sum(max(len(text), LINE) for text in texts if text)
    return next((size for most, size in SIZES if length <= most), SMALLEST)
