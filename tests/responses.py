"""What comes back from the product, as a person would read it."""

from __future__ import annotations

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """The body with every run of white space as one space: where a template breaks its lines is nobody's business."""
    return " ".join(response.content.decode().split())
