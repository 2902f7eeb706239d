"""One employer: who is there, what was talked about, what the owner knows and wishes. Each part is edited in place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.contacts.access import own_employer
from apps.contacts.errors import TakenEmployerName
from apps.contacts.forms.employers import AdvocacyForm, EmployerForm, EmployerNotesForm, PostingForm
from apps.contacts.models import Employer
from apps.contacts.services.employers.describing import delete_employer, update_employer
from apps.contacts.services.employers.wishing import say_advocacy, set_posting
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.employerpage import employer_context

PAGE = "workspace/employer.html"


def employer_page(
    request: AuthenticatedHttpRequest, employer: Employer, *, partial: str = "", status: int = 200, **changed: Any
) -> HttpResponse:
    """The page as it stands, or one part of it; forms in `changed` stay as they were typed."""
    context = employer_context(request.user, employer, request.path) | changed
    context["is_fragment"] = wants_fragment(request)
    return render_page(request, PAGE, context, partial=partial or None, status=status)


@signed_in
@require_safe
def employer(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """The page."""
    return employer_page(request, own_employer(request.user, employer_id))


@signed_in
@require_POST
def employer_edit(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Changes name, website, industry, sector and size."""
    employer, form = own_employer(request.user, employer_id), EmployerForm(request.POST)
    taken = None
    if form.is_valid():
        try:
            update_employer(actor=request.user, employer=employer, now=timezone.now(), **form.cleaned_data)
        except TakenEmployerName as error:
            form.add_error("name", str(error))
            taken = error.employer
        else:
            return _saved(request, employer, "facts")
    employer = own_employer(request.user, employer_id)  # as it is, without what was typed
    return employer_page(request, employer, partial="facts", status=422, form=form, taken=taken)


@signed_in
@require_POST
def employer_notes(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Keeps the owner's own words about the employer."""
    employer, form = own_employer(request.user, employer_id), EmployerNotesForm(request.POST)
    if not form.is_valid():
        return employer_page(request, employer, partial="notes", status=422, notes_form=form)
    update_employer(actor=request.user, employer=employer, now=timezone.now(), notes=form.cleaned_data["notes"])
    return _saved(request, employer, "notes")


@signed_in
@require_POST
def employer_advocacy(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Whether somebody there would speak for the owner; empty lets their people tell."""
    employer, form = own_employer(request.user, employer_id), AdvocacyForm(request.POST)
    if not form.is_valid():
        return employer_page(request, employer, partial="wish", status=422, advocacy_form=form)
    say_advocacy(actor=request.user, employer=employer, said=form.value, now=timezone.now())
    return _saved(request, employer, "wish")


@signed_in
@require_POST
def employer_posting(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Whether a job is posted there, where, and when the owner looked."""
    employer, now = own_employer(request.user, employer_id), timezone.now()
    form = PostingForm(request.POST, today=Reader.of(request.user).day_of(now))
    if not form.is_valid():
        return employer_page(request, employer, partial="wish", status=422, posting_form=form)
    data = form.cleaned_data
    set_posting(
        actor=request.user, employer=employer, posting=data["posting"], url=data["posting_url"],
        seen_on=data["posting_on"], now=now,
    )  # fmt: skip
    return _saved(request, employer, "wish")


@signed_in
@require_POST
def employer_delete(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Forgets an employer where nobody works."""
    employer = own_employer(request.user, employer_id)
    if not delete_employer(actor=request.user, employer=employer):
        toast(request, f"People on your list work at {employer.name}. Move them first, or make it one with another.")
        return redirect_to(request, "workspace:employer", employer.pk)
    toast(request, f"{employer.name} is deleted.")
    return redirect_to(request, "workspace:employers")


def _saved(request: AuthenticatedHttpRequest, employer: Employer, partial: str) -> HttpResponse:
    if not wants_fragment(request):
        toast(request, "Saved.")
        return redirect_to(request, "workspace:employer", employer.pk)
    toast(request, "Saved.")
    return employer_page(request, employer, partial=partial)
