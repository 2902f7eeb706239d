"""What the people list prints: everything worked out before the template."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from apps.accounts.models import User
from apps.contacts import listing
from apps.contacts.forms import QuickAddForm, SavedViewForm, read_people_query
from apps.contacts.models import Circle
from apps.contacts.rows import row_maker
from apps.contacts.selectors import PeopleQuery, Summary, count_matching, people_page, people_summary
from apps.contacts.selectors.summary import COUNTED
from apps.core.dates import Reader


def list_context(
    user: User, params: QueryDict, *, ticked: Collection[UUID] = (), never_empty: bool = False
) -> dict[str, Any]:
    """The list that `params` ask for; those in `ticked` stay chosen. `never_empty` gives page one for an empty page."""
    query, odd = read_people_query(params)
    summary = people_summary(user, query)
    query, strangers = listing.without_strangers(query, summary)
    page = people_page(user, query)
    if not page.people and query.cursor and never_empty:
        query = query.having()
        page = people_page(user, query)
    has_more = page.earlier is not None or page.later is not None
    return {
        "rows": [*map(row_maker(Reader.of(user), timezone.now(), {str(pk) for pk in ticked}), page.people)],
        "query": query,
        "shown": urlencode(query.params()),
        "matching": matching(user, query, summary) if has_more else str(len(page.people)),
        "circles": tuple(Circle.choices),
        "tag_options": listing.tag_options(summary),
        "summary": summary,
        "segments": listing.segments(query, summary),
        "filters": listing.filters(query, summary),
        "kept": (kept := listing.kept_views(query, summary)),
        "kept_here": (here := next((view.label for view in kept if view.is_current), "")),
        "can_keep": bool(query.address()) and not here,
        "view_form": SavedViewForm(),
        "columns": listing.columns(query),
        "orders": listing.orders(query),
        "hidden": [(k, v) for k, v in query.having(q="").params().items()],
        "earlier_url": listing.page_url(query, page.earlier),
        "later_url": listing.page_url(query, page.later),
        "clear_url": listing.url_of(
            query.having(q="", circle="", employer=None, stage="", tag=None, via=None, level="", industry="")
        ),
        "export_url": listing.url_of(query.having(), "contacts:export"),
        "archived_url": listing.url_of(query.having(view="archived")),
        "note": listing.note_about([*odd, *strangers]),
        "quick": QuickAddForm(owner=user),
    }


def matching(user: User, query: PeopleQuery, summary: Summary) -> str:
    """How many the list holds on all its pages, "1,000+" at most; counted only where no number around it tells."""
    known = summary.matching(query)
    if known is not None:
        return f"{known:,}"
    counted = summary.counted(query)
    if counted is None:
        counted = count_matching(user, query, most=COUNTED + 1)
    return f"{COUNTED:,}+" if counted > COUNTED else f"{counted:,}"
