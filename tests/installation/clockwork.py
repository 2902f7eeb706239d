"""A process whose clock can be stepped: `python -m tests.installation.clockwork FILE MODULE ARGUMENT ...`

Runs MODULE as `python -m` would. Its wall clock is the machine's plus the seconds that FILE states, looked at twenty
times a second; the monotonic clock, and so every sleep and timeout, stays the machine's, as with a real step.
"""

from __future__ import annotations

import runpy
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import time_machine

LOOK = 0.05
SLACK = 0.005


def follow(traveller: time_machine.Traveller, file: Path, real: float, began: float) -> None:
    """Keeps the clock where the file says: `real` was the machine's at `began` of the monotonic one. Never returns."""
    pause = threading.Event()
    offset = 0.0
    while True:
        offset = float(file.read_text() or offset)
        wrong = real + (time.monotonic() - began) + offset - time.time()
        if abs(wrong) > SLACK:
            traveller.shift(wrong)
        pause.wait(LOOK)


if __name__ == "__main__":
    file, module = Path(sys.argv[1]), sys.argv[2]
    sys.argv = sys.argv[2:]
    real, began = time.time(), time.monotonic()
    traveller = time_machine.travel(datetime.fromtimestamp(real, UTC), tick=True).start()
    threading.Thread(target=follow, args=(traveller, file, real, began), daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)
