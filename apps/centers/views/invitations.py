"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.centers import services
from apps.centers.access import Right, center_for, managed_invitation, may
from apps.centers.errors import CenterError, InvitationUnusable
from apps.centers.forms import ROLE_HELP, InviteForm
from apps.centers.http import require_recent_sign_in, staff_only
from apps.centers.models import Invitation, Role
from apps.centers.views.manage import refuse
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in

MANY = 10  # addresses at once, before which one shows again who one is


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def invite(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """One role, many addresses; the rows are written first, then the mails go out."""
    center = center_for(request.user, center_id, Right.INVITE_STUDENTS)
    roles = list(ROLE_HELP) if may(request.user, Right.MANAGE_STAFF, center_id) else [Role.STUDENT]
    form = InviteForm(request.POST or None, center=center, roles=roles)
    if request.method == "POST" and form.is_valid():
        data, now = dict(form.cleaned_data), timezone.now()
        data["role"] = Role(data["role"])
        if data["role"] != Role.STUDENT or len(data["emails"]) > MANY:
            require_recent_sign_in(request)
        try:
            issued = services.issue_invitations(actor=request.user, center=center, now=now, **data)
        except CenterError as error:
            form.add_error("emails", str(error))
        else:
            failed = services.send_invitations(actor=request.user, issued=issued, now=now)
            _say_sent(request, len(issued) - len(failed), failed)
            return redirect_to(request, "centers:center", center_id)
    context = {"center": center, "form": form}
    return render_page(request, "centers/invite.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only
def invitation_resend(request: AuthenticatedHttpRequest, invitation_id: UUID) -> HttpResponse:
    """The same invitation with a new link."""
    invitation = managed_invitation(request.user, invitation_id)
    now = timezone.now()
    try:
        issued = services.renew_invitation(actor=request.user, invitation=invitation, now=now)
    except CenterError as error:
        return refuse(request, error, "centers:center", invitation.center_id)
    failed = services.send_invitations(actor=request.user, issued=[issued], now=now)
    _say_sent(request, 1 - len(failed), failed)
    return redirect_to(request, "centers:center", invitation.center_id)


@require_POST
@staff_only
def invitation_revoke(request: AuthenticatedHttpRequest, invitation_id: UUID) -> HttpResponse:
    """Takes an invitation back."""
    invitation = managed_invitation(request.user, invitation_id)
    if services.revoke_invitation(actor=request.user, invitation=invitation, now=timezone.now()):
        toast(request, f"The invitation to {invitation.email} no longer works.")
    return redirect_to(request, "centers:center", invitation.center_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def accept_invitation(request: AuthenticatedHttpRequest, token: str) -> HttpResponse:
    """Asks on GET, joins on POST. Every token that cannot be used gets the same page."""
    now = timezone.now()
    try:
        if request.method == "POST":
            membership = services.accept_invitation(actor=request.user, token=token, now=now)
        else:
            invitation = services.usable_invitation(actor=request.user, token=token, now=now)
            context = {"invitation": invitation, "role": Role(invitation.role)}
            return render_page(request, "centers/accept.html", context)
    except InvitationUnusable as error:
        return render_page(request, "centers/unusable.html", {"text": str(error)}, status=404)
    toast(request, f"You’re part of {membership.center.name} now.")
    if membership.role == Role.STUDENT:
        return redirect_to(request, "centers:center_sharing", membership.center_id)
    return redirect_to(request, "advising:cohorts")


def _say_sent(request: AuthenticatedHttpRequest, sent: int, failed: list[Invitation]) -> None:
    if failed:
        names = ", ".join(i.email for i in failed[:3]) + ("…" if len(failed) > 3 else "")
        toast(request, f"{names}: the e-mail could not be sent. Use “Send again” in a while.", level=messages.ERROR)
    if sent:
        toast(request, "Invitation sent." if sent == 1 else f"{sent} invitations sent.")
