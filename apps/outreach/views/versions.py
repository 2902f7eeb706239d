"""What a draft said before, and a letter as it is printed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, differences, selectors, services
from apps.outreach.errors import AlreadySent
from apps.outreach.models import Channel
from apps.outreach.views.acts import page_of


@signed_in
@require_safe
def draft_versions(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """The versions of the draft, and how one of them (`?number=3`, by default the one before) differs from now."""
    outreach = access.own_outreach(request.user, outreach_id)
    message = selectors.draft_of(outreach)
    if message is None:
        return redirect_to(request, page_of(outreach))
    versions = list(selectors.versions_of(message))
    wanted = request.GET.get("number", "")
    before = versions[1] if len(versions) > 1 else None
    chosen = next((v for v in versions if str(v.number) == wanted), before)
    context = {
        "now": timezone.now(),
        "outreach": outreach,
        "person": outreach.contact,
        "message": message,
        "versions": versions,
        "chosen": chosen,
        "changes": differences.of_drafts(message, chosen) if chosen else None,
    }
    return render_page(request, "outreach/versions.html", context)


@signed_in
@require_POST
def version_restore(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Brings a version back, as a new one; what stood there stays among them."""
    outreach = access.own_outreach(request.user, outreach_id)
    message, number = selectors.draft_of(outreach), request.POST.get("number", "")
    if message is None or not number.isdecimal() or len(number) > 9:
        return redirect_to(request, page_of(outreach))
    try:
        found = services.restore_version(actor=request.user, message=message, number=int(number), now=timezone.now())
    except AlreadySent as error:
        toast(request, str(error))
        return redirect_to(request, page_of(outreach))
    toast(request, f"Version {number} is back. What stood here is kept, too." if found else "There is no such version.")
    return redirect_to(request, page_of(outreach, write=True))


@signed_in
@require_safe
def letter_print(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """The newest letter of an approach on one page: the draft, or the one that was posted."""
    outreach = access.own_outreach(request.user, outreach_id)
    letters = [m for m in selectors.messages_of(outreach) if m.channel == Channel.LETTER]
    if not letters:
        raise Http404
    message = next((m for m in letters if m.sent_at is None), letters[-1])
    words = len(message.body.split())
    size = "small" if words > 380 else "medium" if words > 260 else "large"
    context = {
        "now": timezone.now(),
        "outreach": outreach,
        "person": outreach.contact,
        "message": message,
        "size": size,
        "is_long": words > 520 or message.body.count("\n") > 48,
    }
    return render_page(request, "outreach/letter.html", context)
