"""Reports of a center: the table and plots, on paper, as a file; and the file with a row for each student."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.models import User
from apps.advising.access import report_centers, report_desk
from apps.advising.reports import rows as student_rows
from apps.advising.reports.figures import EXPLAINED
from apps.advising.reports.forms import CohortsForm, MonthsForm, RowsForm
from apps.advising.reports.months import settled_months
from apps.advising.reports.sheet import HEADING, Sheet, cohorts_in, sheet_of
from apps.advising.services import reports as services
from apps.centers.access import Right
from apps.centers.http import require_recent_sign_in, staff_only
from apps.centers.navigation import audience
from apps.core.errors import too_many_requests
from apps.core.htmx import redirect_to, render_page, wants_fragment
from apps.core.http import AuthenticatedHttpRequest
from apps.core.limits import may_again
from apps.core.tables import writing

#: A count that takes longer is said to be slow.
USUAL_WAIT = timedelta(minutes=2)


@require_safe
@staff_only
def report_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The centers whose reports the reader may open; a single one is opened at once.

    An advisor has none before somebody is assigned to them, and reads so.
    """
    centers = list(report_centers(request.user))
    if not centers and "reports" not in audience(request.user):
        raise PermissionDenied
    if len(centers) == 1:
        return redirect_to(request, "advising:report", centers[0].pk)
    return render_page(request, "advising/reports.html", {"centers": centers})


@require_safe
@staff_only
def report_page(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The figures of a center, or of the reader's own caseload, for whole months and whole cohorts.

    While a worker counts, the page asks again; what it asks for then is the whole page, whose choices follow the count.
    """
    context, status = _report(request.user, center_id, request)
    if context["sheet"] and wants_fragment(request) and request.GET.get("counting"):
        return _to_page(request, center_id)
    context["centers"] = report_centers(request.user)
    return render_page(request, "advising/report.html", context, partial="report", status=status)


@require_safe
@staff_only
def report_print(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The same on A4, without the page around it."""
    context, status = _report(request.user, center_id, request)
    if context["asked_at"]:
        return _to_page(request, center_id)
    return render_page(request, "advising/report_print.html", context, status=status)


@require_safe
@staff_only
def report_file(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponseBase:
    """The same as CSV, cell by cell. What the address asks for and we don't know gives the page, never more."""
    context, status = _report(request.user, center_id, request)
    if context["asked_at"]:
        return _to_page(request, center_id)
    sheet: Sheet | None = context["sheet"]
    if sheet is None:
        return render_page(request, "advising/report.html", context, status=status)
    return _csv(writing.write_rows(HEADING, sheet.lines()), f"acquaint-report-{sheet.last:%Y-%m}.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def report_rows(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponseBase:
    """Asks what for, and who it is once more; then a row for each student who shares their progress."""
    desk = report_desk(request.user, center_id, Right.EXPORT_ROWS)
    is_post = request.method == "POST"
    form = RowsForm(request.POST if is_post else None, is_asked=desk.asks_purpose)
    if is_post and form.is_valid():
        require_recent_sign_in(request)
        if not may_again(f"report-rows:{request.user.pk}", times=10, seconds=300):
            return too_many_requests(request)
        now = timezone.now()
        rows = services.export_rows(actor=request.user, desk=desk, purpose=form.cleaned_data["purpose"], now=now)
        lines = writing.write_rows(student_rows.HEADING, student_rows.lines(rows))
        return _csv(lines, f"acquaint-students-{now:%Y-%m-%d}.csv")
    context = {"desk": desk, "form": form, "students": student_rows.count_exportable(request.user, desk)}
    return render_page(request, "advising/report_rows.html", context, status=422 if form.errors else 200)


def _report(user: User, center_id: UUID, request: AuthenticatedHttpRequest) -> tuple[dict[str, Any], int]:
    """What the three forms of a report are made of, and the status: 422 for a month or cohort that there is not."""
    now = timezone.now()
    desk = report_desk(user, center_id, Right.READ_REPORTS)
    context: dict[str, Any] = {"desk": desk, "sheet": None, "explained": EXPLAINED, "query": _query(request)}
    context["asked_at"] = None  # set while a worker counts
    months = settled_months(desk.center.created_at, now)
    if not months:
        return context, 200
    form = context["months"] = MonthsForm(request.GET, months=months)
    if not form.is_valid():
        return context, 422
    runs = services.read_report(actor=user, desk=desk, months=form.cleaned_data["months"], now=now)
    waiting = [run.created_at for run in runs.values() if not run.is_counted]
    if waiting:
        context["asked_at"], context["is_slow"] = min(waiting), min(waiting) < now - USUAL_WAIT
        return context, 200
    cohorts = context["cohorts"] = CohortsForm(request.GET, cohorts=cohorts_in(runs.values()))
    if not cohorts.is_valid():
        return context, 422
    context["sheet"] = sheet_of(runs, cohorts.cleaned_data["cohort"])
    return context, 200


def _query(request: AuthenticatedHttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("counting", None)
    return asked.urlencode()


def _to_page(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The page that was asked for, with the same months and cohorts."""
    query = _query(request)
    return redirect_to(request, reverse("advising:report", args=[center_id]) + (f"?{query}" if query else ""))


def _csv(lines: Any, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(lines, content_type=writing.CONTENT_TYPE, headers=headers)
