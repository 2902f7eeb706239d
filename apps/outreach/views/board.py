"""The asks by where they stand, and how often asks are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import boardpage
from apps.outreach.selectors.board import COLUMNS, DUE, WAITING, board, column_of
from apps.outreach.selectors.rates import BUSINESS_DAYS, FEWEST, reply_rates

BOARD = "outreach/board.html"
PAGE_SIZE = 50


@signed_in
@require_safe
def ask_board(request: AuthenticatedHttpRequest) -> HttpResponse:
    """All columns, or one of them in full."""
    return render_page(request, BOARD, board_context(request, timezone.now()), partial="board")


def board_context(request: AuthenticatedHttpRequest, now: datetime, show: str | None = None) -> dict[str, Any]:
    """What the page shows; `show` names the one column that is shown in full."""
    user = request.user
    show = request.GET.get("show", "") if show is None else show
    columns = boardpage.columns(user, board(user, now), now)
    context: dict[str, Any] = {
        "now": now,
        "columns": columns,
        "total": sum(column.total for column in columns),
        "chosen": show if show in COLUMNS else "",
        "first": _first(columns),
    }
    if context["chosen"]:
        page = Paginator(column_of(user, show, now), PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {"page": page, "one": boardpage.one_column(user, show, page, now)}
    return context


def _first(columns: list[boardpage.Shown]) -> str:
    """The column that a phone shows first: what is due, else what waits, else whatever there is."""
    filled = [column.key for column in columns if column.cards]
    return next((key for key in (DUE, *filled) if key in filled), WAITING)


@signed_in
@require_safe
def ask_rates(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Reply rates with their denominators."""
    context = {"rates": reply_rates(request.user, timezone.now()), "days": BUSINESS_DAYS, "fewest": FEWEST}
    return render_page(request, "outreach/rates.html", context)
