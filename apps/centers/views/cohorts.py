"""Cohorts of a center: making one, changing it, and who is put in by hand."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers import services
from apps.centers.access import Right, center_for, managed_cohort, reach_of
from apps.centers.cohort_forms import CohortForm, PlacesForm
from apps.centers.errors import CenterError
from apps.centers.http import staff_only
from apps.centers.models import Center
from apps.centers.selectors.cohorts import students_of_cohort
from apps.core.htmx import own_page, redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest

PAGE = 50
TEMPLATE = "centers/cohort.html"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def cohort_create(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """A new cohort: by its name alone, or with the rule that this page asks for."""
    center = center_for(request.user, center_id, Right.MANAGE_MEMBERS)
    is_post = request.method == "POST"
    by_rule = not is_post or "by_rule" in request.POST
    form = CohortForm(request.POST if is_post else None, center=center, by_rule=by_rule)
    if is_post and form.is_valid() and "count" not in request.POST:
        try:
            cohort = services.create_cohort(
                actor=request.user, center=center, name=form.cleaned_data["name"], rule=form.rule(), now=timezone.now()
            )
        except CenterError as error:
            form.add_error("name", str(error))
        else:
            toast(request, f"{cohort.name} is ready." if by_rule else f"{cohort.name} is ready for students.")
            return redirect_to(
                request, "centers:cohort_manage" if by_rule else "centers:center", cohort.pk if by_rule else center_id
            )
    context = {"center": center, "form": form, "reach": _reach(center, form)}
    return render_page(request, TEMPLATE, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def cohort_manage(request: AuthenticatedHttpRequest, cohort_id: UUID) -> HttpResponse:
    """Another name or rule, and who is in it."""
    cohort = managed_cohort(request.user, cohort_id)
    is_post = request.method == "POST"
    form = CohortForm(request.POST if is_post else None, center=cohort.center, cohort=cohort, by_rule=cohort.by_rule)
    if is_post and form.is_valid() and "count" not in request.POST:
        try:
            services.update_cohort(
                actor=request.user, cohort=cohort, name=form.cleaned_data["name"], rule=form.rule(), now=timezone.now()
            )
        except CenterError as error:
            form.add_error("name", str(error))
        else:
            toast(request, "Saved.")
            return redirect_to(request, "centers:cohort_manage", cohort_id)
    page = Paginator(students_of_cohort(cohort), PAGE).get_page(request.GET.get("page"))
    context = {"center": cohort.center, "cohort": cohort, "form": form, "page": page}
    context |= {"reach": _reach(cohort.center, form)} if cohort.by_rule else {}
    return render_page(request, TEMPLATE, context, status=422 if form.errors else 200)


@require_safe
@staff_only
def cohort_reach(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """How many would be in a cohort by the rule that is being filled in."""
    center = center_for(request.user, center_id, Right.MANAGE_MEMBERS)
    form = CohortForm(request.GET, center=center, by_rule=True)
    return render_page(request, "centers/cohort_reach.html", {"reach": _reach(center, form)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def cohort_delete(request: AuthenticatedHttpRequest, cohort_id: UUID) -> HttpResponse:
    """Asks once, then takes a cohort away."""
    cohort = managed_cohort(request.user, cohort_id)
    if request.method != "POST":
        context = {
            "title": f"Delete {cohort.name}?",
            "text": "Its students stay in the center and in their other cohorts. Only the group goes.",
            "action": request.path,
            "label": "Delete the cohort",
            "danger": True,
            "back_url": reverse("centers:cohort_manage", args=[cohort_id]),
        }
        return render_page(request, "components/confirm.html", context)
    services.delete_cohort(actor=request.user, cohort=cohort, now=timezone.now())
    toast(request, f"{cohort.name} is gone.")
    return redirect_to(request, "centers:center", cohort.center_id)


@require_POST
@staff_only
def cohort_places(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Puts the ticked students into a fixed cohort, or takes them out."""
    center = center_for(request.user, center_id, Right.MANAGE_MEMBERS)
    form = PlacesForm(request.POST, center=center)
    back = own_page(request, request.POST.get("back", ""), reverse("centers:center", args=[center_id]))
    if not form.is_valid():
        if {"cohort", "do"} & set(form.errors) and request.POST.get("cohort"):
            raise Http404
        if any(error.code != "required" for error in form.errors.as_data().get("member", [])):
            raise Http404
        toast(request, "Tick the students and choose a cohort.")
        return redirect_to(request, back)
    cohort, students = form.cleaned_data["cohort"], list(form.cleaned_data["member"])
    comes = form.cleaned_data["do"] == "in"
    move = services.put_in if comes else services.take_out
    count = move(actor=request.user, cohort=cohort, students=students, now=timezone.now())
    toast(request, _said(count, cohort.name, comes=comes))
    return redirect_to(request, back)


def _said(count: int, name: str, *, comes: bool) -> str:
    if not count:
        return f"They were in {name} already." if comes else f"Nobody of them was in {name}."
    who = "1 student" if count == 1 else f"{count} students"
    return f"{who} put into {name}." if comes else f"{who} taken out of {name}."


def _reach(center: Center, form: CohortForm) -> object:
    """Whom the rule on the page finds; None while it asks nothing."""
    if form.is_bound:
        form.is_valid()
        rule = form.rule()
    else:
        rule = form.initial_rule()
    return reach_of(center, rule) if rule and rule.asks else None
