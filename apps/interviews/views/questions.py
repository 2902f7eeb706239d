"""The questions of one plan: adding, changing, weighing, ordering, taking away, keeping for other talks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core.htmx import toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import question_bank, services
from apps.interviews.access import editable_interview, editable_question
from apps.interviews.errors import QuestionKnown
from apps.interviews.forms import QuestionForm
from apps.interviews.models import PlannedQuestion
from apps.interviews.services import own_questions
from apps.interviews.services.questions import place_question, trim_plan
from apps.interviews.views.prepare import after_change

MOVES = {"up": -1, "down": 1, "first": -1000, "last": 1000}
STEPS = {"less": -1, "more": 1}


@signed_in
@require_POST
def question_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A question in the owner's own words, or the closing one by its key."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    if (known := question_bank.BY_KEY.get(request.POST.get("key", ""))) is not None:
        services.add_question(
            actor=request.user,
            interview=interview,
            text=known.text,
            category=known.category,
            minutes=known.minutes,
            now=now,
        )
        return after_change(request, interview)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return after_change(request, interview, form)
    added = services.add_question(actor=request.user, interview=interview, text=form.cleaned_data["text"], now=now)
    return after_change(request, interview, added=added)


@signed_in
@require_POST
def question_edit(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Other words, category or weight; also where "Use it" of a hint leads."""
    question = editable_question(request.user, question_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return after_change(request, question.interview, form, edit=str(question.pk))
    services.change_question(
        actor=request.user,
        question=question,
        text=form.cleaned_data["text"],
        category=form.cleaned_data["category"] or None,
        priority=form.cleaned_data["priority"] or None,
    )
    return after_change(request, question.interview)


@signed_in
@require_POST
def question_step(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """One press of a button on a row: weight, minutes or place."""
    question = editable_question(request.user, question_id)
    do = request.POST.get("do", "")
    if do in MOVES:
        services.move_question(actor=request.user, question=question, by=MOVES[do])
    elif do in STEPS:
        services.step_minutes(actor=request.user, question=question, by=STEPS[do])
    elif do in PlannedQuestion.Priority.values:
        services.weigh_question(actor=request.user, question=question, priority=do)
    return after_change(request, question.interview)


@signed_in
@require_POST
def question_place(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Where a question was dropped: after another one, among those to ask or the backups."""
    question = editable_question(request.user, question_id)
    try:
        after = UUID(request.POST.get("after", ""))
    except ValueError:
        after = None
    part = request.POST.get("part", "")
    is_backup = part == "backups" if part in ("asked", "backups") else None
    place_question(actor=request.user, question=question, after=after, is_backup=is_backup)
    return after_change(request, question.interview)


@signed_in
@require_POST
def plan_trim(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """What stands below the line becomes backups."""
    interview = editable_interview(request.user, interview_id)
    trim_plan(actor=request.user, interview=interview)
    return after_change(request, interview)


@signed_in
@require_POST
def question_keep(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Copies a question into the owner's own bank."""
    question = editable_question(request.user, question_id)
    try:
        own_questions.keep_question(
            actor=request.user,
            text=question.text,
            category=question.category,
            minutes=question.minutes,
            now=timezone.now(),
        )
    except QuestionKnown as error:
        toast(request, str(error), level=messages.INFO)
    else:
        toast(request, "Kept in your question bank for other talks.")
    return after_change(request, question.interview)


@signed_in
@require_POST
def question_remove(request: AuthenticatedHttpRequest, question_id: UUID) -> HttpResponse:
    """Out of the plan, with a way back."""
    question = editable_question(request.user, question_id)
    token = services.remove_question(actor=request.user, question=question)
    undo = reverse("interviews:question_restore", args=[question.interview_id])
    toast(request, "Removed from the plan.", undo, {"token": token}, undo_target="#plan")
    return after_change(request, question.interview)


@signed_in
@require_POST
def question_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Puts a removed question back where it stood."""
    interview = editable_interview(request.user, interview_id)
    if services.restore_question(actor=request.user, token=request.POST.get("token", "")) is None:
        toast(request, "That can’t be undone any more.")
    return after_change(request, interview)
