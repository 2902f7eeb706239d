"""How Django prints a form: `{{ form.field.as_field_group }}` and `{{ form }}` in our design (FORM_RENDERER)."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Templates of the project first, so that widgets can be overruled too."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
