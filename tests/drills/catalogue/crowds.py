"""More beats and workers than needed."""

from __future__ import annotations

from tests.drills.catalogue.drill import Drill
from tests.drills.stage import Outcome, Stage


def two_beats_four_workers(stage: Stage) -> Outcome:
    stage.stand(workers=4, beats=2)
    stage.begin(mails=0)
    return stage.outcome()


DRILLS = [Drill("two beats and four workers", two_beats_four_workers, bar="each once")]
