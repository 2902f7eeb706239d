"""Erasing a person: what goes and what stays is said first, and one button does it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from apps.contacts.access import editable_contact
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.services.erasing import erase_person


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """GET asks, POST erases. There is no way back."""
    contact = editable_contact(request.user, contact_id)
    if request.method != "POST":
        context = {"person": contact, "back_url": reverse("workspace:person", args=[contact.pk])}
        return render_page(request, "workspace/erase.html", context)
    erase_person(actor=request.user, contact=contact, now=timezone.now())
    toast(request, "Erased. Only the numbers stay.")
    return redirect_to(request, "contacts:list")
