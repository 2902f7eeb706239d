"""From a chosen time to a planned talk: asks propose the times and talks are kept beside them, so both meet here."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from apps.accounts.models import User
from apps.contacts.models import Touch
from apps.contacts.services import record_touch
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from apps.interviews.models import Interview
from apps.interviews.services import plan_interview
from apps.outreach.models import SlotOffer
from apps.outreach.slots import Held

_TALKS = 200
_LONGEST = timedelta(hours=4)


def book_chosen_time(*, actor: User, offer: SlotOffer, now: datetime) -> UUID:
    """Plans the talk at the time that was chosen. If they chose it by themselves, the owner is told."""
    assert offer.chosen is not None  # noqa: S101 -- called once a time is chosen
    contact = offer.outreach.contact
    interview = plan_interview(
        actor=actor,
        contact=contact,
        starts_at=offer.chosen,
        minutes=offer.minutes,
        contact_timezone=offer.contact_timezone,
        goal=offer.outreach.goal,
        now=now,
    )
    if offer.chosen_by_them:
        reader = Reader.of(actor)
        when = f"{reader.weekday(offer.chosen, now)}, {reader.time(offer.chosen)}"
        record_touch(
            actor=actor,
            contact=contact,
            kind=Touch.Kind.THEY_WROTE,
            summary=f"Chose {when} from your times",
            occurred_at=now,
            now=now,
        )
        schedule_follow_up(
            actor=actor,
            contact=contact,
            kind=FollowUp.Kind.REPLY,
            title=f"Tell {contact.name} how you meet",
            reason=f"{contact.given_name} chose {when}. Send the link or the number, and say thank you.",
            when=When.soon(now),
            now=now,
        )
    return interview.pk


def planned_talks(*, owner: User, now: datetime) -> list[Held]:
    """The owner's planned talks from now on, as time that is spoken for."""
    talks = Interview.objects.visible_to(owner).coming().spoken().filter(starts_at__gt=now - _LONGEST)
    return [
        Held(t.starts_at, t.planned_end, f"You talk with {t.contact.name} then.")
        for t in talks.select_related("contact").order_by("starts_at")[:_TALKS]
    ]
