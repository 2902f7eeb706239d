"""One way to make a mail: text and HTML from templates, the HTML with its styles inlined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from css_inline import CSSInliner
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string


@lru_cache(maxsize=1)
def _inliner() -> CSSInliner:
    """Fetches nothing; keeps the media rules (dark scheme, narrow screens), which inlining cannot express."""
    return CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)


def build_mail(
    *,
    subject_template: str,
    template: str,
    context: Mapping[str, Any],
    to: Sequence[str],
    headers: Mapping[str, str] | None = None,
    request: HttpRequest | None = None,
) -> EmailMultiAlternatives:
    """A message with a text body from `<template>.txt` and an HTML twin from `<template>.html`, ready to send.

    The HTML template extends `mail/base.html`, which inlines its styles (`{% inline_css %}`).
    `site_url` is in every context, so that links are absolute without a request. The subject is one line. Nothing is
    sent; the caller decides when, and over which connection.
    """
    full = {"site_url": settings.SITE_URL, **context}
    subject = " ".join(render_to_string(subject_template, full, request).split())
    text = render_to_string(f"{template}.txt", full, request).strip() + "\n"
    html = render_to_string(f"{template}.html", full, request)
    message = EmailMultiAlternatives(subject=subject, body=text, to=list(to), headers=dict(headers or {}))
    message.attach_alternative(html, "text/html")
    return message


def inlined(html: str) -> str:
    """`html` with the rules of its style element copied into `style` attributes, which is what mail programs read."""
    return _inliner().inline(html)
