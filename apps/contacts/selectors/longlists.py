"""What is counted once a minute where a list is too long to be counted for every page.

A list of up to `LONG` people is counted anew each time, so its numbers are always true. Of a longer one they may be a
minute old. Without the cache everything is counted.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

from apps.accounts.models import User

logger = logging.getLogger(__name__)
LONG = 10_000
SECONDS = 60
_TOTAL = "_people_total"


def known(user: User, what: str) -> Any:
    """What was kept of a long list within the last minute; None for any other."""
    try:
        return cache.get(_name(user, what))
    except RedisError:
        logger.warning("The cache is away, so every list is counted.")
        return None


def keep(user: User, what: str, value: object, *, people: int) -> None:
    """Keeps `value` if the list is long."""
    if people <= LONG:
        return
    try:
        cache.set(_name(user, what), value, SECONDS)
    except RedisError:
        logger.warning("The cache is away, so nothing is kept.")


def known_total(user: User) -> int | None:
    """How many current people the user has, if this request has counted them or the list is long; else None."""
    if _TOTAL not in user.__dict__:
        user.__dict__[_TOTAL] = known(user, "total")
    total: int | None = user.__dict__[_TOTAL]
    return total


def keep_total(user: User, total: int) -> None:
    """For the rest of this request, and for a minute if the list is long."""
    if total <= LONG or known_total(user) != total:
        user.__dict__[_TOTAL] = total
        keep(user, "total", total, people=total)


def _name(user: User, what: str) -> str:
    return f"people:{what}:{user.pk}"
