"""The day-before confirmation: a short message to send, and the note that the talk is confirmed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.core import clock
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import confirmation, selectors, services
from apps.interviews.access import editable_interview
from apps.interviews.entry import times_of
from apps.interviews.forms import ConfirmForm
from apps.interviews.models import Interview

PAGE = "interviews/confirm.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk_confirm(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The message; POST takes the words as they were changed and puts them into the link to the mail program."""
    interview = editable_interview(request.user, interview_id)
    if not interview.is_open or interview.is_exchange:
        return redirect_to(request, "interviews:prepare", interview.pk)
    first = _first_version(interview, timezone.now())
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial={"body": first.body})
    body = form.cleaned_data["body"] if form.is_bound and form.is_valid() else first.body
    context = {
        "interview": interview,
        "contact": interview.contact,
        "both": times_of(interview),
        "form": form,
        "mail_link": selectors.mail_link(interview.contact.email, first.subject, body),
        "is_confirmed": interview.state == Interview.State.CONFIRMED,
    }
    partial = "links" if request.method == "POST" else None
    return render_page(request, PAGE, context, partial=partial, status=422 if form.errors else 200)


@signed_in
@require_POST
def talk_confirmed(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """It is confirmed: the step of the day before is done."""
    interview = editable_interview(request.user, interview_id)
    if services.confirm_interview(actor=request.user, interview=interview, now=timezone.now()):
        step = interview.confirmation_id
        toast(request, "Confirmed. See you there.", reverse("followups:undo", args=[step]) if step else "")
    return redirect_to(request, "interviews:prepare", interview.pk)


def _first_version(interview: Interview, now: datetime) -> confirmation.Message:
    talk = confirmation.Talk(
        starts_at=interview.starts_at,
        to=interview.contact.given_name,
        sender=interview.owner.given_name,
        their_zone=clock.zone_or_utc(interview.contact_timezone),
        where=interview.place,
        is_in_person=interview.mode == Interview.Mode.IN_PERSON,
    )
    return confirmation.message(talk, Reader.of(interview.owner), now)
