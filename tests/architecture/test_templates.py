"""What the Content-Security-Policy would refuse never gets into a template."""

from __future__ import annotations

import re

from config.paths import BASE_DIR

PAGES = sorted(path for path in BASE_DIR.glob("templates/**/*.html") if {"email", "mail"}.isdisjoint(path.parts))
FORBIDDEN = {
    "inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=[\"']application/json))[^>]*>", re.IGNORECASE),
    "inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>{]*\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "code in an address": re.compile(r"javascript:", re.IGNORECASE),
    "code in an htmx attribute": re.compile(r"\bhx-on\b|\bhx-vars\b|hx-vals=[\"']js:", re.IGNORECASE),
    "file from another site": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    ),
    # A form field's help is ours, not a person's.
    "unescaped value": re.compile(r"(?<!\bhelp_text)(?<!\bhelp)\|\s*safe\b|autoescape\s+off"),
}


def test_pages_hold_nothing_that_the_policy_refuses():
    found = []
    for path in PAGES:
        text = path.read_text()
        found += [
            f"{path.relative_to(BASE_DIR)}:{text.count(chr(10), 0, match.start()) + 1}: {what}: {match.group()[:80]}"
            for what, pattern in FORBIDDEN.items()
            for match in pattern.finditer(text)
        ]

    assert found == []
