"""Days on which a center is closed: for directors and admins."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.centers import selectors, services
from apps.centers.access import Right, center_for, managed_closed_days
from apps.centers.errors import CenterError
from apps.centers.forms import ClosedDaysForm
from apps.centers.http import staff_only
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def closed_days(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The list, and a form to add to it. Undo of a removal comes here as well."""
    center = center_for(request.user, center_id, Right.MANAGE_CLOSED_DAYS)
    now, reader = timezone.now(), Reader.of(request.user)
    form = ClosedDaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = services.add_closed_days(actor=request.user, center=center, now=now, **form.cleaned_data)
        except CenterError as error:
            form.add_error("first_day", str(error))
        else:
            toast(request, f"Closed {reader.days(closed.first_day, closed.last_day, now)}.")
            return redirect_to(request, "centers:closed_days", center_id)
    coming, past = selectors.closures_of(center, reader.day_of(now))
    context = {
        "center": center,
        "form": form,
        "coming": [(c, reader.days(c.first_day, c.last_day, now)) for c in coming],
        "past": [(c, reader.days(c.first_day, c.last_day, now)) for c in past],
    }
    return render_page(request, "centers/closed_days.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only
def closed_days_remove(request: AuthenticatedHttpRequest, closed_day_id: UUID) -> HttpResponse:
    """Takes days off the list, with a way back."""
    closed = managed_closed_days(request.user, closed_day_id)
    now = timezone.now()
    services.remove_closed_days(actor=request.user, closed=closed, now=now)
    days = Reader.of(request.user).days(closed.first_day, closed.last_day, now)
    again = {"first_day": closed.first_day, "last_day": closed.last_day, "label": closed.label}
    toast(request, f"{days}: open again.", reverse("centers:closed_days", args=[closed.center_id]), again)
    return redirect_to(request, "centers:closed_days", closed.center_id)
