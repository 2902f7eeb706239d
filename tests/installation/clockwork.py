"""A process whose clock can be stepped: `python -m tests.installation.clockwork FILE MODULE ARGUMENT ...`

Runs MODULE as `python -m` would. Its wall clock is the machine's plus the seconds that FILE states, looked at twenty
times a second; the monotonic clock, and so every sleep and timeout, stays the machine's, as with a real step.
"""

from __future__ import annotations

import runpy
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import time_machine

LOOK = 0.05


def follow(traveller: time_machine.Traveller, file: Path) -> None:
    """Shifts the clock whenever the file says so; never returns."""
    shown = 0.0
    pause = threading.Event()
    while not pause.wait(LOOK):
        wanted = float(file.read_text() or shown)
        if wanted != shown:
            traveller.shift(wanted - shown)
            shown = wanted


if __name__ == "__main__":
    file, module = Path(sys.argv[1]), sys.argv[2]
    sys.argv = sys.argv[2:]
    traveller = time_machine.travel(datetime.now(UTC), tick=True).start()
    threading.Thread(target=follow, args=(traveller, file), daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)
