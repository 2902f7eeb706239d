"""Writing a message. One form, and its buttons say what to do with it (`do`); what is typed is kept first, always."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.contacts.access import editable_contact
from apps.contacts.models import Contact
from apps.core.htmx import redirect_to, render_page, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, composer, desk, selectors, services
from apps.outreach.errors import DoNotContact
from apps.outreach.models import Outreach
from apps.outreach.views import acts
from apps.outreach.views.acts import COMPOSE

WAITING = "outreach/waiting.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask_compose(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Writes to a person: the open approach goes on; a new one begins with the first thing that is kept."""
    contact = editable_contact(request.user, contact_id)
    outreach = selectors.open_outreach_for(contact)
    if request.method != "POST":
        if outreach is not None:
            return redirect_to(request, "outreach:edit", outreach.pk)
        return _new_page(request, contact)
    now = timezone.now()
    if request.POST.get("do") == "coach" and wants_fragment(request):
        message = selectors.draft_of(outreach) if outreach is not None else None
        return acts.coach(request, message or services.first_draft(actor=request.user, contact=contact), now)
    try:
        outreach = services.start_outreach(actor=request.user, contact=contact, now=now)
    except DoNotContact as error:
        return acts.refused(request, contact, error)
    return acts.act(request, access.own_outreach(request.user, outreach.pk), now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask_edit(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """The composer while something is to be written; afterwards what was sent, and what came back."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    if request.method == "POST":
        return acts.act(request, outreach, now)
    message = selectors.draft_of(outreach)
    if message is None or not _is_time_to_write(request, outreach, now):
        return render_page(request, WAITING, desk.waiting(request.user, outreach, now))
    if outreach.contact.do_not_contact:
        return _refused_page(request, outreach.contact)
    return render_page(request, COMPOSE, composer.composer(request.user, message, now))


@signed_in
@require_POST
def ask_mark_sent(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """The message went out. Saves the text first if it comes along, so that what is kept is what was sent."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    message = selectors.draft_of(outreach)
    if "body" in request.POST:
        return acts.act(request, outreach, now, do="send")
    if message is None:
        return acts.too_late(request, outreach)
    return acts.send(request, message, now)


@signed_in
@require_POST
def ask_restore_draft(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Brings back the text that a template replaced."""
    outreach = access.own_outreach(request.user, outreach_id)
    message = selectors.draft_of(outreach)
    if message is not None:
        services.restore_draft(actor=request.user, message=message, now=timezone.now())
    return redirect_to(request, acts.page_of(outreach, write=True))


def _refused_page(request: AuthenticatedHttpRequest, contact: Contact) -> HttpResponse:
    context = {"person": contact, "refusal": str(DoNotContact(contact.given_name))}
    return render_page(request, "outreach/refused.html", context)


def _new_page(request: AuthenticatedHttpRequest, contact: Contact) -> HttpResponse:
    if contact.do_not_contact:
        return _refused_page(request, contact)
    message = services.first_draft(actor=request.user, contact=contact)
    return render_page(request, COMPOSE, composer.composer(request.user, message, timezone.now(), is_new=True))


def _is_time_to_write(request: AuthenticatedHttpRequest, outreach: Outreach, now: datetime) -> bool:
    if outreach.state == Outreach.State.DRAFT or "write" in request.GET:
        return True
    nudge = outreach.nudge
    is_due = nudge is not None and nudge.state == nudge.State.OPEN and nudge.due_at <= now
    return is_due and "reply" not in request.GET
