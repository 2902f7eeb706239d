"""The live page worked out: where the clock stands, which question is on, what comes next. Reads only.

`live_page` is what the server draws; `live_state` the same facts for the scripts, which draw on from there without a
network (static/js/live.js).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.interviews import question_bank
from apps.interviews.models import Interview, LiveNote, PlannedQuestion, QuestionCategory

WIDTH = 250.0
GAP = 1.0
#: What to listen for, by what is asked about; shown below the big question.
LISTEN: dict[str, str] = {
    QuestionCategory.JOURNEY: "the turns, and who opened a door.",
    QuestionCategory.DAY: "what takes the hours, and where they light up.",
    QuestionCategory.SKILLS: "what they look for, and how one learns it.",
    QuestionCategory.TRENDS: "what grows, what goes, and how fast.",
    QuestionCategory.CULTURE: "a story rather than an adjective.",
    QuestionCategory.CONDITIONS: "ranges, and what moves them.",
    QuestionCategory.ADVICE: "one thing that you could do this week.",
    QuestionCategory.RESOURCES: "titles and names, word for word.",
    QuestionCategory.PEOPLE: "a name, and whether you may use theirs.",
}
ASK_WHO_ELSE = 5  # minutes before the end


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the time bar."""

    x: float
    width: float
    is_free: bool


@dataclass(frozen=True, slots=True)
class LivePage:
    """What the page shows at one moment; its script keeps it going from there."""

    asked: list[PlannedQuestion]  # to ask, in order
    backups: list[PlannedQuestion]
    current: PlannedQuestion | None
    position: int  # of the current one, from 1
    total: int
    previous: PlannedQuestion | None
    following: PlannedQuestion | None
    segments: list[Segment]
    run: float  # how far the bar has come
    clock: str  # 12:40
    seconds: int
    cue: str

    @property
    def listen(self) -> str:
        """What to listen for at this question; "" where there is nothing to say."""
        return listen_for(self.current.category) if self.current else ""


def listen_for(category: str) -> str:
    """One line, or "" for a question of no category in particular."""
    return f"Listen for: {LISTEN[category]}" if category in LISTEN else ""


def live_page(interview: Interview, questions: Sequence[PlannedQuestion], chosen: str, now: datetime) -> LivePage:
    """`questions` in order with backups last; `chosen` is the id of the one to show, else the first open one."""
    order = list(questions)
    still = [q for q in order if q.outcome == PlannedQuestion.Outcome.OPEN]
    current = next((q for q in order if str(q.pk) == chosen), None) or (still[0] if still else None)
    at = order.index(current) if current else len(order)
    backup = PlannedQuestion.Priority.BACKUP
    asked = [q for q in order if q.priority != backup]
    seconds = max(int((now - interview.started_at).total_seconds()), 0) if interview.started_at else 0
    open_after = [q for q in order[at + 1 :] if q.outcome == PlannedQuestion.Outcome.OPEN]
    return LivePage(
        asked=asked,
        backups=[q for q in order if q.priority == backup],
        current=current,
        position=at + 1,
        total=len(order),
        previous=order[at - 1] if order and at > 0 else None,
        following=open_after[0] if open_after else None,
        segments=_segments(interview.minutes, [q.minutes for q in asked]),
        run=round(min(seconds / (interview.minutes * 60), 1) * WIDTH, 1),
        clock=f"{seconds // 60}:{seconds % 60:02}",
        seconds=seconds,
        cue=_cue(interview.minutes, seconds),
    )


def live_state(
    interview: Interview, questions: Sequence[PlannedQuestion], notes: Sequence[LiveNote], now: datetime
) -> dict[str, Any]:
    """How the talk stands, `questions` and `notes` in order."""
    return {
        "reader": str(interview.owner_id),
        "talk": str(interview.pk),
        "name": interview.contact.name,
        "now": now.isoformat(),
        "state": interview.state,
        "started_at": interview.started_at.isoformat() if interview.started_at else None,
        "minutes": interview.minutes,
        "hello": question_bank.HELLO_MINUTES,
        "questions": [
            {
                "id": str(q.pk),
                "text": q.text,
                "theme": q.get_category_display(),
                "listen": listen_for(q.category),
                "minutes": q.minutes,
                "backup": q.priority == PlannedQuestion.Priority.BACKUP,
                "last": q.category == QuestionCategory.PEOPLE,
                "outcome": q.outcome,
            }
            for q in questions
        ],
        "notes": [
            {
                "id": str(n.client_id),
                "body": n.body,
                "kind": n.kind,
                "minute": n.minute,
                "at": n.created_at.isoformat(),
            }
            for n in notes
        ],
    }


def _cue(minutes: int, seconds: int) -> str:
    if seconds >= minutes * 60:
        return "end"
    return "who" if seconds >= (minutes - ASK_WHO_ELSE) * 60 and minutes > ASK_WHO_ELSE else ""


def _segments(slot: int, asked: Sequence[int]) -> list[Segment]:
    parts = [question_bank.HELLO_MINUTES, *asked]
    total = max(slot, sum(parts))
    scale, x, segments = WIDTH / total, 0.0, []
    for minutes in parts:
        segments.append(Segment(round(x, 1), round(max(minutes * scale - GAP, 0.5), 1), is_free=False))
        x += minutes * scale
    if free := total - sum(parts):
        segments.append(Segment(round(x, 1), round(free * scale, 1), is_free=True))
    return segments
