"""Block tags that need a node of their own; `templatetags/acquaint.py` registers them."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from apps.core import mail


class CaptureNode(template.Node):
    """Keeps what its body renders in a variable; this is how a block's text becomes a value."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> SafeString:
        """Prints nothing."""
        context[self.name] = self.nodelist.render(context).strip()
        return SafeString("")


class StencilNode(template.Node):
    """Renders its body once for all rows of a page that look alike, and fills in what differs from row to row.

    `alike` is what the look hangs on: rows with the same values get the same body. `filled` are the variables that the
    body prints, and does nothing else with: in the one rendering a mark stands for each.
    """

    def __init__(self, nodelist: NodeList, alike: list[FilterExpression], filled: dict[str, FilterExpression]) -> None:
        self.nodelist, self.alike, self.filled = nodelist, alike, filled
        self.marks = {name: SafeString(f"\x02{name}\x03") for name in filled}
        self.mark = re.compile("\x02([a-z_]+)\x03")

    def render(self, context: Context) -> SafeString:
        """The body with this row's words, escaped."""
        kept: dict[Any, str] = context.render_context.dicts[0]  # that of the whole page, whatever partial we are in
        key = (self, *(expression.resolve(context) for expression in self.alike))
        if key not in kept:
            with context.push(**self.marks):
                kept[key] = self.nodelist.render(context)
        words = {name: conditional_escape(expression.resolve(context)) for name, expression in self.filled.items()}
        return SafeString(self.mark.sub(lambda found: words[found[1]], kept[key]))


class InlineCssNode(template.Node):
    """Inlines the style element of the mail inside it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The mail as mail programs read it."""
        return SafeString(mail.inlined(self.nodelist.render(context).strip()))
