"""The owner's own fields: one page to make, rename, order and delete them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.contacts.access import own_field
from apps.contacts.errors import TakenFieldName, TooManyFields
from apps.contacts.forms import OwnFieldForm
from apps.contacts.models import OwnField
from apps.contacts.models.own import MOST_FIELDS
from apps.contacts.selectors.own import own_field_rows
from apps.contacts.services import own as services
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own_fields_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every own field; POST makes one more."""
    if request.method != "POST":
        return _page(request, OwnFieldForm())
    form = OwnFieldForm(request.POST)
    if form.is_valid():
        try:
            field = services.create_own_field(actor=request.user, now=timezone.now(), **form.cleaned_data)
        except (TakenFieldName, TooManyFields) as error:
            form.add_error("name", str(error))
        else:
            toast(request, f"“{field.name}” is on everybody’s page now.")
            return redirect_to(request, "contacts:own_fields")
    return _page(request, form, status=422)


@signed_in
@require_POST
def own_field_change(request: AuthenticatedHttpRequest, field_id: UUID) -> HttpResponse:
    """Another name, or other choices."""
    field = own_field(request.user, field_id)
    form = OwnFieldForm(request.POST, field=field)
    if form.is_valid():
        try:
            services.change_own_field(actor=request.user, field=field, **form.cleaned_data)
        except TakenFieldName as error:
            form.add_error("name", str(error))
        else:
            toast(request, f"Saved “{field.name}”.")
            return redirect_to(request, "contacts:own_fields")
    return _page(request, OwnFieldForm(), failed=(field_id, form), status=422)


@signed_in
@require_POST
def own_field_move(request: AuthenticatedHttpRequest, field_id: UUID) -> HttpResponse:
    """One place up or down."""
    field = own_field(request.user, field_id)
    services.move_own_field(actor=request.user, field=field, by=-1 if request.POST.get("to") == "up" else 1)
    return redirect_to(request, "contacts:own_fields")


@signed_in
@require_POST
def own_field_delete(request: AuthenticatedHttpRequest, field_id: UUID) -> HttpResponse:
    """Takes a field off every page; the toast brings it back with what people had in it."""
    field = own_field(request.user, field_id)
    services.delete_own_field(actor=request.user, field=field, now=timezone.now())
    undo = reverse("contacts:own_field_restore", args=[field.pk])
    toast(request, f"“{field.name}” is deleted, with what people had in it.", undo)
    return redirect_to(request, "contacts:own_fields")


@signed_in
@require_POST
def own_field_restore(request: AuthenticatedHttpRequest, field_id: UUID) -> HttpResponse:
    """The way back, for half an hour."""
    field = own_field(request.user, field_id, even_deleted=True)
    try:
        won = services.restore_own_field(actor=request.user, field=field, now=timezone.now())
        toast(request, f"“{field.name}” is back." if won else "That can’t be undone any more.")
    except (TakenFieldName, TooManyFields) as error:
        toast(request, str(error))
    return redirect_to(request, "contacts:own_fields")


def _page(
    request: AuthenticatedHttpRequest,
    form: OwnFieldForm,
    *,
    failed: tuple[UUID, OwnFieldForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    def entry(field: OwnField) -> dict[str, Any]:
        said = {"name": field.name, "choices": "\n".join(field.choices)}
        bound = failed[1] if failed and failed[0] == field.pk else None
        return {"field": field, "form": bound or OwnFieldForm(field=field, initial=said, auto_id=f"id_{field.pk}_%s")}

    entries = [entry(field) for field in own_field_rows(request.user)]
    context = {"form": form, "entries": entries, "most": MOST_FIELDS, "is_full": len(entries) >= MOST_FIELDS}
    return render_page(request, "contacts/own_fields.html", context, status=status)
