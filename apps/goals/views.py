"""Pages about goals."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.goals import access, forms, selectors, services
from apps.goals.models import Goal

GET_AND_POST = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def goal_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What the owner wants to find out, and how much in a week."""
    context = {"goals": list(selectors.goals_of(request.user)), "week": selectors.weekly_target(request.user)}
    return render_page(request, "goals/list.html", context)


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
