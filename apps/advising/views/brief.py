"""One page before a meeting: what changed since the reader last met a student."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.advising import services
from apps.advising.forms import PurposeForm
from apps.advising.note_access import advised_student
from apps.advising.note_forms import SinceForm
from apps.advising.services.since import read_brief
from apps.centers.http import staff_only
from apps.core.dates import Reader
from apps.core.htmx import render_page
from apps.core.http import AuthenticatedHttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def brief(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """Since the last meeting, or the day in the query. A director POSTs what for, and gets the names in that answer."""
    student, now = advised_student(request.user, membership_id), timezone.now()
    form = PurposeForm(request.POST or None)
    purpose = form.cleaned_data["purpose"] if request.method == "POST" and form.is_valid() else ""
    if request.method == "POST":
        services.require_names(student)
    days = SinceForm(request.GET or None, today=Reader.of(request.user).day_of(now))
    since = days.cleaned_data["since"] if days.is_bound and days.is_valid() else None
    sheet = read_brief(actor=request.user, student=student, since=since, purpose=purpose, now=now)
    context = {
        "student": student,
        "brief": sheet,
        "form": form,
        "days": days if days.errors else SinceForm(initial={"since": sheet.since}, today=sheet.since),
        "now": now,
    }
    return render_page(request, "advising/brief.html", context, status=422 if form.errors or days.errors else 200)
