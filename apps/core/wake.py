"""Tell a worker that a row waits. Only a hint: if it is lost, the next sweep finds the row."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

PATIENCE = 0.5  # seconds that a person may wait for a broker that does not answer


def wake_after_commit(task: str, *, expires: float = 60) -> None:
    """Publishes `task` without arguments once the transaction stands; never raises, never waits for long."""
    transaction.on_commit(partial(wake, task, expires=expires), robust=True)


def wake(task: str, *, expires: float = 60) -> bool:
    """Publishes `task` now; False if the broker could not be reached."""
    options = {
        **(current_app.conf.broker_transport_options or {}),
        "socket_timeout": PATIENCE,
        "socket_connect_timeout": PATIENCE,
        "max_retries": 0,
    }
    try:
        with current_app.connection_for_write(transport_options=options, connect_timeout=PATIENCE) as connection:
            current_app.send_task(task, expires=expires, connection=connection, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("No worker woken for %s: %s", task, type(error).__name__)
        return False
    return True
