"""The list of employers: who is known where, and where the owner would like to work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.contacts.access import own_employer
from apps.contacts.errors import TooManyWishes
from apps.contacts.forms.employers import MotivationForm, PairForm, WishesForm
from apps.contacts.models import Employer
from apps.contacts.services.employers.merging import ask_again, keep_apart
from apps.contacts.services.employers.wishing import set_motivation, unwish, wish_for
from apps.core.htmx import SeeOther, own_page, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.employerlist import list_address, list_context, row_context, shown_at
from apps.workspace.views.employer import employer_page

PAGE = "workspace/employers.html"


@signed_in
@require_safe
def employers(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The list with its views, search, filters, order and pages; each is an address."""
    is_fragment = wants_fragment(request)
    context = list_context(request.user, request.GET, with_suggestions=not is_fragment)
    return render_page(request, PAGE, context | {"is_fragment": is_fragment}, partial="fragment")


@signed_in
@require_POST
def wish(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Puts employers on the list of those the owner would like to work for: one line, or several."""
    form = WishesForm(request.POST)
    back = own_page(request, request.POST.get("back", ""), list_address())
    if form.is_valid():
        wishes = form.cleaned_data["lines"]
        try:
            added = wish_for(actor=request.user, wishes=wishes, now=timezone.now())
        except TooManyWishes as error:
            form.add_error("lines", str(error))
        else:
            toast(request, _added(added, wishes[0].name))
            return _list(request, back, was_added=True)
    context = list_context(request.user, shown_at(back), with_suggestions=False)
    context |= {"wishes": form, "several": request.POST.get("several", ""), "is_fragment": wants_fragment(request)}
    return render_page(request, PAGE, context, partial="fragment", status=422)


def _added(added: list[Employer], name: str) -> str:
    if not added:
        return f"{name} is on it already."
    if len(added) == 1:
        return f"{added[0].name} is on the list of employers you’d like to work for."
    return f"{len(added)} employers are on the list of those you’d like to work for."


@signed_in
@require_POST
def motivation(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """How much the owner would like to work there, said in the row or on the employer's own page."""
    employer = own_employer(request.user, employer_id)
    back = own_page(request, request.POST.get("back", ""), list_address())
    form = MotivationForm(request.POST)
    if form.is_valid():
        was_wished = employer.wished_at is not None
        number = form.cleaned_data["motivation"]
        set_motivation(actor=request.user, employer=employer, motivation=number, now=timezone.now())
        if not was_wished:
            toast(request, f"{employer.name} is on the list of employers you’d like to work for.")
    else:
        toast(request, form.problem, level=messages.ERROR)
    return _answer(request, employer, back, status=200 if form.is_valid() else 422)


@signed_in
@require_POST
def unwish_employer(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Takes the employer off that list; what was said about it stays, and a toast leads back."""
    employer = own_employer(request.user, employer_id)
    back = own_page(request, request.POST.get("back", ""), list_address())
    where = request.POST.get("as", "list")
    if unwish(actor=request.user, employer=employer, now=timezone.now()):
        undo = {"motivation": employer.motivation, "as": where, "back": back}
        target = "#employer-wish" if where == "page" else "#employers"
        url = reverse("workspace:employer_motivation", args=[employer.pk])
        toast(request, f"{employer.name} is off that list. Its people stay.", url, undo, undo_target=target)
    return _answer(request, employer, back)


def _answer(request: AuthenticatedHttpRequest, employer: Employer, back: str, status: int = 200) -> HttpResponse:
    """The row, the list or the part of the employer's page, as the form says."""
    where = request.POST.get("as", "list")
    if not wants_fragment(request):
        return SeeOther(back)
    if where == "page":
        return employer_page(request, employer, partial="wish", status=status)
    if where == "row":
        context = row_context(request.user, employer, back) | {"is_fragment": True}
        return render_page(request, PAGE, context, partial="changed", status=status)
    return _list(request, back, status=status)


def _list(request: AuthenticatedHttpRequest, back: str, *, status: int = 200, **extra: Any) -> HttpResponse:
    if not wants_fragment(request):
        return SeeOther(back)
    context = list_context(request.user, shown_at(back), with_suggestions=False) | {"is_fragment": True, **extra}
    return render_page(request, PAGE, context, partial="fragment", status=status)


@signed_in
@require_POST
def apart(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Two employers are not the same; or, with `again`, they may be asked about again."""
    form = PairForm(request.POST)
    if form.is_valid():
        one, other = (own_employer(request.user, form.cleaned_data[name]) for name in ("one", "other"))
        if one == other:
            toast(request, "That’s one employer.", level=messages.ERROR)
        elif request.POST.get("again"):
            ask_again(actor=request.user, one=one, other=other)
            toast(request, f"You’ll be asked about {one.name} and {other.name} again.")
        else:
            keep_apart(actor=request.user, one=one, other=other, now=timezone.now())
            fields = {"one": one.pk, "other": other.pk, "again": 1}
            undo = reverse("workspace:employers_apart")
            said = f"{one.name} and {other.name} stay two."
            toast(request, said, undo, fields, undo_target="#employers-likely")
    if not wants_fragment(request):
        return SeeOther(list_address())
    context = list_context(request.user, shown_at(""))
    return render_page(request, PAGE, context, partial="likely")
