"""A center's side of requests for records."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.centers.access import Right, center_for
from apps.centers.http import require_recent_sign_in, staff_only
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest
from apps.workspace.access import answerable_request
from apps.workspace.selectors.data import answered_requests, open_requests
from apps.workspace.services.records import answer_request


@staff_only
@require_safe
def records(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Who waits for the center's records about them, and for how long still."""
    center = center_for(request.user, center_id, Right.ANSWER_RECORDS)
    context = {
        "center": center,
        "waiting": open_requests(center, timezone.now()),
        "answered": answered_requests(center),
    }
    return render_page(request, "workspace/records.html", context)


@staff_only
@require_POST
def records_answer(request: AuthenticatedHttpRequest, records_request_id: UUID) -> HttpResponse:
    """Hands everything to the student, in one action."""
    wanted = answerable_request(request.user, records_request_id)
    require_recent_sign_in(request)
    won = answer_request(actor=request.user, request=wanted, now=timezone.now())
    toast(request, f"{wanted.student.name} gets a mail as soon as the copy is ready." if won else "That is answered.")
    return redirect_to(request, "workspace:records", wanted.center_id)
