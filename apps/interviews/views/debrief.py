"""The debrief: take-aways, promises, and the letter beside them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview, editable_note, editable_takeaway
from apps.interviews.debrief_page import debrief_context
from apps.interviews.forms import AboutForm, ActionForm, RhythmForm, TakeawayForm
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview, Reaction, TakeawayKind
from apps.interviews.views.debrief_parts import DEBRIEF, adding, after_change, card_of, noted


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
            note=noted(request, interview),
            now=timezone.now(),
            **form.cleaned_data,
        )
    return after_change(request, interview, "takes", form, adding=adding(request, "takes"))


@signed_in
@require_POST
def takeaway_edit(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Other words, another kind, and what it is about."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    form, about = TakeawayForm(request.POST), AboutForm(request.POST, takeaway=takeaway)
    if form.is_valid() and not about.is_valid():
        form.add_error(None, "Choose from the lists, please.")
    if form.errors:
        return after_change(request, takeaway.interview, "takes", form, edit=str(takeaway.pk), about_form=about)
    values = {name: form.cleaned_data[name] for name in ("kind", "text", "reaction")}
    services.change_takeaway(actor=request.user, takeaway=takeaway, now=timezone.now(), about=about.about, **values)
    return after_change(request, takeaway.interview, "takes")


@signed_in
@require_POST
def takeaway_react(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """How it struck the owner, in one tap."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    reaction = request.POST.get("reaction", "")
    if reaction in Reaction.values:
        services.react_to(actor=request.user, takeaway=takeaway, reaction=reaction)
    return after_change(request, takeaway.interview, "takes")


@signed_in
@require_POST
def takeaway_share(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """The owner's own switch for their career center."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    is_shareable = bool(request.POST.get("is_shareable"))
    services.share_takeaway(actor=request.user, takeaway=takeaway, is_shareable=is_shareable)
    return after_change(request, takeaway.interview, "takes")


@signed_in
@require_POST
def takeaway_remove(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Out of the record, with a way back."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    part = card_of(takeaway.kind)
    token = services.remove_takeaway(actor=request.user, takeaway=takeaway, now=timezone.now())
    undo = reverse("interviews:takeaway_restore", args=[takeaway.interview_id])
    toast(request, "Removed.", undo, {"token": token, "part": part}, undo_target=f"#{part}")
    return after_change(request, takeaway.interview, part)


@signed_in
@require_POST
def takeaway_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Puts a removed take-away back."""
    interview = editable_interview(request.user, interview_id)
    token = request.POST.get("token", "")
    if services.restore_takeaway(actor=request.user, token=token, now=timezone.now()) is None:
        toast(request, "That can’t be undone any more.")
    part = request.POST.get("part", "")
    return after_change(request, interview, part if part in ("named", "actions") else "takes")


@signed_in
@require_POST
def action_tick(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Done, or not yet."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    services.tick_action(actor=request.user, takeaway=takeaway, done=bool(request.POST.get("done")), now=timezone.now())
    return after_change(request, takeaway.interview, "actions")


@signed_in
@require_POST
def action_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A promise, either way."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = ActionForm(request.POST, owner=request.user, now=now)
    if form.is_valid():
        services.promise_action(
            actor=request.user, interview=interview, note=noted(request, interview), now=now, **form.cleaned_data
        )
    return after_change(request, interview, "actions", form, adding=adding(request, "actions"))


@signed_in
@require_POST
def note_sort(request: AuthenticatedHttpRequest, note_id: UUID) -> HttpResponse:
    """Says what a line of the talk is: a fact at once, a name or a promise with its details to come."""
    note = editable_note(request.user, note_id)
    before, kind = card_of(note.kind), request.POST.get("kind", "")
    if kind in TakeawayKind.values:
        services.sort_note(actor=request.user, note=note, kind=kind, now=timezone.now())
    return after_change(request, note.interview, before, also=card_of(kind))


@signed_in
@require_POST
def note_aside(request: AuthenticatedHttpRequest, note_id: UUID) -> HttpResponse:
    """Leaves a line unsorted, or takes it back."""
    note = editable_note(request.user, note_id)
    back = bool(request.POST.get("back"))
    services.set_note_aside(actor=request.user, note=note, now=None if back else timezone.now())
    part = card_of(note.kind)
    if not back:
        undo = reverse("interviews:note_aside", args=[note.pk])
        toast(request, "Left out.", undo, {"back": "1"}, undo_target=f"#{part}")
    return after_change(request, note.interview, part)


@signed_in
@require_POST
def rhythm_choose(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """How often this person agreed to be written to."""
    interview = editable_interview(request.user, interview_id)
    now: datetime = timezone.now()
    form = RhythmForm(request.POST, initial={"days": interview.contact.rhythm_days})
    if form.is_valid():
        services.choose_rhythm(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    return after_change(request, interview, "rhythm", form)


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
