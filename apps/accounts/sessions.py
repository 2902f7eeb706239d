"""How long a session lasts for whoever reads other people's rows, and what else ends or renews one (SES-1).

A session of somebody with a desk is *watched*: it ends half an hour after its last request and twelve hours after it
began. The two moments stand in the session itself, so that a request that changes nothing costs no query. Sessions of
job seekers alone are not watched.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from apps.accounts.models import User

WATCHED = "acquaint_watched"  # in the session: [began, seen], in seconds since 1970
TICK = 60  # how often "seen" is written down
IDLE_WORDS = "You were away for a while, so we signed you out. People’s notes are behind this door."
WARN = 300  # how long before the end a page says so, in seconds
LONG_WORDS = "You have been signed in since this morning, so we ask you once more who you are."

_has_desk: list[Callable[[User], bool]] = [lambda user: user.is_staff]  # operators of the installation


def register_desk(has_desk: Callable[[User], bool]) -> None:
    """Lets an upper app say whose sessions are watched."""
    _has_desk.append(has_desk)


def watch(request: HttpRequest, now: datetime | None = None) -> None:
    """From now on this session is watched; one that is already stays as it is."""
    if WATCHED not in request.session:
        moment = int((now or timezone.now()).timestamp())
        request.session[WATCHED] = [moment, moment]


@dataclass(frozen=True, slots=True)
class Left:
    """Seconds that a watched session has: until it was idle for too long, and at all."""

    idle: int
    whole: int
    limit: int  # of idleness, as each request gives it anew

    @property
    def warn(self) -> int:
        """How long before the end the page says so."""
        return min(WARN, self.limit // 2)


def time_left(request: HttpRequest) -> Left | None:
    """How long the session lasts if nothing happens; None for one that is not watched."""
    if not request.user.is_authenticated or WATCHED not in request.session:
        return None
    began, seen = request.session[WATCHED]
    now, limit = int(time.time()), int(settings.STAFF_IDLE_MINUTES * 60)
    return Left(seen + limit - now, began + settings.STAFF_SESSION_HOURS * 3600 - now, limit)


def stay(request: HttpRequest) -> None:
    """The reader says that they are there: idleness counts from now. The twelve hours stay as they are."""
    if WATCHED in request.session:
        began, _ = request.session[WATCHED]
        request.session[WATCHED] = [began, int(time.time())]


def watch_new_session(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Django says so at each sign-in, which is also when a session gets a new id."""
    request.session.pop(WATCHED, None)
    if any(has_desk(user) for has_desk in _has_desk):
        watch(request)


def end_others(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A factor was added, taken away or made anew: whoever is signed in elsewhere has to sign in again.

    After a new password Django does the same by itself.
    """
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


class SessionLimitsMiddleware:
    """Ends watched sessions in time, and gives a session a new id once its reader has shown again who they are.

    A request of a session that is over goes on as that of somebody who is not signed in, so that a page leads to the
    sign-in page, a fragment takes its page there, and an outbox hears 401 and keeps its lines.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Looks only at browsers that bring a session, so that probes cost no query."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        _end_if_over(request)
        before = _proofs(request)
        response = self.get_response(request)
        if _proofs(request) > before and request.user.is_authenticated:
            _renew(request)
        return response


def _end_if_over(request: HttpRequest) -> None:
    watched = request.session.get(WATCHED)
    if not watched or not request.user.is_authenticated:
        return
    began, seen = watched
    now = int(time.time())
    if now - began > settings.STAFF_SESSION_HOURS * 3600:
        _end(request, LONG_WORDS)
    elif now - seen > settings.STAFF_IDLE_MINUTES * 60:
        _end(request, IDLE_WORDS)
    elif now - seen > TICK:
        request.session[WATCHED] = [began, now]
        _write_now(request)


def _write_now(request: HttpRequest) -> None:
    """Written at the end of a slow request, it could undo what another request has noted meanwhile."""
    try:
        request.session.save()
    except UpdateError:  # signed out elsewhere in this very moment
        logout(request)
    request.session.modified = False


def _end(request: HttpRequest, words: str) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.info(request, words)


def _proofs(request: HttpRequest) -> int:
    """How often the reader has shown anew who they are, in this session."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return sum(bool(record.get("reauthenticated")) for record in records)


def _renew(request: HttpRequest) -> None:
    """Another id for the same session; the list of devices follows."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)
