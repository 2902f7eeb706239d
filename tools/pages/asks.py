"""Paths of the pages about asks."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from apps.contacts.models import Contact
from apps.contacts.services import update_contact
from apps.outreach import slotlinks, slots
from apps.outreach.models import Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import offer_times, start_outreach, switch_channel
from tools.pages.story import job_seeker


def ask(name: str) -> Callable[[], str]:
    """The composer of one approach; begun if there is none."""

    def path() -> str:
        contact = Contact.objects.visible_to(job_seeker()).get(family_name=name.split()[-1])
        found = Outreach.objects.visible_to(job_seeker()).filter(contact=contact).first()
        outreach = found or start_outreach(actor=job_seeker(), contact=contact, now=timezone.now())
        return reverse("outreach:edit", args=[outreach.pk])

    return path


def ask_by(channel: str, name: str, url_name: str = "outreach:edit", phone: str = "") -> Callable[[], str]:
    """A page about one approach that goes another way."""

    def path() -> str:
        lena, now = job_seeker(), timezone.now()
        contact = Contact.objects.visible_to(lena).get(family_name=name.split()[-1])
        if phone:
            update_contact(actor=lena, contact=contact, now=now, phone=phone)
        outreach = start_outreach(actor=lena, contact=contact, now=now)
        message = draft_of(outreach)
        if message is not None:
            switch_channel(actor=lena, message=message, channel=channel, now=now)
        return reverse(url_name, args=[outreach.pk])

    return path


def times(url_name: str, name: str) -> Callable[[], str]:
    """The page on which times are proposed to one of Lena's people."""

    def path() -> str:
        return reverse(url_name, args=[Outreach.objects.visible_to(job_seeker()).get(contact__family_name=name).pk])

    return path


def slot_link(name: str) -> Callable[[], str]:
    """The page behind the link with which one of Lena's people chooses a time; the times are proposed first."""

    def path() -> str:
        lena, now = job_seeker(), timezone.now()
        outreach = Outreach.objects.visible_to(lena).get(contact__family_name=name)
        starts = slots.suggest(now, yours=lena.zone, theirs=lena.zone, calendar=lena.calendar)
        offer = offer_times(
            actor=lena,
            outreach=outreach,
            starts=starts,
            contact_timezone="America/New_York",
            has_link=True,
            now=now,
        )
        return slotlinks.slot_path(offer.pk, now)

    return path
