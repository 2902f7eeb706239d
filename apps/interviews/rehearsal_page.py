"""The rehearsal worked out: the cards with how long each took, the runs, the length of the introduction. Reads only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from apps.accounts.models import User
from apps.goals.models import Goal
from apps.interviews.models import PlannedQuestion, Rehearsal
from apps.interviews.plan_order import BACKUP

WORDS_A_MINUTE = 140  # of somebody who is not in a hurry
INTRO_SECONDS = 30
LONG_QUESTION = 15  # seconds; after that the other person has lost its beginning


@dataclass(frozen=True, slots=True)
class Card:
    """One question with the seconds it took the last time, and its best."""

    question: PlannedQuestion
    number: int
    last: int | None
    best: int | None

    @property
    def is_long(self) -> bool:
        """Whether it took longer than anybody listens."""
        return bool(self.last and self.last > LONG_QUESTION)


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """What the page shows."""

    cards: list[Card]
    runs: int
    last_run: Rehearsal | None
    last_total: str  # "4:10", the last run with its introduction
    intro_last: int | None
    words: int
    speaking: int  # seconds that the introduction takes to say

    @property
    def is_long(self) -> bool:
        """Whether the introduction is clearly more than thirty seconds."""
        return self.speaking > INTRO_SECONDS + 10


def rehearsal_page(questions: Sequence[PlannedQuestion], runs: Sequence[Rehearsal], introduction: str) -> RehearsalPage:
    """The page; `questions` in order, `runs` with their times, the latest first."""
    taken: dict[UUID, list[int]] = {}
    for run in runs:
        for time in run.times.all():
            taken.setdefault(time.question_id, []).append(time.seconds)
    asked = [q for q in questions if q.priority != BACKUP]
    cards = []
    for number, question in enumerate(asked, 1):
        times = taken.get(question.pk, [])
        cards.append(Card(question, number, times[0] if times else None, min(times) if times else None))
    last = runs[0] if runs else None
    total = sum(t.seconds for t in last.times.all()) + (last.intro_seconds or 0) if last else 0
    count = count_words(introduction)
    return RehearsalPage(
        cards=cards,
        runs=len(runs),
        last_run=last,
        last_total=f"{total // 60}:{total % 60:02}" if total else "",
        intro_last=next((r.intro_seconds for r in runs if r.intro_seconds), None),
        words=count,
        speaking=speaking_seconds(count),
    )


def count_words(text: str) -> int:
    """The words of `text`; a hyphen or an apostrophe does not end one."""
    return len(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text))


def speaking_seconds(words: int) -> int:
    """How long that many words take to say, to the nearest second."""
    return round(words * 60 / WORDS_A_MINUTE)


def first_words(owner: User, goal: Goal | None) -> str:
    """How an introduction could begin, from what the owner has said of themselves; empty if that is nothing."""
    who = owner.introduction.strip(" .")
    if not who:
        return ""
    topic = goal.title.strip(" .?!") if goal else "…"
    return f"I’m {owner.given_name}, {who}. I’m looking into {topic} because … I’d like to hear how you …"
