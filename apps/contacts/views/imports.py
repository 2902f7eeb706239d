"""The way of a file: upload, check, import, report, and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.contacts.access import visible_import, visible_import_row
from apps.contacts.imports.dates import Ambiguous, parse_date
from apps.contacts.imports.errors import ImportUnderWay, InvalidFix, UnreadableFile
from apps.contacts.imports.forms import PlanForm, UploadForm
from apps.contacts.imports.rows import preview_row
from apps.contacts.models import ImportJob, ImportRow
from apps.contacts.selectors import imports as selectors
from apps.contacts.selectors.duplicates import likely_added
from apps.contacts.selectors.own import own_fields
from apps.contacts.services import imports as services
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in

UPLOAD, CHECK, STATUS = "contacts/import.html", "contacts/import_check.html", "contacts/import_status.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Takes a file; what cannot be read says so beside the field."""
    is_post = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_post else UploadForm()
    if is_post and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            job = services.upload_people(
                actor=request.user, filename=file.name, chunks=file.chunks(), now=timezone.now()
            )
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            return redirect_to(request, "contacts:import_check", job.pk)
    context = {"form": form, "recent": selectors.recent_imports(request.user)}
    return render_page(request, UPLOAD, context, partial="form", status=422 if is_post else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_check(request: AuthenticatedHttpRequest, job_id: UUID) -> HttpResponse:
    """Columns and preview. POST takes other columns, circle, tag or order of dates, and plans again."""
    job = visible_import(request.user, job_id)
    if job.status not in (ImportJob.Status.PLANNING, ImportJob.Status.CHECK):
        return redirect_to(request, "contacts:import_status", job.pk)
    if request.GET.get("poll") and wants_fragment(request):
        return _reading(request, job)
    own = own_fields(request.user)
    form = PlanForm(request.POST if request.method == "POST" else None, job=job, own=own)
    if request.method != "POST":
        return _check_page(request, job, form)
    if not form.is_valid():
        return _check_page(request, job, form, status=422)
    data = form.cleaned_data
    try:
        job = services.change_plan(
            actor=request.user,
            job=job,
            mapping=form.mapping,
            date_order=data["date_order"],
            circle=data["circle"],
            tag=data["tag"],
            now=timezone.now(),
        )
    except ImportUnderWay:
        return redirect_to(request, "contacts:import_status", job.pk)
    if not wants_fragment(request):
        return redirect_to(request, "contacts:import_check", job.pk)
    return _check_page(request, job, PlanForm(job=job, own=own_fields(request.user)))


def _reading(request: AuthenticatedHttpRequest, job: ImportJob) -> HttpResponse:
    """How far the file is read, polled each second; then the whole page."""
    if job.is_planning:
        return render_page(request, CHECK, {"job": job}, partial="reading")
    return redirect_to(request, "contacts:import_check", job.pk)


def _check_page(request: AuthenticatedHttpRequest, job: ImportJob, form: PlanForm, status: int = 200) -> HttpResponse:
    summary = selectors.plan_summary(job)
    wanted = request.GET.get("show") or request.POST.get("show")
    show = wanted if wanted in selectors.SHOWS else "asked" if summary.asked or job.odd_dates else "ready"
    show = "all" if job.is_planning else show
    after = request.GET.get("after", "")
    page = selectors.rows_page(job, summary, show, int(after[:9]) if after.isdecimal() and after.isascii() else 0)
    context = {
        "job": job,
        "form": form,
        "summary": summary,
        "show": show,
        "page": page,
        "rows": [preview_row(row, is_open=not job.is_planning) for row in page.rows],
        "dates": _date_question(job) if show != "ready" and not after and not job.is_planning else None,
        "is_more": bool(after),
        "no_name": not {"given_name", "full_name"} & set(job.mapping.values()),
    }
    partial = "more" if after else "body"
    return render_page(request, CHECK, context, partial=partial, status=status)


def _date_question(job: ImportJob) -> Ambiguous | None:
    """Both readings of the file's first ambiguous date; None when there is none."""
    found = parse_date(job.odd_date) if job.odd_dates else None
    return found if isinstance(found, Ambiguous) else None


@signed_in
@require_POST
def import_row(request: AuthenticatedHttpRequest, job_id: UUID, row_id: UUID) -> HttpResponse:
    """Takes a decision about one row: a button of its own, or what was typed for it."""
    row = visible_import_row(request.user, job_id, row_id)
    typed = request.POST.get("fix")
    error = ""
    try:
        if typed is not None and not request.POST.get("action"):
            services.fix_row(actor=request.user, row=row, text=typed[:400], now=timezone.now())
        else:
            services.choose_action(
                actor=request.user, row=row, action=request.POST.get("action", ""), now=timezone.now()
            )
    except ImportUnderWay:
        return redirect_to(request, "contacts:import_status", job_id)
    except InvalidFix as refused:
        error = str(refused)
    return _row_answer(request, row, error, typed)


def _row_answer(request: AuthenticatedHttpRequest, row: ImportRow, error: str, typed: str | None) -> HttpResponse:
    if not wants_fragment(request):
        if error:
            toast(request, error)
        back = reverse("contacts:import_check", args=[row.job_id])
        return redirect_to(request, f"{back}?show={'all' if not row.asked else 'asked'}#row-{row.pk}")
    context: dict[str, Any] = {
        "job": row.job,
        "summary": selectors.plan_summary(row.job),
        "item": preview_row(row, error=error, typed=typed if error else None),
        "is_fragment": True,
    }
    return render_page(request, CHECK, context, partial="changed", status=422 if error else 200)


@signed_in
@require_POST
def import_start(request: AuthenticatedHttpRequest, job_id: UUID) -> HttpResponse:
    """Queues the import. Pressing twice starts once."""
    job = visible_import(request.user, job_id)
    services.start_import(actor=request.user, job=job, now=timezone.now())
    return redirect_to(request, "contacts:import_status", job.pk)


@signed_in
@require_POST
def import_stop(request: AuthenticatedHttpRequest, job_id: UUID) -> HttpResponse:
    """Stops it, or throws it away before it began."""
    job = visible_import(request.user, job_id)
    services.stop_import(actor=request.user, job=job, now=timezone.now())
    if job.started_at is None:
        toast(request, f"{job.filename} was not imported.")
        return redirect_to(request, "contacts:list")
    return redirect_to(request, "contacts:import_status", job.pk)


@signed_in
@require_safe
def import_status(request: AuthenticatedHttpRequest, job_id: UUID) -> HttpResponse:
    """Progress, polled each second; then the report, as a page of its own."""
    job = visible_import(request.user, job_id)
    if job.status in (ImportJob.Status.PLANNING, ImportJob.Status.CHECK):
        return redirect_to(request, "contacts:import_check", job.pk)
    if wants_fragment(request) and not job.is_pending:
        return redirect_to(request, "contacts:import_status", job.pk)
    context = {
        "job": job,
        "report": None if job.is_pending else selectors.import_report(job),
        "likely": [] if job.is_pending else likely_added(job),
        "can_undo": selectors.can_be_undone(job, timezone.now()),
    }
    return render_page(request, STATUS, context, partial="progress")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: AuthenticatedHttpRequest, job_id: UUID) -> HttpResponse:
    """GET asks, POST queues the way back."""
    job = visible_import(request.user, job_id)
    if request.method == "POST":
        if not services.undo_import(actor=request.user, job=job, now=timezone.now()):
            toast(request, "This import can’t be undone any more.")
        return redirect_to(request, "contacts:import_status", job.pk)
    if not selectors.can_be_undone(job, timezone.now()):
        return redirect_to(request, "contacts:import_status", job.pk)
    return render_page(request, "contacts/import_undo.html", {"job": job, "report": selectors.import_report(job)})
