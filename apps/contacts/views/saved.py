"""Lists that are kept under a name: made from the list, renamed and deleted on a page of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.contacts import listing
from apps.contacts.access import own_saved_view
from apps.contacts.errors import TakenName, TooManyViews
from apps.contacts.forms import SavedViewForm, ViewNameForm
from apps.contacts.listpage import list_context
from apps.contacts.models import SavedView
from apps.contacts.selectors import saved_views
from apps.contacts.services import saved
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in


@signed_in
@require_safe
def view_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every kept list, to open, rename or delete."""
    return _manage(request)


@signed_in
@require_POST
def view_save(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Keeps the list that was shown under a name, and shows it again."""
    form = SavedViewForm(request.POST)
    if form.is_valid():
        query = form.cleaned_data["list"]
        try:
            view = saved.save_view(
                actor=request.user, name=form.cleaned_data["name"], query=query.address(), now=timezone.now()
            )
        except (TakenName, TooManyViews) as error:
            form.add_error("name", str(error))
        else:
            toast(request, f"“{view.name}” is kept under your views.")
            return redirect_to(request, listing.url_of(query))
    shown = QueryDict(request.POST.get("list", "")[:4000])
    context = list_context(request.user, shown) | {"view_form": form}
    return render_page(request, "contacts/list.html", context, status=422)


@signed_in
@require_POST
def view_rename(request: AuthenticatedHttpRequest, view_id: UUID) -> HttpResponse:
    """Gives a kept list another name."""
    view = own_saved_view(request.user, view_id)
    form = ViewNameForm(request.POST)
    if form.is_valid():
        try:
            saved.rename_view(actor=request.user, view=view, name=form.cleaned_data["name"])
        except TakenName as error:
            form.add_error("name", str(error))
        else:
            toast(request, f"It is called “{view.name}” now.")
            return redirect_to(request, "contacts:views")
    return _manage(request, view_id, form, 422)


@signed_in
@require_POST
def view_delete(request: AuthenticatedHttpRequest, view_id: UUID) -> HttpResponse:
    """Forgets a kept list; the toast keeps it again."""
    view = own_saved_view(request.user, view_id)
    saved.delete_view(actor=request.user, view=view)
    undo = {"name": view.name, "list": view.query}
    toast(request, f"The view “{view.name}” is deleted. Its people stay.", reverse("contacts:view_save"), undo)
    return redirect_to(request, "contacts:views")


def _manage(
    request: AuthenticatedHttpRequest, failed: UUID | None = None, form: ViewNameForm | None = None, status: int = 200
) -> HttpResponse:
    def entry(view: SavedView) -> dict[str, Any]:
        bound = form if form and view.pk == failed else None
        url = reverse("contacts:list") + f"?{view.query}"
        return {"view": view, "url": url, "form": bound or ViewNameForm(initial={"name": view.name}, prefix=None)}

    context = {"entries": [entry(view) for view in saved_views(request.user)]}
    return render_page(request, "contacts/views.html", context, status=status)
