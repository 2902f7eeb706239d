"""How long the coach takes for a draft of 300 words: `.venv/bin/python -m benchmarks.coach`.

CPU time of this process, the best and the middle of many runs; beside it the floor: splitting the same text into words.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from functools import partial

from apps.coach.message import Message, read_message
from apps.coach.review import review
from config.paths import BASE_DIR

WORDS, RUNS, GOAL = 300, 200, 5.0
LABELLED = BASE_DIR / "tests" / "coach" / "labelled" / "tuning.jsonl"


def drafts() -> list[Message]:
    """Drafts of exactly 300 words, made of the labelled messages one after the other."""
    words: list[str] = []
    made = []
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        message = read_message(json.loads(line))
        words += message.body.split(" ")
        if len(words) >= WORDS:
            body = " ".join(words[:WORDS])
            made.append(Message(body, message.subject, "email", message.contact, message.sender))
            words = []
    return made


def milliseconds(work: Callable[[], object]) -> float:
    """CPU time of one call."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def main() -> None:
    """Prints the table."""
    found = drafts()
    turns = [found[n % len(found)] for n in range(RUNS)]
    times = [milliseconds(partial(review, message)) for message in turns]
    floor = [milliseconds(message.body.split) for message in turns]
    print(f"{len(found)} drafts of {WORDS} words, {RUNS} runs, CPU milliseconds; goal {GOAL:.0f}")
    print(f"{'':10}{'best':>8}{'middle':>8}{'95 %':>8}")
    for name, row in (("coach", times), ("floor", floor)):
        print(f"{name:10}{min(row):8.2f}{statistics.median(row):8.2f}{statistics.quantiles(row, n=20)[-1]:8.2f}")


if __name__ == "__main__":
    main()
