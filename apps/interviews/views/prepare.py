"""The prepare page: the plan, what is ready, what one wants, and the brief on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview
from apps.interviews.brief_page import brief_page
from apps.interviews.entry import times_of
from apps.interviews.forms import ObjectiveForm, QuestionForm
from apps.interviews.fragments import render_parts
from apps.interviews.logistics import logistics_context
from apps.interviews.models import Interview, PlannedQuestion, QuestionCategory
from apps.interviews.plan_page import plan_page
from apps.interviews.research_page import research_sheet
from apps.interviews.selectors import preparing

PREPARE = "interviews/prepare.html"
SOON = timedelta(hours=24)
NOW = timedelta(hours=6)  # a talk of these hours is started with one tap, an earlier tap only opens its page


@signed_in
@require_safe
def talk_prepare(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Everything before the talk; afterwards this page still shows when and where it was."""
    interview = editable_interview(request.user, interview_id)
    if interview.is_exchange:
        return redirect_to(request, "interviews:exchange", interview.pk)
    edit = request.GET.get("edit", "")
    if wants_fragment(request):
        return render_parts(request, PREPARE, plan_context(interview, edit=edit), "plan")
    return render_page(request, PREPARE, page_context(interview, edit=edit))


def page_context(interview: Interview, *, edit: str = "", form: QuestionForm | None = None) -> dict[str, Any]:
    """What the whole page needs."""
    now = timezone.now()
    return plan_context(interview, edit=edit, form=form) | {
        **logistics_context(interview, now),
        "starts_soon": interview.starts_at - now < SOON,
        "starts_now": interview.starts_at - now < NOW,
        "objective": ObjectiveForm(initial={"objective": interview.objective}),
        "touches": selectors.recent_touches(interview.contact),
        "lessons": selectors.lessons_before(interview.owner, without=interview) if interview.is_open else [],
    }


def plan_context(interview: Interview, *, edit: str = "", form: QuestionForm | None = None) -> dict[str, Any]:
    """What the plan and the list of what is ready need."""
    sheet = research_sheet(interview, *preparing.research_of(interview))
    runs = preparing.rehearsal_count(interview)
    plan = plan_page(interview, selectors.questions_of(interview), rehearsed=bool(runs), researched=sheet.is_enough)
    return {
        "interview": interview,
        "contact": interview.contact,
        "plan": plan,
        "sheet": sheet,
        "runs": runs,
        "categories": QuestionCategory.choices,
        "priorities": PlannedQuestion.Priority.choices,
        "edit": edit,
        "form": form or QuestionForm(),
        "now": timezone.now(),
    }


def after_change(
    request: AuthenticatedHttpRequest,
    interview: Interview,
    form: QuestionForm | None = None,
    edit: str = "",
    added: PlannedQuestion | None = None,
) -> HttpResponse:
    """The plan and what is ready, fresh; the whole page without scripts. `added` is said below the field."""
    if not wants_fragment(request) and (form is None or form.is_valid()):
        return redirect_to(request, f"{reverse('interviews:prepare', args=[interview.pk])}#plan")
    status = 422 if form is not None and form.errors else 200
    wrong = form if status == 422 else None
    if wants_fragment(request):
        context = plan_context(interview, edit=edit, form=wrong) | {"added": added}
        return render_parts(request, PREPARE, context, "plan", "ready", status=status)
    return render_page(request, PREPARE, page_context(interview, edit=edit, form=wrong), status=status)


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
        return render_parts(request, PREPARE, plan_context(interview), "ready", status=422 if form.errors else 200)
    return redirect_to(request, "interviews:prepare", interview.pk)


@signed_in
@require_safe
def talk_brief(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Everything about the talk on one sheet of paper."""
    interview = editable_interview(request.user, interview_id)
    sheet = research_sheet(interview, *preparing.research_of(interview))
    brief = brief_page(
        interview,
        questions=selectors.questions_of(interview),
        sheet=sheet,
        touches=preparing.touches_before(interview),
        talks=preparing.earlier_talks(interview),
        takeaways=preparing.earlier_takeaways(interview),
        introduction=preparing.introduction_for(interview),
    )
    context = {"interview": interview, "contact": interview.contact, "brief": brief, "both": times_of(interview)}
    return render_page(request, "interviews/brief.html", context | {"now": timezone.now()})
