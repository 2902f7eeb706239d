"""The research sheet of a talk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.interviews.access import editable_interview, editable_research, editable_source
from apps.interviews.forms.preparing import ResearchForm, SourceForm
from apps.interviews.fragments import render_parts
from apps.interviews.models import Interview, ResearchKind
from apps.interviews.research_page import research_sheet
from apps.interviews.selectors import preparing
from apps.interviews.services import research

SHEET = "interviews/research.html"


@signed_in
@require_safe
def talk_research(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """What one knows, doesn't, found out, and wants to ask."""
    interview = editable_interview(request.user, interview_id)
    return render_page(request, SHEET, _context(request, interview), partial="sheet")


def _context(request: AuthenticatedHttpRequest, interview: Interview, **more: Any) -> dict[str, Any]:
    now = timezone.now()
    notes, sources = preparing.research_of(interview)
    sheet = research_sheet(interview, notes, sources)
    return {
        "interview": interview,
        "contact": interview.contact,
        "sheet": sheet,
        "open_unknowns": [u.note for part in sheet.parts for u in part.unknown],
        "takeaways": preparing.earlier_takeaways(interview),
        "kinds": ResearchKind.choices,
        "parts": [(part.key, part.label) for part in sheet.parts],
        "edit": request.GET.get("edit", ""),
        "answer": request.GET.get("answer", ""),
        "today": clock.local_day(now, request.user.zone),
        "now": now,
    } | more


def _after(request: AuthenticatedHttpRequest, interview: Interview, at: str = "", **wrong: Any) -> HttpResponse:
    """The sheet, fresh; `wrong` is a form with errors and where it stands."""
    status = 422 if wrong else 200
    if wants_fragment(request):
        return render_parts(request, SHEET, _context(request, interview, **wrong), "sheet", status=status)
    if wrong:
        return render_page(request, SHEET, _context(request, interview, **wrong), status=status)
    url = reverse("interviews:research", args=[interview.pk])
    return redirect_to(request, f"{url}#{at}" if at else url)


@signed_in
@require_POST
def research_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """One line more; "to ask" is planned at once."""
    interview = editable_interview(request.user, interview_id)
    form = ResearchForm(request.POST, interview=interview)
    if not form.is_valid():
        where = request.POST.get("answers") or request.POST.get("part", "")
        return _after(request, interview, wrong=form, wrong_at=where, answer=request.POST.get("answers", ""))
    now = timezone.now()
    note = research.note_research(actor=request.user, interview=interview, now=now, **form.fields_of_note)
    if form.is_to_ask:
        _planned(request, research.ask_unknown(actor=request.user, note=note, now=now).text)
    return _after(request, interview, f"part-{note.part}")


@signed_in
@require_POST
def research_edit(request: AuthenticatedHttpRequest, research_id: UUID) -> HttpResponse:
    """Other words, another part or kind."""
    note = editable_research(request.user, research_id)
    form = ResearchForm(request.POST, interview=note.interview)
    if not form.is_valid():
        return _after(request, note.interview, wrong=form, wrong_at=str(note.pk), edit=str(note.pk))
    research.change_research(actor=request.user, note=note, **form.fields_of_note)
    if form.is_to_ask:
        asked = research.ask_unknown(actor=request.user, note=note, now=timezone.now())
        _planned(request, asked.text)
    return _after(request, note.interview, f"part-{note.part}")


@signed_in
@require_POST
def research_ask(request: AuthenticatedHttpRequest, research_id: UUID) -> HttpResponse:
    """An unknown becomes a question of the plan."""
    note = editable_research(request.user, research_id)
    if note.kind == ResearchKind.UNKNOWN:
        asked = research.ask_unknown(actor=request.user, note=note, now=timezone.now())
        _planned(request, asked.text)
    return _after(request, note.interview, f"part-{note.part}")


def _planned(request: AuthenticatedHttpRequest, text: str) -> None:
    toast(request, f"In your plan: “{text}”")


@signed_in
@require_POST
def research_remove(request: AuthenticatedHttpRequest, research_id: UUID) -> HttpResponse:
    """Off the sheet, with a way back."""
    note = editable_research(request.user, research_id)
    token = research.remove_research(actor=request.user, note=note)
    return _removed(request, note.interview, token)


@signed_in
@require_POST
def research_restore(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Puts a line or a source back."""
    interview = editable_interview(request.user, interview_id)
    if not research.restore_research(actor=request.user, token=request.POST.get("token", "")):
        toast(request, "That can’t be undone any more.")
    return _after(request, interview)


@signed_in
@require_POST
def source_add(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Something that was read."""
    interview = editable_interview(request.user, interview_id)
    now = timezone.now()
    form = SourceForm(request.POST, today=clock.local_day(now, request.user.zone))
    if not form.is_valid():
        return _after(request, interview, wrong=form, wrong_at="source")
    research.add_source(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    return _after(request, interview, "sources")


@signed_in
@require_POST
def source_edit(request: AuthenticatedHttpRequest, source_id: UUID) -> HttpResponse:
    """Another title, link or day."""
    source = editable_source(request.user, source_id)
    form = SourceForm(request.POST, today=source.read_on)
    if not form.is_valid():
        return _after(request, source.interview, wrong=form, wrong_at=str(source.pk), edit=str(source.pk))
    research.change_source(actor=request.user, source=source, **form.cleaned_data)
    return _after(request, source.interview, "sources")


@signed_in
@require_POST
def source_remove(request: AuthenticatedHttpRequest, source_id: UUID) -> HttpResponse:
    """Off the sheet, with a way back."""
    source = editable_source(request.user, source_id)
    token = research.remove_source(actor=request.user, source=source)
    return _removed(request, source.interview, token)


def _removed(request: AuthenticatedHttpRequest, interview: Interview, token: str) -> HttpResponse:
    undo = reverse("interviews:research_restore", args=[interview.pk])
    toast(request, "Removed from the sheet.", undo, {"token": token}, undo_target="#sheet")
    return _after(request, interview)
