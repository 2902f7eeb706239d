"""Caseloads of a center: who looks after how many, handing over, and standing in for a colleague."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers import services
from apps.centers.access import Right, Student, center_for, may
from apps.centers.access.caseloads import (
    assignable_student,
    caseload_centers,
    caseloads_of_center,
    covering_center,
    endable_cover,
    managed_caseload,
    student_to_cover,
)
from apps.centers.caseload_forms import CoverForm, DaysForm, HandOverForm
from apps.centers.errors import CenterError
from apps.centers.http import staff_only
from apps.centers.models import Center
from apps.centers.selectors import caseloads as selectors
from apps.centers.views.members import page_of_member
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest


@require_safe
@staff_only
def my_caseloads(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Straight to the one center, or a list of them."""
    mine = caseload_centers(request.user)
    if len(mine) == 1:
        return redirect_to(request, "centers:caseloads", mine[0].center_id)
    return render_page(request, "centers/caseload_centers.html", {"memberships": mine})


@require_safe
@staff_only
def caseloads(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Who looks after how many, and who stands in for whom."""
    return _page(request, caseloads_of_center(request.user, center_id))


@require_POST
@staff_only
def hand_over(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """A whole caseload goes to somebody else: directors only (row 21)."""
    center = center_for(request.user, center_id, Right.ASSIGN_CASELOAD)
    form = HandOverForm(request.POST, center=center)
    if form.is_valid():
        try:
            moved = services.hand_over(actor=request.user, now=timezone.now(), **form.cleaned_data)
        except CenterError as error:
            form.add_error("taker", str(error))
        else:
            name, day = form.cleaned_data["taker"].user.name, Reader.of(request.user).date(form.cleaned_data["first"])
            students = f"{moved} student{'' if moved == 1 else 's'}"
            toast(request, f"{name} looks after {students} of that caseload from {day} on.")
            return redirect_to(request, "centers:caseloads", center_id)
    return _page(request, center, status=422, hand_over_form=form)


@require_POST
@staff_only
def cover(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The reader stands in for a colleague, for everybody whom they look after (row 22)."""
    center = covering_center(request.user, center_id)
    form = CoverForm(request.POST, colleagues=selectors.colleagues_of(center, request.user, timezone.now()))
    if form.is_valid() and _take(request, form):
        return redirect_to(request, "centers:caseloads", center_id)
    return _page(request, center, status=422, cover_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def cover_student(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """The same for one student."""
    student, now = student_to_cover(request.user, membership_id), timezone.now()
    colleagues = selectors.advisors_to_cover(student.id, now)
    initial = {"absent": colleagues.first(), "first": Reader.of(request.user).day_of(now)}
    form = CoverForm(request.POST or None, colleagues=colleagues, initial=initial)
    if request.method == "POST" and form.is_valid() and _take(request, form, only=student):
        return redirect_to(request, "advising:student", membership_id)
    context = {"student": student, "form": form}
    return render_page(request, "centers/cover.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only
def cover_end(request: AuthenticatedHttpRequest, cover_id: UUID) -> HttpResponse:
    """Ends a cover before its last day: who took it, or a director."""
    found = endable_cover(request.user, cover_id)
    services.end_cover(actor=request.user, cover=found, now=timezone.now())
    toast(request, f"The cover for {found.absent.user.name} has ended.")
    return redirect_to(request, "centers:caseloads", found.staff.center_id)


@require_POST
@staff_only
def member_days(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Somebody looks after a student from day to day: directors only (row 21)."""
    student = assignable_student(request.user, membership_id)
    form = DaysForm(request.POST, student=student)
    if form.is_valid():
        try:
            services.assign_for_days(actor=request.user, student=student, now=timezone.now(), **form.cleaned_data)
        except CenterError as error:
            form.add_error("member", str(error))
        else:
            toast(request, f"{form.cleaned_data['member'].user.name} looks after {student.user.name} on these days.")
            return redirect_to(request, "centers:member", membership_id)
    return page_of_member(request, student, status=422, days_form=form)


@require_POST
@staff_only
def caseload_end(request: AuthenticatedHttpRequest, caseload_id: UUID) -> HttpResponse:
    """Ends an assignment at once, or calls off one that is to come: directors only (row 21)."""
    found = managed_caseload(request.user, caseload_id)
    services.end_caseload(actor=request.user, caseload=found, now=timezone.now())
    toast(request, f"{found.staff.user.name} no longer looks after {found.student.user.name}.")
    return redirect_to(request, "centers:member", found.student_id)


def _take(request: AuthenticatedHttpRequest, form: CoverForm, only: Student | None = None) -> bool:
    try:
        taken = services.take_cover(actor=request.user, now=timezone.now(), only=only, **form.cleaned_data)
    except CenterError as error:
        form.add_error(None, str(error))
        return False
    days = Reader.of(request.user).days(form.cleaned_data["first"], form.cleaned_data["last"])
    toast(request, f"You stand in for {taken.absent.user.name}, {days}. It ends by itself.")
    return True


def _page(request: AuthenticatedHttpRequest, center: Center, *, status: int = 200, **forms: object) -> HttpResponse:
    now, user = timezone.now(), request.user
    directs = may(user, Right.ASSIGN_CASELOAD, center.pk)
    today = Reader.of(user).day_of(now)
    context: dict[str, object] = {
        "center": center,
        "loads": selectors.loads_of(center, now),
        "covers": selectors.covers_in(center, now),
        "directs": directs,
        "me": user.pk,
        "now": now,
    }
    if directs:
        context["hand_over_form"] = HandOverForm(center=center, initial={"first": today})
    if not center.open_caseload and may(user, Right.TAKE_COVER, center.pk, purpose="any"):
        colleagues = selectors.colleagues_of(center, user, now)
        context["cover_form"] = CoverForm(colleagues=colleagues, initial={"first": today})
    return render_page(request, "centers/caseloads.html", context | forms, status=status)
