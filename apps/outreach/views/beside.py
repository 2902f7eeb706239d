"""Two buttons of the composer that lead elsewhere; what was typed is kept before either."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse

from apps.core.htmx import redirect_to
from apps.core.http import AuthenticatedHttpRequest
from apps.outreach import services
from apps.outreach.models import Outreach


def to_times(request: AuthenticatedHttpRequest, outreach: Outreach) -> HttpResponse:
    """On to the page on which times are proposed."""
    return redirect_to(request, "outreach:offer_slots", outreach.pk)


def overrule(request: AuthenticatedHttpRequest, outreach: Outreach, key: str, now: datetime) -> HttpResponse:
    """The owner has read a caution and writes all the same: it does not come back here."""
    services.overrule_caution(actor=request.user, outreach=outreach, key=key, now=now)
    return redirect_to(request, f"{reverse('outreach:edit', args=[outreach.pk])}?write=1")
