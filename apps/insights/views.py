"""Pages that show what has come of everything; they change nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.insights import selectors
from apps.insights.corner import corner_of, lately
from apps.insights.diversity import most_people, spread_of


@signed_in
@require_safe
def network(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whom the owner hears from: the spread of the list and of the talks, the missing corner, one next person."""
    groups, employers = selectors.groups_of(request.user), selectors.top_employers(request.user)
    spread = spread_of(groups)
    corner = corner_of(spread, employers)
    dimension = corner.dimension
    talks = [selectors.value_of(person, dimension) for person in selectors.last_talks(request.user)]
    context = {
        "spread": spread,
        "corner": corner,
        "employers": employers,
        "most_in_employers": most_people(employers),
        "lately": lately(talks, dimension) if len(talks) > 1 else None,
        "next": selectors.next_person(request.user, dimension, corner.missing),
    }
    return render_page(request, "insights/network.html", context)
