"""The thank-you: writing it, and what happens when it goes off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.sendlinks import message_file
from apps.followups.selectors import open_follow_ups
from apps.interviews import services
from apps.interviews.access import editable_interview, editable_takeaway
from apps.interviews.debrief_page import debrief_context
from apps.interviews.errors import LetterEmpty
from apps.interviews.forms import LetterForm, SentForm
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview, ThankYou
from apps.interviews.selectors import letter_page, record_of

LETTER = "interviews/thank_you.html"
DEBRIEF = "interviews/debrief.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def thank_you_edit(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The letter to write in; POST keeps it as it stands and reads it again."""
    interview = editable_interview(request.user, interview_id)
    if interview.state != Interview.State.HELD:
        return redirect_to(request, "interviews:prepare", interview.pk)
    if request.method != "POST":
        return _page(request, interview)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, interview, form=form, status=422)
    services.save_letter(actor=request.user, interview=interview, now=timezone.now(), **form.cleaned_data)
    if wants_fragment(request):
        context = debrief_context(interview, timezone.now())
        return render_parts(request, LETTER, context, "reading", "four", "offer", "links")
    toast(request, "Your letter is kept.")
    return redirect_to(request, "interviews:thank_you", interview.pk)


def _page(request: AuthenticatedHttpRequest, interview: Interview, status: int = 200, **extra: Any) -> HttpResponse:
    now = timezone.now()
    context = debrief_context(interview, now)
    page = context["letter"]
    context["form"] = LetterForm(initial={"subject": page.subject, "body": page.body})
    context["sent_form"] = SentForm(owner=request.user, interview=interview, now=now, initial={"medium": page.medium})
    context["mediums"] = ThankYou.Medium.choices
    return render_page(request, LETTER, context | extra, status=status)


@signed_in
@require_POST
def thank_you_offer(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Adds the offer to stay in touch, in its usual words; keeps what was typed before."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    _keep_typed(request, interview)
    services.offer_to_stay_in_touch(actor=request.user, interview=interview, now=now)
    if request.POST.get("from") == "debrief":
        if wants_fragment(request):
            return render_parts(request, DEBRIEF, debrief_context(interview, now), "letter")
        return redirect_to(request, "interviews:debrief", interview.pk)
    return redirect_to(request, "interviews:thank_you", interview.pk)


def _keep_typed(request: AuthenticatedHttpRequest, interview: Interview) -> None:
    """A button beside the letter brings the letter along: what stands in it is kept first."""
    form = LetterForm(request.POST)
    if "body" in request.POST and form.is_valid() and form.cleaned_data["body"].strip():
        services.save_letter(actor=request.user, interview=interview, now=timezone.now(), **form.cleaned_data)


@signed_in
@require_POST
def takeaway_use(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """A take-away's words go into the letter, from the debrief or from beside the letter itself."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    interview = takeaway.interview
    _keep_typed(request, interview)
    services.use_in_letter(actor=request.user, takeaway=takeaway, now=timezone.now())
    if "body" in request.POST:
        return redirect_to(request, "interviews:thank_you", interview.pk)
    if wants_fragment(request):
        return render_parts(request, DEBRIEF, debrief_context(interview, timezone.now()), "takes", "letter")
    return redirect_to(request, "interviews:debrief", interview.pk)


@signed_in
@require_POST
def thank_you_sent(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """It went off: the clock stops, and the next word is planned."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    _keep_typed(request, interview)
    form = SentForm(request.POST, owner=request.user, interview=interview, now=now)
    if not form.is_valid():
        return _page(request, interview, sent_form=form, status=422)
    try:
        row = services.send_thank_you(
            actor=request.user,
            interview=interview,
            sent_at=form.sent_at,
            medium=form.cleaned_data["medium"],
            now=now,
        )
    except LetterEmpty as error:
        form.add_error(None, str(error))
        return _page(request, interview, sent_form=form, status=422)
    if row is not None:
        undo = reverse("interviews:thank_you_undo", args=[interview.pk])
        toast(request, f"Marked as thanked. {_next_words(request, interview)}", undo)
    return redirect_to(request, "interviews:debrief", interview.pk)


def _next_words(request: AuthenticatedHttpRequest, interview: Interview) -> str:
    check_in = open_follow_ups(request.user).filter(contact=interview.contact, kind="check_in").first()
    return (
        f"First check-in on {Reader.of(request.user).date(check_in.due_at)}."
        if check_in
        else "Nothing else is planned."
    )


@signed_in
@require_POST
def thank_you_eml(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The letter as a file that mail programs open as a draft; keeps what was typed before."""
    interview, now = editable_interview(request.user, interview_id), timezone.now()
    _keep_typed(request, interview)
    page = letter_page(interview, record_of(interview), now)
    content = message_file(
        sender_name=request.user.name,
        sender=request.user.email,
        recipient_name=interview.contact.name,
        address=interview.contact.email,
        subject=page.subject,
        body=page.body,
    )
    response = HttpResponse(content, content_type="message/rfc822")
    name = slugify(f"thank {interview.contact.name}") or "thank-you"
    response["Content-Disposition"] = f'attachment; filename="{name}.eml"'
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def thank_you_undo(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """It has not gone off after all; everything is as it was."""
    interview = editable_interview(request.user, interview_id)
    if services.unsend_thank_you(actor=request.user, interview=interview, now=timezone.now()):
        toast(request, f"Not sent yet. The thank-you to {interview.contact.given_name} is open again.")
    return redirect_to(request, "interviews:debrief", interview.pk)
