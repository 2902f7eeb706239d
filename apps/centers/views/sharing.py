"""The student's own pages: what a center sees, who looked, leaving."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.centers import selectors, services
from apps.centers.access import at_least, joined_center
from apps.centers.errors import CenterError
from apps.centers.forms import LevelForm
from apps.centers.models import Level
from apps.centers.selectors.roster import waiting_address
from apps.centers.views.manage import refuse
from apps.centers.wording import TEXT_OF, TEXT_VERSION
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in


@require_safe
@signed_in
def sharing(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Straight to the one center, or a list of them."""
    joined = selectors.student_memberships_of(request.user)
    if len(joined) == 1:
        return redirect_to(request, "centers:center_sharing", joined[0].center_id)
    return render_page(request, "centers/sharing_list.html", {"memberships": joined})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def center_sharing(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The three levels. Less takes one click; more leads to the exact preview, whose button comes back here."""
    membership = joined_center(request.user, center_id)
    now = selectors.sharing_of(membership)
    if request.method == "POST":
        form = LevelForm(request.POST)
        if form.is_valid():
            level = Level(form.cleaned_data["level"])
            seen = form.cleaned_data["text_version"] == TEXT_VERSION
            if not seen and (not at_least(now.level, level) or (now.is_older and level == now.level)):
                return redirect_to(request, "advising:sharing_preview", center_id, level.value)
            services.set_level(actor=request.user, center=membership.center, level=level, now=timezone.now())
            toast(request, f"{membership.center.name} sees this from now on: {TEXT_OF[level].title.lower()}.")
        return redirect_to(request, "centers:center_sharing", center_id)
    looks = selectors.disclosures_of(request.user).filter(center=center_id)[:3]
    context = {
        "sharing": now,
        "center": membership.center,
        "levels": selectors.options_for(now.level),
        "looks": looks,
        "now": timezone.now(),
        "waiting_address": waiting_address(membership),
    }
    return render_page(request, "centers/sharing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def center_leave(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Asks once, then ends the reader's membership as a student."""
    membership = joined_center(request.user, center_id)
    if request.method != "POST":
        context = {
            "title": f"Leave {membership.center.name}?",
            "text": "Staff lose sight of everything at once. Your people, talks and notes stay yours.",
            "action": request.path,
            "label": "Leave",
            "danger": True,
            "back_url": reverse("centers:center_sharing", args=[center_id]),
        }
        return render_page(request, "components/confirm.html", context)
    try:
        services.leave_center(actor=request.user, membership=membership, now=timezone.now())
    except CenterError as error:
        return refuse(request, error, "centers:center_sharing", center_id)
    toast(request, f"You left {membership.center.name}.")
    return redirect_to(request, "centers:sharing")


@require_safe
@signed_in
def disclosures(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who looked: every read of the reader's data by staff."""
    page = Paginator(selectors.disclosures_of(request.user), 50).get_page(request.GET.get("page"))
    return render_page(request, "centers/disclosures.html", {"page": page}, partial="log")
