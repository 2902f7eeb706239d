"""The question bank: for one talk, with ready plans and earlier talks, and by itself with the owner's own questions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import own_page, redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import question_bank, selectors, services
from apps.interviews.access import editable_interview, editable_own_question
from apps.interviews.bank_page import bank_page, bank_rows
from apps.interviews.errors import QuestionKnown
from apps.interviews.forms.preparing import OwnQuestionForm, ReadyPlanForm
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview, QuestionCategory
from apps.interviews.plan_page import plan_page
from apps.interviews.selectors import preparing
from apps.interviews.services import own_questions, plans
from apps.interviews.views.prepare import after_change

BANK = "interviews/bank.html"
VIEWS = ("bank", "plans", "earlier")


@signed_in
@require_safe
def bank(request: AuthenticatedHttpRequest) -> HttpResponse:
    """All questions, without a talk."""
    return render_page(request, BANK, _bank_context(request), partial="list")


@signed_in
@require_safe
def talk_bank(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Where questions for a talk come from."""
    interview = editable_interview(request.user, interview_id)
    return render_page(request, BANK, _talk_context(request, interview), partial="list")


def _bank_context(
    request: AuthenticatedHttpRequest, form: OwnQuestionForm | None = None, edit: str = "", **marks: Any
) -> dict[str, Any]:
    asked = request.GET
    rows = bank_rows(preparing.own_questions(request.user), **marks)
    return {
        "rows": rows,
        "back": request.get_full_path(),
        "page": bank_page(rows, q=asked.get("q", "")[:100], category=asked.get("category", "")),
        "view": "bank",
        "form": form or OwnQuestionForm(),
        "edit": edit or asked.get("edit", ""),
        "categories": QuestionCategory.choices,
        "now": timezone.now(),
    }


def _talk_context(
    request: AuthenticatedHttpRequest,
    interview: Interview,
    form: OwnQuestionForm | None = None,
    ready: ReadyPlanForm | None = None,
) -> dict[str, Any]:
    questions = selectors.questions_of(interview)
    planned = {q.text.casefold() for q in questions}
    view = "plans" if ready else request.GET.get("view", "bank")
    context = _bank_context(request, form, planned=planned, earlier=preparing.asked_earlier(interview))
    context |= {"interview": interview, "contact": interview.contact, "plan": plan_page(interview, questions)}
    context["view"] = view = view if view in VIEWS else "bank"
    if view == "plans":
        context |= {"plans": question_bank.PLANS.values(), "ready": ready or ReadyPlanForm(), "planned": len(questions)}
    if view == "earlier":
        talks = preparing.talks_to_reuse(interview)
        chosen = next((t for t in talks if str(t.pk) == request.GET.get("from", "")), None)
        context |= {"talks": talks, "chosen": chosen, "planned": planned}
        context["their_questions"] = selectors.questions_of(chosen) if chosen else []
    return context


