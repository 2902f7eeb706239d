"""The roster: who is on it, one card, and the invitations."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers.access import Right, center_for, joined_center, managed_roster_entry
from apps.centers.errors import CenterError
from apps.centers.http import require_recent_sign_in, staff_only
from apps.centers.roster.forms import AddressAnswerForm, ExternalIdForm, RosterInviteForm
from apps.centers.selectors import roster as selectors
from apps.centers.services import roster as services
from apps.centers.views.manage import refuse
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in

PAGE = 50


@require_safe
@staff_only
def roster_page(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The cards of one state, and the latest files."""
    center, now = center_for(request.user, center_id, Right.INVITE_STUDENTS), timezone.now()
    counts = selectors.counts_of(center)
    state = request.GET.get("show", "")
    if state not in counts:
        state = "joined" if counts["joined"] or not counts["waiting"] else "waiting"
    search = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    page = Paginator(selectors.entries_of(center, state, search), PAGE).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    names = selectors.cohort_names(center, entries)
    context = {
        "center": center,
        "states": [(key, selectors.STATE_WORDS[key], count) for key, count in counts.items()],
        "is_empty": not sum(counts.values()),
        "show": state,
        "q": search,
        "page": page,
        "entries": [(entry, names[entry.pk]) for entry in entries],
        "imports": selectors.imports_of(center),
        "to_invite": services.to_invite(center, now).count(),
        "in_line": services.waiting_for_invitation(center).count(),
    }
    return render_page(request, "centers/roster.html", context, partial="cards")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def roster_entry(request: AuthenticatedHttpRequest, entry_id: UUID) -> HttpResponse:
    """One card. POST gives it another id: one person at a time, never by a file (case 8)."""
    entry = managed_roster_entry(request.user, entry_id)
    form = ExternalIdForm(request.POST or None, initial={"external_id": entry.external_id})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_external_id(actor=request.user, entry=entry, now=timezone.now(), **form.cleaned_data)
        except CenterError as error:
            form.add_error("external_id", str(error))
        else:
            toast(request, f"{entry.name} has the ID {form.cleaned_data['external_id']}.")
            return redirect_to(request, "centers:roster_entry", entry_id)
    context = {
        "center": entry.center,
        "entry": entry,
        "cohorts": selectors.cohort_names(entry.center, [entry])[entry.pk],
        "form": form,
    }
    return render_page(request, "centers/roster_entry.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def roster_invite(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Who would be invited, and the button that puts them in line. No file sends mail by itself (case 12)."""
    center, now = center_for(request.user, center_id, Right.INVITE_STUDENTS), timezone.now()
    form = RosterInviteForm(request.POST or None, center=center)
    if request.method == "POST" and form.is_valid():
        require_recent_sign_in(request)
        count = services.ask_invitations(actor=request.user, center=center, cohort=form.cleaned_data["cohort"], now=now)
        toast(request, f"{count:,} in line. They go out a few at a time." if count else "Nobody is left to invite.")
        return redirect_to(request, "centers:roster_invite", center_id)
    page = Paginator(services.to_invite(center, now).order_by("family_name", "given_name", "id"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "center": center,
        "form": form,
        "page": page,
        "in_line": services.waiting_for_invitation(center).count(),
    }
    return render_page(request, "centers/roster_invite.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only
def roster_invite_stop(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Nobody waits for an invitation any more."""
    center = center_for(request.user, center_id, Right.INVITE_STUDENTS)
    count = services.stop_invitations(actor=request.user, center=center, now=timezone.now())
    toast(request, f"{count:,} will not be invited. What was sent stays sent.")
    return redirect_to(request, "centers:roster_invite", center_id)


@require_POST
@signed_in
def roster_address(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The student says whether the center's new address for them is theirs (case 7)."""
    membership = joined_center(request.user, center_id)
    form = AddressAnswerForm(request.POST)
    if form.is_valid():
        try:
            won = services.answer_address(
                actor=request.user, membership=membership, now=timezone.now(), **form.cleaned_data
            )
        except CenterError as error:
            return refuse(request, error, "centers:center_sharing", center_id)
        if won:
            is_mine = form.cleaned_data["is_mine"]
            toast(request, "Noted. How you sign in stays." if is_mine else "Noted. Your center keeps the old one.")
    return redirect_to(request, "centers:center_sharing", center_id)
