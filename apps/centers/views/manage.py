"""Running a center: for directors and admins."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers import selectors, services
from apps.centers.access import Right, center_for, may
from apps.centers.errors import CenterError
from apps.centers.forms import CenterForm, OpenCenterForm
from apps.centers.http import staff_only
from apps.centers.models import STAFF_ROLES
from apps.centers.selectors.cohorts import cohorts_in_words, fixed_cohorts
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in

CLOSED_SHOWN = 3


@require_safe
@signed_in
def center_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The reader's centers; straight to the only one that they run."""
    mine = selectors.memberships_of(request.user)
    managed = [m for m in mine if m.role in STAFF_ROLES and may(request.user, Right.MANAGE_MEMBERS, m.center_id)]
    if len(mine) == len(managed) == 1:
        return redirect_to(request, "centers:center", managed[0].center_id)
    context = {"memberships": mine, "managed": {m.pk for m in managed}}
    return render_page(request, "centers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def center_open(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Anybody may open a center; whoever does is its director."""
    form = OpenCenterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        center = services.open_center(actor=request.user, name=form.cleaned_data["name"], now=timezone.now())
        toast(request, f"{center.name} is open. Next: invite an advisor or your first students.")
        return redirect_to(request, "centers:center", center.pk)
    return render_page(request, "centers/open.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_only
def center_page(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Staff, students, cohorts and open invitations of one center."""
    center = center_for(request.user, center_id, Right.MANAGE_MEMBERS)
    search = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    page = Paginator(selectors.roster_of(center, search=search), 50).get_page(request.GET.get("page"))
    members = list(page.object_list)
    now, reader = timezone.now(), Reader.of(request.user)
    coming, _ = selectors.closures_of(center, reader.day_of(now))
    looked_after_by = selectors.advisors_of([m.pk for m in members])
    context = {
        "center": center,
        "q": search,
        "page": page,
        "roster": [(m, looked_after_by.get(m.pk, [])) for m in members],
        "staff": selectors.staff_of(center),
        "cohorts": cohorts_in_words(center),
        "invitations": selectors.open_invitations(center, with_staff=may(request.user, Right.MANAGE_STAFF, center.pk)),
        "is_director": may(request.user, Right.MANAGE_CENTER, center.pk),
        "closed": [(reader.days(c.first_day, c.last_day, now), c.label) for c in coming[:CLOSED_SHOWN]],
        "fixed": fixed_cohorts(center) if members else [],
        "form": CenterForm(instance=center),
        "now": now,
    }
    return render_page(request, "centers/center.html", context, partial="roster")


@require_POST
@staff_only
def center_update(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Name, and whether every advisor looks after everybody."""
    center = center_for(request.user, center_id, Right.MANAGE_CENTER)
    form = CenterForm(request.POST, instance=center)
    if not form.is_valid():
        return render_page(request, "centers/settings.html", {"center": center, "form": form}, status=422)
    services.update_center(actor=request.user, center=center, now=timezone.now(), **form.cleaned_data)
    toast(request, "Saved.")
    return redirect_to(request, "centers:center", center_id)


def refuse(request: AuthenticatedHttpRequest, error: CenterError, to: str, *args: object) -> HttpResponse:
    """Back to where they came from, with the reason."""
    toast(request, str(error), level=messages.ERROR)
    return redirect_to(request, to, *args)
