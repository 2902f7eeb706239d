"""The owner's own wordings, beside the built-in ones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, builtin, merge, selectors, services, wording
from apps.outreach.forms import TemplateForm
from apps.outreach.models import Channel, Template

EDIT = "outreach/template_edit.html"


@signed_in
@require_safe
def template_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Built-in and own templates, each as it reads for a real person or a made-up one."""
    values = _values(request)
    context = {
        "own": [(t, wording.text_from_own(t, values)) for t in selectors.own_templates(request.user)],
        "built_in": [(t, wording.text_from_builtin(t, Channel.EMAIL, values)) for t in builtin.ALL],
        "sample": values["full_name"],
    }
    return render_page(request, "outreach/templates.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def template_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new template; `?from=cold` begins with the words of a built-in one."""
    form = TemplateForm(request.POST or None, owner=request.user, initial=_beginning(request))
    if request.method == "POST" and _wants_preview(request):
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
    initial = {f: getattr(template, f) for f in ("name", "channel", "subject", "body")}
    form = TemplateForm(request.POST or None, owner=request.user, template=template, initial=initial)
    if request.method == "POST" and _wants_preview(request):
        return _page(request, form, template)
    if request.method == "POST" and form.is_valid():
        services.update_template(actor=request.user, template=template, now=timezone.now(), **form.cleaned_data)
        toast(request, "Saved.")
        return redirect_to(request, "outreach:templates")
    return _page(request, form, template)


@signed_in
@require_POST
def template_delete(request: AuthenticatedHttpRequest, template_id: UUID) -> HttpResponse:
    """Deletes a template."""
    template = access.own_template(request.user, template_id)
    services.delete_template(actor=request.user, template=template, now=timezone.now())
    toast(request, f"“{template.name}” is deleted. Messages written from it stay.")
    return redirect_to(request, "outreach:templates")


def _page(request: AuthenticatedHttpRequest, form: TemplateForm, template: Template | None) -> HttpResponse:
    values = _values(request)
    subject, body = str(form["subject"].value() or ""), str(form["body"].value() or "")
    context = {
        "form": form,
        "template": template,
        "fields": merge.FIELDS,
        "preview_subject": merge.render(subject, values),
        "preview_body": merge.render(body, values),
        "sample": values["full_name"],
    }
    is_wrong = form.is_bound and not _wants_preview(request) and bool(form.errors)
    return render_page(request, EDIT, context, partial="preview", status=422 if is_wrong else 200)


def _wants_preview(request: AuthenticatedHttpRequest) -> bool:
    return request.POST.get("do") == "preview"


def _beginning(request: AuthenticatedHttpRequest) -> dict[str, Any]:
    base = builtin.BY_KEY.get(request.GET.get("from", ""))
    if base is None:
        return {"channel": Channel.EMAIL}
    words = base.wording(Channel.EMAIL)
    return {"channel": Channel.EMAIL, "subject": words.subject, "body": words.body, "name": f"{base.name}, my way"}


def _values(request: AuthenticatedHttpRequest) -> dict[str, str]:
    """Of the person most recently added, or of a made-up one; what is unknown about the owner is a sample too."""
    person = selectors.sample_person(request.user)
    goals = selectors.goals_to_mention(request.user)
    known = wording.merge_values(request.user, person, goals[0] if goals else None) if person else {}
    mine = {"my_name": request.user.name, "my_first_name": request.user.given_name}
    mine["my_introduction"] = request.user.introduction
    if person:
        return known
    return merge.SAMPLE | {k: v for k, v in mine.items() if v}
