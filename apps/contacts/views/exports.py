"""People as a file: the page that asks which kind, and the file itself."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.contacts import listing
from apps.contacts.exports import csv, vcard
from apps.contacts.forms import ExportForm, read_people_query
from apps.contacts.selectors import count_matching, people_summary, people_to_export
from apps.contacts.selectors.own import own_fields
from apps.core.errors import too_many_requests
from apps.core.htmx import render_page
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.limits import may_again

VERSIONS = {"vcard3": "3.0", "vcard4": "4.0"}


@signed_in
@require_safe
def export_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Says how many people of which list would go into the file, and asks for its kind."""
    return _page(request, ExportForm())


def _page(request: AuthenticatedHttpRequest, form: ExportForm, status: int = 200) -> HttpResponse:
    query, odd = read_people_query(request.GET)
    summary = people_summary(request.user, query)
    query, strangers = listing.without_strangers(query.having(), summary)
    context = {
        "form": form,
        "count": count_matching(request.user, query),
        "words": listing.in_words(query, summary),
        "hidden": list(query.params().items()),
        "list_url": listing.url_of(query),
        "note": listing.note_about([*odd, *strangers]),
    }
    return render_page(request, "contacts/export.html", context, status=status)


@signed_in
@require_safe
def export_file(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """The file, sent as it is read. What the address asks for and we don't know gives the page, never more people."""
    query, odd = read_people_query(request.GET)
    form = ExportForm(request.GET)
    if odd or not form.is_valid():
        return _page(request, form, 422)
    if not may_again(f"export:{request.user.pk}", times=10, seconds=300):
        return too_many_requests(request)
    kind, with_notes = form.cleaned_data["format"], form.cleaned_data["notes"]
    people = people_to_export(request.user, query, with_notes=with_notes)
    if kind == "csv":
        own = own_fields(request.user)
        pieces, content_type = (
            csv.write_table(people, request.user.zone, with_notes=with_notes, own=own),
            csv.CONTENT_TYPE,
        )
    else:
        pieces, content_type = (
            vcard.write_cards(people, VERSIONS[kind], with_notes=with_notes),
            vcard.CONTENT_TYPE,
        )
    day = timezone.now().astimezone(request.user.zone).date().isoformat()
    name = f"acquaint-people-{day}.{'csv' if kind == 'csv' else 'vcf'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)
