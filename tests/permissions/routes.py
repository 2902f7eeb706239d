"""Every route of the URLconf, unnamed ones included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.matrix import LIBRARIES, ROUTES, Route, Who


@dataclass(frozen=True, slots=True)
class Found:
    """One pattern: its full name (or the pattern itself where it has none) and the arguments it takes."""

    name: str
    pattern: str
    arguments: tuple[str, ...]
    converters: tuple[tuple[str, str], ...]


def found_routes() -> list[Found]:
    """All patterns, in the order in which Django tries them."""
    return list(_walk(get_resolver().url_patterns, "", "", (), ()))


def _walk(
    patterns: list[URLPattern | URLResolver],
    prefix: str,
    namespace: str,
    arguments: tuple[str, ...],
    converters: tuple[tuple[str, str], ...],
) -> Iterator[Found]:
    for entry in patterns:
        path = prefix + str(entry.pattern)
        takes = (*arguments, *entry.pattern.regex.groupindex)
        kinds = (*converters, *((a, type(c).__name__) for a, c in entry.pattern.converters.items()))
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, path, inner, takes, kinds)
        else:
            name = f"{namespace}{entry.name}" if entry.name else path
            yield Found(name, path, takes, kinds)


def rows_of(name: str) -> list[Route]:
    """The rows of the matrix for a route; several where other arguments make another case."""
    return [route for route in ROUTES if route.name == name]


def library_of(name: str) -> Who | None:
    """What the matrix says of a library's page."""
    return next((cells for known, cells in LIBRARIES.items() if fnmatchcase(name, known)), None)
