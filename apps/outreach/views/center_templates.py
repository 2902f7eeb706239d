"""What a career center offers to its students: for its directors and advisors."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.centers.access import Right, center_for
from apps.centers.http import staff_only
from apps.centers.models import Center
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest
from apps.outreach import access, library, merge, selectors, services, wording
from apps.outreach.forms import TemplateForm
from apps.outreach.models import CenterTemplate

EDIT = "outreach/template_edit.html"
TAKEN = "There is a template of that name. Give this one another."


@require_safe
@staff_only
def center_templates(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """What the center's students see in their choosers, as it reads for a made-up person."""
    center = center_for(request.user, center_id, Right.MANAGE_TEMPLATES)
    context = {
        "center": center,
        "published": [(t, wording.text_from_center(t, merge.SAMPLE)) for t in selectors.templates_of(center)],
    }
    return render_page(request, "outreach/center_templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def center_template_create(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """A new one; `?from=cold` begins with the words of a built-in one."""
    center = center_for(request.user, center_id, Right.MANAGE_TEMPLATES)
    beginning = library.beginning(None, request.GET.get("from", ""))
    form = TemplateForm(request.POST or None, owner=request.user, center=center, initial=beginning)
    if request.method == "POST" and not library.wants_preview(request.POST) and form.is_valid():
        made = services.publish_template(actor=request.user, center=center, now=timezone.now(), **form.cleaned_data)
        if made is not None:
            toast(request, f"“{made.name}” is in your students’ choosers now.")
            return redirect_to(request, "outreach:center_templates", center.pk)
        form.add_error("name", TAKEN)
    return _page(request, form, center, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def center_template_edit(request: AuthenticatedHttpRequest, center_template_id: UUID) -> HttpResponse:
    """Changes what students see from now on. What they have written from it stays."""
    template = access.kept_center_template(request.user, center_template_id)
    center = template.center
    form = TemplateForm(
        request.POST or None,
        owner=request.user,
        center=center,
        template=template,
        initial=library.words_of(template),
    )
    if request.method == "POST" and not library.wants_preview(request.POST) and form.is_valid():
        if services.change_published(actor=request.user, template=template, now=timezone.now(), **form.cleaned_data):
            toast(request, "Saved. Your students see it from now on.")
            return redirect_to(request, "outreach:center_templates", center.pk)
        form.add_error("name", TAKEN)
    return _page(request, form, center, template)


@require_POST
@staff_only
def center_template_withdraw(request: AuthenticatedHttpRequest, center_template_id: UUID) -> HttpResponse:
    """Takes one out of the students' choosers, with a way back."""
    template = access.kept_center_template(request.user, center_template_id)
    services.withdraw_template(actor=request.user, template=template, now=timezone.now())
    undo = reverse("outreach:center_template_restore", args=[template.pk])
    toast(request, f"“{template.name}” is withdrawn. What students have written from it stays theirs.", undo)
    return redirect_to(request, "outreach:center_templates", template.center_id)


@require_POST
@staff_only
def center_template_restore(request: AuthenticatedHttpRequest, center_template_id: UUID) -> HttpResponse:
    """Brings a withdrawn one back."""
    template = access.kept_center_template(request.user, center_template_id, deleted=True)
    services.republish_template(actor=request.user, template=template, now=timezone.now())
    return redirect_to(request, "outreach:center_templates", template.center_id)


def _page(
    request: AuthenticatedHttpRequest, form: TemplateForm, center: Center, template: CenterTemplate | None
) -> HttpResponse:
    context = {
        "form": form,
        "template": template,
        "center": center,
        "back_url": reverse("outreach:center_templates", args=[center.pk]),
        **library.preview(None, form),
    }
    is_wrong = form.is_bound and not library.wants_preview(request.POST) and bool(form.errors)
    return render_page(request, EDIT, context, partial="preview", status=422 if is_wrong else 200)
