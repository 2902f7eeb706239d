"""Looking back at a talk: what was wanted, how it fits, what to do better, and parts with nothing in them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core.htmx import wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.goals.access import own_criterion
from apps.goals.forms import CriterionForm
from apps.goals.services import add_criterion
from apps.interviews import services
from apps.interviews.access import editable_interview
from apps.interviews.debrief_page import debrief_context
from apps.interviews.forms import AnswerForm, BetterForm, NothingForm, RatingForm
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview
from apps.interviews.views.debrief_parts import DEBRIEF, after_change


@signed_in
@require_POST
def objective_answer(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Whether one thing that was wanted was reached."""
    interview = editable_interview(request.user, interview_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        services.answer_objective(actor=request.user, interview=interview, now=timezone.now(), **form.cleaned_data)
    return after_change(request, interview, "wanted")


@signed_in
@require_POST
def criterion_rate(request: AuthenticatedHttpRequest, interview_id: UUID, criterion_id: UUID) -> HttpResponse:
    """How well the person's job would fit one criterion."""
    interview = editable_interview(request.user, interview_id)
    criterion, form = own_criterion(request.user, criterion_id), RatingForm(request.POST)
    if form.is_valid():
        services.rate_criterion(
            actor=request.user, interview=interview, criterion=criterion, now=timezone.now(), **form.cleaned_data
        )
    return after_change(request, interview, "fit")


@signed_in
@require_POST
def criterion_new(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Something that matters, thought of while looking back; it counts for the goal of the talk, or for everything."""
    interview = editable_interview(request.user, interview_id)
    form = CriterionForm(request.POST, owner=request.user)
    if form.is_valid():
        values = form.cleaned_data | {"goal": interview.goal}
        add_criterion(actor=request.user, now=timezone.now(), **values)
    return after_change(request, interview, "fit", form, adding="fit")


@signed_in
@require_POST
def better_save(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """What to do better the next time, kept while it is typed."""
    interview = editable_interview(request.user, interview_id)
    form = BetterForm(request.POST)
    if form.is_valid():
        services.note_better(actor=request.user, interview=interview, now=timezone.now(), **form.cleaned_data)
    if request.POST.get("typing") and wants_fragment(request) and form.is_valid():
        return _progress(request, interview)  # the field that is typed in stays as it is
    return after_change(request, interview, "next", form)


def _progress(request: AuthenticatedHttpRequest, interview: Interview) -> HttpResponse:
    return render_parts(request, DEBRIEF, debrief_context(interview, timezone.now()), "progress")


@signed_in
@require_POST
def part_nothing(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A part of the debrief has nothing to write down, or has after all."""
    interview = editable_interview(request.user, interview_id)
    form = NothingForm(request.POST)
    if not form.is_valid():
        return after_change(request, interview, "takes")
    services.say_nothing(actor=request.user, interview=interview, now=timezone.now(), **form.cleaned_data)
    return after_change(request, interview, form.cleaned_data["part"])
