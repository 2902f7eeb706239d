"""Not asking too much at one place or of one person (O8): who is next, and what to think of before one writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.selectors.employers import next_in_line
from apps.followups.models import FollowUp
from apps.outreach.models import Outreach

EMPLOYER, GIVING = "employer", "giving"
CAUTIONS = (EMPLOYER, GIVING)
#: After so many asks in a row, the next one is worth a thought.
ASKS_IN_A_ROW = 2
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to think of before writing; it never keeps anybody from it."""

    key: str
    title: str
    text: str
    rival: Outreach | None = None


def cautions_for(user: User, outreach: Outreach) -> list[Caution]:
    """What to think of before a first message is sent, less what the owner has overruled for this approach."""
    if outreach.step or outreach.state != Outreach.State.DRAFT:
        return []
    found = [_rival(user, outreach.contact), _nothing_given(user, outreach.contact)]
    return [warning for warning in found if warning is not None and warning.key not in outreach.overruled]


def open_ask_at(user: User, contact: Contact) -> Outreach | None:
    """An ask to somebody else at the same employer whose answer is awaited; the one that waits longest."""
    if contact.employer_id is None:
        return None
    waiting = Outreach.objects.visible_to(user).waiting().exclude(contact=contact)
    there = waiting.filter(contact__employer=contact.employer_id, contact__archived_at=None)
    return there.select_related("contact").order_by("first_sent_at", "id").first()


def next_there(user: User, contact: Contact) -> list[Contact]:
    """Who could be asked at the same employer instead of `contact`, the warmest first.

    Nobody while yet another ask is open there.
    """
    if contact.employer_id is None or open_ask_at(user, contact) is not None:
        return []
    return list(next_in_line(user, contact.employer_id).exclude(pk=contact.pk)[:_NEXT])


def next_at(user: User, employers: Iterable[UUID]) -> dict[UUID, Contact]:
    """The person next in line at each of a few employers, in one query."""
    first = [next_in_line(user, employer)[:1] for employer in dict.fromkeys(employers)]
    if not first:
        return {}
    people = first[0].union(*first[1:], all=True) if len(first) > 1 else first[0]
    return {person.employer_id: person for person in people if person.employer_id is not None}


def asks_since_giving(user: User, contact: Contact) -> tuple[int, datetime | None]:
    """How many asks went to this person since the owner last gave something back, and when that was.

    Giving is a thank-you that was sent, or news of what came of their help: a report that was made.
    """
    thanked = Touch.objects.filter(owner=user, contact=OuterRef("pk"), kind=Touch.Kind.THANKED)
    told = FollowUp.objects.visible_to(user).filter(
        contact=OuterRef("pk"), kind=FollowUp.Kind.REPORT_BACK, state=FollowUp.State.DONE
    )
    gave = Greatest(
        Subquery(thanked.order_by("-occurred_at").values("occurred_at")[:1]),
        Subquery(told.order_by("-closed_at").values("closed_at")[:1]),
    )
    given_at = Contact.objects.visible_to(user).filter(pk=contact.pk).values_list(gave, flat=True).first()
    asked = Outreach.objects.visible_to(user).filter(contact=contact, first_sent_at__isnull=False)
    asked = asked.exclude(outcome=Outreach.Outcome.BOUNCED)  # nothing has reached them
    return asked.filter(Q(first_sent_at__gt=given_at) if given_at else Q()).count(), given_at


def _rival(user: User, contact: Contact) -> Caution | None:
    rival = open_ask_at(user, contact)
    if rival is None:
        return None
    return Caution(
        EMPLOYER,
        f"{rival.contact.name} hasn’t replied yet.",
        f"Two open messages at {contact.employer} can cross each other.",
        rival,
    )


def _nothing_given(user: User, contact: Contact) -> Caution | None:
    count, given_at = asks_since_giving(user, contact)
    if count < ASKS_IN_A_ROW:
        return None
    since = "since you last gave something back" if given_at else "and nothing has gone back yet"
    return Caution(
        GIVING,
        f"You have asked {contact.given_name} {count} times {since}.",
        "A thank-you, or news of what came of their help, makes the next ask a welcome one.",
    )
