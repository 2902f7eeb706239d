"""The words that a student agrees to. Change a word, and `TEXT_VERSION` changes: every decision keeps its version."""

from __future__ import annotations

from dataclasses import dataclass

from apps.centers.models import Level

TEXT_VERSION = "2026-11-2"

#: The versions that tell of the rules (what has stopped). Staff read those of nobody who agreed to older words.
TELL_OF_RULES = frozenset({"2026-11-2"})


@dataclass(frozen=True, slots=True)
class LevelText:
    """How one level is offered."""

    level: Level
    title: str
    text: str


LEVELS = (
    LevelText(Level.NOTHING, "Nothing", "Your name, program and cohort on their list, no more."),
    LevelText(
        Level.PROGRESS,
        "Progress",
        "How many people you listed, asked, talked with and thanked, and when; and by that, what has stopped and where "
        "a hand may help. No names, employers or words of yours.",
    ),
    LevelText(
        Level.FULL,
        "Progress and names",
        "Also who the people are, where they work, who led to whom, and takeaways that you mark as shareable. "
        "Never their e-mail or phone, your notes, drafts or messages, nor anybody you keep private.",
    ),
)
TEXT_OF = {text.level: text for text in LEVELS}
