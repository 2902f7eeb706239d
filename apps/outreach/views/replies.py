"""What came back: one tap for the answer, and what it leads to."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.contacts.services import offer_referral
from apps.core import clock
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, desk, services
from apps.outreach.forms import NamedForm, ReplyForm
from apps.outreach.models import Outreach
from apps.outreach.views.composer import WAITING

Outcome = Outreach.Outcome


@signed_in
@require_POST
def reply_record(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Writes the answer down; a yes leads straight to planning the talk."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    form = ReplyForm(request.POST, today=clock.local_day(now, request.user.zone))
    if not form.is_valid():
        context = {**desk.waiting(request.user, outreach, now), "form": form}
        return render_page(request, WAITING, context, status=422)
    recorded = services.record_reply(actor=request.user, outreach=outreach, now=now, **form.cleaned_data)
    if recorded is None:
        toast(request, "This was already answered here, so nothing was changed.")
        return redirect_to(request, "outreach:edit", outreach.pk)
    undo = reverse("outreach:undo", args=[outreach.pk])
    toast(request, _words(request, outreach, form), undo, {"touch": recorded.touch.pk})
    if outreach.outcome == Outcome.YES:
        return redirect_to(request, "interviews:plan", outreach.contact_id)
    return redirect_to(request, "outreach:edit", outreach.pk)


@signed_in
@require_POST
def person_name(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """They named someone else: the new person joins the list with this one as introducer."""
    outreach = access.own_outreach(request.user, outreach_id)
    form = NamedForm(request.POST)
    if not form.is_valid():
        context = {**desk.waiting(request.user, outreach, timezone.now()), "named": form}
        return render_page(request, WAITING, context, status=422)
    referral = offer_referral(actor=request.user, introducer=outreach.contact, now=timezone.now(), **form.cleaned_data)
    toast(request, f"{referral.contact.name} is on your list, suggested by {outreach.contact.given_name}.")
    return redirect_to(request, "outreach:compose", referral.contact_id)


def _words(request: AuthenticatedHttpRequest, outreach: Outreach, form: ReplyForm) -> str:
    name, until = outreach.contact.given_name, form.cleaned_data["until"]
    again = Reader.of(request.user).date(until) if until else ""
    return {
        Outcome.YES: f"{name} said yes. Now agree on a time.",
        Outcome.NOT_NOW: f"{name} rests until {again}. Then it comes back to Today.",
        Outcome.TOO_BUSY: f"Noted. A thank-you to {name} is drafted, and it asks who else.",
        Outcome.NO: f"Noted. A thank-you to {name} is drafted, and it asks who else.",
        Outcome.SILENCE: f"{name} rests. Silence is normal, and the door stays open.",
        Outcome.BOUNCED: f"Noted. Look for another address for {name}.",
    }[Outcome(outreach.outcome)]
