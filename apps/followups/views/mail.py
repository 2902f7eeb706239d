"""Links of the mails. GET only asks, because mail programs open links by themselves; POST acts. No sign-in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core.dates import Reader
from apps.followups import access, links, services
from apps.followups.models import FollowUp
from apps.followups.wording import nameless_words, words_of

GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mail_action(request: HttpRequest, token: str) -> HttpResponse:
    """One step, one button. A link that is altered, too old or used, and a step that is closed, show the same page."""
    now = datetime.now(UTC)
    try:
        action = links.read_action(token, now)
        follow_up = access.linked_follow_up(action)
        if request.method == "POST":
            actor = follow_up.owner
            follow_up = services.follow_mail_action(actor=actor, follow_up=follow_up, action=action, now=now)
            return render(request, "followups/mail_action_done.html", _said(follow_up, action, now))
        is_closed = follow_up.state != FollowUp.State.OPEN and action.action != links.UNDO
        if is_closed or services.is_used(action):
            raise links.InvalidLink
    except links.InvalidLink:
        return link_expired(request)
    return render(request, "followups/mail_action.html", _asked(follow_up, action, now))


@csrf_exempt  # RFC 8058: a mail program POSTs without cookie, token or sign-in; the signed address is the right to act
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stops the kinds of one mail at once, also for what waits in the queue: all of them, or those that were ticked."""
    try:
        stop = links.read_stop(token)
        owner = access.linked_owner(stop.owner_id, stop.kinds)
    except links.InvalidLink:
        return link_expired(request)
    kinds = _known(stop.kinds)
    chosen = [kind for kind in kinds if kind in request.POST.getlist("kind")] if "chosen" in request.POST else kinds
    if request.method != "POST" or not chosen:
        context = {"kinds": kinds, "is_empty": not chosen}
        return render(request, "followups/unsubscribe.html", context, status=200 if chosen else 422)
    now = datetime.now(UTC)
    modes = services.stop_mails(actor=owner, kinds=[kind.value for kind in chosen], now=now)
    restart_path = links.restart_path(links.RestartLink(owner.pk, modes), now)
    return render(request, "followups/unsubscribed.html", {"kinds": chosen, "restart_path": restart_path})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def resubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Turns on again what a stop link has just turned off."""
    now = datetime.now(UTC)
    try:
        restart = links.read_restart(token, now)
        owner = access.linked_owner(restart.owner_id, restart.modes)
    except links.InvalidLink:
        return link_expired(request)
    context = {"kinds": _known(restart.modes), "is_on": request.method == "POST"}
    if request.method == "POST":
        services.restart_mails(actor=owner, modes=restart.modes, now=now)
    return render(request, "followups/resubscribe.html", context)


def link_expired(request: HttpRequest) -> HttpResponse:
    """The one page for every link that does not work any more."""
    return render(request, "followups/link_expired.html", status=GONE)


def _known(kinds: Collection[str]) -> list[FollowUp.Kind]:
    """The kinds of an old link that there still are."""
    return [kind for kind in FollowUp.Kind if kind in kinds]


def _shown(follow_up: FollowUp, action: links.MailAction) -> dict[str, object]:
    """What the page may say without a sign-in: as much as the mail that led to it."""
    shown: dict[str, object] = {"action": action.action}
    if follow_up.owner.discreet_mails:
        words = nameless_words(follow_up.kind)
        return shown | {"title": words.thing, "words": words}
    return shown | {"title": follow_up.title, "words": words_of(follow_up)}


def _asked(follow_up: FollowUp, action: links.MailAction, now: datetime) -> dict[str, object]:
    owner = follow_up.owner
    asked = _shown(follow_up, action)
    if action.action == "snooze":
        until = services.snooze_moment(actor=owner, follow_up=follow_up, now=now)
        asked["until"] = Reader.of(owner).moment(services.snooze_moment_of(until, services.wishes_of(owner)), now)
    return asked


def _said(follow_up: FollowUp, action: links.MailAction, now: datetime) -> dict[str, object]:
    said = _shown(follow_up, action)
    if action.action != links.UNDO:
        said["undo_path"] = links.action_path(action.instead(links.UNDO), now)
    if follow_up.snoozed_until:
        said["until"] = Reader.of(follow_up.owner).moment(follow_up.snoozed_until, now)
    return said
