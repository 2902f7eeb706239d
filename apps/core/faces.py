"""What stands for a person or a device where there is no picture."""

from __future__ import annotations

import zlib
from typing import Any


def initials(name: str) -> str:
    """First letters of the first and the last name; a bullet for nobody."""
    words = [w for w in name.replace("@", " ").split() if w[0].isalnum()]
    if not words:
        return "•"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def name_of(person: Any) -> str:
    """What a person is called, for any object that has a name, or a plain string."""
    if isinstance(person, str):
        return person
    return str(getattr(person, "display_name", "") or getattr(person, "name", "") or person or "")


def tint(person: Any) -> int:
    """1 to 8, always the same for the same person."""
    return zlib.crc32(str(getattr(person, "id", None) or person).encode()) % 8 + 1


def browser(user_agent: str) -> str:
    """ "Firefox on Linux" for a user-agent line; what is unknown stays "A browser"."""
    names = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    name = next((label for key, label in names if key in user_agent), "A browser")
    system = next((label for key, label in systems if key in user_agent), "")
    return f"{name} on {system}" if system else name
