"""What a built-in template is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.outreach.models import Channel


@dataclass(frozen=True, slots=True)
class Wording:
    """What one channel says. `subject` is empty where a channel has none; `forward` is the part to pass on."""

    body: str
    subject: str = ""
    forward: str = ""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """One template: when it fits (`kind` of cadence), and its words for each channel that it has words for."""

    key: str
    name: str
    when: str
    kind: str
    wordings: Mapping[str, Wording]

    def has(self, channel: str) -> bool:
        """True when there are words for `channel`."""
        return channel in self.wordings or (channel == Channel.LETTER and Channel.EMAIL in self.wordings)

    def wording(self, channel: str) -> Wording:
        """The words for `channel`; a letter is the e-mail, a little more formal."""
        if channel == Channel.LETTER and channel not in self.wordings:
            return Wording(self.wordings[Channel.EMAIL].body.replace("Hi {", "Dear {", 1))
        return self.wordings[channel]

    @property
    def channel(self) -> str:
        """The first channel that it has words for."""
        return next(iter(self.wordings))
