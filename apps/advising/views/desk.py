"""The desk of a career center, and the student's preview of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.advising import selectors, services
from apps.advising.access import (
    desk_of,
    own_student,
    reads_flags,
    visible_cohort,
    visible_student,
)
from apps.advising.forms import FilterForm, PurposeForm, page_number
from apps.advising.services.notes import writable_kinds
from apps.centers.access import Scope, at_least, joined_center
from apps.centers.http import staff_only
from apps.centers.models import Level
from apps.centers.navigation import audience
from apps.centers.selectors import agreed_to_older_words
from apps.centers.wording import TEXT_OF, TEXT_VERSION
from apps.core.dates import Reader
from apps.core.htmx import render_page, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in


@require_safe
@staff_only
def cohort_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The cohorts that the reader may open, in all their centers."""
    number = page_number(request.GET.get("page", ""))
    page = selectors.cohort_page(request.user, desk_of(request.user), number)
    context = {"page": page, "advises": "advises" in audience(request.user)}
    return render_page(request, "advising/cohorts.html", context)


@require_safe
@staff_only
def cohort_page(request: AuthenticatedHttpRequest, cohort_id: UUID) -> HttpResponse:
    """How far each student of a cohort has come. Who shares nothing is counted, and never shown as behind."""
    cohort = visible_cohort(request.user, cohort_id)
    number = page_number(request.GET.get("page", ""))
    sheet = services.read_cohort(actor=request.user, cohort=cohort, now=timezone.now(), number=number)
    context = {"cohort": cohort, "sheet": sheet, "reads_flags": reads_flags(row.student for row in sheet.rows)}
    return render_page(request, "advising/cohort.html", context)


@require_safe
@staff_only
def student_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The students that the reader may see, with search and filters."""
    choices = selectors.choices_for(request.user, desk_of(request.user))
    form = FilterForm(request.GET or None, choices=choices)
    filters = form.filters() if form.is_bound else selectors.Filters()
    page, rows = services.read_students(
        actor=request.user, filters=filters, page=request.GET.get("page"), now=timezone.now()
    )
    context = {"selects": form.selects(filters), "filters": filters, "page": page, "rows": rows}
    context["advises"] = "advises" in audience(request.user)
    return render_page(request, "advising/students.html", context, partial="student-table")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def student_page(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """One student. A director POSTs what for, and gets the names in that answer: no redirect, one log row a view."""
    student = visible_student(request.user, membership_id)
    form = PurposeForm(request.POST or None)
    purpose = form.cleaned_data["purpose"] if request.method == "POST" and form.is_valid() else ""
    if request.method == "POST":
        services.require_names(student)
    now = timezone.now()
    sheet = services.read_student(actor=request.user, student=student, purpose=purpose, now=now)
    context = {
        "sheet": sheet,
        "student": student,
        "form": form,
        "note_kinds": writable_kinds(student),
        "reader": Reader.of(request.user),  # each date would ask for it
        "now": now,
    }
    return render_page(request, "advising/student.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def sharing_preview(request: AuthenticatedHttpRequest, center_id: UUID, level: str) -> HttpResponse:
    """Exactly what an advisor sees of the reader at `level`: the same selectors, the same partial, their own rows."""
    if level not in Level.values:
        raise Http404
    me = own_student(request.user, center_id)
    student = replace(me, level=Level(level), scope=Scope.ADVISOR)
    anew = me.level == level and agreed_to_older_words(joined_center(request.user, center_id))
    is_raise = anew or not at_least(me.level, Level(level))
    as_agreed = is_raise and not wants_fragment(request)  # a fragment shows what is seen now
    sheet = services.preview_sheet(actor=request.user, student=student, now=timezone.now(), as_agreed=as_agreed)
    context = {
        "sheet": sheet,
        "student": student,
        "me": me,
        "wording": TEXT_OF[Level(level)],
        "text_version": TEXT_VERSION,
        "is_raise": is_raise,
        "is_preview": True,
    }
    return render_page(request, "advising/preview.html", context, partial="preview")
