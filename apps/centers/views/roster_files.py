"""The way of a roster file: upload, look, apply, report, and back."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers.access import Right, center_for, managed_roster_import
from apps.centers.errors import CenterError
from apps.centers.http import staff_only
from apps.centers.roster.columns import SYNONYMS
from apps.centers.roster.errors import UnreadableRoster
from apps.centers.roster.forms import RosterAnswersForm, RosterUploadForm
from apps.centers.selectors import roster as selectors
from apps.centers.services import roster as services
from apps.centers.views.manage import refuse
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest
from apps.core.tables import writing

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def roster_upload(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Takes a file; what cannot be read says so beside the field."""
    center = center_for(request.user, center_id, Right.INVITE_STUDENTS)
    is_post = request.method == "POST"
    form = RosterUploadForm(request.POST if is_post else None, request.FILES if is_post else None, center=center)
    if is_post and form.is_valid():
        data = form.cleaned_data
        try:
            job = services.upload_roster(
                actor=request.user,
                center=center,
                filename=data["file"].name,
                chunks=data["file"].chunks(),
                full_cohort=data["full_cohort"],
                threshold=data["threshold"],
                now=timezone.now(),
            )
        except UnreadableRoster as error:
            form.add_error("file", str(error))
        else:
            return redirect_to(request, "centers:roster_import", job.pk)
    context = {"center": center, "form": form, "columns": list(SYNONYMS)}
    return render_page(request, "centers/roster_upload.html", context, status=422 if is_post else 200)


@require_safe
@staff_only
def roster_import(request: AuthenticatedHttpRequest, roster_import_id: UUID) -> HttpResponse:
    """Progress, polled each second; the preview of every row; and afterwards the report. One page, three times."""
    job = managed_roster_import(request.user, roster_import_id)
    if wants_fragment(request) and request.GET.get("poll"):
        if job.is_pending:
            return render_page(request, "centers/roster_import.html", {"job": job}, partial="progress")
        return redirect_to(request, "centers:roster_import", job.pk)
    tabs = selectors.tabs_of(job)
    wanted = request.GET.get("show", "")
    first = next((tab.key for tab in tabs if tab.count), "create")
    show = wanted if wanted in {tab.key for tab in tabs} else first
    page = Paginator(selectors.rows_of_tab(job, show), PAGE).get_page(request.GET.get("page"))
    context = {
        "job": job,
        "center": job.center,
        "tabs": tabs,
        "show": show,
        "page": page,
        "rows": [(row, selectors.where_in_file(row)) for row in page.object_list],
        "counts": {tab.key: tab.count for tab in tabs},
        "has_work": services.has_work(job),
        "can_undo": services.can_be_undone(job, timezone.now()),
    }
    return render_page(request, "centers/roster_import.html", context, partial="rows")


@require_POST
@staff_only
def roster_plan(request: AuthenticatedHttpRequest, roster_import_id: UUID) -> HttpResponse:
    """Reads the file again with other answers."""
    job = managed_roster_import(request.user, roster_import_id)
    form = RosterAnswersForm(request.POST)
    form.is_valid()
    services.change_roster_plan(actor=request.user, job=job, now=timezone.now(), **form.cleaned_data)
    return redirect_to(request, "centers:roster_import", job.pk)


@require_POST
@staff_only
def roster_apply(request: AuthenticatedHttpRequest, roster_import_id: UUID) -> HttpResponse:
    """Queues what the preview shows. Pressing twice does it once."""
    job = managed_roster_import(request.user, roster_import_id)
    try:
        services.apply_roster(actor=request.user, job=job, now=timezone.now())
    except CenterError as error:
        return refuse(request, error, "centers:roster_import", job.pk)
    return redirect_to(request, "centers:roster_import", job.pk)


@require_POST
@staff_only
def roster_discard(request: AuthenticatedHttpRequest, roster_import_id: UUID) -> HttpResponse:
    """Throws a file away that nobody applied."""
    job = managed_roster_import(request.user, roster_import_id)
    if services.discard_roster(actor=request.user, job=job, now=timezone.now()):
        toast(request, f"{job.filename} was thrown away. Nothing changed.")
    return redirect_to(request, "centers:roster", job.center_id)


@require_POST
@staff_only
def roster_undo(request: AuthenticatedHttpRequest, roster_import_id: UUID) -> HttpResponse:
    """Queues the way back."""
    job = managed_roster_import(request.user, roster_import_id)
    try:
        if not services.undo_roster(actor=request.user, job=job, now=timezone.now()):
            toast(request, "This file can’t be undone any more.")
    except CenterError as error:
        return refuse(request, error, "centers:roster_import", job.pk)
    return redirect_to(request, "centers:roster_import", job.pk)


@require_safe
@staff_only
def roster_report(request: AuthenticatedHttpRequest, roster_import_id: UUID) -> HttpResponseBase:
    """What happens or happened to every row, for a spreadsheet."""
    job = managed_roster_import(request.user, roster_import_id)
    lines = writing.write_rows(selectors.REPORT_HEADING, selectors.report_rows(job))
    response = StreamingHttpResponse(lines, content_type=writing.CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="roster-report.csv"'
    return response
