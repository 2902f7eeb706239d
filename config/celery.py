"""The Celery application. What it runs and when stands in `config/schedules.py`; how, in `config/settings.py`."""

import os
import time
from contextlib import suppress
from typing import Any

import redis
from celery import Celery, Task
from celery.signals import task_success

from config.schedules import SWEEP_KEY, SWEEP_TASK

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("acquaint")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_success.connect
def note_sweep(sender: Task[Any, Any], **_: Any) -> None:
    """Let `config.health` know that reminders are being looked after; a cache that is away must not fail the task."""
    if sender.name == SWEEP_TASK:
        from django.core.cache import cache  # noqa: PLC0415 -- needs Django's settings, which this module is imported by

        with suppress(redis.RedisError):
            cache.set(SWEEP_KEY, time.time(), timeout=None)
