"""The prepare page worked out: questions with their hints, where the time ends, what is ready. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.coach.questions import Finding, read_question
from apps.interviews import question_bank
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory
from apps.interviews.plan_budget import Budget, time_budget
from apps.interviews.plan_order import BACKUP, closing_of, how_many_fit

LEAST_MUSTS = 4
EARLY = 2  # so many questions come before trust does
NOT_SO_SHORT = 20  # minutes from which a talk needs that many


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A line of the plan."""

    question: PlannedQuestion
    number: int
    hint: Finding | None
    is_first: bool  # of what can change places
    is_last: bool
    is_closing: bool = False

    @property
    def is_must(self) -> bool:
        """Whether its star is on."""
        return self.question.priority == PlannedQuestion.Priority.MUST

    @property
    def is_nice(self) -> bool:
        """Whether it is asked, but only if the talk goes there."""
        return self.question.priority == PlannedQuestion.Priority.NICE


@dataclass(frozen=True, slots=True)
class Cover:
    """A category and how many questions of the plan are in it."""

    category: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that makes ready, from real facts. `url`: the page of the talk that does it, "person", or a "#part"."""

    done: bool
    what: str
    more: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything that the plan and the readiness card show."""

    fitting: list[QuestionRow]
    below: list[QuestionRow]  # below the cut: what the time may not reach
    closing: QuestionRow | None  # asked at the end whatever happens
    backups: list[QuestionRow]
    budget: Budget
    coverage: list[Cover]
    checks: list[Check]

    @property
    def parts(self) -> list[tuple[str, list[QuestionRow]]]:
        """The lists of the page by name, in order, without empty ones."""
        closing = [self.closing] if self.closing else []
        above = self.fitting if self.below else [*self.fitting, *closing]
        parts = [("asked", above), ("below", self.below), ("closing", closing if self.below else [])]
        return [(name, rows) for name, rows in [*parts, ("backups", self.backups)] if rows]

    @property
    def done(self) -> list[Check]:
        """What is ready."""
        return [c for c in self.checks if c.done]

    @property
    def todo(self) -> list[Check]:
        """What is not."""
        return [c for c in self.checks if not c.done]

    @property
    def missing(self) -> list[Cover]:
        """Categories that the plan has nothing of."""
        return [c for c in self.coverage if not c.count]


def plan_page(
    interview: Interview, questions: Sequence[PlannedQuestion], *, rehearsed: bool = False, researched: bool = False
) -> PlanPage:
    """The plan of a talk; `questions` as `selectors.questions_of` orders them."""
    asked = [q for q in questions if q.priority != BACKUP]
    backups = [q for q in questions if q.priority == BACKUP]
    closing = closing_of(asked)
    free_to_move = [q for q in asked if q is not closing]
    fits = how_many_fit(asked, interview.minutes)
    rows = _rows(free_to_move, 1)
    last = []
    if closing:
        last = [QuestionRow(closing, len(asked), _hint(closing), is_first=True, is_last=True, is_closing=True)]
    minutes = [q.minutes for q in free_to_move]
    budget = time_budget(
        interview.minutes,
        minutes[:fits] + [r.question.minutes for r in last],
        minutes[fits:],
        [q.minutes for q in backups],
    )
    checks = readiness(interview, asked, [*rows, *last], budget, rehearsed=rehearsed, researched=researched)
    return PlanPage(
        fitting=rows[:fits],
        below=rows[fits:],
        closing=last[0] if last else None,
        backups=_rows(backups, len(asked) + 1),
        budget=budget,
        coverage=coverage(questions),
        checks=checks,
    )


def _rows(questions: Sequence[PlannedQuestion], start: int) -> list[QuestionRow]:
    last = len(questions) - 1
    return [
        QuestionRow(q, start + at, _hint(q, is_early=start + at <= EARLY), at == 0, at == last)
        for at, q in enumerate(questions)
    ]


def _hint(question: PlannedQuestion, *, is_early: bool = False) -> Finding | None:
    """The weightiest issue; a brave question is a good one, so that is said only where it would be asked too soon."""
    findings = read_question(question.text).findings
    return next((finding for finding in findings if finding.is_issue or is_early), None)


def coverage(questions: Sequence[PlannedQuestion]) -> list[Cover]:
    """Every category of the bank with what the plan has of it, backups included."""
    counts = [q.category for q in questions]
    return [Cover(c, QuestionCategory(c).label, counts.count(c)) for c in question_bank.CATEGORIES]


def readiness(
    interview: Interview,
    asked: Sequence[PlannedQuestion],
    rows: Sequence[QuestionRow],
    budget: Budget,
    *,
    rehearsed: bool,
    researched: bool,
) -> list[Check]:
    """What one can see to be ready; each says how to get there."""
    contact = interview.contact
    name = contact.given_name
    enough = LEAST_MUSTS if interview.minutes >= NOT_SO_SHORT else LEAST_MUSTS - 1
    kinds = {row.hint.rule for row in rows if row.hint and row.hint.is_issue}
    more = "The plan offers a wording where it can." if "closed" in kinds else ""
    return [
        Check(bool(interview.place), _place_words(interview), "So that neither of you has to search.", "edit"),
        Check(
            bool(contact.timezone) or interview.contact_timezone != interview.owner.timezone,
            f"Know {name}’s time zone",
            "We took yours. Set it on their page, then times are right for both.",
            "person",
        ),
        Check(
            bool(contact.title or contact.employer_id),
            f"Know what {name} does",
            "Add their role or employer.",
            "person",
        ),
        Check(
            bool(contact.common_ground or contact.introducer_id),
            "Know what you share",
            "An introducer counts too.",
            "person",
        ),
        Check(researched, "Read up on them", "Ten minutes: what you know, what you don’t, what to ask.", "research"),
        Check(bool(interview.objective.strip()), "Write down what you want to walk away with", url="#aim"),
        Check(len(asked) >= enough, f"Plan {enough} questions or more", url="#plan"),
        Check(
            not budget.over,
            f"Fit the questions into {interview.minutes} minutes",
            "Make some of them backups.",
            "#plan",
        ),
        Check(
            not kinds,
            "Open up the yes-or-no question" if kinds == {"closed"} else "Mend what has a hint",
            more,
            "#plan",
        ),
        Check(
            bool(asked) and asked[-1].category == QuestionCategory.PEOPLE,
            "End with “Who else should I talk to?”",
            "It’s how the next talk begins.",
            "#plan",
        ),
        Check(
            rehearsed,
            "Say your questions aloud once",
            "About 4 minutes. It shouldn’t sound like your first time.",
            "rehearse",
        ),
    ]


def _place_words(interview: Interview) -> str:
    return {
        Interview.Mode.VIDEO: "Have the video link at hand",
        Interview.Mode.PHONE: "Know which number to call",
        Interview.Mode.IN_PERSON: "Know where you meet",
        Interview.Mode.EMAIL: "Know where you write to",
    }.get(Interview.Mode(interview.mode), "Know how you reach each other")
