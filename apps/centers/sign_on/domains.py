"""Address domains: how they are written, and the line in DNS that proves whose they are."""

from __future__ import annotations

import re
import secrets

import dns.exception
import dns.resolver

RECORD = "_acquaint"
_NAME = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")


def clean_domain(text: str) -> str:
    """A domain as DNS knows it, from what somebody typed; ValueError if it is none."""
    name = text.strip().rstrip(".").rpartition("@")[2]
    try:
        name = name.encode("idna").decode().lower()
    except UnicodeError as error:
        raise ValueError from error
    if not _NAME.fullmatch(name):
        raise ValueError
    return name


def domain_of(address: str) -> str:
    """The domain of an e-mail address; empty where there is none."""
    try:
        return clean_domain(address) if "@" in address else ""
    except ValueError:
        return ""


def new_token() -> str:
    """What a center puts into DNS."""
    return secrets.token_hex(16)


def record_name(domain: str) -> str:
    """Where the line stands."""
    return f"{RECORD}.{domain}"


def record_value(token: str) -> str:
    """The line itself."""
    return f"acquaint-domain={token}"


def look_up(name: str) -> list[str]:
    """The TXT records of a name; none if it has none or DNS does not answer. Tests put their own in its place."""
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=5, search=False)
    except (dns.exception.DNSException, OSError):
        return []
    return [b"".join(record.strings).decode(errors="replace") for record in answer]
