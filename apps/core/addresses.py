"""Addresses that a page asks for again and again: worked out once, for `reverse` costs as much as a table cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language

_NOBODY = UUID(int=0)


def surroundings() -> tuple[str, ...]:
    """What the same markup hangs on beside its values: the addresses of the site, and the language."""
    return settings.ROOT_URLCONF, get_script_prefix(), get_language() or ""


def address_of(route: str) -> str:
    """The address of a `route` that takes nothing, or an empty string where nothing answers to it."""
    return _address_of(route, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=256)
def _address_of(route: str, urls: str, prefix: str) -> str:
    try:
        return reverse(route, urlconf=urls)
    except NoReverseMatch:
        return ""


def addresses_of(route: str, *words: str) -> Callable[[UUID | str], str]:
    """What makes the addresses of a `route` that takes one id, and maybe `words` behind it.

    NoReverseMatch where nothing answers to it.
    """
    return _addresses_of(route, words, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=256)
def _addresses_of(route: str, words: tuple[str, ...], urls: str, prefix: str) -> Callable[[UUID | str], str]:
    before, _, after = reverse(route, urlconf=urls, args=[_NOBODY, *words]).partition(str(_NOBODY))
    return lambda pk: f"{before}{pk}{after}"
