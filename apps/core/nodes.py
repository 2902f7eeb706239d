"""Block tags that need a node of their own; `templatetags/acquaint.py` registers them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from html import escape
from typing import Any
from uuid import UUID

from django import template
from django.template import defaulttags
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from apps.core import mail
from apps.core.addresses import address_of, addresses_of, surroundings

MOST_LOOKS = 300  # that a stencil keeps; there are a handful of each
_NONCE = secrets.token_hex(4)  # so that nothing that somebody typed looks like a mark
_MARK = re.compile(f"\x02{_NONCE}([a-z_.]+)\x03")


def _escaped(value: Any) -> str:
    """What `conditional_escape` gives, which takes thrice as long for a plain text."""
    return escape(value) if type(value) is str else conditional_escape(value)


def mark(name: str) -> SafeString:
    """What stands in the body of a stencil for a value that is filled in."""
    return SafeString(f"\x02{_NONCE}{name}\x03")


def _around(context: Context) -> tuple[str, ...]:
    """The surroundings, which stay the same while one template is rendered."""
    known: tuple[str, ...] | None = context.render_context.get("surroundings")
    if known is None:
        known = context.render_context["surroundings"] = surroundings()
    return known


class CaptureNode(template.Node):
    """Keeps what its body renders in a variable; this is how a block's text becomes a value."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> SafeString:
        """Prints nothing."""
        context[self.name] = self.nodelist.render(context).strip()
        return SafeString("")


class StencilNode(template.Node):
    """Renders its body once for all that look alike, in this process, and fills in what differs.

    `alike` is what the look hangs on: the same values give the same body. `filled` are the values that the body prints,
    and does nothing else with: where it is rendered, a mark stands for each. A mapping among them fills in its keys.
    The body sees these names and nothing else of the page, so that what one reader gets holds nothing of another.
    """

    def __init__(
        self, nodelist: NodeList, alike: dict[str, FilterExpression], filled: dict[str, FilterExpression]
    ) -> None:
        self.nodelist, self.alike = nodelist, alike
        self.looks, self.words = tuple(alike.values()), tuple(filled.items())
        self.kept: dict[Any, tuple[list[str], list[str]]] = {}

    def render(self, context: Context) -> SafeString:
        """The body with these words, escaped."""
        looks = [expression.resolve(context) for expression in self.looks]
        # The types too, for "<" and a safe "<" are equal, and 1 and True.
        key = (*_around(context), *looks, *map(type, looks))
        if (known := self.kept.get(key)) is None:
            known = self._cut(context, looks)
            if len(self.kept) >= MOST_LOOKS:
                self.kept.clear()
            self.kept[key] = known
        pieces, names = known
        words: dict[str, str] = {}
        for name, expression in self.words:
            value = expression.resolve(context)
            if isinstance(value, Mapping):
                words |= {f"{name}.{inner}": _escaped(word) for inner, word in value.items()}
            else:
                words[name] = _escaped(value)
        whole = pieces.copy()
        whole[1::2] = [words[name] for name in names]
        return SafeString("".join(whole))

    def _cut(self, context: Context, looks: list[Any]) -> tuple[list[str], list[str]]:
        """The body in pieces, and what comes between them."""
        seen: dict[str, Any] = dict(zip(self.alike, looks, strict=True))
        for name, expression in self.words:
            value = expression.resolve(context)
            is_mapping = isinstance(value, Mapping)
            seen[name] = {inner: mark(f"{name}.{inner}") for inner in value} if is_mapping else mark(name)
        body = self.nodelist.render(context.new(seen))
        pieces = _MARK.split(body)
        return pieces, pieces[1::2]


class AddressNode(defaulttags.URLNode):
    """Django's `{% url %}`, which asks `addresses` for a route without arguments or with one id.

    In a stencil the id may be filled in.
    """

    def render(self, context: Context) -> str:
        """As Django prints it, and with its errors."""
        address = "" if self.kwargs or len(self.args) > 1 else self._known(context)
        if not address:
            return str(super().render(context))
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address

    def _known(self, context: Context) -> str:
        route = self.view_name.resolve(context)
        if not self.args:
            return address_of(route)
        argument = self.args[0].resolve(context)
        if not isinstance(argument, UUID) and not (isinstance(argument, SafeString) and _MARK.fullmatch(argument)):
            return ""
        try:
            return addresses_of(route)(argument)
        except NoReverseMatch:
            return ""


class InlineCssNode(template.Node):
    """Inlines the style element of the mail inside it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The mail as mail programs read it."""
        return SafeString(mail.inlined(self.nodelist.render(context).strip()))


# The tags -----------------------------------------------------------------------------------------------------------


def capture(parser: Parser, token: Token) -> CaptureNode:
    """`{% capture name %}…{% endcapture %}`."""
    _, name = token.split_contents()
    return CaptureNode(_body(parser, "endcapture"), name)


def inline_css(parser: Parser, token: Token) -> InlineCssNode:
    """`{% inline_css %}…{% endinline_css %}` around a whole mail; `mail/base.html` has it."""
    return InlineCssNode(_body(parser, "endinline_css"))


def stencil(parser: Parser, token: Token) -> StencilNode:
    """`{% stencil shape can_drop=step.can_drop with id=step.id %}…{{ id }}…{% endstencil %}` for what is mostly alike.

    Before `with` stands what the look hangs on, behind it what is only printed. The body sees nothing else.
    """
    _, *bits = token.split_contents()
    split = bits.index("with") if "with" in bits else len(bits)
    return StencilNode(_body(parser, "endstencil"), _named(parser, bits[:split]), _named(parser, bits[split + 1 :]))


def url(parser: Parser, token: Token) -> AddressNode:
    """`{% url %}` of Django, cheaper for what stands on a page many times."""
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


def _body(parser: Parser, end: str) -> NodeList:
    nodelist = parser.parse((end,))
    parser.delete_first_token()
    return nodelist


def _named(parser: Parser, bits: list[str]) -> dict[str, FilterExpression]:
    """`name=value`, or `name` for the variable that is called so."""
    pairs = (bit.partition("=") for bit in bits)
    return {name: parser.compile_filter(value or name) for name, _, value in pairs}
