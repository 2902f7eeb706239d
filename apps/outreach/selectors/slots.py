"""Reads about times that are proposed."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.outreach.models import Outreach, SlotOffer
from apps.outreach.slots import Held

_OFFERS = 100


def open_offer(outreach: Outreach) -> SlotOffer | None:
    """The times that are held for this approach; they stay one offer."""
    offer = SlotOffer.objects.filter(outreach=outreach, closed_at=None).first()
    if offer is not None:
        offer.outreach = outreach  # with what the caller has read of it
    return offer


def held_for_others(owner: User, outreach: Outreach, now: datetime) -> list[Held]:
    """Times that are proposed to other people and still ahead."""
    offers = SlotOffer.objects.filter(owner=owner, closed_at=None).exclude(outreach=outreach)
    return [
        Held(
            start,
            start + timedelta(minutes=offer.minutes),
            f"You offered it to {offer.outreach.contact.name}.",
            is_proposal=True,
        )
        for offer in offers.select_related("outreach__contact").order_by("-created_at")[:_OFFERS]
        for start in offer.starts
        if start > now
    ]


def newest_outreach(user: User, contact: Contact) -> Outreach | None:
    """The approach to this person that is under way, else the last one."""
    mine = Outreach.objects.visible_to(user).filter(contact=contact)
    return mine.order_by("-created_at", "-id").first()
