"""A director takes the words of a staff note out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.advising.forms import PurposeForm
from apps.advising.note_access import redactable_note
from apps.centers.http import staff_only
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest
from apps.workspace.services.redacting import RecordsAsked, redact


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def note_redact(request: AuthenticatedHttpRequest, staff_note_id: UUID) -> HttpResponse:
    """Asks what for, then takes the words out for good (row 27). The page does not show them."""
    note, student = redactable_note(request.user, staff_note_id)
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        try:
            done = redact(actor=request.user, student=student, note=note, purpose=purpose, now=timezone.now())
        except RecordsAsked as error:
            form.add_error(None, str(error))
        else:
            toast(request, "The words are out. That there was a note stays." if done else "They were out already.")
            return redirect_to(request, "advising:notes", student.id)
    context = {"note": note, "student": student, "form": form}
    return render_page(request, "workspace/note_redact.html", context, status=422 if form.errors else 200)
