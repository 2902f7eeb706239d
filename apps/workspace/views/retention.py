"""How long a center keeps what is its own (DAT-4): read by directors and admins, changed by admins (rows 49 and 50)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.centers.access import Right, center_for, may
from apps.centers.http import staff_only
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest
from apps.workspace.retention_forms import RetentionForm
from apps.workspace.selectors.retention import choices_of, dry_run, times_of
from apps.workspace.services.center_retention import choose_times


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def retention(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """What would go now; with other times in the address, what would go then; sent, they are chosen."""
    is_post, now = request.method == "POST", timezone.now()
    center = center_for(request.user, center_id, Right.CHANGE_RETENTION if is_post else Right.READ_RETENTION)
    times = times_of(center)
    form = RetentionForm(request.POST if is_post else request.GET or None, times=times)
    if is_post and form.is_valid():
        changed = choose_times(actor=request.user, center=center, months=form.times, now=now)
        toast(request, "Saved. What is over goes within the hour." if changed else "Nothing changed.")
        return redirect_to(request, "workspace:retention", center.pk)
    is_other = form.is_bound and form.is_valid() and form.times != times
    context = {
        "center": center,
        "form": form,
        "may_change": may(request.user, Right.CHANGE_RETENTION, center.pk),
        "lines": dry_run(center, times, now),
        "other": dry_run(center, form.times, now) if is_other else None,
        "is_same": form.is_bound and form.is_valid() and not is_other,
        "choices": choices_of(center),
    }
    return render_page(request, "workspace/retention.html", context, status=422 if form.errors else 200)
