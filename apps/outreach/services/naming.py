"""Somebody who was asked names somebody else: the new person, the referral, and the reminder to write to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral, Touch
from apps.contacts.services import archive_contact, offer_referral, remove_touch
from apps.core.dates import Reader
from apps.followups.models import FollowUp
from apps.followups.services import drop_follow_up, follow_referral
from apps.outreach.models import Outreach


@dataclass(frozen=True, slots=True)
class Named:
    """The referral, and whether this call made it: only then can it be taken back."""

    referral: Referral
    is_new: bool


def name_someone(
    *,
    actor: User,
    outreach: Outreach,
    given_name: str,
    now: datetime,
    family_name: str = "",
    employer: str = "",
    words: str = "",
) -> Named:
    """Whom they named joins the list with them as introducer, and is to be written to. Naming again changes nothing."""
    introducer = outreach.contact
    with transaction.atomic():
        referral = offer_referral(
            actor=actor,
            introducer=introducer,
            now=now,
            given_name=given_name,
            family_name=family_name,
            employer=employer,
            words=words,
        )
        is_new = referral.offered_at == now
        if is_new:
            reason = f"{introducer.given_name} named them on {Reader.of(actor).date(now, now)}."
            follow_referral(actor=actor, referral=referral, reason=reason, now=now)
    return Named(referral, is_new)


def take_back_name(*, actor: User, referral: Referral, now: datetime) -> bool:
    """Undoes `name_someone`; False once the new person was written to.

    The referral goes, with its line on the timeline and its reminder. A person who joined the list with it and has no
    ask yet leaves the list; everything about them is kept.
    """
    moment, person = referral.offered_at, referral.contact
    with transaction.atomic():
        gone, _ = Referral.objects.filter(owner=actor, pk=referral.pk, state=Referral.State.OFFERED).delete()
        if not gone:
            return False
        told = Touch.objects.filter(owner=actor, contact=referral.introducer, kind=Touch.Kind.NAMED, created_at=moment)
        for touch in told:
            remove_touch(actor=actor, touch=touch)
        steps = FollowUp.objects.visible_to(actor).open().filter(contact=person, kind=FollowUp.Kind.REFERRAL)
        for step in steps.filter(created_at=moment):
            drop_follow_up(actor=actor, follow_up=step, now=now)
        if person.created_at == moment and not Outreach.objects.visible_to(actor).filter(contact=person).exists():
            Contact.objects.filter(owner=actor, pk=person.pk).update(introducer=None)
            archive_contact(actor=actor, contact=person, now=now)
    return True
