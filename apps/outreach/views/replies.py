"""What came back: one tap for the answer, what it leads to, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages as levels
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core import clock
from apps.core.dates import Reader
from apps.core.htmx import own_page, redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, desk, services
from apps.outreach.forms import NamedForm, ReplyForm
from apps.outreach.models import Outreach
from apps.outreach.views.board import BOARD, board_context

Outcome = Outreach.Outcome
WAITING = "outreach/waiting.html"


@signed_in
@require_POST
def reply_record(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Writes the answer down. "Too busy" leads at once to the letter that asks who else, a yes to planning the talk."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    form = ReplyForm(_with_day(request, now), today=clock.local_day(now, request.user.zone))
    if not form.is_valid():
        context = {**desk.waiting(request.user, outreach, now), "form": form}
        return render_page(request, WAITING, context, status=422)
    recorded = services.record_reply(actor=request.user, outreach=outreach, now=now, **form.cleaned_data)
    if recorded is None:
        toast(request, "This was already answered here, so nothing was changed.")
        return _back(request, outreach, now)
    _toast_with_undo(request, _words(request, outreach, form), outreach, str(recorded.touch.pk))
    if outreach.outcome == Outcome.TOO_BUSY:
        return redirect_to(request, f"{reverse('outreach:edit', args=[outreach.pk])}?write=1")
    if outreach.outcome == Outcome.YES and not _page_before(request):
        return redirect_to(request, "interviews:plan", outreach.contact_id)
    return _back(request, outreach, now)


@signed_in
@require_POST
def ask_undo(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Takes back the last sending or reply."""
    outreach = access.own_outreach(request.user, outreach_id)
    touch_id, now = request.POST.get("touch", ""), timezone.now()
    if services.undo_last(actor=request.user, outreach=outreach, touch_id=touch_id, now=now):
        toast(request, "Taken back. Everything is as it was.")
    else:
        toast(request, "That can’t be taken back any more: something newer has happened.", level=levels.ERROR)
    return _back(request, outreach, now)


@signed_in
@require_POST
def person_name(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """They named someone else: the new person joins the list with this one as introducer."""
    outreach = access.own_outreach(request.user, outreach_id)
    form = NamedForm(request.POST)
    if not form.is_valid():
        context = {**desk.waiting(request.user, outreach, timezone.now()), "named": form}
        return render_page(request, WAITING, context, status=422)
    named = services.name_someone(actor=request.user, outreach=outreach, now=timezone.now(), **form.cleaned_data)
    person, words = named.referral.contact, f"suggested by {outreach.contact.given_name}"
    if named.is_new:
        undo = reverse("outreach:unname_person", args=[outreach.pk])
        toast(request, f"{person.name} is on your list, {words}.", undo, {"person": person.pk})
    else:
        toast(request, f"{person.name} was on your list already, {words}.")
    return redirect_to(request, "outreach:compose", person.pk)


@signed_in
@require_POST
def person_unname(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Takes a name back that was just written down."""
    outreach = access.own_outreach(request.user, outreach_id)
    referral = access.own_referral(request.user, outreach.contact, request.POST.get("person", ""))
    if services.take_back_name(actor=request.user, referral=referral, now=timezone.now()):
        toast(request, "Taken back. Nobody was added.")
    else:
        toast(request, f"{referral.contact.name} was written to by now, so they stay.", level=levels.ERROR)
    return redirect_to(request, "outreach:edit", outreach.pk)


def _with_day(request: AuthenticatedHttpRequest, now: datetime) -> dict[str, str]:
    """What was sent; a "not now" of one tap means a month on, where no day was asked for."""
    data = {key: str(request.POST[key]) for key in request.POST}
    if data.get("outcome") == Outcome.NOT_NOW and "until" not in data:
        data["until"] = desk.in_a_month(request.user, now).isoformat()
    return data


def _page_before(request: AuthenticatedHttpRequest) -> str:
    """The page that the answer was given on, if it was not the approach's own."""
    return own_page(request, request.POST.get("back", ""), default="")


def _back(request: AuthenticatedHttpRequest, outreach: Outreach, now: datetime) -> HttpResponse:
    """To where the answer was given: the board is drawn anew in place, other pages open again."""
    back = _page_before(request)
    board = reverse("outreach:board")
    if wants_fragment(request) and back.partition("?")[0] == board:
        show = back.partition("?show=")[2]
        return render_page(request, BOARD, board_context(request, now, show), partial="board")
    if back:
        return redirect_to(request, back)
    return redirect_to(request, "outreach:edit", outreach.pk)


def _toast_with_undo(request: AuthenticatedHttpRequest, words: str, outreach: Outreach, touch: str) -> None:
    undo = reverse("outreach:undo", args=[outreach.pk])
    back = _page_before(request)
    fields = {"touch": touch} | ({"back": back} if back else {})
    is_board = wants_fragment(request) and back.startswith(reverse("outreach:board"))
    leaves = outreach.outcome == Outcome.TOO_BUSY  # for the letter, where there is no board to draw
    toast(request, words, undo, fields, undo_target="#board" if is_board and not leaves else None)


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
