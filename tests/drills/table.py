"""`make drills`: every drill of the catalogue, into the table of docs/reliability.md.

    .venv/bin/python -m tests.drills.table [--only WORDS] [--soak SECONDS] [--dry]

With `--soak`, two beats and four workers at once for so long, with new reminders falling due all the time.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from config.paths import BASE_DIR
from tests.drills.catalogue import DRILLS, Drill, crowds
from tests.drills.stage import COUNT, Stage, standing
from tests.installation.processes import stop_politely
from tools.markers import between, line, table, write_between

DOCUMENT = BASE_DIR / "docs" / "reliability.md"
HEADS = ("Fault", "Lost", "Twins", "Bar", "Verdict", "Seen")


def say(words: object) -> None:
    """At once, for a run takes minutes."""
    print(words, flush=True)  # noqa: T201 -- a command


def perform(drill: Drill, stage: Stage) -> tuple[str, ...]:
    """One line of the table; a drill that could not be brought to its end is one too."""
    began = time.monotonic()
    try:
        outcome = drill.run(stage)
    except AssertionError as error:
        say(error)
        words = str(error).partition("\n")[0]
        return drill.name, "?", "?", drill.bar_words, "**failed**", words
    verdict = "kept" if outcome.keeps(drill.twins) else "**broken**"
    twins = f"{outcome.twins}" + (f", and {outcome.doubled} doubled" if outcome.doubled else "")
    say(f"   {time.monotonic() - began:.0f} s, {outcome}")
    return drill.name, f"{outcome.lost}", twins, drill.bar_words, verdict, outcome.words


def rows(drills: list[Drill], stage: Stage) -> Iterator[tuple[str, ...]]:
    """Performs what can be performed here."""
    for drill in drills:
        if drill.needs_small_disk and not stage.is_small:
            yield (
                drill.name,
                "–",
                "–",
                drill.bar_words,
                "not tried",
                "needs root, for a disk that is small enough to fill",
            )
            continue
        row = perform(drill, stage)
        say(" | ".join(row))
        yield row


def write(found: list[tuple[str, ...]], name: str) -> None:
    """The whole table, or, after `--only`, those lines of it."""
    text = between(DOCUMENT, name)
    for row in found:
        text = re.sub(rf"(?m)^\| {re.escape(row[0])} \|.*$", lambda _, row=row: line(row), text)
    if len(found) == len(DRILLS) or not text or name == "soak":
        about = (
            f"Each in the middle of {COUNT:,} due reminders of {COUNT:,} people, on {os.cpu_count()} cores"
            f" with a load of {os.getloadavg()[0]:.0f}.\n\n"
        )
        text = ("" if name == "soak" else about) + table(HEADS, found)
    write_between(DOCUMENT, name, text)


def main() -> int:
    """0 when every bar was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.drills.table", description="Breaks things on purpose.")
    parser.add_argument(
        "--only", default="", help="drills whose name contains this; their lines of the table are replaced"
    )
    parser.add_argument("--soak", type=int, default=0, metavar="SECONDS", help="the long one, instead of the others")
    parser.add_argument("--dry", action="store_true", help="print only, write nothing")
    chosen = parser.parse_args()
    stop_politely()
    drills = [crowds.soak(chosen.soak)] if chosen.soak else [drill for drill in DRILLS if chosen.only in drill.name]
    home = Path(tempfile.mkdtemp(prefix="acquaint-drills-"))
    home.chmod(0o755)  # PostgreSQL may run under another account
    try:
        with standing(home) as stage:
            found = list(rows(drills, stage))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if not chosen.dry:
        write(found, "soak" if chosen.soak else "drills")
    return 0 if all(row[4] in {"kept", "not tried"} for row in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
