"""Signs of life: when a worker and the beat last did their work. (A sweep tells it in the table: `SweepBeat`.)

Nobody can ask those processes, so they leave a time in the cache. Whoever reads it (health pages, metrics, the page
for operators) judges the age.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum

import redis
from django.conf import settings
from django.core.cache import cache

NOTED_EVERY = 5.0  # seconds between two stamps of one process: a heartbeat comes every 2
LATE_PERIODS = 4
LATE_ANYHOW = 60.0  # seconds: a sweep may last 50, and stamps are 5 apart


class Part(StrEnum):
    """Who leaves stamps."""

    WORKER = "worker"  # a heartbeat went out, so that its loop turns and the broker takes it
    BEAT = "beat"  # the broker took something from the beat


_noted: dict[Part, float] = {}


def note(part: Part, *, every: float = NOTED_EVERY) -> None:
    """Stamps `part` as alive, at most once in `every` seconds; a cache that is away is nobody's failure."""
    now = time.monotonic()
    if now - _noted.get(part, -every) < every:
        return
    _noted[part] = now
    try:
        cache.set(key(part), time.time(), timeout=None)
    except redis.RedisError:
        _noted.pop(part, None)


@dataclass(frozen=True, slots=True)
class Sign:
    """What is known of a part now."""

    age: float | None
    """Seconds since any of its processes did its work; None if none ever did, or nobody can tell."""
    is_well: bool
    """It did, and not too long ago."""


def read(part: Part) -> Sign:
    """The sign of life of `part`."""
    try:
        stamp = cache.get(key(part))
    except redis.RedisError:
        stamp = None
    return sign(None if stamp is None else time.time() - float(stamp))


def sign(age: float | None) -> Sign:
    """What an age of that many seconds says."""
    if age is None:
        return Sign(None, is_well=False)
    age = round(max(0.0, age), 1)
    return Sign(age, is_well=age < late_after())


def late_after() -> float:
    """The age in seconds from which a part counts as down, a sweep included: two minutes with a period of 15 s."""
    return float(LATE_ANYHOW + settings.SWEEP_SECONDS * LATE_PERIODS)


def key(part: Part) -> str:
    """Where the stamp stands in the cache."""
    return f"last-{part}"
