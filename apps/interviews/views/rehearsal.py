"""Saying it aloud before the talk."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors
from apps.interviews.access import editable_interview
from apps.interviews.forms.preparing import IntroductionForm, RunForm
from apps.interviews.models import Interview
from apps.interviews.rehearsal_page import first_words, rehearsal_page
from apps.interviews.selectors import preparing
from apps.interviews.services import rehearsal

PAGE = "interviews/rehearse.html"


@signed_in
@require_safe
def talk_rehearse(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The introduction with a stopwatch, then one card at a time; a plain list without scripts."""
    interview = editable_interview(request.user, interview_id)
    return render_page(request, PAGE, _context(interview))


def _context(interview: Interview, form: IntroductionForm | None = None) -> dict[str, Any]:
    introduction = preparing.introduction_for(interview)
    words = introduction.text if introduction else first_words(interview.owner, interview.goal)
    runs = list(preparing.rehearsals_of(interview))
    return {
        "interview": interview,
        "contact": interview.contact,
        "page": rehearsal_page(selectors.questions_of(interview), runs, words),
        "form": form or IntroductionForm(initial={"text": words}),
        "client_id": uuid4(),
        "now": timezone.now(),
    }


@signed_in
@require_POST
def introduction_save(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The thirty seconds, kept for all talks of this goal."""
    interview = editable_interview(request.user, interview_id)
    form = IntroductionForm(request.POST)
    if form.is_valid():
        rehearsal.save_introduction(
            actor=request.user, goal=interview.goal, text=form.cleaned_data["text"], now=timezone.now()
        )
    elif not wants_fragment(request):
        return render_page(request, PAGE, _context(interview, form), status=422)
    if wants_fragment(request):
        return HttpResponse(status=422 if form.errors else 204)
    return redirect_to(request, "interviews:rehearse", interview.pk)


@signed_in
@require_POST
def run_save(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """One run is over."""
    interview = editable_interview(request.user, interview_id)
    form = RunForm(request.POST)
    form.full_clean()
    data = form.cleaned_data
    rehearsal.record_rehearsal(
        actor=request.user,
        interview=interview,
        client_id=data.get("client_id") or uuid4(),
        intro_seconds=data.get("intro_seconds"),
        seconds=data.get("times"),
        now=timezone.now(),
    )
    toast(request, "Noted. It gets easier each time.")
    return redirect_to(request, "interviews:rehearse", interview.pk)
