"""What every change of a debrief answers with: the card that changed, the letter and the progress, fresh."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from apps.core.htmx import redirect_to, render_page, wants_fragment
from apps.core.http import AuthenticatedHttpRequest
from apps.interviews import selectors, services
from apps.interviews.debrief_page import debrief_context
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview, LiveNote, TakeawayKind

DEBRIEF = "interviews/debrief.html"
_CARD_OF = {TakeawayKind.PERSON.value: "named", TakeawayKind.ACTION.value: "actions"}


def card_of(kind: str) -> str:
    """The card in which a take-away or a line of this kind stands."""
    return _CARD_OF.get(kind, "takes")


def after_change(
    request: AuthenticatedHttpRequest,
    interview: Interview,
    part: str,
    form: Form | None = None,
    *,
    also: str = "",
    **extra: Any,
) -> HttpResponse:
    """The part that changed, `also` another one, and what follows from both; the whole page without scripts.

    `form` carries errors: 422, and what was typed is kept.
    """
    status = 422 if form is not None and form.errors else 200
    asks = bool(extra.get("lookalikes"))
    if status == 200 and not asks and not wants_fragment(request):
        return redirect_to(request, f"{reverse('interviews:debrief', args=[interview.pk])}#{part}")
    forms: dict[str, Any] = {f"{part}_form": form} if status == 422 or asks else {}
    now = timezone.now()
    context = debrief_context(interview, now, **(forms | extra))
    if context["back"].is_complete and not interview.debriefed_at:
        services.close_debrief(actor=request.user, interview=interview, now=now)
    if wants_fragment(request):
        parts = [part, *([also] if also and also != part else []), "letter", "progress"]
        return render_parts(request, DEBRIEF, context, *parts, status=status)
    return render_page(request, DEBRIEF, context, status=status)


def adding(request: AuthenticatedHttpRequest, part: str) -> str:
    """Someone who types one thing after the other keeps the open form; a sorted line opens none."""
    return "" if request.POST.get("note") else part


def noted(request: AuthenticatedHttpRequest, interview: Interview) -> LiveNote | None:
    """The line of this talk that a form was filled from, if it names one."""
    key = request.POST.get("note", "")
    return selectors.note_in(interview, key) if key else None
