"""When two e-mail addresses are one, and when they only look like one.

`key_of` is equality: ASCII letters without their case, the domain as DNS knows it; nothing is stripped from "+tag".
`fold_of` is what a person sees. Two addresses with one fold and two keys are a conflict and never a match, because
mail to one would reach another person (CVE-2019-19844).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_UPPER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
#: Letters of other alphabets that print like ours.
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u043a"
    "\u043c\u0442\u03b1\u03b5\u03bd\u03bf\u03c1\u03c4\u03c5\u03b9\u03ba\u0131\u0251\u0261",
    "aeopcyxijsdhqwkmtaevoptuikiag",
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u0307\u200b\u200c\u200d\u2060\ufeff"))


def key_of(address: str) -> str:
    """Equal for two spellings of one address."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    return f"{local.translate(_UPPER)}@{_ascii(domain)}"


def fold_of(address: str) -> str:
    """Equal for two addresses that a person could take for one."""
    local, _, domain = key_of(address).rpartition("@")
    text = unicodedata.normalize("NFKC", f"{local}@{_readable(domain)}").casefold()
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN).translate(_ALIKE))[:254]


def problem_of(address: str) -> str:
    """Why mail cannot go to an address; empty for a good one."""
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        return "Letters beyond A to Z before the @ can’t be mailed to."
    if len(address) > 254:
        return "The e-mail address is too long."
    try:
        validate_email(f"{local}@{_ascii(domain)}")
    except ValidationError:
        return "The e-mail address is not one."
    return ""


@lru_cache(maxsize=1024)  # a file has many addresses and few domains
def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:
        return domain.lower()


@lru_cache(maxsize=1024)
def _readable(domain: str) -> str:
    try:
        return domain.encode().decode("idna")
    except UnicodeError:
        return domain
