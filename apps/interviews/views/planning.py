"""The list of talks, planning one, changing it, and what happens when it falls through."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.contacts.access import editable_contact
from apps.contacts.errors import DuplicatePerson
from apps.contacts.quickadd import parse_line
from apps.contacts.services import create_contact
from apps.core import clock
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview
from apps.interviews.errors import EndNotPossible, TalkNotOpen
from apps.interviews.forms import ChooseForm, PlanForm, RecordForm
from apps.interviews.models import Interview
from apps.interviews.rows import talk_row
from apps.interviews.times import BothTimes, both_times, jump_note

PAGE_SIZE = 20


@signed_in
@require_safe
def talk_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Conversations: what is coming, what was held, what fell through."""
    now, reader = timezone.now(), Reader.of(request.user)
    coming = list(selectors.coming_interviews(request.user, now))
    held = Paginator(selectors.held_interviews(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "now": now,
        "coming": [talk_row(t, reader, now) for t in coming if not t.is_exchange],
        "exchanges": [talk_row(t, reader, now) for t in coming if t.is_exchange],
        "held": [talk_row(t, reader, now) for t in held],
        "page": held,
        "fallen": [talk_row(t, reader, now) for t in selectors.fallen_through(request.user)[:PAGE_SIZE]],
    }
    return render_page(request, "interviews/list.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """With whom? Each answer leads to the plan; POST adds the person whose name was typed."""
    if request.method == "POST":
        return _plan_with_new(request)
    form = ChooseForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    people = selectors.people_to_talk_with(request.user, words)
    context = {"q": words, "people": people, "new": parse_line(words) if not people else None}
    return render_page(request, "interviews/choose.html", context, partial="people")


def _plan_with_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Somebody who isn't on the list yet joins it, and the plan with them opens."""
    form = ChooseForm(request.POST)
    guess = parse_line(form.cleaned_data["q"]) if form.is_valid() else None
    if guess is None:
        return redirect_to(request, "interviews:create")
    try:
        contact = create_contact(actor=request.user, now=timezone.now(), source="Added by hand", **guess.fields())
    except DuplicatePerson as error:
        contact = error.contact
    else:
        toast(request, f"{contact.name} is on your list. When do you talk?")
    return redirect_to(request, "interviews:plan", contact.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk_plan(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Plans a talk with one person; with `already`, writes down one that was held. htmx GET shows both times."""
    contact = editable_contact(request.user, contact_id)
    now = timezone.now()
    if request.method != "POST":
        data = request.GET if "date" in request.GET else None
        form = PlanForm(data, owner=request.user, contact=contact, now=now)
        return _plan_page(request, form, now)
    form = PlanForm(request.POST, owner=request.user, contact=contact, now=now)
    if not form.is_valid() or form.starts_at is None:
        return _plan_page(request, form, now, status=422)
    values = {k: v for k, v in form.cleaned_data.items() if k not in ("date", "time", "already")}
    interview = services.plan_interview(
        actor=request.user, contact=contact, starts_at=form.starts_at, now=now, **values
    )
    if form.cleaned_data["already"]:
        services.finish_talk(actor=request.user, interview=interview, ended_at=interview.planned_end, now=now)
        return redirect_to(request, "interviews:debrief", interview.pk)
    toast(
        request, f"Planned. {_jump(form)}Your first questions are here; your calendar’s file is under “When and where”."
    )
    return redirect_to(request, "interviews:prepare", interview.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk_edit(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Another time, place or length for an open talk."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    data = request.POST if request.method == "POST" else (request.GET if "date" in request.GET else None)
    form = PlanForm(data, owner=request.user, contact=interview.contact, now=now, interview=interview)
    if interview.state not in (Interview.State.PLANNED, Interview.State.CONFIRMED):
        return redirect_to(request, "interviews:prepare", interview.pk)
    if request.method != "POST":
        return _plan_page(request, form, now, interview)
    if not form.is_valid() or form.starts_at is None:
        return _plan_page(request, form, now, interview, status=422)
    values = {k: v for k, v in form.cleaned_data.items() if k not in ("date", "time", "already")}
    try:
        changed = services.change_interview(
            actor=request.user, interview=interview, starts_at=form.starts_at, now=now, **values
        )
    except TalkNotOpen as error:
        form.add_error(None, str(error))
        return _plan_page(request, form, now, interview, status=422)
    if changed:
        toast(request, f"Saved. {_jump(form)}{_calendar_words(interview)}")
    return _to_logistics(request, interview)


def _to_logistics(request: AuthenticatedHttpRequest, interview: Interview) -> HttpResponse:
    """The page before the talk, at when and where: on a phone that stands far below the questions."""
    return redirect_to(request, f"{reverse('interviews:prepare', args=[interview.pk])}#logistics")


def _calendar_words(interview: Interview) -> str:
    """What is left to do after a change: the file is a copy, and so is what the other person has."""
    if interview.invited_sequence is not None:
        return f"Send {interview.contact.given_name} the change, from “When and where”."
    return "A calendar that reads your feed follows by itself; a downloaded file is to be added once more."


def _plan_page(
    request: AuthenticatedHttpRequest,
    form: PlanForm,
    now: datetime,
    interview: Interview | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "contact": form.contact,
        "interview": interview,
        "other": selectors.open_talk_with(form.contact) if interview is None else None,
        "both": _preview(form, request),
        "jump": _jump(form),
        "action": request.path,
        "now": now,
    }
    partial = "times" if request.method != "POST" else None
    return render_page(request, "interviews/plan.html", context, partial=partial, status=status)


def _preview(form: PlanForm, request: AuthenticatedHttpRequest) -> BothTimes | None:
    """Both clocks for what the form says, as far as it says it."""
    if form.is_bound:
        form.is_valid()
        starts_at, minutes = form.starts_at, form.cleaned_data.get("minutes", 25)
        theirs = form.cleaned_data.get("contact_timezone") or request.user.timezone
    else:
        first = form.initial
        starts_at = clock.local_moment(first["date"], first["time"], request.user.zone)
        minutes, theirs = first["minutes"], first["contact_timezone"]
    if starts_at is None:
        return None
    return both_times(
        starts_at=starts_at,
        minutes=minutes,
        yours=Reader.of(request.user),
        theirs=clock.zone_or_utc(theirs),
        name=form.contact.given_name,
    )


def _jump(form: PlanForm) -> str:
    if form.wall is None:
        return ""
    note = jump_note(*form.wall, form.owner.zone, Reader.of(form.owner))
    return f"{note} " if note else ""


@signed_in
@require_POST
def talk_cancel(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Calls it off, with a way back."""
    interview = editable_interview(request.user, interview_id)
    if interview.is_exchange:
        return _rest(request, interview)
    follow_up = services.cancel_interview(actor=request.user, interview=interview, now=timezone.now())
    return _fell_through(request, interview, "Called off." if follow_up else "")


@signed_in
@require_POST
def talk_missed(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """It did not happen, which is nobody's fault."""
    interview = editable_interview(request.user, interview_id)
    if interview.is_exchange:
        return _rest(request, interview)
    follow_up = services.miss_interview(actor=request.user, interview=interview, now=timezone.now())
    return _fell_through(request, interview, "Noted. These things happen." if follow_up else "")


def _rest(request: AuthenticatedHttpRequest, interview: Interview) -> HttpResponse:
    """An exchange without an answer is let be."""
    if services.rest_exchange(actor=request.user, interview=interview, now=timezone.now()):
        undo = reverse("interviews:restore", args=[interview.pk])
        toast(request, "Let be. Silence is normal, and says nothing about you.", undo)
    else:
        toast(request, "Nothing changed: this exchange isn’t open any more.")
    return redirect_to(request, "interviews:list")


def _fell_through(request: AuthenticatedHttpRequest, interview: Interview, words: str) -> HttpResponse:
    if words:
        undo = reverse("interviews:restore", args=[interview.pk])
        toast(request, f"{words} “Find a new time” stands on Today.", undo)
    else:
        toast(request, "Nothing changed: this talk isn’t open any more.")
    if interview.invited_sequence is not None:  # whoever was invited is to hear of it
        return redirect_to(request, "interviews:prepare", interview.pk)
    return redirect_to(request, "interviews:list")


@signed_in
@require_POST
def talk_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Takes a cancelled or missed talk back into the plan."""
    interview = editable_interview(request.user, interview_id)
    if services.restore_interview(actor=request.user, interview=interview, now=timezone.now()):
        toast(request, "It’s open again." if interview.is_exchange else "The talk is planned again.")
    return redirect_to(request, "interviews:prepare", interview.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk_record(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """When did it end? For a talk held without live mode, and to mend the end of one that was."""
    interview = editable_interview(request.user, interview_id)
    if interview.is_exchange:
        return redirect_to(request, "interviews:exchange_answers", interview.pk)
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = RecordForm(data, owner=request.user, now=now, interview=interview)
    if request.method == "POST" and form.is_valid() and form.ended_at:
        try:
            if interview.state == Interview.State.HELD:
                services.correct_end(actor=request.user, interview=interview, ended_at=form.ended_at, now=now)
            else:
                services.finish_talk(actor=request.user, interview=interview, ended_at=form.ended_at, now=now)
            return redirect_to(request, "interviews:debrief", interview.pk)
        except (EndNotPossible, TalkNotOpen) as error:
            form.add_error("time", str(error))
    context = {"form": form, "interview": interview, "contact": interview.contact, "now": now}
    return render_page(request, "interviews/record.html", context, status=422 if form.errors else 200)
