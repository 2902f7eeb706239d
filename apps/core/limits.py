"""How often somebody may do what costs much."""

from __future__ import annotations

import logging

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def may_again(key: str, *, times: int, seconds: int) -> bool:
    """Counts one more use of `key`; False when there were more than `times` within `seconds`.

    A window that begins with the first use. Without the cache nobody is held back: what is limited so is dear, not
    dangerous.
    """
    name = f"limit:{key}"
    try:
        cache.add(name, 0, seconds)
        return cache.incr(name) <= times
    except ValueError:  # the window ended in between
        return True
    except RedisError:
        logger.warning("The cache is away, so %s is not counted.", key)
        return True
