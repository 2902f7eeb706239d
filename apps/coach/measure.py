"""How well the facts agree with labels that people wrote: precision and recall of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.coach.facts import Facts
from apps.coach.message import read_message
from apps.coach.review import review

COUNTED = tuple(name for name in Facts.__slots__ if name != "words")


@dataclass(slots=True)
class Score:
    """Counts for one fact: rightly seen, wrongly seen, missed. `wrong` names the messages."""

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


def measure(lines: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """Scores by fact. A line is a message with `expect`; a fact that is not in `expect` is not counted."""
    scores = {name: Score() for name in COUNTED}
    for line in lines:
        facts = review(read_message(line)).facts
        for name, expected in line["expect"].items():
            if name not in scores:
                continue
            want, got = _bag(expected), _bag(getattr(facts, name))
            score = scores[name]
            score.hits += (want & got).total()
            score.false_alarms += (got - want).total()
            score.misses += (want - got).total()
            if want != got:
                score.wrong.append(str(line.get("id", "?")))
    return scores


def _bag(value: Any) -> Counter[Any]:
    """What a fact claims, as things that can be counted: nothing, one thing, or several."""
    if isinstance(value, list):
        return Counter(value)
    return Counter([value]) if value else Counter()
