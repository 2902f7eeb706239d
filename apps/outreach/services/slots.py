"""Times that are proposed, held, chosen and released.

Talks are kept by an app beside this one; the app above both registers how a chosen time becomes a talk, and what else
stands in the owner's calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.outreach import slots
from apps.outreach.errors import TimeTaken
from apps.outreach.models import Message, Outreach, SlotOffer
from apps.outreach.selectors import draft_of
from apps.outreach.selectors.slots import held_for_others
from apps.outreach.services.drafts import new_draft, refuse_unwanted, save_draft


class Book(Protocol):
    """Makes a talk of the chosen time of an offer; its id."""

    def __call__(self, *, actor: User, offer: SlotOffer, now: datetime) -> UUID: ...


class Busy(Protocol):
    """What stands in the owner's calendar from `now` on."""

    def __call__(self, *, owner: User, now: datetime) -> list[slots.Held]: ...


_calendar: dict[str, tuple[Book, Busy]] = {}


def register_calendar(*, book: Book, busy: Busy) -> None:
    """Lets an app above plan the talk; called once, when the apps are loaded."""
    _calendar["talks"] = book, busy


def held_times(*, owner: User, outreach: Outreach, now: datetime) -> list[slots.Held]:
    """What else holds the owner's time: times proposed to other people, and planned talks."""
    _, busy = _calendar["talks"]
    return [*held_for_others(owner, outreach, now), *busy(owner=owner, now=now)]


def offer_times(
    *,
    actor: User,
    outreach: Outreach,
    starts: Sequence[datetime],
    contact_timezone: str,
    now: datetime,
    minutes: int = slots.MINUTES,
    has_link: bool = False,
) -> SlotOffer:
    """Holds these times for one person; times that were held for them before are released. Raises DoNotContact."""
    refuse_unwanted(outreach.contact)
    with transaction.atomic():
        Outreach.objects.select_for_update().get(pk=outreach.pk)  # two windows, one after the other
        release_times(actor=actor, outreach=outreach, now=now)
        return SlotOffer.objects.create(
            owner=actor,
            outreach=outreach,
            starts=sorted(set(starts)),
            minutes=minutes,
            contact_timezone=contact_timezone,
            has_link=has_link,
            created_at=now,
        )


def write_times(*, actor: User, outreach: Outreach, text: str, now: datetime, before: str = "") -> Message | None:
    """Puts the paragraph with the times into the draft, in the place of the earlier one; the message, or None without.

    Whoever has said yes gets a message of its own. Raises AlreadySent and DoNotContact.
    """
    message = draft_of(outreach)
    if message is None and outreach.outcome == Outreach.Outcome.YES:
        last = outreach.messages.order_by("-step").first()
        message = new_draft(actor=actor, outreach=outreach, step=outreach.step + 1, now=now, previous=last)
        message.outreach = outreach
        message.body = f"Hi {outreach.contact.given_name},\n\nThank you, I’m glad.\n\nAll the best,\n{actor.given_name}"
    if message is None:
        return None
    body = slots.with_times(message.body, text, before=before)
    save_draft(actor=actor, message=message, now=now, subject=message.subject, body=body)
    return message


def release_times(*, actor: User, outreach: Outreach, now: datetime) -> bool:
    """Lets the times go that are held for this approach; True if any were."""
    held = SlotOffer.objects.filter(owner=actor, outreach=outreach, closed_at=None)
    return bool(held.update(closed_at=now, updated_at=now))


def hold_again(*, actor: User, offer: SlotOffer, now: datetime) -> bool:
    """Takes a release back, unless other times were proposed since; True if the times are held again."""
    with transaction.atomic():
        Outreach.objects.select_for_update().get(pk=offer.outreach_id)
        mine = SlotOffer.objects.filter(owner=actor, outreach=offer.outreach_id)
        if mine.filter(closed_at=None).exists():
            return False
        released = mine.filter(pk=offer.pk, chosen=None, closed_at__isnull=False)
        return bool(released.update(closed_at=None, updated_at=now))


def choose_time(*, actor: User, offer: SlotOffer, start: datetime, now: datetime, by_them: bool = False) -> UUID | None:
    """Takes one of the times, releases the others and plans the talk; the talk's id, or None if the offer was closed.

    One UPDATE decides between two clicks. `by_them` is a person who holds the link: they cannot take a time that has
    passed or that something else stands at by now; raises TimeTaken. The owner may.
    """
    book, _ = _calendar["talks"]
    with transaction.atomic():
        # One after the other for each owner: two people may choose the same hour at the same moment.
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if start not in offer.starts:
            raise TimeTaken
        if by_them:
            held = held_times(owner=actor, outreach=offer.outreach, now=now)
            talks = [h for h in held if not h.is_proposal]
            if start <= now or slots.clash(start, offer.minutes, talks):
                raise TimeTaken
        won = SlotOffer.objects.filter(owner=actor, pk=offer.pk, closed_at=None).update(
            closed_at=now, chosen=start, chosen_by_them=by_them, updated_at=now
        )
        if not won:
            return None
        offer.closed_at, offer.chosen, offer.chosen_by_them = now, start, by_them
        return book(actor=actor, offer=offer, now=now)
