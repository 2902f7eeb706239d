"""What staff write down about a student, and the student's page of it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.advising.forms import PurposeForm
from apps.advising.models import Note
from apps.advising.note_access import noted_student, own_note
from apps.advising.note_forms import AdditionForm, NoteForm, NoteTextForm
from apps.advising.selectors.notes import notes_about
from apps.advising.services import notes as services
from apps.centers.access import Student, joined_center
from apps.centers.http import staff_only
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def note_list(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """The notes about a student. A director POSTs what for, and gets them in that answer: one log row a view."""
    student = noted_student(request.user, membership_id)
    form = PurposeForm(request.POST or None)
    purpose = form.cleaned_data["purpose"] if request.method == "POST" and form.is_valid() else ""
    if request.method == "POST" and not services.may_ask(student):
        raise PermissionDenied
    return _page(request, student, purpose=purpose, form=form, status=422 if form.errors else 200)


@require_POST
@staff_only
def note_create(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """A new note."""
    student, now = noted_student(request.user, membership_id), timezone.now()
    form = NoteForm(request.POST, kinds=services.writable_kinds(student), today=Reader.of(request.user).day_of(now))
    if not form.is_valid():
        return _page(request, student, status=422, note_form=form)
    data = form.cleaned_data
    kind = Note.Kind(data["kind"])
    services.write_note(
        actor=request.user, student=student, kind=kind, body=data["body"], met_on=data["met_on"], now=now
    )
    toast(request, "Written down.")
    return redirect_to(request, "advising:notes", membership_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def note_edit(request: AuthenticatedHttpRequest, staff_note_id: UUID) -> HttpResponse:
    """Other words for a note of the reader's, within a day; after that an addition to it."""
    note, now = own_note(request.user, staff_note_id), timezone.now()
    if not note.may_change(now):
        return _addition(request, note)
    today = Reader.of(request.user).day_of(now)
    form = NoteTextForm(request.POST or None, today=today, initial={"body": note.body, "met_on": note.met_on})
    if request.method == "POST" and form.is_valid():
        done = services.edit_note(actor=request.user, note=note, now=now, **form.cleaned_data)
        toast(request, "Saved." if done else "A day has passed. Add to the note instead.")
        return redirect_to(request, "advising:notes", note.student_id)
    context = {"note": note, "form": form, "heading": "Change the note", "label": "Save"}
    return render_page(request, "advising/note_edit.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def own_notes(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """What a center's staff and peer mentors wrote down for the reader."""
    membership = joined_center(request.user, center_id)
    kinds = [Note.Kind.SHARED, Note.Kind.PEER]
    entries = notes_about(membership.pk, kinds, reader=request.user, now=timezone.now())
    context = {"center": membership.center, "entries": entries}
    return render_page(request, "advising/own_notes.html", context)


def _addition(request: AuthenticatedHttpRequest, note: Note) -> HttpResponse:
    form = AdditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["body"]
        added = services.add_to_note(actor=request.user, note=note, body=body, now=timezone.now())
        toast(request, "Added." if added else "Its words were taken out, so nothing can be added.")
        return redirect_to(request, "advising:notes", note.student_id)
    context = {"note": note, "form": form, "heading": "Add to the note", "label": "Add"}
    return render_page(request, "advising/note_edit.html", context, status=422 if form.errors else 200)


def _page(
    request: AuthenticatedHttpRequest, student: Student, *, purpose: str = "", status: int = 200, **forms: object
) -> HttpResponse:
    now = timezone.now()
    sheet = services.read_notes(actor=request.user, student=student, purpose=purpose, now=now)
    today = Reader.of(request.user).day_of(now)
    context = {
        "student": student,
        "sheet": sheet,
        "form": PurposeForm(),
        "note_form": NoteForm(kinds=sheet.kinds, today=today, initial={"kind": sheet.kinds[0]}),
    }
    return render_page(request, "advising/notes.html", context | forms, status=status, partial="notes")
