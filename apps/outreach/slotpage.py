"""What the page of the proposed times shows, and what the public one may."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.core import clock
from apps.core.dates import Reader
from apps.outreach import selectors, slots
from apps.outreach.models import Outreach, SlotOffer
from apps.outreach.selectors.slots import open_offer
from apps.outreach.slotform import SlotForm, initial_rows
from apps.outreach.slotlinks import slot_url


def new_form(user: User, outreach: Outreach, held: list[slots.Held], now: datetime, data: Any = None) -> SlotForm:
    """The form, filled with what is held, else with three times that would suit both."""
    offer, contact = open_offer(outreach), outreach.contact
    theirs = offer.contact_timezone if offer else contact.timezone or user.timezone
    starts = (
        offer.starts
        if offer
        else slots.suggest(
            now,
            yours=user.zone,
            theirs=clock.zone_or_utc(theirs),
            calendar=business_calendar(user, now),
            held=held,
        )
    )
    initial = {
        "minutes": offer.minutes if offer else slots.MINUTES,
        "contact_timezone": theirs,
        "has_link": bool(offer and offer.has_link),
        **initial_rows(starts, user),
    }
    return SlotForm(data, owner=user, first_name=contact.given_name, now=now, initial=initial)


def lines_of(offer: SlotOffer, owner: User, now: datetime, held: list[slots.Held] | None = None) -> list[slots.Line]:
    """The times of an offer on both walls."""
    return slots.lines(
        offer.starts,
        minutes=offer.minutes,
        yours=Reader.of(owner),
        theirs=clock.zone_or_utc(offer.contact_timezone),
        now=now,
        held=held or (),
    )


def text_of(offer: SlotOffer, owner: User, now: datetime) -> str:
    """The paragraph for the message; the same words whenever it is asked for within one year."""
    link = slot_url(offer.pk, offer.created_at) if offer.has_link else ""
    return slots.letter_text(lines_of(offer, owner, now), offer.minutes, link)


def page(user: User, outreach: Outreach, form: SlotForm, held: list[slots.Held], now: datetime) -> dict[str, Any]:
    """Everything for the page: the form, both clocks, and what is held."""
    offer = open_offer(outreach)
    return {
        "now": now,
        "outreach": outreach,
        "person": outreach.contact,
        "form": form,
        "offer": offer,
        "held": lines_of(offer, user, now, held) if offer else [],
        "offer_text": text_of(offer, user, now) if offer else "",
        "draft": selectors.draft_of(outreach),
        **clocks(user, form, held, now),
    }


def clocks(user: User, form: SlotForm, held: list[slots.Held], now: datetime) -> dict[str, Any]:
    """How both read what the form says, and what stands at these times already."""
    if form.is_bound:
        form.is_valid()
        starts, minutes = form.starts, form.cleaned_data.get("minutes") or slots.MINUTES
        theirs = form.cleaned_data.get("contact_timezone") or user.timezone
    else:
        walls = [(form.initial.get(day.name), form.initial.get(hour.name)) for day, hour in form.rows]
        starts = [clock.local_moment(day, hour, user.zone) for day, hour in walls if day and hour]
        minutes, theirs = form.initial["minutes"], form.initial["contact_timezone"]
    zone = clock.zone_or_utc(theirs)
    return {"lines": slots.lines(starts, minutes=minutes, yours=Reader.of(user), theirs=zone, now=now, held=held)}


def public_page(offer: SlotOffer, held: list[slots.Held], now: datetime) -> dict[str, Any]:
    """The times that can still be chosen and a first name: nothing else of the owner's."""
    free = [
        line
        for line in lines_of(offer, offer.owner, now, [h for h in held if not h.is_proposal])
        if line.start > now and not line.clash
    ]
    chosen = next((line for line in lines_of(offer, offer.owner, now) if line.start == offer.chosen), None)
    return {
        "first_name": offer.owner.given_name or "They",
        "minutes": offer.minutes,
        "lines": free if offer.closed_at is None else [],
        "chosen": chosen,
    }
