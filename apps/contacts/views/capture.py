"""Somebody just met or found, written down in a moment: a card, a page in the browser, a shared link, a signature.

GET only shows a guess. Nothing is kept until the person says so.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.contacts import services
from apps.contacts.access import visible_contact
from apps.contacts.capture import bookmarklet, read_page, read_pasted
from apps.contacts.errors import DuplicatePerson
from apps.contacts.forms.capture import CaptureForm, PasteForm
from apps.contacts.models import Circle, Contact
from apps.contacts.selectors import employer_names, people_called
from apps.contacts.selectors.capture import known_person
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in

FORM = "contacts/capture.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def capture(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The short form. A bookmarklet or a share brings `url`, `title` and `text`; `window` is the small window."""
    if request.method != "POST":
        given = {name: request.GET.get(name, "") for name in ("url", "title", "text")}
        if not any(given.values()):
            return _page(request, CaptureForm(initial={"circle": Circle.COMMUNITY, "source": "card"}))
        guess = read_page(**given)
        source = "page" if request.GET.get("window") else "share"
        form = CaptureForm(initial=guess.initial() | {"source": source})
        known = known_person(request.user, link=guess.profile_url, email=guess.email)
        return _page(request, form, known=known, guessed=True)
    form = CaptureForm(request.POST)
    known = None
    if form.is_valid():
        try:
            contact = services.create_contact(actor=request.user, now=timezone.now(), **form.person())
        except DuplicatePerson as error:
            known = error.contact
            has_link = bool(form.cleaned_data["profile_url"]) and known == known_person(
                request.user, link=form.cleaned_data["profile_url"]
            )
            form.add_error("profile_url" if has_link else "email", f"{known.name} has this already.")
        else:
            if request.POST.get("window"):
                return redirect_to(request, "contacts:capture_done", contact.pk)
            toast(request, f"{contact.name} is on your list.")
            return redirect_to(request, "workspace:person", contact.pk)
    return _page(request, form, known=known, status=422)


@signed_in
@require_POST
def capture_read(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Reads a pasted signature into the form."""
    paste = PasteForm(request.POST)
    form = CaptureForm(initial={"source": "signature"})
    if not paste.is_valid():
        return _page(request, form, paste=paste, status=422)
    guess = read_pasted(paste.cleaned_data["pasted"])
    if not any(guess.initial().values()):
        paste.add_error("pasted", "We found no name, address or number in this. Type what you know into the form.")
        return _page(request, form, paste=paste, status=422)
    form = CaptureForm(initial=guess.initial() | {"source": "signature"})
    known = known_person(request.user, link=guess.profile_url, email=guess.email)
    return _page(request, form, paste=paste, known=known, guessed=True)


def _page(
    request: AuthenticatedHttpRequest,
    form: CaptureForm,
    *,
    known: Contact | None = None,
    paste: PasteForm | None = None,
    guessed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The form, with whoever it may be already: `known` for certain, `namesake` by name alone."""
    name = str(form["name"].value() or "")
    namesakes = people_called(request.user, name)[:1] if name and known is None else []
    context: dict[str, Any] = {
        "form": form,
        "paste": paste or PasteForm(),
        "is_window": bool(request.POST.get("window") or request.GET.get("window")),
        "known": known,
        "namesake": namesakes[0] if namesakes else None,
        "guessed": guessed,
        "employers": employer_names(request.user),
    }
    context["base"] = "base_plain.html" if context["is_window"] else "base.html"
    return render_page(request, FORM, context, status=status)


@signed_in
@require_safe
def capture_done(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """What the small window says when somebody was added."""
    person = visible_contact(request.user, contact_id)
    return render_page(request, "contacts/capture_done.html", {"person": person})


@signed_in
@require_safe
def capture_tools(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How to add people from the browser and from a phone: the bookmarklet, sharing, installing."""
    code = bookmarklet(request.build_absolute_uri(reverse("contacts:capture")))
    return render_page(request, "contacts/capture_tools.html", {"bookmarklet": code})
