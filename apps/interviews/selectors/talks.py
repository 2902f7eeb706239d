"""Talks: lists of them, and the plan of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Contact, Touch
from apps.interviews.models import CheckItem, Interview, InterviewQuerySet, PlannedQuestion
from apps.interviews.plan_order import in_order


def talks(owner: User) -> InterviewQuerySet:
    """The owner's talks with what a row of a list shows, in one query."""
    return (
        Interview.objects.visible_to(owner)
        .select_related("contact__employer", "thank_you", "thank_you_due", "exchange")
        .annotate(
            must_count=Count("questions", filter=Q(questions__priority=PlannedQuestion.Priority.MUST), distinct=True),
            takeaway_count=Count("takeaways", distinct=True),
        )
    )


def coming_interviews(owner: User, now: datetime) -> QuerySet[Interview]:
    """Planned and not yet over, exchanges as well, the next first; one that has begun stays until it is finished or
    given up."""
    del now  # a talk whose time has passed waits for "how did it go?", so it is still coming
    return talks(owner).coming().order_by("starts_at", "id")


def held_interviews(owner: User) -> QuerySet[Interview]:
    """Held, the latest first."""
    return talks(owner).filter(state=Interview.State.HELD).order_by("-ended_at", "-id")


def fallen_through(owner: User) -> QuerySet[Interview]:
    """Cancelled and missed ones, the latest first."""
    states = [Interview.State.CANCELLED, Interview.State.MISSED]
    return talks(owner).filter(state__in=states).order_by("-starts_at", "-id")


def interviews_with(contact: Contact) -> QuerySet[Interview]:
    """All talks with one person, the latest first."""
    return talks(contact.owner).filter(contact=contact).order_by("-starts_at", "-id")


def interviews_by_follow_up(follow_up_ids: Iterable[UUID]) -> dict[UUID, Interview]:
    """Which talk a preparation, a confirmation or a thank-you belongs to, by the id of the follow-up.

    The ids must be the owner's.
    """
    ids = set(follow_up_ids)
    found = Interview.objects.filter(
        Q(preparation__in=ids) | Q(confirmation__in=ids) | Q(thank_you_due__in=ids)
    ).select_related("contact__employer", "thank_you")
    by_follow_up = {}
    for interview in found:
        for key in (interview.preparation_id, interview.confirmation_id, interview.thank_you_due_id):
            if key in ids:
                by_follow_up[key] = interview
    return by_follow_up


def open_talk_with(contact: Contact) -> Interview | None:
    """The next talk that is planned with this person, or the exchange that is open, if there is one."""
    return Interview.objects.filter(contact=contact).coming().order_by("starts_at").first()


def open_exchange_with(contact: Contact) -> Interview | None:
    """The exchange by e-mail that is under way with this person, if there is one."""
    return Interview.objects.filter(contact=contact, mode=Interview.Mode.EMAIL).coming().order_by("starts_at").first()


def check_items(interview: Interview) -> list[CheckItem]:
    """What was ticked or added on the list for the day, in the order in which it was."""
    return list(interview.check_items.order_by("created_at", "id"))


def people_to_talk_with(owner: User, words: str, limit: int = 20) -> list[Contact]:
    """People of the owner whose name, employer or role holds every word, the ones last in touch first."""
    people = Contact.objects.visible_to(owner).current().select_related("employer")
    for word in names.fold(names.clean(words)).split()[:6]:
        people = people.filter(search_text__contains=word)
    return list(people.order_by(F("last_touch_at").desc(nulls_last=True), "sort_key", "id")[:limit])


def questions_of(interview: Interview) -> list[PlannedQuestion]:
    """The plan in the order in which it is asked (`plan_order`), backups after it."""
    return in_order(interview.questions.all())


def last_position(interview: Interview) -> int:
    """The highest position in the plan, -1 when it is empty."""
    highest: int | None = interview.questions.aggregate(highest=Max("position"))["highest"]
    return -1 if highest is None else highest


def recent_touches(contact: Contact, limit: int = 3) -> list[Touch]:
    """What passed between the two lately, for the preparation."""
    return list(contact.touches.order_by("-occurred_at", "-id")[:limit])
