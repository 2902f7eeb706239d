"""What rows of the desk are filled with: `{% load desk %}`, inside `{% stencil %}`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from uuid import UUID

from django import template
from django.utils.safestring import SafeString

from apps.centers.access import Student
from apps.core.addresses import addresses_of
from apps.core.templatetags.acquaint import avatar

register = template.Library()


@register.filter
def student_url(membership: UUID) -> str:
    """The address of a student's page."""
    return addresses_of("advising:student")(membership)


@register.filter
def cohort_url(cohort: UUID) -> str:
    """The address of a cohort's page."""
    return addresses_of("advising:cohort")(cohort)


@register.filter
def options(choices: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """The options of a select that can have hundreds of them."""
    lines = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(name)}</option>'
        for value, name in choices
    )
    return SafeString("".join(lines))


@register.filter
def faced(student: Student, size: str = "sm") -> SafeString:
    """A student's face."""
    return avatar(student.face, size)
