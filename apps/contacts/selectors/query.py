"""What is asked of the people list: views, order, filters, and the place of a page."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F

from apps.contacts.models import Stage
from apps.contacts.models.contact import STAGE_RANK

#: The segments above the list: key → (label, stages). Who rests is in "Everyone" only.
VIEWS: dict[str, tuple[str, tuple[Stage, ...]]] = {
    "everyone": ("Everyone", tuple(Stage)),
    "to-ask": ("To ask", (Stage.LISTED,)),
    "waiting": ("Waiting", (Stage.ASKED,)),
    "talking": ("Talking", (Stage.REPLIED, Stage.SCHEDULED, Stage.TALKED)),
    "keeping": ("Keep in touch", (Stage.THANKED, Stage.TOUCH)),
    "archived": ("Archived", tuple(Stage)),
}
_RANKS = frozenset(range(len(Stage)))
#: Key → (what is compared, whether it comes biggest first by itself, what a cursor holds).
SORTS: dict[str, tuple[Any, bool, type]] = {
    "next": (F("next_step_at"), False, datetime),
    "name": (F("sort_key"), False, str),
    "touch": (F("last_touch_at"), True, datetime),
    "stage": (STAGE_RANK, False, int),
}
SOMETIMES_EMPTY = frozenset({"next", "touch"})


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows: the sorted value (None comes last) and the id of the row beside it."""

    value: datetime | str | int | None
    id: UUID
    backwards: bool = False

    def encode(self) -> str:
        """As it stands in an address."""
        value = self.value.isoformat() if isinstance(self.value, datetime) else self.value
        return base64.urlsafe_b64encode(json.dumps([value, str(self.id)]).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, sort: str, *, backwards: bool) -> Cursor:
        """The cursor of an address; ValueError for anything that `encode` did not make for this sort."""
        value: Any  # of unknown type until it is looked at
        try:
            value, pk = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
            kind = SORTS[sort][2]
            if kind is datetime and value is not None:
                value = datetime.fromisoformat(value)
                if value.tzinfo is None:
                    raise ValueError("no zone")
            elif value is not None and type(value) is not kind:
                raise ValueError("another sort's value")
            elif (isinstance(value, str) and b"\x00" in value.encode()) or (kind is int and value not in _RANKS):
                raise ValueError("no such value")
            return cls(value, UUID(pk), backwards)
        except (binascii.Error, TypeError, AttributeError, RecursionError, ValueError) as error:
            raise ValueError("not a cursor") from error


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Which people, in which order, from where. Made from an address by `forms.read_people_query`."""

    view: str = "everyone"
    q: str = ""
    circle: str = ""
    employer: UUID | None = None
    stage: str = ""
    tag: UUID | None = None
    via: UUID | None = None
    level: str = ""
    industry: str = ""
    sort: str = "next"
    reverse: bool = False
    cursor: Cursor | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the view narrows the list."""
        return any((self.q, self.circle, self.employer, self.stage, self.tag, self.via, self.level, self.industry))

    def having(self, **changes: Any) -> PeopleQuery:
        """The same from its first page on, with `changes`."""
        return replace(self, **{"cursor": None, **changes})

    def address(self) -> str:
        """What comes behind the `?` of the list's address, its page left out: the same for the same list."""
        return urlencode(self.having().params())

    def params(self) -> dict[str, str]:
        """What an address needs to say; nothing that is so by itself."""
        given = {
            "view": "" if self.view == "everyone" else self.view,
            "q": self.q,
            "circle": self.circle,
            "employer": str(self.employer or ""),
            "stage": self.stage,
            "tag": str(self.tag or ""),
            "via": str(self.via or ""),
            "level": self.level,
            "industry": self.industry,
            "sort": ("-" if self.reverse else "") + self.sort if self.reverse or self.sort != "next" else "",
        }
        if self.cursor:
            given["before" if self.cursor.backwards else "after"] = self.cursor.encode()
        return {key: value for key, value in given.items() if value}
