"""One member of a center, and what a director or admin may change."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers import selectors, services
from apps.centers.access import Right, center_for, managed_membership, may
from apps.centers.caseload_forms import DaysForm
from apps.centers.errors import CenterError
from apps.centers.forms import CardForm, CaseloadForm, RoleForm
from apps.centers.http import require_recent_sign_in, staff_only
from apps.centers.models import Membership, Role
from apps.centers.selectors.caseloads import dated_caseloads
from apps.centers.selectors.cohorts import cohorts_of_student
from apps.centers.views.manage import refuse
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest


def page_of_member(
    request: AuthenticatedHttpRequest, member: Membership, *, status: int = 200, **forms: object
) -> HttpResponse:
    """The page of a member as the reader may change it; `forms` are those that came back with errors."""
    is_student = member.role == Role.STUDENT
    directs = may(request.user, Right.MANAGE_STAFF, member.center_id)
    is_self = member.user_id == request.user.pk
    context: dict[str, object] = {
        "center": member.center,
        "member": member,
        "is_self": is_self,
        "may_end": not is_self and (directs or member.role != Role.DIRECTOR),
    }
    if is_student:
        cohorts = cohorts_of_student(member)
        context["card_form"] = CardForm(
            center=member.center,
            initial={"cohorts": [c.pk for c in cohorts if not c.by_rule], "program": member.program},
        )
        context["by_rule"] = [c for c in cohorts if c.by_rule]
        if directs:
            context["caseload_form"] = CaseloadForm(student=member, initial={"staff": selectors.caseload_staff(member)})
            context["days_form"] = DaysForm(student=member)
            context["dated"] = dated_caseloads(member, timezone.now())
        else:
            context["advisors"] = selectors.advisors_of([member.pk]).get(member.pk, [])
    elif directs and not is_self:
        context["role_form"] = RoleForm(initial={"role": member.role})
    return render_page(request, "centers/member.html", context | forms, status=status)


@require_safe
@staff_only
def member_page(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Roster card, who looks after them, role."""
    return page_of_member(request, managed_membership(request.user, membership_id))


@require_POST
@staff_only
def member_card(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Program and cohorts of a student."""
    member = managed_membership(request.user, membership_id)
    form = CardForm(request.POST, center=member.center)
    if not form.is_valid():
        return page_of_member(request, member, status=422, card_form=form)
    services.update_card(actor=request.user, membership=member, now=timezone.now(), **form.cleaned_data)
    toast(request, "Saved.")
    return redirect_to(request, "centers:member", membership_id)


@require_POST
@staff_only
def member_caseload(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Who looks after a student: directors only (row 21)."""
    member = managed_membership(request.user, membership_id)
    center_for(request.user, member.center_id, Right.ASSIGN_CASELOAD)
    form = CaseloadForm(request.POST, student=member)
    if member.role != Role.STUDENT or not form.is_valid():
        return page_of_member(request, member, status=422, caseload_form=form)
    staff = list(form.cleaned_data["staff"])
    services.assign_caseload(actor=request.user, student=member, staff=staff, now=timezone.now())
    toast(request, f"{member.user.name} is looked after by {_and([m.user.name for m in staff]) or 'nobody yet'}.")
    return redirect_to(request, "centers:member", membership_id)


@require_POST
@staff_only
def member_role(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Another role for a member of staff: directors only (row 48)."""
    member = managed_membership(request.user, membership_id)
    center_for(request.user, member.center_id, Right.MANAGE_STAFF)
    require_recent_sign_in(request)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return page_of_member(request, member, status=422, role_form=form)
    role = Role(form.cleaned_data["role"])
    try:
        services.change_role(actor=request.user, membership=member, role=role, now=timezone.now())
    except CenterError as error:
        return refuse(request, error, "centers:member", membership_id)
    toast(request, f"{member.user.name} is {role.label.lower()} now.")
    return redirect_to(request, "centers:member", membership_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def member_end(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Asks once, then ends a membership."""
    member = managed_membership(request.user, membership_id)
    if request.method != "POST":
        context = {
            "title": f"End {member.user.name}’s membership?",
            "text": "They keep their account and everything they wrote. The center loses sight of it at once.",
            "action": request.path,
            "label": "End membership",
            "danger": True,
            "back_url": reverse("centers:member", args=[membership_id]),
        }
        return render_page(request, "components/confirm.html", context)
    try:
        services.end_membership(actor=request.user, membership=member, now=timezone.now())
    except CenterError as error:
        return refuse(request, error, "centers:member", membership_id)
    toast(request, f"{member.user.name} has left {member.center.name}.")
    return redirect_to(request, "centers:center", member.center_id)


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
