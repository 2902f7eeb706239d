"""What the beginning of an upload gives away: a kind of file that holds no list, or letters of two bytes each."""

from __future__ import annotations

import codecs
import re

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_HTML = re.compile(rb"\s*(<!doctype html|<html|<head|<body|<table|<\?xml|<!--)", re.IGNORECASE)


def is_web_page(head: bytes) -> bool:
    """Whether a file begins as HTML or XML does, in letters of one byte or two."""
    return bool(_HTML.match(head[:512].lstrip(codecs.BOM_UTF8 + codecs.BOM_UTF16).replace(b"\x00", b"")))


def utf16_codec(head: bytes) -> str:
    """The codec of a file of two bytes a letter, with its mark or without; empty for any other file."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[:2000]
    half = len(start) // 2
    low, high = start[1::2].count(0), start[0::2].count(0)
    if half >= 4 and low > 0.6 * half and not high:
        return "utf-16-le"
    if half >= 4 and high > 0.6 * half and not low:
        return "utf-16-be"
    return ""
