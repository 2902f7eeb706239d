"""What rows of the desk are filled with: `{% load desk %}`, inside `{% stencil %}`."""

from __future__ import annotations

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
def faced(student: Student, size: str = "sm") -> SafeString:
    """A student's face."""
    return avatar(student.face, size)
