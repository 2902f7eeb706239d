"""How well the coach agrees with labels that people wrote: precision and recall of each fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.coach import thanks
from apps.coach.facts import Facts
from apps.coach.message import read_message
from apps.coach.questions import read_question
from apps.coach.questions.rules import RULES
from apps.coach.review import review

COUNTED = tuple(name for name in Facts.__slots__ if name != "words")
COUNTED_OF_THANKS = tuple(name for name in thanks.Facts.__slots__ if name != "words")
ISSUES = tuple(rule.id for rule in RULES if rule.is_issue)


@dataclass(slots=True)
class Score:
    """Counts for one fact: rightly seen, wrongly seen, missed. `wrong` names the lines."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was seen, how much is there; 1 when nothing was seen."""
        return self.hits / (self.hits + self.false_alarms) if self.hits + self.false_alarms else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was seen; 1 when there is nothing."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    def count(self, expected: Any, found: Any, line: Mapping[str, Any]) -> None:
        """Adds what one line expects and what was found."""
        want, got = _bag(expected), _bag(found)
        self.hits += (want & got).total()
        self.false_alarms += (got - want).total()
        self.misses += (want - got).total()
        if want != got:
            self.wrong.append(str(line.get("id", "?")))


@dataclass(slots=True)
class Share:
    """So many of so many. `wrong` names the lines."""

    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, *, is_right: bool, line: Mapping[str, Any]) -> None:
        """Adds one line."""
        self.of += 1
        if not is_right:
            self.wrong.append(str(line.get("id", "?")))

    @property
    def right(self) -> float:
        """The share of the lines that are right; 1 when there are none."""
        return 1 - len(self.wrong) / self.of if self.of else 1.0


@dataclass(slots=True)
class QuestionScores:
    """Open or closed; good questions that no issue is named in; each issue."""

    form: Share = field(default_factory=Share)
    left_alone: Share = field(default_factory=Share)
    issues: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in ISSUES})


def measure(lines: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """Scores by fact. A line is a message with `expect`; a fact that is not in `expect` is not counted."""
    return _scores(COUNTED, ((line, review(read_message(line)).facts) for line in lines))


def measure_thank_yous(lines: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """Scores by fact. A line is a thank-you note with `expect`. Raises UnfitNote."""
    return _scores(
        COUNTED_OF_THANKS,
        ((line, thanks.review_thank_you(thanks.read_thank_you(line)).facts) for line in lines),
    )


def measure_questions(lines: Iterable[Mapping[str, Any]]) -> QuestionScores:
    """A line is a question; `expect` has its `issues` and, where it is clear, its `form`; `either` is not counted."""
    scores = QuestionScores()
    for line in lines:
        reading = read_question(str(line.get("text", "")))
        expect, either = line["expect"], line.get("either", [])
        if form := expect.get("form"):
            scores.form.count(is_right=reading.form == form, line=line)
        if "issues" not in expect:
            continue
        found = {finding.rule for finding in reading.issues}
        if not expect["issues"] and not either:
            scores.left_alone.count(is_right=not found, line=line)
        for name in ISSUES:
            if name not in either:
                scores.issues[name].count(name in expect["issues"], name in found, line)
    return scores


def _scores(counted: tuple[str, ...], lines: Iterable[tuple[Mapping[str, Any], Any]]) -> dict[str, Score]:
    scores = {name: Score() for name in counted}
    for line, facts in lines:
        for name, expected in line["expect"].items():
            if name in scores:
                scores[name].count(expected, getattr(facts, name), line)
    return scores


def _bag(value: Any) -> Counter[Any]:
    """What a fact claims, as things that can be counted: nothing, one thing, or several."""
    if isinstance(value, list):
        return Counter(value)
    return Counter([value]) if value else Counter()
