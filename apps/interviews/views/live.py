"""The talk itself. Scripts send the same forms through an outbox and get JSON back; without scripts they redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview, editable_question
from apps.interviews.errors import EndNotPossible
from apps.interviews.forms import FinishForm, LiveNoteForm
from apps.interviews.live_page import live_page
from apps.interviews.models import Interview, PlannedQuestion


def _wants_json(request: AuthenticatedHttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


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
    request: AuthenticatedHttpRequest, interview: Interview, form: LiveNoteForm | None = None, error: str = ""
) -> HttpResponse:
    now = timezone.now()
    questions = selectors.questions_of(interview)
    context: dict[str, Any] = {
        "interview": interview,
        "contact": interview.contact,
        "live": live_page(interview, questions, request.GET.get("q", ""), now),
        "notes": selectors.caught_in(interview),
        "form": form,
        "error": error,
        "now": now,
    }
    status = 422 if error or (form and form.errors) else 200
    return render_page(request, "interviews/live.html", context, status=status)


@signed_in
@require_POST
def talk_start(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Starts the clock, once."""
    interview = editable_interview(request.user, interview_id)
    services.start_talk(actor=request.user, interview=interview, now=timezone.now())
    return redirect_to(request, "interviews:live", interview.pk)


@signed_in
@require_POST
def note_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """One line. Resent lines are recognized by their id; late ones are welcome after the end as well."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = LiveNoteForm(request.POST, interview=interview, now=now)
    if not form.is_valid():
        if _wants_json(request):
            return JsonResponse({"ok": False}, status=422)
        return _live(request, interview, form)
    note = services.add_live_note(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    if _wants_json(request):
        return JsonResponse({"ok": True, "id": str(note.client_id)})
    asked = form.cleaned_data["question"]
    back = reverse("interviews:live", args=[interview.pk])
    return redirect_to(request, f"{back}?q={asked.pk}" if asked else back)


@signed_in
@require_POST
def question_outcome(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Asked, skipped, or not yet."""
    question = editable_question(request.user, question_id)
    outcome = request.POST.get("outcome", "")
    if outcome in PlannedQuestion.Outcome.values:
        services.mark_question(actor=request.user, question=question, outcome=outcome)
    if _wants_json(request):
        return JsonResponse({"ok": True})
    return redirect_to(request, "interviews:live", question.interview_id)


@signed_in
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
        toast(request, f"That was {selectors.minutes_held(interview)} minutes with {interview.contact.given_name}.")
    following = reverse("interviews:debrief", args=[interview.pk])
    return JsonResponse({"ok": True, "next": following}) if _wants_json(request) else redirect_to(request, following)
