"""People who may be on the list twice, and those of whom the owner said that they are not."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.contacts.access import editable_contact, own_apart, visible_contact
from apps.contacts.pairrows import pair_row
from apps.contacts.selectors import duplicates as found
from apps.contacts.services import merging
from apps.core.dates import Reader
from apps.core.htmx import own_page, redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in

PAGE = "contacts/duplicates.html"
LONGEST_PLACE = 100


@signed_in
@require_safe
def duplicates(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Pairs side by side, the likeliest first; what was decided stands below."""
    user, now, reader = request.user, timezone.now(), Reader.of(request.user)
    after = request.GET.get("after", "")[:LONGEST_PLACE]
    page = found.duplicates_page(user, after)
    apart = found.kept_apart(user, _uuid(request.GET.get("before", "")))
    context = {
        "page": page,
        "pairs": [pair_row(pair.one, pair.other, pair.likeness, reader, now) for pair in page.pairs],
        "after": after,
        "apart": apart[: found.APART_PAGE],
        "older": apart[found.APART_PAGE - 1].pk if len(apart) > found.APART_PAGE else None,
        "merges": found.recent_merges(user, now),
    }
    return render_page(request, PAGE, context)


@signed_in
@require_safe
def lookalikes(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """The note on a person's page: who else may be them."""
    contact = visible_contact(request.user, contact_id)
    pairs = found.lookalikes_of(request.user, contact, limit=1)
    return render_page(request, "contacts/lookalikes.html", {"person": contact, "pair": pairs[0] if pairs else None})


@signed_in
@require_POST
def keep_apart(request: AuthenticatedHttpRequest, contact_id: UUID, other_id: UUID) -> HttpResponse:
    """The two are not the same; a toast takes it back."""
    one, other = editable_contact(request.user, contact_id), editable_contact(request.user, other_id)
    back = own_page(request, request.POST.get("back", ""), reverse("contacts:duplicates"))
    if one.pk == other.pk:
        return redirect_to(request, back)
    row = merging.keep_apart(actor=request.user, one=one, other=other, now=timezone.now())
    undo = reverse("contacts:let_together", args=[row.pk])
    toast(request, f"{one.name} and {other.name} stay two people.", undo, {"back": back})
    return HttpResponse() if wants_fragment(request) else redirect_to(request, back)


@signed_in
@require_POST
def let_together(request: AuthenticatedHttpRequest, apart_id: UUID) -> HttpResponse:
    """Takes "not the same" back."""
    row = own_apart(request.user, apart_id)
    merging.let_together(actor=request.user, apart=row)
    toast(request, f"{row.one.name} and {row.other.name} may be the same again.")
    return redirect_to(request, own_page(request, request.POST.get("back", ""), reverse("contacts:duplicates")))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
