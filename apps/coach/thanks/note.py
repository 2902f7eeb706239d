"""A thank-you note as the coach reads it: a message, the talk it thanks for, and when it went off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from apps.coach.message import Message, read_message
from apps.coach.rule import Draft
from apps.coach.text import Sentence, pattern

#: Nobody thanks at such length; what follows is counted and not read.
MOST_CHARACTERS = 20_000


class UnfitNote(Exception):
    """The note cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ThankYou:
    """One note. `ended_at` and `sent_at` have the same zone or none; `notes` were taken in the talk."""

    message: Message
    ended_at: datetime | None = None
    sent_at: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def hours_after_end(self) -> float | None:
        """Hours from the end of the talk to the note, below 0 when it came before; None when a time is missing."""
        if self.ended_at is None or self.sent_at is None:
            return None
        return round((self.sent_at - self.ended_at).total_seconds() / 3600, 2)


_HELLO = pattern(
    r"(?:hi|hello|hey|dear|dearest|good (?:morning|afternoon|evening|day)|greetings)\b[^,.!?\n]{0,60}[,.!:]?$"
)
_CLOSE = pattern(
    r"(?:(?:with )?(?:my |many |kind |best |warm(?:est)? |kindest |friendly |very |deepest |all |again,? )*"
    r"(?:thanks|thank you|gratitude|appreciation|regards|wishes|greetings|sincerely|best|yours|warmly|cheers|gratefully"
    r"|respectfully|cordially|love|truly|the best)(?: (?:again|so much|very much|and|best|regards|wishes|truly"
    r"|sincerely"
    r"|all|the|once more|a lot|faithfully|in advance))*)[ ,.!-]*(?:[a-z.'-]+(?: [a-z.'-]+){0,2})?[ .,!]*$"
)


class Reading:
    """A note with its sentences; every rule looks at the same one."""

    def __init__(self, note: ThankYou) -> None:
        self.note = note
        body = note.message.body[:MOST_CHARACTERS].replace("\x00", " ")
        message = Message(
            body, note.message.subject[:500], note.message.channel, note.message.contact, note.message.sender
        )
        self.draft = Draft(message)
        self.text = self.draft.body

    @property
    def words(self) -> int:
        """Words in the body."""
        body = self.note.message.body
        return len(body.split()) if len(body) > MOST_CHARACTERS else self.text.word_count

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that say something: no greeting, no close, no name under it."""
        found = [s for s in self.text.sentences if not _HELLO.match(s.low)]
        while len(found) > 1 and (_is_name(found[-1]) or _CLOSE.match(found[-1].low)):
            found.pop()
        return tuple(found)


def _is_name(sentence: Sentence) -> bool:
    return len(sentence.low.split()) <= 3 and sentence.low[-1:] not in "!?" and "thank" not in sentence.low


def read_thank_you(data: Mapping[str, Any]) -> ThankYou:
    """A note from JSON: a message with `interview` and `sent_at`. Raises UnfitNote."""
    if not isinstance(data.get("body"), str):
        raise UnfitNote("There is no `body` that is text.")
    interview = data.get("interview")
    if interview is None:
        interview = {}
    if not isinstance(interview, Mapping):
        raise UnfitNote("`interview` is an object, as in {“start”: …, “end”: …, “notes”: []}.")
    started, ended = _moment(interview, "start", "interview.start"), _moment(interview, "end", "interview.end")
    sent = _moment(data, "sent_at", "sent_at")
    moments = [moment for moment in (started, ended, sent) if moment]
    if len({moment.tzinfo is None for moment in moments}) > 1:
        raise UnfitNote("One time has an offset from UTC and another has none.")
    if started and ended and ended < started:
        raise UnfitNote("`interview.end` comes before `interview.start`.")
    return ThankYou(read_message(data), ended, sent, _notes(interview.get("notes")))


def _moment(data: Mapping[str, Any], key: str, name: str) -> datetime | None:
    value = data.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise UnfitNote(f"`{name}` is not a time as text.")
    try:
        moment = datetime.fromisoformat(value.strip())
        moment.utctimetuple()
    except (ValueError, OverflowError) as error:
        raise UnfitNote(f"`{name}` is no ISO 8601 time: {value[:40]!r}.") from error
    if len(value.strip()) <= len("2026-W01-1"):
        raise UnfitNote(f"`{name}` has a day and no time of day: {value!r}.")
    return moment


def _notes(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(line for line in value.splitlines() if line.strip())
    if not isinstance(value, list):
        raise UnfitNote("`interview.notes` is a list of texts.")
    texts = [note.get("text") if isinstance(note, Mapping) else note for note in value]
    if not all(isinstance(text, str) for text in texts):
        raise UnfitNote("`interview.notes` is a list of texts.")
    return tuple(str(text) for text in texts)
