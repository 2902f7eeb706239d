"""Is it well? For load balancers and people on call; says nothing about anybody's data."""

from __future__ import annotations

import time

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.schedules import SWEEP_KEY

LATE_PERIODS = 4

app_name = "health"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else: a database that is away is no reason to restart the web server."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """What a page needs answers: 200, else 503. For load balancers."""
    return report({"database": database_ok(), "broker": broker_ok()})


@require_safe
@never_cache
def everything(request: HttpRequest) -> JsonResponse:
    """Pages and reminders both work: 200, else 503, naming each part. For the alarm."""
    parts = {"database": database_ok(), "broker": broker_ok()}
    age = sweep_age() if parts["broker"] else None
    parts["sweep"] = age is not None and age < settings.SWEEP_SECONDS * LATE_PERIODS
    return report(parts, sweep_age_seconds=age)


def report(parts: dict[str, bool], **more: float | None) -> JsonResponse:
    words = {name: "ok" if is_ok else "down" for name, is_ok in parts.items()}
    return JsonResponse({**words, **more}, status=200 if all(parts.values()) else 503)


def database_ok() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_ok() -> bool:
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
        return bool(client.ping())
    except redis.RedisError:
        return False


def sweep_age() -> float | None:
    """Seconds since a worker last finished a sweep; None when none ever did."""
    stamp = cache.get(SWEEP_KEY)
    return None if stamp is None else round(max(0.0, time.time() - float(stamp)), 1)


urlpatterns = [
    path("", everything, name="everything"),
    path("live/", live, name="live"),
    path("ready/", ready, name="ready"),
]
