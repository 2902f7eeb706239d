"""Paths of the pages about Lena's people and employers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.contacts.brainstorm import read_lines
from apps.contacts.models import Circle, Contact, Employer
from apps.contacts.selectors.duplicates import duplicates_page
from apps.contacts.services import create_contact
from apps.contacts.services.brainstorm import add_lines, begin_brainstorm
from apps.contacts.services.merging import keep_apart
from tools.pages.story import EMAILS, job_seeker


def person(url_name: str, name: str) -> Callable[[], str]:
    """A page about one of Lena's people."""

    def path() -> str:
        given, _, family = name.partition(" ")
        contact = Contact.objects.visible_to(job_seeker()).get(given_name=given, family_name=family)
        return reverse(url_name, args=[contact.pk])

    return path


def employer(url_name: str, name: str) -> Callable[[], str]:
    """A page about one of Lena's employers."""
    return lambda: reverse(url_name, args=[Employer.objects.visible_to(job_seeker()).get(name=name).pk])


def brainstorm(url_name: str, *args: str) -> Callable[[], str]:
    """A page of the wizard that starts a list; Jonah has thought of three people."""

    def path() -> str:
        jonah, now = User.objects.get(email=EMAILS["other"]), timezone.now()
        if not Contact.objects.visible_to(jonah).filter(source="Brainstorm").exists():
            begin_brainstorm(actor=jonah, minutes=3, now=now)
            text = "Aunt Ruth, runs a lab\nCousin Bela\nMara Pruitt, teacher at Elm Park School"
            add_lines(
                actor=jonah, circle=Circle.FAMILY, lines=read_lines(text, Circle.FAMILY), introducers={},
                reached=Circle.FRIEND, now=now,
            )  # fmt: skip
        return reverse(url_name, args=args)

    return path


_TWINS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "Sof",
        "Brandt",
        {"employer": "Tidewell", "title": "Product manager", "phone": "+1 312 555 0142", "tags": ["LinkedIn"]},
    ),
    ("Dan", "Kwon", {"location": "Chicago", "profile_url": "https://www.linkedin.com/in/dan-kwon"}),
    ("Ana", "Ruiz", {"employer": "Elm Park Clinic", "title": "Nurse"}),
    ("Ana", "Ruiz", {"employer": "Fernbank Devices", "title": "Buyer"}),
)


def twins(page: Callable[[list[Contact]], str]) -> Callable[[], str]:
    """A page about Lena's people who are there twice: written twice into her list when first asked for."""

    def path() -> str:
        lena, now = job_seeker(), timezone.now()
        people = Contact.objects.visible_to(lena)
        if not people.filter(given_name="Sof", family_name="Brandt").exists():
            made = [
                create_contact(actor=lena, now=now, given_name=given, family_name=family, source="LinkedIn", **more)
                for given, family, more in _TWINS
            ]
            keep_apart(actor=lena, one=made[2], other=made[3], now=now)
        pair = next(pair for pair in duplicates_page(lena).pairs if pair.other.given_name == "Sof")
        return page([pair.one, pair.other])

    return path
