"""Is it well? For load balancers and people on call; says nothing about anybody's data."""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core import vitals
from apps.core.mail_probe import mail_ok
from apps.core.vitals import Part

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
    """A worker sent a heartbeat within the last minute."""
    return report_on(Part.WORKER)


@require_safe
@never_cache
def beat(request: HttpRequest) -> JsonResponse:
    """The beat published something within four periods."""
    return report_on(Part.BEAT)


@require_safe
@never_cache
def mail(request: HttpRequest) -> JsonResponse:
    """The mail server answers, or a provider is configured; asked every 30 seconds at most."""
    return report({"mail": mail_ok()})


@require_safe
@never_cache
def everything(request: HttpRequest) -> JsonResponse:
    """Pages and reminders both work: 200, else 503, naming each part. For the alarm."""
    return report_on(*Part, database=database_ok(), broker=broker_ok(), mail=mail_ok())


def report_on(*parts: Part, **others: bool) -> JsonResponse:
    """Adds what is known of `parts`, with its age."""
    signs = {part.value: vitals.read(part) for part in parts}
    ages = {f"{name}_age_seconds": sign.age for name, sign in signs.items()}
    return report(others | {name: sign.is_well for name, sign in signs.items()}, **ages)


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


urlpatterns = [
    path("", everything, name="everything"),
    path("live/", live, name="live"),
    path("ready/", ready, name="ready"),
    path("worker/", worker, name="worker"),
    path("beat/", beat, name="beat"),
    path("mail/", mail, name="mail"),
]
