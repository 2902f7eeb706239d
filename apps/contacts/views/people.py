"""The people list, and the forms that add and change a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.contacts import listing, services
from apps.contacts.access import editable_contact, visible_contact
from apps.contacts.errors import DuplicatePerson
from apps.contacts.forms import ContactForm, QuickAddForm, read_people_query
from apps.contacts.listpage import list_context
from apps.contacts.quickadd import parse_line
from apps.contacts.rows import row_maker
from apps.contacts.selectors import (
    Person,
    employer_names,
    note_of,
    people_called,
    people_summary,
    picker_options,
    tags_of,
)
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.shell import GROUPS

LIST = "contacts/list.html"
PLACE = next(place for _, places in GROUPS for place in places if place.key == "people")
EDIT = "contacts/edit.html"


@signed_in
@require_safe
def people_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The list with its views, search, filters, order and pages; each is an address that can be sent to somebody."""
    return _list_page(request)


def _list_page(
    request: AuthenticatedHttpRequest, quick: QuickAddForm | None = None, status: int = 200, **extra: Any
) -> HttpResponse:
    context = list_context(request.user, request.GET) | {"is_fragment": wants_fragment(request), **extra}
    if quick is not None:
        context["quick"] = quick
    return render_page(request, LIST, context, partial="fragment", status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def quick_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """GET shows what a line seems to say, POST adds the person."""
    if request.method != "POST":
        guess = parse_line(request.GET.get("line", "")[:500])
        known = people_called(request.user, guess.name)[:1] if guess else []
        said: dict[str, Any] = {"guess": guess, "known": known[0] if known else None}
        return render_page(request, "contacts/guess.html", said) if wants_fragment(request) else _list_page(request)
    form = QuickAddForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _quick_error(request, form)
    now = timezone.now()
    try:
        contact = services.create_contact(
            actor=request.user, now=now, introducer=form.introducer, **form.guess.fields(), source="Added by hand"
        )
    except DuplicatePerson as error:
        form.add_error("line", str(error))
        return _quick_error(request, form, duplicate=error.contact)
    toast(request, f"{contact.name} is on your list.")
    if not wants_fragment(request) or request.POST.get("empty"):
        return redirect_to(request, "contacts:list")
    # The numbers around the list follow; which list it is, only the page's own address knows.
    try:
        shown = urlsplit(request.htmx.current_url or "").query
    except ValueError:  # not an address
        shown = ""
    query, _ = read_people_query(QueryDict(shown))
    summary = people_summary(request.user, query)
    context = {
        "row": row_maker(Reader.of(request.user), now)(Person.of(contact)),
        "quick": QuickAddForm(owner=request.user),
        "query": query,
        "summary": summary,
        "segments": listing.segments(query, summary),
        "place": replace(PLACE, count=summary.total),
        "is_fragment": True,
    }
    return render_page(request, LIST, context, partial="added")


def _quick_error(request: AuthenticatedHttpRequest, form: QuickAddForm, **extra: Any) -> HttpResponse:
    if not wants_fragment(request):
        return _list_page(request, form, 422, **extra)
    return render_page(request, LIST, {"quick": form, **extra}, partial="quickadd", status=422)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contact_add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Adds a person by hand, with who introduced them."""
    initial = {"given_name": request.GET.get("name", "")[:200], "introducer": request.GET.get("via", "")[:500]}
    initial["employer"] = request.GET.get("employer", "")[:200]
    form = ContactForm(request.POST or None, owner=request.user, initial=initial)
    duplicate = None
    if request.method == "POST" and form.is_valid():
        try:
            contact = services.create_contact(
                actor=request.user, now=timezone.now(), source="Added by hand", **form.cleaned_data
            )
        except DuplicatePerson as error:
            duplicate = error.contact
        else:
            toast(request, f"{contact.name} is on your list.")
            return redirect_to(request, "workspace:person", contact.pk)
    return _edit_page(request, form, duplicate=duplicate)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Changes what the owner typed about a person."""
    contact = editable_contact(request.user, contact_id)
    if request.method != "POST":
        initial = ContactForm.initial_of(contact, tags=tags_of(contact), note=note_of(request.user, contact))
        return _edit_page(request, ContactForm(owner=request.user, contact=contact, initial=initial), contact)
    form = ContactForm(request.POST, owner=request.user, contact=contact)
    if not form.is_valid():
        return _edit_page(request, form, contact)
    name, now = contact.name, timezone.now()
    changes = form.cleaned_data
    changes["stage"] = changes["stage"] or contact.stage
    note = changes.pop("note")
    try:
        services.update_contact(actor=request.user, contact=contact, now=now, **changes)
    except DuplicatePerson as error:
        return _edit_page(request, form, editable_contact(request.user, contact_id), duplicate=error.contact)
    services.save_private_note(actor=request.user, contact=contact, body=note)
    toast(request, f"Saved what you changed about {name}.")
    return redirect_to(request, "workspace:person", contact.pk)


def _edit_page(
    request: AuthenticatedHttpRequest, form: ContactForm, contact: Any = None, *, duplicate: Any = None
) -> HttpResponse:
    if duplicate is not None:
        email = str(form.cleaned_data.get("email", "")).casefold()
        field = "email" if email and email == duplicate.email.casefold() else "profile_url"
        form.add_error(field, f"{duplicate.name} has this already.")
    context = {
        "form": form,
        "person": contact,
        "duplicate": duplicate,
        "employers": employer_names(request.user),
        "options": picker_options(request.user, without=contact),
    }
    return render_page(request, EDIT, context, status=422 if form.is_bound and form.errors else 200)


@signed_in
@require_safe
def person_options(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The names that fit what is typed into the introducer field, for its datalist."""
    options = picker_options(request.user, (request.GET.get("introducer") or request.GET.get("who", ""))[:200])
    return render_page(request, EDIT, {"options": options}, partial="introducer-options")


@signed_in
@require_POST
def contact_archive(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Takes a person off the list; everything is kept, and a toast leads back."""
    contact = editable_contact(request.user, contact_id)
    services.archive_contact(actor=request.user, contact=contact, now=timezone.now())
    undo = reverse("contacts:restore", args=[contact.pk])
    toast(request, f"{contact.name} is archived. Nothing is lost.", undo)
    return redirect_to(request, "contacts:list")


@signed_in
@require_POST
def contact_restore(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Puts an archived person back on the list."""
    contact = visible_contact(request.user, contact_id)
    services.restore_contact(actor=request.user, contact=contact)
    toast(request, f"{contact.name} is back on your list.")
    return redirect_to(request, "workspace:person", contact.pk)
