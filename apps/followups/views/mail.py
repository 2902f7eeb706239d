"""Links of the mails. GET only asks, because mail programs open links by themselves; POST acts. No sign-in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core.dates import Reader
from apps.followups import access, links, services
from apps.followups.models import FollowUp
from apps.followups.wording import words_of

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
        if follow_up.state != FollowUp.State.OPEN or services.is_used(action):
            raise links.InvalidLink
    except links.InvalidLink:
        return link_expired(request)
    return render(request, "followups/mail_action.html", _asked(follow_up, action, now))


@csrf_exempt  # RFC 8058: a mail program POSTs without cookie, token or sign-in; the signed address is the right to act
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stops one kind of mail at once, also for what waits in the queue."""
    try:
        stop = links.read_stop(token)
        owner = access.linked_owner(stop)
    except links.InvalidLink:
        return link_expired(request)
    context = {"kind_label": FollowUp.Kind(stop.kind).label}
    if request.method != "POST":
        return render(request, "followups/unsubscribe.html", context)
    services.stop_mails(actor=owner, kinds=[stop.kind], now=datetime.now(UTC))
    return render(request, "followups/unsubscribed.html", context)


def link_expired(request: HttpRequest) -> HttpResponse:
    """The one page for every link that does not work any more."""
    return render(request, "followups/link_expired.html", status=GONE)


def _asked(follow_up: FollowUp, action: links.MailAction, now: datetime) -> dict[str, object]:
    owner = follow_up.owner
    asked: dict[str, object] = {"follow_up": follow_up, "action": action.action, "words": words_of(follow_up)}
    if action.action == "snooze":
        until = services.snooze_moment(actor=owner, follow_up=follow_up, now=now)
        asked["until"] = Reader.of(owner).moment(services.snooze_moment_of(until, services.wishes_of(owner)), now)
    return asked


def _said(follow_up: FollowUp, action: links.MailAction, now: datetime) -> dict[str, object]:
    said: dict[str, object] = {"follow_up": follow_up, "action": action.action, "words": words_of(follow_up)}
    if follow_up.snoozed_until:
        said["until"] = Reader.of(follow_up.owner).moment(follow_up.snoozed_until, now)
    return said
