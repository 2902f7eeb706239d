"""One change to the chosen people of the list, and its undo."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.contacts import bulkwords
from apps.contacts.access import own_bulk_change
from apps.contacts.errors import TooMany
from apps.contacts.forms import BulkForm, read_people_query
from apps.contacts.listing import url_of
from apps.contacts.listpage import list_context
from apps.contacts.selectors import chosen_people, people_matching
from apps.contacts.services import bulk
from apps.core.htmx import SeeOther, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in

LIST = "contacts/list.html"


@signed_in
@require_POST
def people_change(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Does one thing to the ticked people, or to everyone whom the list holds; a toast leads back."""
    form = BulkForm(request.POST)
    shown = QueryDict(request.POST.get("list", "")[:4000])
    if not form.is_valid():
        return _refused(request, shown, form.problem)
    data, (query, odd) = form.cleaned_data, read_people_query(shown)
    if data["all"] and odd:  # never more people than were shown
        return _refused(request, shown, "The list has changed. Look at it again, then choose.")
    people = people_matching(request.user, query) if data["all"] else chosen_people(request.user, data["person"])
    try:
        change = bulk.change_people(
            actor=request.user, people=people, action=data["action"], value=data["value"], now=timezone.now()
        )
    except TooMany as error:
        return _refused(request, shown, str(error))
    if change is None:
        toast(request, bulkwords.nothing(data["action"], data["value"]))
    else:
        fields = {"list": shown.urlencode()}
        undo = reverse("contacts:bulk_undo", args=[change.pk])
        toast(request, bulkwords.done(change, data["value"]), undo, fields, undo_target="#people")
    return _list(request, shown)


@signed_in
@require_POST
def bulk_undo(request: AuthenticatedHttpRequest, change_id: UUID) -> HttpResponse:
    """Gives the people of one change back what they had."""
    change = own_bulk_change(request.user, change_id)
    back = bulk.undo_bulk_change(actor=request.user, change=change, now=timezone.now())
    toast(request, bulkwords.undone(back))
    return _list(request, QueryDict(request.POST.get("list", "")[:4000]))


def _list(request: AuthenticatedHttpRequest, shown: QueryDict) -> HttpResponse:
    if not wants_fragment(request):
        query, _ = read_people_query(shown)
        return SeeOther(url_of(query))
    context = list_context(request.user, shown, never_empty=True) | {"is_fragment": True}
    return render_page(request, LIST, context, partial="fragment")


def _refused(request: AuthenticatedHttpRequest, shown: QueryDict, problem: str) -> HttpResponse:
    """The list as it was, with the ticks, and what is missing."""
    toast(request, problem, level=messages.ERROR)
    ticked = []
    for text in request.POST.getlist("person")[:1000]:
        try:
            ticked.append(UUID(text))
        except ValueError:
            continue
    context = list_context(request.user, shown, ticked=ticked) | {"is_fragment": wants_fragment(request)}
    return render_page(request, LIST, context, partial="fragment", status=422)
