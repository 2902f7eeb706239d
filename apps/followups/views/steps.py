"""Done, snooze, undo and a new step. In place for htmx, a redirect without."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from apps.contacts.access import editable_contact
from apps.core import clock, htmx
from apps.core.dates import Reader
from apps.core.htmx import own_page
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.shell import GROUPS
from apps.followups import access, selectors, services, timing
from apps.followups.forms import FollowUpForm, SnoozeForm
from apps.followups.models import FollowUp
from apps.followups.series import can_drop, next_day
from apps.followups.services.by_hand import plan_step
from apps.followups.wording import words_of

TODAY = GROUPS[0][1][0]
SHAPES = frozenset({"row", "card"})  # how Today shows a step


@require_POST
@signed_in
def follow_up_done(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Finishes a step at once; the toast takes it back."""
    follow_up = access.own_follow_up(request.user, follow_up_id)
    if services.finish_step(actor=request.user, follow_up=follow_up, now=datetime.now(UTC)):
        _toast(request, follow_up, f"{words_of(follow_up).said}{_next_time(request, follow_up)}")
    return _gone(request, follow_up)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def follow_up_snooze(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """GET asks until when; POST puts the step off until then."""
    follow_up = access.own_follow_up(request.user, follow_up_id)
    user, now = request.user, datetime.now(UTC)
    form = SnoozeForm(_posted(request), zone=user.zone, now=now, initial={"until": "tomorrow"})
    if request.method != "POST" or not form.is_valid():
        return _ask_until(request, follow_up, form)
    choice, wishes = form.cleaned_data["until"], services.wishes_of(user)
    until = form.cleaned_data["day"] if choice == "date" else timing.snooze_until(choice, wishes, now)
    if services.snooze_follow_up(actor=user, follow_up=follow_up, until=until, now=now):
        moment = services.snooze_moment_of(until, wishes)
        _toast(request, follow_up, f"Snoozed until {Reader.of(user).moment(moment, now)}.")
    return _gone(request, follow_up)


@require_POST
@signed_in
def follow_up_drop(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Lets a step go, and with it what would come again; the toast takes it back."""
    follow_up = access.own_follow_up(request.user, follow_up_id)
    if services.drop_step(actor=request.user, follow_up=follow_up, now=datetime.now(UTC)):
        _toast(request, follow_up, "Let go. It doesn’t come again." if follow_up.repeats else "Let go.")
    return _gone(request, follow_up)


@require_POST
@signed_in
def follow_up_undo(request: AuthenticatedHttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Takes back done or snoozed; the row returns where it was."""
    follow_up = access.own_follow_up(request.user, follow_up_id)
    services.undo_step(actor=request.user, follow_up=follow_up, now=datetime.now(UTC))
    if not _in_place(request):
        return htmx.redirect_to(request, _back(request, follow_up))
    return _parts(request, follow_up, "back")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def follow_up_create(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Plans a step with one person."""
    contact = editable_contact(request.user, contact_id)
    user, now = request.user, datetime.now(UTC)
    form = FollowUpForm(_posted(request), wishes=services.wishes_of(user), now=now)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "contact": contact, "hour": Reader.of(user).time(form.wishes.at_hour(form.today))}
        return htmx.render_page(request, "followups/create.html", context, status=422 if form.errors else 200)
    data = form.cleaned_data
    step = plan_step(
        actor=user,
        contact=contact,
        kind=data["kind"],
        title=data["title"],
        when=form.when(),
        form_id=data["form_id"],
        now=now,
    )
    htmx.toast(request, _planned(step, Reader.of(user), now))
    return htmx.redirect_to(request, "workspace:person", contact.pk)


def _ask_until(request: AuthenticatedHttpRequest, follow_up: FollowUp, form: SnoozeForm) -> HttpResponse:
    """The page; for Today only the question for a day, which stands in the row."""
    shape = (request.POST if request.method == "POST" else request.GET).get("as", "")
    context = {
        "form": form,
        "follow_up": follow_up,
        "back": _back(request, follow_up),
        "shape": shape,
        "can_drop": can_drop(follow_up.kind, follow_up.repeats),
    }
    partial = "pick" if shape in SHAPES else None
    status = 422 if form.errors else 200
    response = htmx.render_page(request, "followups/snooze.html", context, partial=partial, status=status)
    if partial and status == 422:  # it asked to replace the row
        response["HX-Retarget"], response["HX-Reswap"] = f"#pick-{follow_up.pk}", "innerHTML"
    return response


def _next_time(request: AuthenticatedHttpRequest, follow_up: FollowUp) -> str:
    """ " It comes back November 30." for a step that repeats."""
    now = datetime.now(UTC)
    day = next_day(follow_up, clock.local_day(now, request.user.zone))
    return f" It comes back {Reader.of(request.user).day(day, now)}." if day else ""


def _planned(step: FollowUp, reader: Reader, now: datetime) -> str:
    again = f", then {step.get_repeats_display().lower()}" if step.repeats else ""
    if step.due_at <= now:
        return f"Planned for today{again}. It stands on Today."
    return f"Planned for {reader.moment(step.due_at, now)}{again}. It comes to Today then."


def _posted(request: AuthenticatedHttpRequest) -> QueryDict | None:
    """The data of a POST, an empty one too; None leaves a form unbound."""
    return request.POST if request.method == "POST" else None


def _in_place(request: AuthenticatedHttpRequest) -> bool:
    """Whether the page said how it shows the step (`as`), and htmx will swap it."""
    return htmx.wants_fragment(request) and request.POST.get("as") in SHAPES


def _back(request: AuthenticatedHttpRequest, follow_up: FollowUp) -> str:
    """The page that the person came from, if it is ours."""
    back = request.POST.get("back") or request.GET.get("back") or ""
    return own_page(request, back, reverse("workspace:today"))


def _toast(request: AuthenticatedHttpRequest, follow_up: FollowUp, text: str) -> None:
    fields = {"back": _back(request, follow_up)}
    target = None
    if _in_place(request):
        fields["as"] = request.POST["as"]
        target = f"#step-{follow_up.pk}"
    htmx.toast(request, text, reverse("followups:undo", args=[follow_up.pk]), fields, undo_target=target)


def _gone(request: AuthenticatedHttpRequest, follow_up: FollowUp) -> HttpResponse:
    """The row leaves; what counts steps follows out of band."""
    if not _in_place(request):
        return htmx.redirect_to(request, _back(request, follow_up))
    return _parts(request, follow_up, "gone")


def _parts(request: AuthenticatedHttpRequest, follow_up: FollowUp, part: str) -> HttpResponse:
    now = datetime.now(UTC)
    counts = selectors.step_counts(request.user, now)
    context = {
        "follow_up": follow_up,
        "shape": request.POST["as"],
        "now": now,
        "due": counts.due,
        "snoozed": counts.snoozed,
        "place": replace(TODAY, count=counts.due),
        "oob": True,
    }
    response = render(request, f"followups/row.html#{part}", context)
    if follow_up.kind == FollowUp.Kind.THANK_YOU:  # who was thanked stands in the figures beside Today
        trigger_client_event(response, "figures-changed")
    return response
