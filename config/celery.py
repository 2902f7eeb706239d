"""The Celery application. What it runs and when stands in `config/schedules.py`; how, in `config/settings.py`."""

import os
from typing import Any

from celery import Celery
from celery.signals import after_task_publish, beat_init, heartbeat_sent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("acquaint")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Signs of life, for config/health.py and config/metrics.py ----------------------------------------------------------
# Imported inside, because vitals needs Django's settings, which this module is imported by.


@heartbeat_sent.connect
def note_worker(**_: Any) -> None:
    """This worker's loop turns."""
    from apps.core import vitals  # noqa: PLC0415

    vitals.note(vitals.Part.WORKER)


@beat_init.connect
def watch_beat(**_: Any) -> None:
    """Only in the process of the beat, for the web server publishes too."""
    after_task_publish.connect(note_beat)


def note_beat(**_: Any) -> None:
    """The broker took what the beat asked for."""
    from apps.core import vitals  # noqa: PLC0415

    vitals.note(vitals.Part.BEAT)
