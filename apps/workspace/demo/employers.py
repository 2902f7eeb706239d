"""Where Lena would like to work, and what she knows of those employers."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.contacts.models import Employer
from apps.contacts.services import find_or_create_employer
from apps.contacts.services.employernames import add_alias
from apps.contacts.services.employers.describing import update_employer
from apps.contacts.services.employers.wishing import set_motivation, set_posting

#: Name, industry, sector, motivation, whether a job is posted, days since she looked.
WISHES = (
    ("Corvane Health", "Digital health", "business", 3, "yes", 2),
    ("St. Brannoc Hospital", "Hospitals and clinics", "nonprofit", 3, "", 0),
    ("Openclinic Studio", "Digital health", "business", 2, "no", 5),
    ("Lumen Mutual", "Insurance", "business", 2, "yes", 9),
    ("Fernbank Devices", "Medical devices", "business", 2, "", 0),
    ("Halden Imaging Systems", "Medical devices", "business", 1, "", 0),  # typed anew: likely the same as another
    ("Meridian County Public Health", "Public health", "public", 1, "no", 12),
)


def wish(owner: User, now: datetime) -> None:
    """Her list, with one other name and one employer that stands there twice."""
    for name, industry, sector, motivation, posting, days in WISHES:
        employer = find_or_create_employer(actor=owner, name=name, now=now)
        assert employer is not None  # noqa: S101 -- tells the type checker: no name is empty
        update_employer(actor=owner, employer=employer, now=now, industry=industry, sector=sector)
        set_motivation(actor=owner, employer=employer, motivation=motivation, now=now)
        url = "https://jobs.example/ux-researcher" if posting == Employer.Posting.YES else ""
        seen_on = (now - timedelta(days=days)).date()
        set_posting(actor=owner, employer=employer, posting=posting, url=url, seen_on=seen_on, now=now)
    corvane = find_or_create_employer(actor=owner, name="Corvane Health")
    assert corvane is not None  # noqa: S101 -- as above
    add_alias(actor=owner, employer=corvane, name="CVH", now=now)
    note = "Priya: they look for a portfolio piece about clinicians, and hire in January."
    update_employer(actor=owner, employer=corvane, now=now, notes=note, website="https://corvane.example", size="large")
