"""Every drill: a fault in the middle of 2,000 due reminders of 2,000 people, and what came of them."""

from __future__ import annotations

from tests.drills.catalogue import broker, crowds, database, kills, mail, times
from tests.drills.catalogue.drill import Drill

DRILLS: list[Drill] = [*kills.DRILLS, *broker.DRILLS, *database.DRILLS, *mail.DRILLS, *times.DRILLS, *crowds.DRILLS]

__all__ = ["DRILLS", "Drill"]
