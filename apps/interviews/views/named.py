"""People who were named in a talk, and where their referral stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import Contact, Referral
from apps.contacts.selectors import people_called
from apps.contacts.selectors.capture import known_person
from apps.core.htmx import toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews import services
from apps.interviews.access import editable_interview, editable_takeaway, own_person
from apps.interviews.forms import PersonForm, ReferralForm
from apps.interviews.models import Interview
from apps.interviews.views.debrief_parts import adding, after_change, noted

NEW = "new"
_SAID = {
    Referral.State.CONTACTED: "Noted. If nothing comes back, we ask again in a week.",
    Referral.State.INTRODUCED: "Noted: you are introduced.",
    Referral.State.MET: "Noted: the two of you have met.",
    Referral.State.OFFERED: "{name} stands on Today again.",
}


@signed_in
@require_POST
def person_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Someone who was named joins the owner's people; is somebody called so already, it asks who is meant."""
    interview = editable_interview(request.user, interview_id)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return after_change(request, interview, "named", form, adding="named")
    data, who = form.cleaned_data, form.cleaned_data["who"]
    person = own_person(request.user, who)
    if who != NEW and person is None:
        person = known_person(request.user, email=data["email"])
        if person is None and (meant := _called_so(request, interview, form)):
            note = request.POST.get("note", "")
            return after_change(request, interview, "named", form, lookalikes=meant, named_note=note)
    if person is not None and person.pk == interview.contact_id:
        form.add_error("name", f"That’s {person.given_name}, with whom you talked.")
        return after_change(request, interview, "named", form, adding="named")
    try:
        takeaway = services.name_person(
            actor=request.user,
            interview=interview,
            note=noted(request, interview),
            now=timezone.now(),
            person=person,
            is_new_person=who == NEW,
            **{name: data[name] for name in ("title", "employer", "email", "words")},
            **form.names,
        )
    except DuplicatePerson as error:
        return after_change(request, interview, "named", form, lookalikes=[error.contact])
    named = takeaway.referral.contact.name if takeaway.referral else data["name"]
    was_there = "was on your list already. Noted that" if person else "is on your list, and"
    said = f"{named} {was_there} {interview.contact.given_name} named them."
    toast(request, said, reverse("interviews:person_undo", args=[takeaway.pk]), undo_target="#named")
    return after_change(request, interview, "named", adding="" if who else adding(request, "named"))


def _called_so(request: AuthenticatedHttpRequest, interview: Interview, form: PersonForm) -> list[Contact]:
    """People of this name of whom nothing says whether they are meant: not the one of this name at this employer."""
    called = [p for p in people_called(request.user, form.cleaned_data["name"]) if p.pk != interview.contact_id]
    work = form.cleaned_data["employer"].casefold()
    if work and any(p.employer and p.employer.name.casefold() == work for p in called):
        return []
    return called[:4]


@signed_in
@require_POST
def person_undo(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """They were not named after all; somebody who joined the list with it leaves it again."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    interview = takeaway.interview
    if not services.take_back_name(actor=request.user, takeaway=takeaway, now=timezone.now()):
        toast(request, "That can’t be undone any more.")
    return after_change(request, interview, "named")


@signed_in
@require_POST
def referral_move(request: AuthenticatedHttpRequest, takeaway_id: UUID) -> HttpResponse:
    """Written to, introduced, met, let go with a reason, or followed again."""
    takeaway = editable_takeaway(request.user, takeaway_id)
    form, referral = ReferralForm(request.POST), takeaway.referral
    if referral is None or not form.is_valid():
        return after_change(request, takeaway.interview, "named")
    before, state = referral.state, form.cleaned_data["state"]
    if services.move_referral(actor=request.user, referral=referral, now=timezone.now(), **form.cleaned_data):
        name = referral.contact.given_name
        words = _SAID.get(state, "Let go. {name} stays on your list.").format(name=name)
        undo = reverse("interviews:referral_move", args=[takeaway.pk])
        toast(request, words, undo, {"state": before}, undo_target="#named")
    return after_change(request, takeaway.interview, "named")
