"""What the command palette shows: next for you, people by name, things to do."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.selectors.palette import palette_results


@require_safe
@signed_in
def palette(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The options for `q`; an empty one shows what comes next."""
    results = palette_results(request.user, request.GET.get("q", "")[:200], datetime.now(UTC))
    return render(request, "workspace/palette.html", {"results": results})
