"""Changing one line of a person where it stands. Without scripts the links lead to the form of everything."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.contacts.access import editable_contact
from apps.contacts.errors import DuplicatePerson
from apps.contacts.forms import ContactForm, PartForm
from apps.contacts.forms.parts import Part, part_called
from apps.contacts.models import Contact
from apps.contacts.selectors import employer_names, picker_options, tags_of
from apps.contacts.selectors.own import own_fields
from apps.contacts.services import update_contact
from apps.contacts.services.own import set_own_value
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.facts import fact_of
from apps.workspace.views.person import PAGE, person_page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def person_field(request: AuthenticatedHttpRequest, contact_id: UUID, part: str) -> HttpResponse:
    """GET brings the small form, or with `show` the line as it is; POST saves it."""
    contact = editable_contact(request.user, contact_id)
    found = part_called(part, own_fields(request.user))
    if found is None:
        raise Http404
    if request.method == "POST":
        return _save(request, contact, found)
    if not wants_fragment(request):
        return redirect_to(request, fact_of(found, contact, [], Reader.of(request.user)).edit_url)
    if "show" in request.GET:
        return _line(request, contact, found, is_focused=True)
    initial = ContactForm.initial_of(contact, tags=tags_of(contact) if part == "tags" else [], note="")
    return _line(request, contact, found, _form(request, contact, found, initial=initial))


def _form(request: AuthenticatedHttpRequest, contact: Contact, part: Part, *args: Any, **kwargs: Any) -> PartForm:
    return PartForm(*args, part=part, owner=request.user, contact=contact, **kwargs)


def _save(request: AuthenticatedHttpRequest, contact: Contact, part: Part) -> HttpResponse:
    form = _form(request, contact, part, request.POST)
    if not form.is_valid():
        return _refused(request, contact, form)
    now = timezone.now()
    try:
        if part.own is not None:
            set_own_value(actor=request.user, contact=contact, field=part.own, value=form.value, now=now)
        else:
            update_contact(actor=request.user, contact=contact, now=now, **form.cleaned_data)
    except DuplicatePerson as error:
        form.add_error(part.fields[0], f"{error.contact.name} has this already.")
        return _refused(request, editable_contact(request.user, contact.pk), form)
    if part.key == "writing" or not wants_fragment(request):  # steps and buttons all over the page follow
        return redirect_to(request, "workspace:person", contact.pk)
    contact = editable_contact(request.user, contact.pk)
    return person_page(request, contact, changed=part, partial="changed")


def _refused(request: AuthenticatedHttpRequest, contact: Contact, form: PartForm) -> HttpResponse:
    if not wants_fragment(request):
        return person_page(request, contact, part_form=form, status=422)
    return _line(request, contact, form.part, form, status=422)


def _line(
    request: AuthenticatedHttpRequest,
    contact: Contact,
    part: Part,
    form: PartForm | None = None,
    *,
    is_focused: bool = False,
    status: int = 200,
) -> HttpResponse:
    tags = tags_of(contact) if part.key == "tags" else []
    context = {
        "person": contact,
        "fact": fact_of(part, contact, tags, Reader.of(request.user), form),
        "is_focused": is_focused,
        "employers": employer_names(request.user) if part.key == "employer" and form else [],
        "options": picker_options(request.user, without=contact) if part.key == "introducer" and form else [],
    }
    return render_page(request, PAGE, context, partial="fact", status=status)
