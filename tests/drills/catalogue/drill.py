"""What a drill is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.drills.stage import Outcome, Stage

PAGE_503 = "Back in a moment"


@dataclass(frozen=True)
class Drill:
    """`twins` is the bar: how often a mail may arrive again, with the same Message-ID. Lost and doubled: never."""

    name: str
    run: Callable[[Stage], Outcome]
    twins: int = 0
    bar: str = ""  # where the number needs words
    needs_small_disk: bool = False

    @property
    def bar_words(self) -> str:
        """For the table."""
        return self.bar or (
            "0 lost, 0 twins" if not self.twins else f"0 lost, ≤ {self.twins} twin" + "s" * (self.twins > 1)
        )
