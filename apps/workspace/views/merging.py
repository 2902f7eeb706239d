"""Making two people one: who with whom, field by field, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.contacts.access import editable_contact, own_merge, visible_contact
from apps.contacts.duplicates.fields import choices_of, picks_of
from apps.contacts.errors import MergedOn, NotTwoPeople
from apps.contacts.models import Contact
from apps.contacts.pairrows import side_of
from apps.contacts.selectors.duplicates import are_apart, in_order, likeness_of, lookalikes_of, people_named
from apps.contacts.selectors.own import own_fields
from apps.contacts.services.merging.parting import Parted
from apps.core.dates import Reader
from apps.core.htmx import own_page, redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.selectors.merging import what_joins
from apps.workspace.services.merging import merge_people, undo_merge

MERGE, PICK = "workspace/merge.html", "workspace/merge_with.html"


@signed_in
@require_safe
def merge_with(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Whom to merge a person with: those who look like them, or anybody by name."""
    contact = visible_contact(request.user, contact_id)
    text, reader, now = request.GET.get("who", "")[:200], Reader.of(request.user), timezone.now()
    named = [person for person in people_named(request.user, text) if person.pk != contact.pk]
    context = {
        "person": contact,
        "side": side_of(contact, reader, now),
        "who": text,
        "named": [side_of(person, reader, now) for person in named],
        "alike": [(side_of(pair.other, reader, now), pair.likeness) for pair in lookalikes_of(request.user, contact)],
    }
    return render_page(request, PICK, context, partial="found")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: AuthenticatedHttpRequest, contact_id: UUID, other_id: UUID) -> HttpResponse:
    """Both side by side with the fuller values chosen; POST makes them one."""
    one = editable_contact(request.user, contact_id)
    other = editable_contact(request.user, other_id)
    if one.pk == other.pk:
        return redirect_to(request, "workspace:merge_with", one.pk)
    one, other = in_order(one, other)
    if request.method == "POST":
        return _merge(request, one, other)
    reader, now = Reader.of(request.user), timezone.now()
    choices = choices_of(one, other, own_fields(request.user))
    context = {
        "one": side_of(one, reader, now),
        "other": side_of(other, reader, now),
        "sides": (side_of(one, reader, now), side_of(other, reader, now)),
        "likeness": likeness_of(one, other),
        "apart": are_apart(one, other),
        "choices": [choice for choice in choices if choice.is_open],
        "settled": [choice for choice in choices if not choice.is_open],
        "joins": what_joins(request.user, one, other),
        "back": own_page(request, request.GET.get("back", ""), ""),
    }
    return render_page(request, MERGE, context)


def _merge(request: AuthenticatedHttpRequest, one: Contact, other: Contact) -> HttpResponse:
    choices = choices_of(one, other, own_fields(request.user))
    picks = picks_of(choices, request.POST)
    keeps_rest = "keeps_rest" in request.POST
    try:
        done = merge_people(
            actor=request.user,
            kept=one,
            dropped=other,
            choices=choices,
            picks=picks,
            keeps_rest=keeps_rest,
            now=timezone.now(),
        )
    except NotTwoPeople as error:
        toast(request, str(error), level=messages.ERROR)
        return redirect_to(request, "contacts:duplicates")
    back = own_page(request, request.POST.get("back", ""), reverse("workspace:person", args=[one.pk]))
    said = f"{other.name} and {done.kept.name} are one person now."
    toast(request, said, reverse("workspace:merge_undo", args=[done.pk]), {"back": request.POST.get("back", "")})
    return redirect_to(request, back)


@signed_in
@require_POST
def merge_undo(request: AuthenticatedHttpRequest, person_merge_id: UUID) -> HttpResponse:
    """Makes them two again, and says what stayed."""
    done = own_merge(request.user, person_merge_id)
    back = own_page(request, request.POST.get("back", ""), "")
    try:
        parted = undo_merge(actor=request.user, merge=done, now=timezone.now())
    except MergedOn as error:
        toast(request, str(error), level=messages.ERROR)
        return redirect_to(request, "contacts:duplicates")
    toast(request, _said(parted) if parted else "That merge can’t be taken back any more.")
    return redirect_to(request, back or (reverse("workspace:person", args=[done.kept_id])))


def _said(parted: Parted) -> str:
    """ "Sofia Brandt and Sof Brandt are two people again. The role stays as you changed it since." """
    kept = parted.kept.given_name
    parts = [f"{parted.kept.name} and {parted.back.name} are two people again."]
    if parted.fields:
        words = ", ".join(parted.fields)
        are = "stay" if len(parted.fields) > 1 else "stays"
        parts.append(f"{words[0].upper()}{words[1:]} of {kept} {are} as you changed it since.")
    if parted.newer:
        entries = "entry" if parted.newer == 1 else "entries"
        parts.append(f"{parted.newer} newer {entries} of the history stay with {kept}.")
    if parted.rows:
        parts.append(f"{parted.rows} more that changed since stay as they are.")
    return " ".join(parts)
