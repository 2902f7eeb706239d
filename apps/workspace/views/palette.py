"""Search: the command palette while one types, and a page of everything that was found."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.core.dates import Reader
from apps.core.htmx import render_page
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.searchrows import LABELS, groups_of
from apps.workspace.selectors.palette import actions_for, palette_results
from apps.workspace.selectors.search import GROUPS, search, words_of

LONGEST = 200
ON_PAGE, MORE, MOST = 8, 50, 500


@require_safe
@signed_in
def palette(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The options for `q`; an empty one shows what comes next, recent people and what one can do."""
    query, now = request.GET.get("q", "")[:LONGEST], datetime.now(UTC)
    results = palette_results(request.user, query, now)
    context = {
        "results": results,
        "groups": groups_of(results.found, words_of(query), Reader.of(request.user), now),
        "search_url": _url(q=results.query) if results.query else "",
    }
    return render(request, "workspace/palette.html", context)


@signed_in
@require_safe
def search_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Everything that was found; `in` shows one group, with fifty more each time."""
    query, now = request.GET.get("q", "")[:LONGEST], datetime.now(UTC)
    only = request.GET.get("in", "")
    only = only if only in GROUPS else ""
    size = _size(request.GET.get("n", "")) if only else ON_PAGE
    found = search(request.user, query, {only: size} if only else dict.fromkeys(GROUPS, ON_PAGE))
    context = {
        "query": query,
        "only": LABELS[only] if only else "",
        "groups": [
            (group, _url(q=query, **{"in": group.key, "n": str(min(size + MORE, MOST)) if only else str(MORE)}))
            for group in groups_of(found, words_of(query), Reader.of(request.user), now)
        ],
        "is_most": size >= MOST,
        "all_url": _url(q=query),
        "people_url": f"{reverse('contacts:list')}?{urlencode({'q': query})}",
        "actions": [a for a in actions_for(query) if a.url] if query and not only else [],
        "is_empty": not words_of(query),
        "has_found": bool(found),
    }
    return render_page(request, "workspace/search.html", context)


def _size(text: str) -> int:
    """How many rows an address asks for, within reason."""
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else MORE
    return max(1, min(wanted, MOST))


def _url(**params: str) -> str:
    return f"{reverse('workspace:search')}?{urlencode(params)}"
