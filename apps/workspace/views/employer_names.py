"""The other names of an employer, and two employers that are one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.contacts.access import own_alias, own_employer, own_employer_merge
from apps.contacts.errors import MergeGone, TakenEmployerName
from apps.contacts.forms.employers import AliasForm, SameEmployerForm
from apps.contacts.selectors.employers import people_counts
from apps.contacts.services.employernames import add_alias, remove_alias
from apps.contacts.services.employers.merging import merge_employers, undo_merge
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.workspace.employerrows import people_words
from apps.workspace.views.employer import employer_page


@signed_in
@require_POST
def alias_add(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """Another name by which the employer is found."""
    employer, form = own_employer(request.user, employer_id), AliasForm(request.POST)
    taken = None
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            alias = add_alias(actor=request.user, employer=employer, name=name, now=timezone.now())
        except TakenEmployerName as error:
            form.add_error("name", str(error))
            taken = error.employer
        else:
            said = (
                f"“{name}” means {employer.name} from now on." if alias else f"“{name}” means {employer.name} already."
            )
            toast(request, said)
            if not wants_fragment(request):
                return redirect_to(request, "workspace:employer", employer.pk)
            return employer_page(request, employer, partial="names", was_added=True)
    return employer_page(request, employer, partial="names", status=422, alias_form=form, taken=taken)


@signed_in
@require_POST
def alias_remove(request: AuthenticatedHttpRequest, alias_id: UUID) -> HttpResponse:
    """Forgets another name; the toast gives it back."""
    alias = own_alias(request.user, alias_id)
    employer = alias.employer
    if remove_alias(actor=request.user, alias=alias):
        undo = reverse("workspace:employer_alias", args=[employer.pk])
        toast(request, f"“{alias.name}” is another employer again.", undo, {"name": alias.name}, undo_target="#names")
    if not wants_fragment(request):
        return redirect_to(request, "workspace:employer", employer.pk)
    return employer_page(request, employer, partial="names")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def same(request: AuthenticatedHttpRequest, employer_id: UUID) -> HttpResponse:
    """GET shows two employers that may be one and asks which name stays; POST makes them one."""
    employer = own_employer(request.user, employer_id)
    form = SameEmployerForm(
        request.POST if request.method == "POST" else request.GET, owner=request.user, employer=employer
    )
    if not form.is_valid():
        if not (request.GET or request.POST):
            return redirect_to(request, "workspace:employer", employer.pk)
        return employer_page(request, employer, status=422, same_form=form)
    other = form.cleaned_data["same"]
    if request.method != "POST":
        counts = people_counts(request.user, [employer.pk, other.pk])
        both = [(e, people_words(*counts.get(e.pk, (0, 0, 0))), sum(counts.get(e.pk, (0,)))) for e in (employer, other)]
        kept = max(both, key=lambda entry: entry[2])[0]
        context = {"employer": employer, "other": other, "both": both, "kept": kept}
        return render_page(request, "workspace/employer_same.html", context)
    kept, dropped = (employer, other) if form.cleaned_data["keep"] == employer.pk else (other, employer)
    merge = merge_employers(actor=request.user, kept=kept, dropped=dropped, now=timezone.now())
    if merge is not None:
        undo = reverse("workspace:employer_unmerge", args=[merge.pk])
        toast(request, f"{dropped.name} is {kept.name} now, with everyone there. You can undo this for 30 days.", undo)
    return redirect_to(request, "workspace:employer", kept.pk)


@signed_in
@require_POST
def unmerge(request: AuthenticatedHttpRequest, employer_merge_id: UUID) -> HttpResponse:
    """Two employers again."""
    merge = own_employer_merge(request.user, employer_merge_id)
    try:
        back = undo_merge(actor=request.user, merge=merge, now=timezone.now())
    except MergeGone as error:
        toast(request, str(error), level=messages.ERROR)
        return redirect_to(request, "workspace:employer", merge.kept_id)
    toast(request, f"{back.name} and {merge.kept.name} are two again.")
    return redirect_to(request, "workspace:employer", back.pk)
