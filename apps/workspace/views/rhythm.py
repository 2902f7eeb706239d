"""The rhythm with one person: how often, which months are quiet, and not this time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.contacts.access import editable_contact
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.followups.models import FollowUp
from apps.followups.services import choose_rhythm, skip_check_in, unskip_check_in
from apps.workspace.forms import RhythmForm, UnskipForm
from apps.workspace.selectors.person import rhythm_step
from apps.workspace.views.person import person_page


@signed_in
@require_POST
def rhythm(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Chooses how often to be in touch, and when not; the check-in is planned from it."""
    contact = editable_contact(request.user, contact_id)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        toast(request, "Choose a rhythm from the list.")
        return person_page(request, contact, status=422)
    now = timezone.now()
    check_in = choose_rhythm(actor=request.user, contact=contact, now=now, **form.cleaned_data)
    toast(request, _planned(request, check_in, now) if check_in else "No rhythm. We won’t plan check-ins.")
    return redirect_to(request, "workspace:person", contact.pk)


@signed_in
@require_POST
def skip(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Not this time: the next date of the rhythm, counted from the last touch."""
    contact = editable_contact(request.user, contact_id)
    now, check_in = timezone.now(), rhythm_step(request.user, contact)
    token = skip_check_in(actor=request.user, follow_up=check_in, now=now) if check_in else None
    if check_in is not None and token is not None:
        check_in.refresh_from_db()
        undo = reverse("workspace:unskip_check_in", args=[contact.pk])
        toast(request, f"Not this time. {_planned(request, check_in, now)}", undo, {"token": token})
    return redirect_to(request, "workspace:person", contact.pk)


@signed_in
@require_POST
def unskip(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Takes the skip back."""
    contact = editable_contact(request.user, contact_id)
    form = UnskipForm(request.POST)
    if form.is_valid() and unskip_check_in(actor=request.user, token=form.cleaned_data["token"], now=timezone.now()):
        toast(request, "Back where it was.")
    return redirect_to(request, "workspace:person", contact.pk)


def _planned(request: AuthenticatedHttpRequest, check_in: FollowUp, now: datetime) -> str:
    return f"The next check-in is planned for {Reader.of(request.user).day(check_in.due_at, now)}."
