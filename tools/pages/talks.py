"""Paths of the pages about talks."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from apps.contacts.models import Contact
from apps.interviews.models import Interview
from apps.interviews.selectors import open_exchange_with
from apps.interviews.selectors.feed import feed_of
from apps.interviews.services import begin_exchange, renew_feed, send_exchange
from tools.pages.story import job_seeker


def talk(url_name: str, name: str) -> Callable[[], str]:
    """A page about one of Lena's talks."""

    def path() -> str:
        interview = Interview.objects.visible_to(job_seeker()).get(contact__family_name=name.split()[-1])
        return reverse(url_name, args=[interview.pk])

    return path


def exchange(url_name: str, name: str, *, sent: bool = False) -> Callable[[], str]:
    """A page of an exchange by e-mail with one of Lena's people; begun if there is none."""

    def path() -> str:
        lena, now = job_seeker(), timezone.now()
        contact = Contact.objects.visible_to(lena).get(family_name=name.split()[-1])
        interview = open_exchange_with(contact) or begin_exchange(actor=lena, contact=contact, now=now)
        if sent:
            send_exchange(actor=lena, interview=interview, now=now)
        return reverse(url_name, args=[interview.pk])

    return path


def calendar() -> str:
    """The settings of Lena's calendar feed, with an address."""
    if feed_of(job_seeker()) is None:
        renew_feed(actor=job_seeker(), now=timezone.now())
    return reverse("interviews:calendar")
