"""The talk itself. Scripts send the same forms through an outbox and get JSON back; without scripts they redirect."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview, editable_question
from apps.interviews.errors import EndNotPossible
from apps.interviews.forms import FinishForm, LiveNoteForm, LiveQuestionForm, MarkForm, StartForm
from apps.interviews.live_page import live_page, live_state
from apps.interviews.models import Interview, PlannedQuestion
from apps.interviews.outbox import for_outbox, refused, taken, wants_json


@signed_in
@require_safe
def talk_live(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The page for the talk: clock, one question, notes. It starts nothing by itself."""
    interview = editable_interview(request.user, interview_id)
    if interview.state == Interview.State.HELD:
        return redirect_to(request, "interviews:debrief", interview.pk)
    if interview.is_exchange or not interview.is_open:
        return redirect_to(request, "interviews:prepare", interview.pk)
    return _live(request, interview)


def _live(
    request: AuthenticatedHttpRequest,
    interview: Interview,
    form: LiveNoteForm | None = None,
    question_form: LiveQuestionForm | None = None,
) -> HttpResponse:
    now = timezone.now()
    questions = selectors.questions_of(interview)
    notes = selectors.caught_in(interview)
    context: dict[str, Any] = {
        "interview": interview,
        "contact": interview.contact,
        "live": live_page(interview, questions, request.GET.get("q", ""), now),
        "notes": notes,
        "state": live_state(interview, questions, notes, now),
        "form": form,
        "question_form": question_form,
        "now": now,
    }
    return render_page(request, "interviews/live.html", context, status=422 if form or question_form else 200)


@for_outbox
@require_safe
def talk_state(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """How the talk stands, for a page that was offline or shares it with another device."""
    interview = editable_interview(request.user, interview_id)
    questions, notes = selectors.questions_of(interview), selectors.caught_in(interview)
    return JsonResponse(live_state(interview, questions, notes, timezone.now()) | {"csrf": get_token(request)})


@for_outbox
@require_POST
def talk_start(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Starts the clock, once."""
    interview = editable_interview(request.user, interview_id)
    form = StartForm(request.POST)
    started_at = form.cleaned_data["started_at"] if form.is_valid() else None
    services.start_talk(actor=request.user, interview=interview, started_at=started_at, now=timezone.now())
    return taken() if wants_json(request) else redirect_to(request, "interviews:live", interview.pk)


@for_outbox
@require_POST
def note_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """One line. Resent lines are recognized by their id; late ones are welcome after the end as well."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = LiveNoteForm(request.POST, interview=interview, now=now)
    if not form.is_valid():
        return refused(form) if wants_json(request) else _live(request, interview, form=form)
    services.add_live_note(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    if wants_json(request):
        return taken()
    asked = form.cleaned_data["question"]
    back = reverse("interviews:live", args=[interview.pk])
    return redirect_to(request, f"{back}?q={asked.pk}" if asked else back)


@for_outbox
@require_POST
def live_question(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A question that came up; it is the next one, and without scripts the one on the page."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = LiveQuestionForm(request.POST, interview=interview, now=now)
    if not form.is_valid():
        return refused(form) if wants_json(request) else _live(request, interview, question_form=form)
    question = services.add_live_question(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    if wants_json(request):
        return taken()
    return redirect_to(request, f"{reverse('interviews:live', args=[interview.pk])}?q={question.pk}")


@for_outbox
@require_POST
def question_outcome(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Asked, skipped, or not yet."""
    question = editable_question(request.user, question_id)
    form = MarkForm(request.POST)
    if form.is_valid():
        services.mark_question(actor=request.user, question=question, now=timezone.now(), **form.cleaned_data)
    elif wants_json(request):
        return refused(form)
    if wants_json(request):
        return taken()
    back = reverse("interviews:live", args=[question.interview_id])
    stays = question.outcome == PlannedQuestion.Outcome.OPEN
    return redirect_to(request, f"{back}?q={question.pk}" if stays else back)


@for_outbox
@require_POST
def talk_finish(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The end of the talk, now or when the offline page saw it. Twice is once."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = FinishForm(request.POST)
    ended_at = (form.cleaned_data["ended_at"] if form.is_valid() else None) or now
    try:
        done = services.finish_talk(actor=request.user, interview=interview, ended_at=ended_at, now=now)
    except EndNotPossible:  # a device whose clock is wrong: ours decides
        done = services.finish_talk(actor=request.user, interview=interview, ended_at=now, now=now)
    if done:
        toast(request, f"That was {_length(interview)} with {interview.contact.given_name}.")
    following = reverse("interviews:debrief", args=[interview.pk])
    return taken(next=following) if wants_json(request) else redirect_to(request, following)


def _length(interview: Interview) -> str:
    """How long the talk was, in words."""
    interview.refresh_from_db(fields=["started_at", "ended_at"])
    minutes = interview.minutes
    if interview.started_at and interview.ended_at:
        minutes = max(round((interview.ended_at - interview.started_at) / timedelta(minutes=1)), 1)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
