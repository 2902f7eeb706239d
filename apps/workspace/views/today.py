"""Today, one step of it, and the way from a mail to the work."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import htmx
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.followups.access import own_follow_up
from apps.workspace.selectors.drafts import draft_behind
from apps.workspace.selectors.steps import open_step_url, step_of
from apps.workspace.selectors.today import card_letter, today_page
from apps.workspace.services.first_people import add_first_people

CIRCLES = ("classmates", "instructors", "advisors", "friends", "family", "neighbors", "former colleagues", "clubs")
NOBODY_NEW = "Everybody on these lines is on your list already."


@require_safe
@signed_in
def today(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One ordered queue; the first three steps for someone who has no people yet."""
    now = datetime.now(UTC)
    page = today_page(request.user, now, show_snoozed="snoozed" in request.GET)
    if not page.funnel.people:
        return htmx.render_page(request, "workspace/today_first.html", {"circles": CIRCLES})
    context = {
        "page": page,
        "now": now,
        "due": page.due_count,
        "snoozed": page.snoozed_count,
        "hour": _hour(request, now),
    }
    partial = "side" if request.GET.get("part") == "side" else None
    return htmx.render_page(request, "workspace/today.html", context, partial=partial)


@require_POST
@signed_in
def first_people(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The first names of a new list."""
    text = request.POST.get("names", "")[:20_000]
    added = add_first_people(actor=request.user, text=text, now=datetime.now(UTC))
    if not added:
        error = "Write at least one name, each on a line of its own." if not text.strip() else NOBODY_NEW
        context = {"circles": CIRCLES, "names": text, "error": error}
        return htmx.render_page(request, "workspace/today_first.html", context, status=422)
    who = f"{added[0].name} is" if len(added) == 1 else f"{len(added)} people are"
    htmx.toast(request, f"{who} on your list. Who of them would you like to ask first?")
    return htmx.redirect_to(request, "contacts:list")


@require_safe
@signed_in
def today_step(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """One step as Today shows it: the row that comes back after an undo, and the countdown of the card."""
    now = datetime.now(UTC)
    follow_up = own_follow_up(request.user, follow_up_id)
    step = step_of(request.user, follow_up_id, now)
    part = "card" if request.GET.get("as") == "card" else "row"
    if step is None or (part == "card" and not step.is_urgent):
        part = "row" if step else "gone"
    context: dict[str, object] = {"step": step, "follow_up": follow_up, "now": now}
    if step and part == "card":
        context["letter"] = card_letter(request.user, step, now)
    return render(request, f"workspace/today.html#{part}", context)


@require_safe
@signed_in
def step_draft(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """The draft behind a step, opened in its row; without htmx, and where nothing is drafted, where it is written."""
    follow_up = own_follow_up(request.user, follow_up_id)
    draft = draft_behind(request.user, follow_up) if htmx.wants_fragment(request) else None
    if draft is None:
        return htmx.redirect_to(request, open_step_url(request.user, follow_up, datetime.now(UTC)))
    return render(request, "workspace/today.html#draft", {"draft": draft, "follow_up": follow_up})


@require_safe
@signed_in
def open_step(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """The link of a mail: leads to where the step is worked on, or to the person once it is done."""
    follow_up = own_follow_up(request.user, follow_up_id)
    return redirect(open_step_url(request.user, follow_up, datetime.now(UTC)))


def _hour(request: AuthenticatedHttpRequest, now: datetime) -> str:
    hour = now.astimezone(request.user.zone).hour
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"
