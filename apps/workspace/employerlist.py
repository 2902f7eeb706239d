"""What the list of employers prints."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.contacts.forms.employers import WishesForm, read_employer_query
from apps.contacts.listing import note_about
from apps.contacts.models import Employer
from apps.contacts.selectors.employerlist import SORTS, employer_summary, likely_same_employers
from apps.contacts.selectors.employers import advocates, people_counts
from apps.core.dates import Reader
from apps.workspace import employerrows as words
from apps.workspace.employerrows import EmployerRow, employer_row
from apps.workspace.selectors.employers import employer_with_talks, employers_with_talks


def list_context(user: User, params: QueryDict, *, with_suggestions: bool = True) -> dict[str, Any]:
    """The list that `params` ask for. Suggestions stand only above the list as it opens."""
    query, odd = read_employer_query(params)
    summary = employer_summary(user)
    page = employers_with_talks(user, query)
    here = words.list_url(query)
    return {
        "rows": rows_of(user, page.employers),
        "query": query,
        "back": here,
        "summary": summary,
        "segments": words.segments(query, summary),
        "filters": words.filters(query, summary),
        "columns": words.columns(query),
        "orders": words.orders(query),
        "order_label": SORTS[query.sort],
        "hidden": [(k, v) for k, v in query.having(q="").params().items()],
        "earlier_url": words.page_url(query, page.earlier),
        "later_url": words.page_url(query, page.later),
        "clear_url": words.list_url(query.having(q="", industry="", sector="", posting="")),
        "note": note_about(odd),
        "likely": likely_same_employers(user) if with_suggestions and query.is_plain else [],
        "wishes": WishesForm(),
    }


def rows_of(user: User, employers: list[Employer]) -> list[EmployerRow]:
    """Lines of the list; two queries, however many."""
    if not employers:
        return []
    ids = [employer.pk for employer in employers]
    counts, speakers = people_counts(user, ids), advocates(user, ids)
    reader, now = Reader.of(user), timezone.now()
    return [employer_row(e, counts.get(e.pk, (0, 0, 0)), speakers.get(e.pk), reader, now) for e in employers]


def row_context(user: User, employer: Employer, back: str) -> dict[str, Any]:
    """One line that changed, with the numbers around the list that stands at `back`."""
    query, _ = read_employer_query(shown_at(back))
    summary = employer_summary(user)
    return {
        "row": rows_of(user, [employer_with_talks(user, employer)])[0],
        "back": back,
        "query": query,
        "summary": summary,
        "segments": words.segments(query, summary),
    }


def shown_at(back: str) -> QueryDict:
    """What the address of a list asks for."""
    try:
        return QueryDict(urlsplit(back).query[:4000])
    except ValueError:  # not an address
        return QueryDict()


def list_address() -> str:
    """Where the list is."""
    return reverse("workspace:employers")
