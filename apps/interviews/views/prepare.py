"""The prepare page and its question plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview, editable_question
from apps.interviews.forms import ObjectiveForm, QuestionForm
from apps.interviews.fragments import render_parts
from apps.interviews.logistics import logistics_context
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory
from apps.interviews.plan_page import bank_by_category, plan_page
from apps.interviews.question_bank import BY_KEY

PREPARE = "interviews/prepare.html"
SOON = timedelta(hours=24)
MOVES = {"up": -1, "down": 1, "first": -1000, "last": 1000}
STEPS = {"less": -1, "more": 1}


@signed_in
@require_safe
def talk_prepare(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Everything before the talk; afterwards this page still shows when and where it was."""
    interview = editable_interview(request.user, interview_id)
    if interview.is_exchange:
        return redirect_to(request, "interviews:exchange", interview.pk)
    edit = request.GET.get("edit", "")
    if wants_fragment(request):
        return render_parts(request, PREPARE, _plan_context(interview, edit=edit), "plan")
    return render_page(request, PREPARE, _page_context(request, interview, edit=edit))


def _page_context(
    request: AuthenticatedHttpRequest, interview: Interview, *, edit: str = "", form: QuestionForm | None = None
) -> dict[str, Any]:
    return _plan_context(interview, edit=edit, form=form) | {
        **logistics_context(interview, timezone.now()),
        "starts_soon": interview.starts_at - timezone.now() < SOON,
        "objective": ObjectiveForm(initial={"objective": interview.objective}),
        "touches": selectors.recent_touches(interview.contact),
    }


def _plan_context(interview: Interview, *, edit: str = "", form: QuestionForm | None = None) -> dict[str, Any]:
    questions = selectors.questions_of(interview)
    return {
        "interview": interview,
        "contact": interview.contact,
        "plan": plan_page(interview, questions),
        "bank": bank_by_category(questions),
        "categories": QuestionCategory.choices,
        "priorities": PlannedQuestion.Priority.choices,
        "edit": edit,
        "form": form or QuestionForm(),
        "now": timezone.now(),
    }


def _after_change(
    request: AuthenticatedHttpRequest, interview: Interview, form: QuestionForm | None = None, edit: str = ""
) -> HttpResponse:
    """The plan and what is ready, fresh; the whole page without scripts."""
    if not wants_fragment(request) and (form is None or form.is_valid()):
        return redirect_to(request, f"{reverse('interviews:prepare', args=[interview.pk])}#plan")
    status = 422 if form is not None and form.errors else 200
    wrong = form if status == 422 else None
    if wants_fragment(request):
        context = _plan_context(interview, edit=edit, form=wrong)
        return render_parts(request, PREPARE, context, "plan", "ready", status=status)
    return render_page(request, PREPARE, _page_context(request, interview, edit=edit, form=wrong), status=status)


@signed_in
@require_POST
def objective_save(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """What one wants to walk away with."""
    interview = editable_interview(request.user, interview_id)
    form = ObjectiveForm(request.POST)
    if form.is_valid():
        services.set_objective(actor=request.user, interview=interview, objective=form.cleaned_data["objective"])
        interview.refresh_from_db(fields=["objective"])
    if wants_fragment(request):
        return render_parts(request, PREPARE, _plan_context(interview), "ready", status=422 if form.errors else 200)
    return redirect_to(request, "interviews:prepare", interview.pk)


@signed_in
@require_POST
def question_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A question of one's own, or one of the bank by its key."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    from_bank = BY_KEY.get(request.POST.get("key", ""))
    if from_bank is not None:
        services.add_question(
            actor=request.user,
            interview=interview,
            text=from_bank.text,
            category=from_bank.category,
            minutes=from_bank.minutes,
            now=now,
        )
        return _after_change(request, interview)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _after_change(request, interview, form)
    services.add_question(actor=request.user, interview=interview, text=form.cleaned_data["text"], now=now)
    return _after_change(request, interview)


@signed_in
@require_POST
def question_edit(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Other words, category or weight; also where "Use it" of a hint leads."""
    question = editable_question(request.user, question_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _after_change(request, question.interview, form, edit=str(question.pk))
    services.change_question(
        actor=request.user,
        question=question,
        text=form.cleaned_data["text"],
        category=form.cleaned_data["category"] or None,
        priority=form.cleaned_data["priority"] or None,
    )
    return _after_change(request, question.interview)


@signed_in
@require_POST
def question_step(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """One press of a button on a row: star, minutes or place."""
    question = editable_question(request.user, question_id)
    do = request.POST.get("do", "")
    if do in MOVES:
        services.move_question(actor=request.user, question=question, by=MOVES[do])
    elif do in STEPS:
        services.step_minutes(actor=request.user, question=question, by=STEPS[do])
    elif do in ("must", "backup"):
        services.star_question(actor=request.user, question=question, must=do == "must")
    return _after_change(request, question.interview)


@signed_in
@require_POST
def question_remove(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Out of the plan, with a way back."""
    question = editable_question(request.user, question_id)
    token = services.remove_question(actor=request.user, question=question)
    undo = reverse("interviews:question_restore", args=[question.interview_id])
    toast(request, "Removed from the plan.", undo, {"token": token}, undo_target="#plan")
    return _after_change(request, question.interview)


@signed_in
@require_POST
def question_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Puts a removed question back where it stood."""
    interview = editable_interview(request.user, interview_id)
    if services.restore_question(actor=request.user, token=request.POST.get("token", "")) is None:
        toast(request, "That can’t be undone any more.")
    return _after_change(request, interview)
