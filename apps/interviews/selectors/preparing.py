"""What the pages before a talk read: earlier questions and talks, research, rehearsals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from apps.accounts.models import User
from apps.contacts.models import Touch
from apps.interviews.models import (
    Interview,
    Introduction,
    OwnQuestion,
    PlannedQuestion,
    Rehearsal,
    ResearchKind,
    ResearchNote,
    ResearchSource,
    Takeaway,
)

MOST_EARLIER = 500  # planned questions of earlier talks that are looked at
MOST_TALKS = 30


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where a question came up before. `of_them` is False where it was somebody else at their employer."""

    name: str
    at: datetime
    of_them: bool
    was_asked: bool  # False where nobody ticked it: it was only planned


def own_questions(owner: User) -> list[OwnQuestion]:
    """The owner's own bank, by category and words."""
    return list(OwnQuestion.objects.filter(owner=owner).order_by("category", "text", "id"))


def own_question_in(owner: User, key: str) -> OwnQuestion | None:
    """One of the owner's own bank by its id; None for another's and for what is no id."""
    try:
        return OwnQuestion.objects.filter(owner=owner, pk=UUID(key)).first()
    except ValueError:
        return None


def asked_earlier(interview: Interview) -> dict[str, Earlier]:
    """By text, case-folded: what came up in held talks with this person or at their employer; this person first."""
    contact = interview.contact
    same = Q(interview__contact=contact)
    if contact.employer_id:
        same |= Q(interview__contact__employer=contact.employer_id)
    rows = (
        PlannedQuestion.objects.filter(same, owner=interview.owner, interview__state=Interview.State.HELD)
        .exclude(interview=interview.pk)
        .exclude(outcome=PlannedQuestion.Outcome.SKIPPED)
        .exclude(outcome=PlannedQuestion.Outcome.OPEN, priority=PlannedQuestion.Priority.BACKUP)
        .select_related("interview__contact")
        .order_by("-interview__starts_at", "id")[:MOST_EARLIER]
    )
    found: dict[str, Earlier] = {}
    for row in rows:
        talk, key = row.interview, row.text.casefold()
        earlier = Earlier(
            talk.contact.given_name,
            talk.starts_at,
            talk.contact_id == contact.pk,
            row.outcome == PlannedQuestion.Outcome.ASKED,
        )
        if key not in found or (earlier.of_them and not found[key].of_them):
            found[key] = earlier
    return found


def talks_to_reuse(interview: Interview) -> list[Interview]:
    """Other talks that have questions: this person's first, then their employer's, then the latest."""
    near = Case(
        When(contact=interview.contact_id, then=Value(0)),
        When(contact__employer__isnull=False, contact__employer=interview.contact.employer_id, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(
        Interview.objects.visible_to(interview.owner)
        .exclude(pk=interview.pk)
        .annotate(question_count=Count("questions"), near=near)
        .filter(question_count__gt=0)
        .select_related("contact__employer")
        .order_by("near", "-starts_at", "-id")[:MOST_TALKS]
    )


def research_of(interview: Interview) -> tuple[list[ResearchNote], list[ResearchSource]]:
    """The lines of the sheet with their questions, and what was read, each in the order of writing."""
    notes = interview.research.select_related("question", "answers", "source").order_by("created_at", "id")
    return list(notes), list(interview.sources.order_by("read_on", "created_at", "id"))


def open_unknown(interview: Interview, note_id: str) -> ResearchNote | None:
    """An unknown of this talk by its id; None for another talk's and for what is no id."""
    try:
        return interview.research.filter(pk=UUID(note_id), kind=ResearchKind.UNKNOWN).first()
    except ValueError:
        return None


def source_in(interview: Interview, source_id: str) -> ResearchSource | None:
    """A source of this talk by its id; None for another talk's and for what is no id."""
    try:
        return interview.sources.filter(pk=UUID(source_id)).first()
    except ValueError:
        return None


def earlier_takeaways(interview: Interview, limit: int = 8) -> list[Takeaway]:
    """What earlier talks with this person or at their employer gave, the latest first; names and promises left out."""
    contact = interview.contact
    same = Q(interview__contact=contact)
    if contact.employer_id:
        same |= Q(interview__contact__employer=contact.employer_id)
    rows = (
        Takeaway.objects.filter(same, owner=interview.owner)
        .exclude(interview=interview.pk)
        .exclude(kind__in=[Takeaway.Kind.PERSON, Takeaway.Kind.ACTION])
        .select_related("interview__contact")
    )
    return list(rows.order_by("-interview__starts_at", "created_at", "id")[:limit])


def earlier_talks(interview: Interview, limit: int = 5) -> list[Interview]:
    """Held talks with this person or at their employer, the latest first."""
    contact = interview.contact
    same = Q(contact=contact) | (Q(contact__employer=contact.employer_id) if contact.employer_id else Q())
    rows = Interview.objects.visible_to(interview.owner).filter(same, state=Interview.State.HELD)
    return list(rows.exclude(pk=interview.pk).select_related("contact").order_by("-starts_at", "-id")[:limit])


def touches_before(interview: Interview, limit: int = 5) -> list[Touch]:
    """What passed between the two, the latest first."""
    return list(interview.contact.touches.order_by("-occurred_at", "-id")[:limit])


def introduction_for(interview: Interview) -> Introduction | None:
    """The thirty seconds that the owner keeps for the goal of this talk, or for none."""
    return Introduction.objects.filter(owner=interview.owner, goal=interview.goal_id).first()


def rehearsals_of(interview: Interview) -> QuerySet[Rehearsal]:
    """The runs of a talk with their times, the latest first."""
    return interview.rehearsals.prefetch_related("times").order_by("-created_at", "-id")


def rehearsal_count(interview: Interview) -> int:
    """How often the questions were said aloud."""
    return interview.rehearsals.count()
