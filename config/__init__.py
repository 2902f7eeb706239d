"""The project's wiring: settings, URLs, Celery, the embedded services and the two commands. No rules live here."""

from config.celery import app as celery_app

__all__ = ("celery_app",)
