"""A center with enough students to be reported about, and what they did in September."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from apps.centers.models import CohortStudent, Level, Membership
from apps.contacts.models import Contact, Referral
from apps.interviews.models import Interview, ThankYou
from apps.outreach.models import Outreach
from tests.factories.centers import enrol

OPENED = datetime(2026, 8, 3, tzinfo=UTC)
SEPTEMBER = datetime(2026, 9, 10, 15, tzinfo=UTC)
#: September can be counted from October 8 on; the pages of these tests are opened on this day.
OCTOBER_20 = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)


def crowd(
    center, count: int, *, level: Level = Level.PROGRESS, cohort=None, did: int = 0, **fields
) -> list[Membership]:
    """Students who share; the first `did` of them listed, asked, talked with and thanked one person in September."""
    students = [enrol(center, level=level, created_at=OPENED, **fields) for _ in range(count)]
    if cohort:
        CohortStudent.objects.bulk_create(CohortStudent(cohort=cohort, membership=student) for student in students)
    for student in students[:did]:
        talk_with(student)
    return students


def person(student: Membership, when: datetime = SEPTEMBER, **fields) -> Contact:
    """Somebody on the list of a student."""
    fields = {"given_name": "Priya", "sort_key": "priya", "created_at": when, **fields}
    return Contact.objects.create(owner=student.user, **fields)


def ask(student: Membership, of: Contact, when: datetime = SEPTEMBER, *, replied: bool = True) -> Outreach:
    """A first message, and its answer."""
    return Outreach.objects.create(
        owner=student.user,
        contact=of,
        state="ended" if replied else "sent",
        outcome="yes" if replied else "",
        first_sent_at=when,
        replied_at=when + timedelta(days=1) if replied else None,
    )


def talk(student: Membership, to: Contact, when: datetime = SEPTEMBER, *, thanked_after: float | None = 5) -> Interview:
    """A talk that was held, with a thank-you so many hours later."""
    held = Interview.objects.create(
        owner=student.user,
        contact=to,
        state="held",
        starts_at=when,
        ended_at=when + timedelta(minutes=30),
        contact_timezone="UTC",
    )
    if thanked_after is not None:
        sent = held.ended_at + timedelta(hours=thanked_after)
        ThankYou.objects.create(owner=student.user, interview=held, body="Thanks", sent_at=sent)
    return held


def talk_with(student: Membership, when: datetime = SEPTEMBER, **fields) -> Contact:
    """The whole way with one person, in one month."""
    found = person(student, when, **fields)
    ask(student, found, when)
    talk(student, found, when + timedelta(days=3))
    return found


def referral(student: Membership, by: Contact, to: Contact, state: str, when: datetime = SEPTEMBER) -> Referral:
    """Somebody named somebody."""
    return Referral.objects.create(owner=student.user, introducer=by, contact=to, state=state, offered_at=when)
