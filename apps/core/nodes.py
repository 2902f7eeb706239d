"""Block tags that need a node of their own; `templatetags/acquaint.py` registers them."""

from __future__ import annotations

from django import template
from django.template.base import NodeList
from django.template.context import Context
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


class InlineCssNode(template.Node):
    """Inlines the style element of the mail inside it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The mail as mail programs read it."""
        return SafeString(mail.inlined(self.nodelist.render(context).strip()))
