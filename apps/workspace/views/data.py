"""One's own data: a copy of everything, a center's records, and leaving for good."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers.http import require_recent_sign_in
from apps.core.errors import too_many_requests
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.limits import may_again
from apps.workspace.access import attended_center, own_copy, own_records_request
from apps.workspace.forms import LeavingForm
from apps.workspace.selectors.data import full_copy, people_kept_months, records_of
from apps.workspace.selectors.leaving import leaving
from apps.workspace.services.copies import ask_for_copy, open_copy
from apps.workspace.services.leaving import CannotClose, close_account
from apps.workspace.services.records import ask_for_records, withdraw_request


@signed_in
@require_safe
def data(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What can be done about one's data. While a copy is being made, the part about it asks again by itself."""
    now = timezone.now()
    context = {
        "full": full_copy(request.user, now),
        "records": records_of(request.user, now),
        "months": people_kept_months(),
    }
    return render_page(request, "workspace/data.html", context, partial="copy")


@signed_in
@require_POST
def data_copy(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Has a copy of everything made, for whoever has just shown who they are."""
    require_recent_sign_in(request)
    if not may_again(f"copy:{request.user.pk}", times=5, seconds=3600):
        return too_many_requests(request)
    ask_for_copy(actor=request.user, now=timezone.now())
    return redirect_to(request, "workspace:data")


@signed_in
@require_safe
def data_copy_file(request: AuthenticatedHttpRequest, token: str) -> HttpResponseBase:
    """The archive, to its owner."""
    now = timezone.now()
    copy = own_copy(request.user, token, now)
    require_recent_sign_in(request)
    file = open_copy(copy)
    if file is None:
        toast(request, "That copy is gone. Ask for another one.", level=messages.ERROR)
        return redirect_to(request, "workspace:data")
    day = now.astimezone(request.user.zone).date().isoformat()
    name = f"acquaint-{'center-records' if copy.center_id else 'everything'}-{day}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_POST
def records_ask(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Asks a center for what it holds about the reader."""
    center = attended_center(request.user, center_id)
    asked = ask_for_records(actor=request.user, center=center, now=timezone.now())
    toast(request, f"{center.name} has 45 days to answer." if asked else "You have asked already.")
    return redirect_to(request, "workspace:data")


@signed_in
@require_POST
def records_withdraw(request: AuthenticatedHttpRequest, records_request_id: UUID) -> HttpResponse:
    """Takes such a request back."""
    wanted = own_records_request(request.user, records_request_id)
    won = withdraw_request(actor=request.user, request=wanted, now=timezone.now())
    toast(request, "Taken back." if won else "It is answered already.")
    return redirect_to(request, "workspace:data")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def data_delete(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Says what goes and what stays; POST closes the account, and everything in it is deleted."""
    form = LeavingForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST":
        require_recent_sign_in(request)
        if form.is_valid():
            try:
                close_account(actor=request.user, now=timezone.now())
            except CannotClose as refusal:
                form.add_error(None, str(refusal))
            else:
                logout(request)
                return redirect_to(request, "workspace:data_closed")
    context = {"form": form, "leaving": leaving(request.user)}
    return render_page(request, "workspace/data_delete.html", context, status=422 if form.is_bound else 200)


@require_safe
def data_closed(request: HttpRequest) -> HttpResponse:
    """The last page: the account is closed."""
    return render_page(request, "workspace/data_closed.html")
