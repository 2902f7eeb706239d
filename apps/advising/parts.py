"""Lists of the desk that come in parts and have no total: it would cost more than the part, or tell too much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a list that may have more of them; `advising/before_after.html` leads from one to the next."""

    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a part comes before."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether there is more than this part holds."""
        return self.has_next or self.has_previous

    @property
    def previous_number(self) -> int:
        """For a link to the part before."""
        return self.number - 1

    @property
    def next_number(self) -> int:
        """For a link to the part after."""
        return self.number + 1