@signed_in
@require_POST
def bank_take(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """One question of the bank into the plan, by its key."""
    interview = editable_interview(request.user, interview_id)
    key = request.POST.get("key", "")
    back = own_page(request, request.POST.get("back", ""), reverse("interviews:talk_bank", args=[interview.pk]))
    found = question_bank.BY_KEY.get(key) or preparing.own_question_in(request.user, key)
    planned = {q.text.casefold() for q in selectors.questions_of(interview)}
    if found is not None and found.text.casefold() not in planned:
        services.add_question(
            actor=request.user,
            interview=interview,
            text=found.text,
            category=found.category,
            minutes=found.minutes,
            now=timezone.now(),
        )
    if wants_fragment(request):
        context = _talk_context(request, interview)
        row = next((r for r in context["rows"] if r.key == key), None)
        parts = ("line", "sum") if row else ("sum",)
        return render_parts(request, BANK, context | {"row": row, "back": back}, *parts)
    return redirect_to(request, f"{back}#b-{key}")


@signed_in
@require_POST
def plan_ready(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A full plan in one click; the one that stood there comes back by Undo."""
    interview = editable_interview(request.user, interview_id)
    form = ReadyPlanForm(request.POST)
    if not form.is_valid():
        return render_page(request, BANK, _talk_context(request, interview, ready=form), status=422)
    token = plans.use_ready_plan(
        actor=request.user,
        interview=interview,
        steps=form.steps,
        minutes=form.cleaned_data["minutes"],
        without=[text for text, earlier in preparing.asked_earlier(interview).items() if earlier.of_them],
        now=timezone.now(),
    )
    undo = reverse("interviews:plan_restore", args=[interview.pk])
    toast(request, "Your plan is ready.", undo, {"token": token}, undo_target="#plan")
    return redirect_to(request, f"{reverse('interviews:prepare', args=[interview.pk])}#plan")


@signed_in
@require_POST
def questions_reuse(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """The ticked questions of an earlier talk into this plan."""
    interview = editable_interview(request.user, interview_id)
    wanted = set(request.POST.getlist("question"))
    talks = preparing.talks_to_reuse(interview)
    other = next((t for t in talks if str(t.pk) == request.POST.get("from", "")), None)
    chosen = [q for q in selectors.questions_of(other) if str(q.pk) in wanted] if other else []
    added = plans.reuse_questions(actor=request.user, interview=interview, questions=chosen, now=timezone.now())
    count = len(added)
    toast(request, f"{count} question{'' if count == 1 else 's'} added to the plan." if count else "Nothing to add.")
    return redirect_to(request, f"{reverse('interviews:prepare', args=[interview.pk])}#plan")


@signed_in
@require_POST
def own_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A question for later talks."""
    form = OwnQuestionForm(request.POST)
    if form.is_valid():
        try:
            own_questions.keep_question(actor=request.user, now=timezone.now(), **form.cleaned_data)
        except QuestionKnown as error:
            form.add_error("text", str(error))
    if form.errors:
        return _failed(request, form)
    toast(request, "Kept in your question bank.")
    return redirect_to(request, _back(request))


@signed_in
@require_POST
def own_edit(request: AuthenticatedHttpRequest, own_question_id: UUID) -> HttpResponse:
    """Other words, theme or minutes."""
    question = editable_own_question(request.user, own_question_id)
    form = OwnQuestionForm(request.POST)
    if form.is_valid():
        try:
            own_questions.change_own_question(actor=request.user, question=question, **form.cleaned_data)
        except QuestionKnown as error:
            form.add_error("text", str(error))
    if form.errors:
        return _failed(request, form, edit=str(question.pk))
    return redirect_to(request, _back(request))


@signed_in
@require_POST
def own_remove(request: AuthenticatedHttpRequest, own_question_id: UUID) -> HttpResponse:
    """Out of the bank, with a way back; plans that have it keep it."""
    question = editable_own_question(request.user, own_question_id)
    token = own_questions.remove_own_question(actor=request.user, question=question)
    fields = {"token": token, "back": _back(request)}
    toast(request, "Removed from your question bank.", reverse("interviews:own_restore"), fields)
    return redirect_to(request, _back(request))


@signed_in
@require_POST
def own_restore(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Puts a removed question back."""
    if own_questions.restore_own_question(actor=request.user, token=request.POST.get("token", "")) is None:
        toast(request, "That can’t be undone any more.")
    return redirect_to(request, _back(request))


def _failed(request: AuthenticatedHttpRequest, form: OwnQuestionForm, edit: str = "") -> HttpResponse:
    """The bank again, of the talk it was opened for, with what is wrong."""
    try:
        interview = editable_interview(request.user, UUID(request.POST.get("talk", "")))
    except ValueError:
        return render_page(request, BANK, _bank_context(request, form, edit), status=422)
    return render_page(request, BANK, _talk_context(request, interview, form) | {"edit": edit}, status=422)


def _back(request: AuthenticatedHttpRequest) -> str:
    """The bank as it was looked at, with its search and its talk."""
    return own_page(request, request.POST.get("back", ""), reverse("interviews:bank"))


@signed_in
@require_POST
def plan_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Undoes a ready plan."""
    interview = editable_interview(request.user, interview_id)
    if not plans.restore_plan(actor=request.user, interview=interview, token=request.POST.get("token", "")):
        toast(request, "That can’t be undone any more.")
    return after_change(request, interview)
