"""The asks of one person by where they stand, in one query however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from apps.accounts.models import User
from apps.contacts.models import Stage
from apps.followups.models import FollowUp
from apps.outreach.models import Message, Outreach

DRAFTS, WAITING, DUE, REPLIED, RESTING = "drafts", "waiting", "due", "replied", "resting"
COLUMNS: dict[str, str] = {
    DRAFTS: "Drafts",
    WAITING: "Waiting",
    DUE: "Follow-up due",
    REPLIED: "Replied",
    RESTING: "Resting",
}
SHOWN = 8  # cards of a column; the page of one column has all of them
#: How long what has ended stays on the board.
ENDED_SINCE = timedelta(days=90)

_O = Outreach.Outcome
_ENDED = Q(state=Outreach.State.ENDED)
_SENT = Q(state=Outreach.State.SENT)
#: After one of these answers a thank-you is drafted that asks who else.
_THANKABLE = (_O.NOT_NOW, _O.TOO_BUSY, _O.NO)
#: A person who stands here was talked with, or will be: their asks have done their work.
_PAST_ASKING = (Stage.SCHEDULED, Stage.TALKED, Stage.THANKED, Stage.TOUCH)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its cards as far as they are shown, and how many there are."""

    key: str
    label: str
    asks: list[Any]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.asks)


def board(user: User, now: datetime) -> list[Column]:
    """All columns, each cut at `SHOWN`. Each ask carries `column` and `has_draft`."""
    place = Window(RowNumber(), partition_by=F("column"), order_by=[*_ORDER])
    total = Window(Count("*"), partition_by=F("column"))
    asks = _placed(user, now).annotate(place=place, total=total).filter(place__lte=SHOWN).order_by("place")
    found: dict[str, list[Any]] = {key: [] for key in COLUMNS}
    for ask in asks:
        found[ask.column].append(ask)
    return [Column(k, label, found[k], found[k][0].total if found[k] else 0) for k, label in COLUMNS.items()]


def column_of(user: User, key: str, now: datetime) -> QuerySet[Any]:
    """Every ask of one column, in its order."""
    return _placed(user, now).filter(column=key).order_by(*_ORDER)


_ORDER = (
    # What waits is ordered by when it comes back, all else by what was touched last.
    Case(
        When(column__in=[WAITING, DUE], then=Coalesce("nudge__due_at", "rests_at")),
        default=None,
        output_field=DateTimeField(),
    ).asc(nulls_last=True),
    Coalesce("ended_at", "updated_at").desc(),
    F("id").asc(),
)


def _placed(user: User, now: datetime) -> QuerySet[Any]:
    """The asks that stand on the board, with their column: of somebody who was asked again only the newest."""
    newer = Outreach.objects.filter(contact=OuterRef("contact"), created_at__gt=OuterRef("created_at"))
    draft = Message.objects.filter(outreach=OuterRef("pk"), sent_at=None)
    nudge_due = Q(nudge__state=FollowUp.State.OPEN, nudge__due_at__lte=now)
    awake = Q(nudge__snoozed_until=None) | Q(nudge__snoozed_until__lte=now)
    replied = Q(outcome=_O.YES) | Q(outcome__in=_THANKABLE, has_draft=True)
    asks = Outreach.objects.visible_to(user).filter(contact__archived_at=None)
    asks = asks.exclude(_ENDED & (Q(ended_at__lt=now - ENDED_SINCE) | Q(contact__stage__in=_PAST_ASKING)))
    return (
        asks.filter(~Exists(newer))
        .annotate(has_draft=Exists(draft))
        .annotate(
            column=Case(
                When(state=Outreach.State.DRAFT, then=Value(DRAFTS)),
                When(_SENT & nudge_due & awake, then=Value(DUE)),
                When(_SENT, then=Value(WAITING)),
                When(replied, then=Value(REPLIED)),
                default=Value(RESTING),
                output_field=CharField(),
            )
        )
        .select_related("contact__employer", "nudge")
    )
