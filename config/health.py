"""Is it well? For load balancers and people on call; says nothing about anybody's data."""

from __future__ import annotations

from datetime import UTC, datetime

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core import vitals
from apps.core.mail_probe import mail_ok
from apps.core.vitals import Part, Sign
from apps.followups.queue_state import SWEEP
from apps.followups.selectors import last_sweep

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
def worker(request: HttpRequest) -> JsonResponse:
    """A worker sent a heartbeat lately."""
    return report({}, {"worker": vitals.read(Part.WORKER)})


@require_safe
@never_cache
def beat(request: HttpRequest) -> JsonResponse:
    """The beat published something lately."""
    return report({}, {"beat": vitals.read(Part.BEAT)})


@require_safe
@never_cache
def mail(request: HttpRequest) -> JsonResponse:
    """The mail server answers, or a provider is configured; asked every 30 seconds at most."""
    return report({"mail": mail_ok()})


@require_safe
@never_cache
def everything(request: HttpRequest) -> JsonResponse:
    """Pages and reminders both work: 200, else 503, naming each part. For the alarm."""
    parts = {"database": database_ok(), "broker": broker_ok(), "mail": mail_ok()}
    signs = {part.value: vitals.read(part) for part in Part} | {"sweep": sweep()}
    return report(parts, signs)


def sweep() -> Sign:
    """When a sweep for due reminders last ended, in the database's table."""
    try:
        swept_at = last_sweep(SWEEP)
    except DatabaseError:
        swept_at = None
    return vitals.sign(None if swept_at is None else (datetime.now(UTC) - swept_at).total_seconds())


def report(parts: dict[str, bool], signs: dict[str, Sign] | None = None) -> JsonResponse:
    """Each part in a word, each sign of life with its age; 503 if one is down."""
    signs = signs or {}
    well = parts | {name: sign.is_well for name, sign in signs.items()}
    words = {name: "ok" if is_ok else "down" for name, is_ok in well.items()}
    ages = {f"{name}_age_seconds": sign.age for name, sign in signs.items()}
    return JsonResponse({**words, **ages}, status=200 if all(well.values()) else 503)


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


urlpatterns = [
    path("", everything, name="everything"),
    path("live/", live, name="live"),
    path("ready/", ready, name="ready"),
    path("worker/", worker, name="worker"),
    path("beat/", beat, name="beat"),
    path("mail/", mail, name="mail"),
]
