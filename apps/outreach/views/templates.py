"""The owner's own wordings, beside the built-in ones and those of their centers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, builtin, library, selectors, services, wording
from apps.outreach.forms import TemplateForm
from apps.outreach.models import Template

EDIT = "outreach/template_edit.html"


@signed_in
@require_safe
def template_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Everything that can be chosen while one writes, as it reads for a real person or a made-up one."""
    values = library.values_for(request.user)
    offered = selectors.templates_of_centers(request.user)
    context = {
        "own": [(t, wording.text_from_own(t, values)) for t in selectors.own_templates(request.user)],
        "offered": [(t, wording.text_from_center(t, values)) for t in offered],
        "built_in": [(t, wording.text_from_builtin(t, t.channel, values)) for t in builtin.ALL],
        "centers": selectors.centers_to_publish_for(request.user),
        "sample": values["full_name"],
    }
    return render_page(request, "outreach/templates.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def template_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new template; `?from=cold` begins with the words of a built-in one or of a center's."""
    beginning = library.beginning(request.user, request.GET.get("from", ""))
    form = TemplateForm(request.POST or None, owner=request.user, initial=beginning)
    if request.method == "POST" and library.wants_preview(request.POST):
        return _page(request, form, None)
    if request.method == "POST" and form.is_valid():
        services.create_template(actor=request.user, now=timezone.now(), **form.cleaned_data)
        toast(request, f"“{form.cleaned_data['name']}” is in your chooser now.")
        return redirect_to(request, "outreach:templates")
    return _page(request, form, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def template_edit(request: AuthenticatedHttpRequest, template_id: UUID) -> HttpResponse:
    """Changes a template. Messages written from it keep their text."""
    template = access.own_template(request.user, template_id)
    form = TemplateForm(request.POST or None, owner=request.user, template=template, initial=library.words_of(template))
    if request.method == "POST" and library.wants_preview(request.POST):
        return _page(request, form, template)
    if request.method == "POST" and form.is_valid():
        services.update_template(actor=request.user, template=template, now=timezone.now(), **form.cleaned_data)
        toast(request, "Saved.")
        return redirect_to(request, "outreach:templates")
    return _page(request, form, template)


@signed_in
@require_POST
def template_duplicate(request: AuthenticatedHttpRequest, template_id: UUID) -> HttpResponse:
    """A copy to change, opened at once."""
    template = access.own_template(request.user, template_id)
    copy = services.duplicate_template(actor=request.user, template=template, now=timezone.now())
    toast(request, f"This is a copy of “{template.name}”.")
    return redirect_to(request, "outreach:template_edit", copy.pk)


@signed_in
@require_POST
def template_delete(request: AuthenticatedHttpRequest, template_id: UUID) -> HttpResponse:
    """Deletes a template, with a way back."""
    template = access.own_template(request.user, template_id)
    services.delete_template(actor=request.user, template=template, now=timezone.now())
    undo = reverse("outreach:template_restore", args=[template.pk])
    toast(request, f"“{template.name}” is deleted. Messages written from it stay.", undo)
    return redirect_to(request, "outreach:templates")


@signed_in
@require_POST
def template_restore(request: AuthenticatedHttpRequest, template_id: UUID) -> HttpResponse:
    """Brings a deleted template back."""
    template = access.own_template(request.user, template_id, deleted=True)
    services.restore_template(actor=request.user, template=template, now=timezone.now())
    return redirect_to(request, "outreach:templates")


def _page(request: AuthenticatedHttpRequest, form: TemplateForm, template: Template | None) -> HttpResponse:
    context = {
        "form": form,
        "template": template,
        "back_url": reverse("outreach:templates"),
        **library.preview(request.user, form),
    }
    is_wrong = form.is_bound and not library.wants_preview(request.POST) and bool(form.errors)
    return render_page(request, EDIT, context, partial="preview", status=422 if is_wrong else 200)
