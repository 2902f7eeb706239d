"""Folding of names and profile links, so that equal things compare equal. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def fold(text: str) -> str:
    """`text` without accents, case and doubled spaces: the key for sorting, searching and matching.

    Unicode compatibility decomposition (NFKD), marks dropped, then full case folding.
    """
    if text.isascii():  # the same answer, ten times as fast: an import folds every name
        return _SPACES.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", kept.casefold()).strip()


def clean(text: str) -> str:
    """`text` in NFC without control characters (tab and line feed stay) and without outer spaces."""
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text)).strip()


def profile_key(url: str) -> str:
    """What identifies a profile link: host and path, lower case, without scheme, `www.`, query, slash.

    Empty for text that has no host and no path. LinkedIn exports differ only in these (formats.md).
    """
    text = clean(url)
    if not text:
        return ""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/").lower()
    if host.endswith(".linkedin.com"):  # country subdomains show the same profile
        host = "linkedin.com"
    return f"{host}{path}"[:500] if host and path else ""
