"""Ids that a spreadsheet damaged: they look different from those that the center has (lost zeros, 1.2E+08, dates)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_SCIENCE = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-/.](?:\d{1,2}|[A-Za-z]{3})(?:[-/.]\d{2,4})?(?: \d\d:\d\d(?::\d\d)?)?")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
MOST = 0.9  # of the ids of a first file must look alike before the others look odd
ENOUGH = 10


def shape_of(text: str) -> str:
    """An id with 9 for every digit and A for every letter."""
    return _LETTER.sub("A", _DIGIT.sub("9", text))


def usual_shapes(stored: Iterable[str], in_file: Counter[str]) -> frozenset[str]:
    """The shapes that an id should have: those that the center has; at the first file, the one that most have."""
    known = frozenset(stored)
    if known or in_file.total() < ENOUGH:
        return known
    shape, count = in_file.most_common(1)[0]
    return frozenset([shape]) if count >= MOST * in_file.total() else frozenset()


def warning_about(external_id: str, usual: frozenset[str]) -> str:
    """What to look at before an id that is new to the center is taken; empty if it looks right."""
    shape = shape_of(external_id)
    if shape in usual:
        return ""
    if _SCIENCE.fullmatch(external_id):
        return f"The ID {external_id} looks like a number that a spreadsheet shortened."
    if _DATE.fullmatch(external_id):
        return f"The ID {external_id} looks like a date that a spreadsheet made of it."
    if not usual:
        return ""
    if shape.isdigit() and any(other.isdigit() and len(other) > len(shape) for other in usual):
        return f"The ID {external_id} is shorter than the others. Did a spreadsheet drop its leading zeros?"
    return f"The ID {external_id} looks different from the others."
