"""A talk in calendars: the file, the invitation, the feed; and the list for the day."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import services
from apps.interviews.access import editable_interview, readable_feed
from apps.interviews.calendar_file import Method, Person, feed_ics, invitation_ics, to_ics
from apps.interviews.checklist import own_id
from apps.interviews.entry import calendar_entry, discreet_entry, guest_entry
from apps.interviews.feedlinks import feed_url
from apps.interviews.forms import CheckItemForm
from apps.interviews.fragments import render_parts
from apps.interviews.invitation import invitation_file, invitation_words
from apps.interviews.logistics import invite_of, list_context
from apps.interviews.models import Interview
from apps.interviews.selectors.feed import feed_of, talks_in_feed

LOGISTICS = "interviews/logistics.html"
FEED = "interviews/calendar.html"
ICS = "text/calendar; charset=utf-8"


@signed_in
@require_safe
def talk_ics(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The talk for the owner's own calendar."""
    interview = editable_interview(request.user, interview_id)
    if interview.is_exchange and not interview.ics_sequence:
        return redirect_to(request, "interviews:exchange", interview.pk)
    method = Method.CANCEL if calendar_entry(interview).cancelled else Method.PUBLISH
    response = HttpResponse(to_ics(calendar_entry(interview), timezone.now()), content_type=f"{ICS}; method={method}")
    response["Content-Disposition"] = f'attachment; filename="{_file_name("talk with", interview)}.ics"'
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def talk_invite(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The invitation, its change or its cancellation, as a message that the owner sends themselves."""
    interview = editable_interview(request.user, interview_id)
    if invite_of(interview) is None:
        toast(request, f"There’s nothing to send. An invitation needs an open talk and {_whose(interview)} address.")
        return redirect_to(request, "interviews:prepare", interview.pk)
    now, owner, contact = timezone.now(), request.user, interview.contact
    sender, guest = Person(owner.name, owner.email), Person(contact.name, contact.email)
    entry = guest_entry(interview)
    method = Method.CANCEL if entry.cancelled else Method.REQUEST
    words = invitation_words(entry, owner.given_name or owner.name, contact.given_name, interview.invited_sequence)
    content = invitation_file(
        sender=sender,
        recipient=guest,
        subject=words.subject,
        body=words.body,
        ics=invitation_ics(entry, sender, guest, now),
        method=method,
    )
    services.note_invitation(actor=owner, interview=interview, now=now)
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{_file_name("invitation for", interview)}.eml"'
    return response


def _file_name(words: str, interview: Interview) -> str:
    return slugify(f"{words} {interview.contact.name}") or "talk"


def _whose(interview: Interview) -> str:
    return f"{interview.contact.given_name}’s"


@signed_in
@require_POST
def checklist(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """One line of the list for the day: ticked, added or taken away."""
    interview, now = editable_interview(request.user, interview_id), timezone.now()
    do, item = request.POST.get("do", ""), request.POST.get("item", "")
    form = CheckItemForm(request.POST if do == "add" else None)
    if do == "add" and form.is_valid():
        text = form.cleaned_data["text"]
        if services.add_own_item(actor=request.user, interview=interview, text=text, now=now) is None:
            form.add_error("text", "That’s plenty for one day. Take a line away first.")
    elif do in ("tick", "untick"):
        _tick(request, interview, item, is_done=do == "tick")
    elif do == "remove" and (pk := own_id(item)):
        services.remove_own_item(actor=request.user, interview=interview, item_id=pk)
    status = 422 if form.errors else 200
    if wants_fragment(request):
        context = list_context(interview) | {"item_form": form}
        return render_parts(request, LOGISTICS, context, "daylist", status=status)
    if form.errors:
        toast(request, " ".join(str(error) for error in form.errors["text"]))
    return redirect_to(request, "interviews:prepare", interview.pk)


def _tick(request: AuthenticatedHttpRequest, interview: Interview, item: str, *, is_done: bool) -> None:
    now = timezone.now()
    if pk := own_id(item):
        services.tick_own_item(actor=request.user, interview=interview, item_id=pk, is_done=is_done, now=now)
    else:
        services.tick_item(actor=request.user, interview=interview, key=item, is_done=is_done, now=now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The settings of the feed: its address, what it hides, a new address, none."""
    user, now = request.user, timezone.now()
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "make":
        services.renew_feed(actor=user, now=now)
        toast(request, "Your calendar has an address.")
    elif do == "renew":
        services.renew_feed(actor=user, now=now)
        toast(request, "A new address. The old one answers no more, so subscribe again.")
    elif do == "stop" and services.stop_feed(actor=user):
        toast(request, "Stopped. The address answers no more.")
    elif do == "names":
        is_hidden = request.POST.get("hides_names") == "1"
        services.hide_names(actor=user, is_hidden=is_hidden, now=now)
        toast(request, "The feed names nobody." if is_hidden else "The feed says whom you meet.")
    if request.method == "POST":
        return redirect_to(request, "interviews:calendar")
    feed = feed_of(user)
    url = feed_url(feed.pk) if feed else ""
    context = {"feed": feed, "url": url, "webcal": url.replace("https://", "webcal://").replace("http://", "webcal://")}
    return render_page(request, FEED, context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """All talks, for a calendar program: read-only, and not sent again while nothing has changed."""
    row, now = readable_feed(token), timezone.now()
    services.note_feed_read(feed=row, now=now)
    entry = discreet_entry if row.hides_names else calendar_entry
    entries = [entry(interview) for interview in talks_in_feed(row.owner, now)]
    name = "Talks" if row.hides_names else f"Talks of {row.owner.given_name or row.owner.name}"
    content = feed_ics(entries, name=name, zone=row.owner.zone)
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=ICS, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response
