"""The Celery application. What it runs and when stands in `config/schedules.py`; how, in `config/settings.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("acquaint")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
