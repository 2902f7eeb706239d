"""Pages about goals."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.goals import access, forms, selectors, services
from apps.goals.models import Criterion, Goal

GET_AND_POST = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def goal_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What the owner wants to find out, and how much in a week."""
    return _list_page(request)


def _list_page(
    request: AuthenticatedHttpRequest,
    form: forms.CriterionForm | None = None,
    editing: Criterion | None = None,
    status: int = 200,
) -> HttpResponse:
    criteria = list(selectors.criteria_of(request.user))
    wanted = request.GET.get("edit", "")
    editing = editing or next((c for c in criteria if str(c.pk) == wanted), None)
    if form is None:
        initial = {"text": editing.text, "weight": editing.weight, "goal": editing.goal_id} if editing else {}
        form = forms.CriterionForm(owner=request.user, initial={"weight": Criterion.Weight.MATTERS} | initial)
    context = {
        "goals": list(selectors.goals_of(request.user)),
        "week": selectors.weekly_target(request.user),
        "criteria": criteria,
        "form": form,
        "editing": editing,
    }
    return render_page(request, "goals/list.html", context, status=status)


@signed_in
@require_POST
def criterion_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Something that matters; each talk is compared with it."""
    form = forms.CriterionForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    services.add_criterion(actor=request.user, now=timezone.now(), **form.cleaned_data)
    return redirect_to(request, f"{reverse('goals:list')}#criteria")


@signed_in
@require_POST
def criterion_edit(request: AuthenticatedHttpRequest, criterion_id: UUID) -> HttpResponse:
    """Other words, another weight, for another question."""
    criterion = access.own_criterion(request.user, criterion_id)
    form = forms.CriterionForm(request.POST, owner=request.user)
    if form.is_valid():
        changed = services.change_criterion(
            actor=request.user, criterion=criterion, now=timezone.now(), **form.cleaned_data
        )
        if changed:
            return redirect_to(request, f"{reverse('goals:list')}#criteria")
        form.add_error("text", "That’s on your list already.")
    return _list_page(request, form, criterion, status=422)


@signed_in
@require_POST
def criterion_retire(request: AuthenticatedHttpRequest, criterion_id: UUID) -> HttpResponse:
    """Doesn't count any more, or counts again; what talks said about it is kept."""
    criterion = access.own_criterion(request.user, criterion_id)
    back = bool(request.POST.get("back"))
    won = services.set_retired(actor=request.user, criterion=criterion, retired=not back, now=timezone.now())
    if won and not back:
        toast(
            request,
            f"“{criterion.text}” doesn’t count any more. What talks said about it is kept.",
            request.path,
            {"back": "1"},
        )
    return redirect_to(request, f"{reverse('goals:list')}#criteria")


@signed_in
@require_http_methods(GET_AND_POST)
def goal_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new goal."""
    form = forms.GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.create_goal(actor=request.user, now=timezone.now(), **form.cleaned_data)
        toast(request, "Added. Your messages can mention it from now on.")
        return redirect_to(request, "goals:list")
    return render_page(request, "goals/edit.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_http_methods(GET_AND_POST)
def goal_edit(request: AuthenticatedHttpRequest, goal_id: UUID) -> HttpResponse:
    """Changes a goal, or closes it."""
    goal = access.own_goal(request.user, goal_id)
    form = forms.GoalForm(request.POST or None, instance=goal)
    if request.method == "POST" and form.is_valid():
        services.update_goal(actor=request.user, goal=goal, now=timezone.now(), **form.cleaned_data)
        toast(request, "Saved.")
        return redirect_to(request, "goals:list")
    context = {"form": form, "goal": goal}
    return render_page(request, "goals/edit.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def goal_state(request: AuthenticatedHttpRequest, goal_id: UUID) -> HttpResponse:
    """Decided, let go, or taken up again; can be undone."""
    goal = access.own_goal(request.user, goal_id)
    before, state = goal.state, request.POST.get("state", "")
    if state in Goal.State.values and services.set_goal_state(
        actor=request.user, goal=goal, state=state, now=timezone.now()
    ):
        said = {"active": "Back on your list.", "decided": "Decided.", "dropped": "Let go."}[state]
        toast(request, said, request.path, {"state": before})
    return redirect_to(request, "goals:list")


@signed_in
@require_http_methods(GET_AND_POST)
def weekly_target(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How much in a week, on what the owner controls."""
    week = selectors.weekly_target(request.user)
    form = forms.WeeklyTargetForm(request.POST or None, initial={"asks": week.asks, "talks": week.talks})
    if request.method == "POST" and form.is_valid():
        services.set_weekly_target(actor=request.user, now=timezone.now(), **form.cleaned_data)
        toast(request, "Saved. The ring on Today counts up to it.")
        return redirect_to(request, "goals:list")
    return render_page(request, "goals/target.html", {"form": form}, status=422 if form.errors else 200)
