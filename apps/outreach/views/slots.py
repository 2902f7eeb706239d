"""Times for a talk: proposing three of them, taking the one that suits, and the page on which they choose."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages as levels
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.contacts.access import editable_contact
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.limits import may_again
from apps.outreach import access, services, slotpage
from apps.outreach.errors import AlreadySent, DoNotContact, TimeTaken
from apps.outreach.models import Outreach, SlotOffer
from apps.outreach.selectors.slots import newest_outreach, open_offer
from apps.outreach.slotform import SlotForm
from apps.outreach.slotlinks import InvalidLink, read_slot_link

PAGE = "outreach/times.html"
PUBLIC = "outreach/choose_time.html"
GONE, TAKEN, TOO_MANY = 410, 409, 429
_VISITS = {"times": 60, "seconds": 600}  # of one link; enough for a reader who hesitates


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def slots_offer(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Three times to propose, on both clocks. htmx GET shows what the form says; POST holds them."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    held = services.held_times(owner=request.user, outreach=outreach, now=now)
    data = request.POST if request.method == "POST" else (request.GET if "date_1" in request.GET else None)
    form = slotpage.new_form(request.user, outreach, held, now, data)
    context = slotpage.page(request.user, outreach, form, held, now)
    if request.method != "POST":
        return render_page(request, PAGE, context, partial="clocks")
    if not form.is_valid():
        return render_page(request, PAGE, context, status=422)
    if any(line.clash for line in context["lines"]) and not form.cleaned_data["anyway"]:
        return render_page(request, PAGE, {**context, "is_warned": True}, status=422)
    return _hold(request, outreach, form, now)


def _hold(request: AuthenticatedHttpRequest, outreach: Outreach, form: SlotForm, now: datetime) -> HttpResponse:
    user, earlier = request.user, open_offer(outreach)
    before = slotpage.text_of(earlier, user, now) if earlier else ""
    try:
        offer = services.offer_times(
            actor=user,
            outreach=outreach,
            starts=form.starts,
            minutes=form.cleaned_data["minutes"],
            contact_timezone=form.cleaned_data["contact_timezone"],
            has_link=form.cleaned_data["has_link"],
            now=now,
        )
        text = slotpage.text_of(offer, user, now)
        message = services.write_times(actor=user, outreach=outreach, text=text, before=before, now=now)
    except (AlreadySent, DoNotContact) as error:
        toast(request, str(error), level=levels.ERROR)
        return redirect_to(request, "outreach:edit", outreach.pk)
    if message is None:
        toast(request, "Held. The text to send stands beside the times.")
        return redirect_to(request, "outreach:offer_slots", outreach.pk)
    toast(request, "Held, and written into your message.")
    return redirect_to(request, f"{reverse('outreach:edit', args=[outreach.pk])}?write=1")


@signed_in
@require_safe
def slots_with(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """The same for a person: at the approach that is under way, else the last one."""
    contact = editable_contact(request.user, contact_id)
    outreach = newest_outreach(request.user, contact)
    if outreach is None:
        return redirect_to(request, "outreach:compose", contact.pk)
    return redirect_to(request, "outreach:offer_slots", outreach.pk)


@signed_in
@require_POST
def slot_confirm(request: AuthenticatedHttpRequest, offer_id: UUID) -> HttpResponse:
    """They took this one: the talk is planned, and the other times are free again."""
    offer = access.own_offer(request.user, offer_id)
    try:
        talk_id = services.choose_time(actor=request.user, offer=offer, start=_start(request), now=timezone.now())
    except TimeTaken:
        talk_id = None
    if talk_id is None:
        toast(request, "These times weren’t held any more, so nothing was changed.")
        return redirect_to(request, "outreach:offer_slots", offer.outreach_id)
    rest = " The other times are free again." if len(offer.starts) > 1 else ""
    toast(request, f"Planned.{rest} Here is a first plan of questions.")
    return redirect_to(request, "interviews:prepare", talk_id)


@signed_in
@require_POST
def slots_release(request: AuthenticatedHttpRequest, offer_id: UUID) -> HttpResponse:
    """Lets all of them go, or takes that back."""
    offer, now = access.own_offer(request.user, offer_id), timezone.now()
    if request.POST.get("do") == "hold":
        won = services.hold_again(actor=request.user, offer=offer, now=now)
        toast(request, "Held again." if won else "Other times are held by now, so these stay free.")
    elif services.release_times(actor=request.user, outreach=offer.outreach, now=now):
        undo = reverse("outreach:release_slots", args=[offer.pk])
        toast(request, "Released. Nobody can choose these times any more.", undo, {"do": "hold"})
    return redirect_to(request, "outreach:offer_slots", offer.outreach_id)


@csrf_exempt  # no cookie is needed: the signed address is the right to choose, and no-referrer would fail the check
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def slot_choose(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the link: GET only shows the times, POST takes one. It names them and a first name."""
    now = timezone.now()
    try:
        offer = access.linked_offer(read_slot_link(token, now))
    except InvalidLink:
        return _public(request, {"is_over": True}, GONE)
    if not may_again(f"slots:{offer.pk}", **_VISITS):
        return _public(request, {"is_too_often": True}, TOO_MANY)
    status, note = 200, ""
    if request.method == "POST" and offer.closed_at is None:
        status, note = _choose(request, offer, now)
    held = services.held_times(owner=offer.owner, outreach=offer.outreach, now=now)
    context = slotpage.public_page(offer, held, now)
    if not context["lines"] and not context["chosen"]:
        status = GONE if status == 200 else status
    return _public(request, {**context, "note": note}, status)


def _choose(request: HttpRequest, offer: SlotOffer, now: datetime) -> tuple[int, str]:
    """What the attempt came to: the status, and what to say about it."""
    try:
        talk_id = services.choose_time(actor=offer.owner, offer=offer, start=_start(request), now=now, by_them=True)
    except TimeTaken:
        return TAKEN, "This time has been taken in the meantime."
    if talk_id is None:
        offer.refresh_from_db(fields=["closed_at", "chosen", "chosen_by_them"])
        return TAKEN, "Another time was chosen a moment earlier."
    return 200, ""


def _start(request: HttpRequest) -> datetime:
    """The instant that a button stands for; raises TimeTaken for what is none."""
    try:
        start = parse_datetime(request.POST.get("start", ""))
    except ValueError:
        start = None
    if start is None or start.tzinfo is None:
        raise TimeTaken
    return start


def _public(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, PUBLIC, context, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
