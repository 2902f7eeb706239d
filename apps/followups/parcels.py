"""What one mail is made of: the steps of one owner that are told together, as they are at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from apps.accounts.models import User
from apps.followups.models import FollowUp

Place = tuple[int, float, float, str] | tuple[()]  # `order.place`


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder that the mail delivers. `follow_up` has its `contact` (and `contact.employer`)."""

    reminder_id: UUID
    send_at: datetime
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class OtherStep:
    """One further line: it stands on Today as well, but this mail does not remind of it."""

    follow_up_id: UUID
    kind: str
    title: str
    reason: str
    place: Place = ()  # in the order of Today


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail: everything that is told to one owner at once, in the order of Today (`order.place`)."""

    mail_id: UUID  # names the mail on every attempt
    owner: User
    told: list[Told]
    digest: str = ""  # Mode.DAILY or Mode.WEEKLY: it comes at its hour, not because one step is due
    others: list[OtherStep] = field(default_factory=list)
    more: int = 0  # steps on Today beyond those that are listed

    @property
    def is_digest(self) -> bool:
        """Whether it is the daily or weekly mail."""
        return bool(self.digest)

    @property
    def lead(self) -> FollowUp:
        """The step that the subject names."""
        return self.told[0].follow_up
