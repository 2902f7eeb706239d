"""The prepare page worked out: questions with their hints, the time budget as a drawing, what is ready. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.interviews import question_bank, question_coach
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory

WIDTH = 310.0  # of the drawing
GAP = 1.5
ROOM_FOR_WORDS = 0.12  # of the width: on a phone a label needs that much
LEAST_MUSTS = 4
NOT_SO_SHORT = 20  # minutes from which a talk needs that many


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A line of the plan."""

    question: PlannedQuestion
    number: int
    hint: question_coach.Finding | None
    is_first: bool
    is_last: bool

    @property
    def is_must(self) -> bool:
        """Whether its star is on."""
        return self.question.priority != PlannedQuestion.Priority.BACKUP


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the budget."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words under the budget, at a share of its width."""

    text: str
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes against the agreed length."""

    blocks: list[Block]
    labels: list[Label]
    summary: str
    description: str
    over: int  # minutes beyond the slot


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that makes ready, from real facts."""

    done: bool
    what: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything that the plan and the readiness card show."""

    asked: list[QuestionRow]
    backups: list[QuestionRow]
    budget: Budget
    checks: list[Check]

    @property
    def done(self) -> list[Check]:
        """What is ready."""
        return [c for c in self.checks if c.done]

    @property
    def todo(self) -> list[Check]:
        """What is not."""
        return [c for c in self.checks if not c.done]


def plan_page(interview: Interview, questions: Sequence[PlannedQuestion]) -> PlanPage:
    """The plan of a talk; `questions` in order, backups last."""
    backup = PlannedQuestion.Priority.BACKUP
    asked = [q for q in questions if q.priority != backup]
    backups = [q for q in questions if q.priority == backup]
    asked_rows = _rows(asked, 1)
    budget = time_budget(interview.minutes, [q.minutes for q in asked], [q.minutes for q in backups])
    checks = readiness(interview, asked, [r.hint for r in asked_rows], budget)
    return PlanPage(asked_rows, _rows(backups, len(asked) + 1), budget, checks)


def _rows(questions: Sequence[PlannedQuestion], start: int) -> list[QuestionRow]:
    rows = []
    for index, question in enumerate(questions):
        findings = question_coach.read_question(question.text)
        hint = findings[0] if findings else None
        rows.append(QuestionRow(question, start + index, hint, index == 0, index == len(questions) - 1))
    return rows


def time_budget(slot: int, asked: Sequence[int], backups: Sequence[int]) -> Budget:
    """Hello, each question, what is free, each backup; what lies beyond the slot is drawn as such."""
    hello = question_bank.HELLO_MINUTES
    planned, reserve = hello + sum(asked), sum(backups)
    free = max(slot - planned, 0)
    over = max(planned - slot, 0)
    scale = WIDTH / max(planned + free + reserve, 1)
    blocks: list[Block] = []
    x = 0.0
    parts = [("aq-budget__hello", hello)]
    used = hello
    for minutes in asked:
        parts.append(("aq-fill-1" if used + minutes <= slot else "aq-fill-honey", minutes))
        used += minutes
    parts += [("aq-budget__free", free)] * bool(free) + [("aq-fill-3", minutes) for minutes in backups]
    for css, minutes in parts:
        width = minutes * scale
        blocks.append(Block(css, round(x, 1), round(max(width - GAP, 0.5), 1)))
        x += width
    summary = f"{planned} of {slot} minutes planned"
    if over:
        summary = f"{planned} minutes planned, {over} more than you have"
    if reserve:
        summary += f", {reserve} in reserve"
    description = f"Hello {hello} minutes, {len(asked)} questions to ask {sum(asked)} minutes, {free} minutes free"
    if over:
        description += f", {over} minutes too many"
    if backups:
        description += f", {len(backups)} backups {reserve} minutes outside the slot"
    return Budget(blocks, _labels(hello, sum(asked), free, reserve, scale), summary, description, over)


def _labels(hello: int, asked: int, free: int, reserve: int, scale: float) -> list[Label]:
    def share(minutes: float) -> str:
        return f"{minutes * scale / WIDTH * 100:.1f}%"

    labels = [Label(f"Hello, {hello}", "0%", "start")]
    if asked:
        labels.append(Label(f"To ask, {asked}", share(hello + asked / 2), "middle"))
    if free * scale > WIDTH * ROOM_FOR_WORDS:
        labels.append(Label(f"Free, {free}", share(hello + asked), "start"))
    if reserve:
        labels.append(Label(f"Backups, {reserve}", "100%", "end"))
    return labels


def readiness(
    interview: Interview,
    asked: Sequence[PlannedQuestion],
    hints: Sequence[question_coach.Finding | None],
    budget: Budget,
) -> list[Check]:
    """What one can see to be ready; each says how to get there."""
    contact = interview.contact
    name = contact.given_name
    enough = LEAST_MUSTS if interview.minutes >= NOT_SO_SHORT else LEAST_MUSTS - 1
    kinds = [h.kind for h in hints if h]
    return [
        Check(bool(interview.place), _place_words(interview), "So that neither of you has to search."),
        Check(
            bool(contact.timezone), f"Know {name}’s time zone", "Set it on their page, then times are right for both."
        ),
        Check(bool(contact.title or contact.employer_id), f"Know what {name} does", "Add their role or employer."),
        Check(bool(contact.common_ground or contact.introducer_id), "Know what you share", "An introducer counts too."),
        Check(bool(interview.objective.strip()), "Write down what you want to walk away with"),
        Check(len(asked) >= enough, f"Plan {enough} questions or more"),
        Check(not budget.over, f"Fit the questions into {interview.minutes} minutes", "Make some of them backups."),
        Check("closed" not in kinds, "Open up the yes-or-no question", "The plan offers a wording where it can."),
        Check(not set(kinds) - {"closed"}, "Mend the questions with a hint"),
        Check(
            bool(asked) and asked[-1].category == QuestionCategory.PEOPLE,
            "End with “Who else should I talk to?”",
            "It’s how the next talk begins.",
        ),
    ]


def _place_words(interview: Interview) -> str:
    return {
        Interview.Mode.VIDEO: "Have the video link at hand",
        Interview.Mode.PHONE: "Know which number to call",
        Interview.Mode.IN_PERSON: "Know where you meet",
        Interview.Mode.EMAIL: "Know where you write to",
    }[Interview.Mode(interview.mode)]


def bank_by_category(questions: Sequence[PlannedQuestion]) -> list[tuple[str, list[question_bank.BankQuestion]]]:
    """The bank without what stands in the plan already, by category."""
    there = {q.text.casefold() for q in questions}
    groups = []
    for category in QuestionCategory:
        left = [q for q in question_bank.BANK if q.category == category.value and q.text.casefold() not in there]
        if left:
            groups.append((category.label, left))
    return groups
