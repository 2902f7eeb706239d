"""Text that people typed or pasted, without what cannot be seen. Pure functions."""

from __future__ import annotations

import re

#: Controls, and marks that make text run the other way: nobody types them, and they can only mislead.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def without_hidden(text: str) -> str:
    """`text` without control characters and reversing marks; line feeds and tabs stay."""
    return _HIDDEN.sub("", text)


def visible(text: str) -> str:
    """`text` as it can be typed: every line ends in a line feed, and nothing is hidden in it."""
    return without_hidden(text.replace("\r\n", "\n").replace("\r", "\n"))
