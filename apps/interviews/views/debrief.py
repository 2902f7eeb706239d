"""The debrief: take-aways, people who were named, promises, and the letter beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview, editable_note, editable_takeaway
from apps.interviews.debrief_page import debrief_context
from apps.interviews.forms import ActionForm, PersonForm, RhythmForm, TakeawayForm
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview, LiveNote

DEBRIEF = "interviews/debrief.html"


@signed_in
@require_safe
def talk_debrief(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """What the talk gave, and the thank-you that is made of it."""
    interview = editable_interview(request.user, interview_id)
    if interview.state != Interview.State.HELD:
        return redirect_to(request, "interviews:prepare", interview.pk)
    context = debrief_context(interview, timezone.now(), edit=request.GET.get("edit", ""))
    if wants_fragment(request):
        return render_parts(request, DEBRIEF, context, "takes")
    return render_page(request, DEBRIEF, context)


def _after_change(
    request: AuthenticatedHttpRequest, interview: Interview, part: str, form: Form | None = None, **extra: Any
) -> HttpResponse:
    """The part that changed and the letter, fresh; the whole page without scripts. `form` carries errors."""
    status = 422 if form is not None and form.errors else 200
    if status == 200 and not wants_fragment(request):
        return redirect_to(request, f"{reverse('interviews:debrief', args=[interview.pk])}#{part}")
    forms: dict[str, Any] = {f"{part}_form": form} if status == 422 else {}
    context = debrief_context(interview, timezone.now(), **forms, **extra)
    if wants_fragment(request):
        return render_parts(request, DEBRIEF, context, part, "letter", status=status)
    return render_page(request, DEBRIEF, context, status=status)


def _adding(request: AuthenticatedHttpRequest, part: str) -> str:
    """Someone who types one thing after the other keeps the open form; a sorted line opens none."""
    return "" if request.POST.get("note") else part


def _note(request: AuthenticatedHttpRequest, interview: Interview) -> LiveNote | None:
    """The line of this talk that a form was filled from, if it names one."""
    key = request.POST.get("note", "")
    return selectors.note_in(interview, key) if key else None


@signed_in
@require_POST
def takeaway_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A new fact."""
    interview = editable_interview(request.user, interview_id)
    form = TakeawayForm(request.POST)
    if form.is_valid():
        services.add_takeaway(
            actor=request.user,
            interview=interview,
            note=_note(request, interview),
            now=timezone.now(),
            **form.cleaned_data,
        )
    return _after_change(request, interview, "takes", form, adding=_adding(request, "takes"))


@signed_in
@require_POST
def takeaway_edit(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Other words, another kind."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    form = TakeawayForm(request.POST)
    if not form.is_valid():
        return _after_change(request, takeaway.interview, "takes", form, edit=str(takeaway.pk))
    services.change_takeaway(
        actor=request.user, takeaway=takeaway, kind=form.cleaned_data["kind"], text=form.cleaned_data["text"]
    )
    return _after_change(request, takeaway.interview, "takes")


@signed_in
@require_POST
def takeaway_share(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """The owner's own switch for their career center."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    is_shareable = bool(request.POST.get("is_shareable"))
    services.share_takeaway(actor=request.user, takeaway=takeaway, is_shareable=is_shareable)
    return _after_change(request, takeaway.interview, "takes")


@signed_in
@require_POST
def takeaway_remove(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Out of the record, with a way back."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    part = "actions" if takeaway.kind == "action" else "takes"
    token = services.remove_takeaway(actor=request.user, takeaway=takeaway, now=timezone.now())
    undo = reverse("interviews:takeaway_restore", args=[takeaway.interview_id])
    toast(request, "Removed.", undo, {"token": token, "part": part}, undo_target=f"#{part}")
    return _after_change(request, takeaway.interview, part)


@signed_in
@require_POST
def takeaway_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Puts a removed take-away back."""
    interview = editable_interview(request.user, interview_id)
    token = request.POST.get("token", "")
    if services.restore_takeaway(actor=request.user, token=token, now=timezone.now()) is None:
        toast(request, "That can’t be undone any more.")
    return _after_change(request, interview, "actions" if request.POST.get("part") == "actions" else "takes")


@signed_in
@require_POST
def action_tick(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Done, or not yet."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    services.tick_action(actor=request.user, takeaway=takeaway, done=bool(request.POST.get("done")), now=timezone.now())
    return _after_change(request, takeaway.interview, "actions")


@signed_in
@require_POST
def person_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Someone who was named joins the owner's people."""
    interview = editable_interview(request.user, interview_id)
    form = PersonForm(request.POST)
    if form.is_valid():
        values = {k: form.cleaned_data[k] for k in ("title", "employer", "words")} | form.names
        takeaway = services.name_person(
            actor=request.user, interview=interview, note=_note(request, interview), now=timezone.now(), **values
        )
        name = takeaway.referral.contact.name if takeaway.referral else form.cleaned_data["name"]
        toast(request, f"{name} is on your list, suggested by {interview.contact.given_name}.")
    return _after_change(request, interview, "named", form, adding=_adding(request, "named"))


@signed_in
@require_POST
def action_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A promise, either way."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = ActionForm(request.POST, owner=request.user, now=now)
    if form.is_valid():
        services.promise_action(
            actor=request.user,
            interview=interview,
            text=form.cleaned_data["text"],
            owed_by_them=form.cleaned_data["owed_by_them"],
            remind=form.cleaned_data["remind"],
            due_on=form.cleaned_data["due_on"],
            note=_note(request, interview),
            now=now,
        )
    return _after_change(request, interview, "actions", form, adding=_adding(request, "actions"))


@signed_in
@require_POST
def note_aside(request: AuthenticatedHttpRequest, note_id: UUID) -> HttpResponse:
    """Leaves a line unsorted, or takes it back."""
    note = editable_note(request.user, note_id)
    back = bool(request.POST.get("back"))
    services.set_note_aside(actor=request.user, note=note, now=None if back else timezone.now())
    part = {"person": "named", "action": "actions"}.get(note.kind, "takes")
    if not back:
        undo = reverse("interviews:note_aside", args=[note.pk])
        toast(request, "Left out.", undo, {"back": "1"}, undo_target=f"#{part}")
    return _after_change(request, note.interview, part)


@signed_in
@require_POST
def rhythm_choose(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """How often this person agreed to be written to."""
    interview = editable_interview(request.user, interview_id)
    now: datetime = timezone.now()
    form = RhythmForm(request.POST, initial={"days": interview.contact.rhythm_days})
    if form.is_valid():
        services.choose_rhythm(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    return _after_change(request, interview, "rhythm", form)


@signed_in
@require_POST
def debrief_close(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Everything is written down; on to the letter, if it still waits."""
    interview = editable_interview(request.user, interview_id)
    services.close_debrief(actor=request.user, interview=interview, now=timezone.now())
    letter = selectors.thank_you_of(interview)
    if letter is None or letter.sent_at is None:
        return redirect_to(request, "interviews:thank_you", interview.pk)
    toast(request, "Your notes are complete.")
    return redirect_to(request, "interviews:list")
