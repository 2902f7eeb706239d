"""Where the owner would like to work: the list, and what they say of each employer on it.

After the LAMP list of Steve Dalton, "The 2-Hour Job Search", 2nd edition, 2020. Its order is in `selectors.employers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.contacts.errors import TooManyWishes
from apps.contacts.models import Employer
from apps.contacts.services.employernames import find_or_create_employer

MOST_WISHES = 300  # the book asks for forty


@dataclass(frozen=True, slots=True)
class Wish:
    """A line that was typed: a name, and how much one would like to work there, if it says so."""

    name: str
    motivation: int | None = None


def wish_for(*, actor: User, wishes: Sequence[Wish], now: datetime) -> list[Employer]:
    """Puts employers on the list, made where they are new; those that were not on it before. All or nothing.

    Raises TooManyWishes.
    """
    added: dict[object, Employer] = {}
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).only("pk").get(pk=actor.pk)  # two at once do not pass the limit
        for wish in wishes:
            employer = find_or_create_employer(actor=actor, name=wish.name, now=now)
            if employer is None:
                continue
            if employer.wished_at is None and employer.pk not in added:
                added[employer.pk] = employer
            changes = {"motivation": wish.motivation} if wish.motivation is not None else {}
            Employer.objects.filter(pk=employer.pk).update(
                wished_at=Coalesce(F("wished_at"), Value(now)), updated_at=now, **changes
            )
        if Employer.objects.visible_to(actor).wished().count() > MOST_WISHES:
            raise TooManyWishes(MOST_WISHES)
    return list(added.values())


def set_motivation(*, actor: User, employer: Employer, motivation: int, now: datetime) -> bool:
    """How much the owner would like to work there, 0 to 3; whoever says so has it on the list. False if it is gone."""
    won = (
        Employer.objects.visible_to(actor)
        .filter(pk=employer.pk)
        .update(motivation=motivation, wished_at=Coalesce(F("wished_at"), Value(now)), updated_at=now)
    )
    employer.refresh_from_db(fields=["motivation", "wished_at"])
    return bool(won)


def unwish(*, actor: User, employer: Employer, now: datetime) -> bool:
    """Takes the employer off the list and keeps what was said about it; False if it was not on it."""
    won = (
        Employer.objects.visible_to(actor)
        .filter(pk=employer.pk, wished_at__isnull=False)
        .update(wished_at=None, updated_at=now)
    )
    employer.wished_at = None
    return bool(won)


def say_advocacy(*, actor: User, employer: Employer, said: bool | None, now: datetime) -> None:
    """Whether somebody there would speak for the owner; None lets their people tell."""
    Employer.objects.visible_to(actor).filter(pk=employer.pk).update(advocate_said=said, updated_at=now)
    employer.advocate_said = said


def set_posting(
    *, actor: User, employer: Employer, posting: str, url: str, seen_on: date | None, now: datetime
) -> None:
    """Whether a job is posted there, where, and on which day the owner looked. Without an answer there is no day."""
    employer.posting = posting
    employer.posting_url = url if posting == Employer.Posting.YES else ""
    employer.posting_on = seen_on if posting else None
    Employer.objects.visible_to(actor).filter(pk=employer.pk).update(
        posting=employer.posting, posting_url=employer.posting_url, posting_on=employer.posting_on, updated_at=now
    )
