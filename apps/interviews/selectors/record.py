"""What stayed after a talk: take-aways, lines to sort, and what a center may read of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.interviews.models import Interview, LiveNote, Takeaway, TakeawayKind

MADE_OF = frozenset(TakeawayKind) - {TakeawayKind.PERSON, TakeawayKind.ACTION}  # what the first card lists


def takeaways_of(contact: Contact) -> QuerySet[Takeaway]:
    """What one person gave, over all talks, the latest talk first."""
    return (
        Takeaway.objects.filter(interview__contact=contact)
        .select_related("interview", "referral__contact", "follow_up")
        .order_by("-interview__starts_at", "created_at", "id")
    )


def shareable_takeaways(student: User) -> QuerySet[Takeaway]:
    """The take-aways that the student lets a center at level "full" read; nothing of people kept private.

    The caller asks `centers.access` first; this only leaves out what no level may show.
    """
    return (
        Takeaway.objects.filter(owner=student, is_shareable=True, interview__contact__is_private=False)
        .select_related("interview__contact__employer")
        .order_by("-interview__starts_at", "created_at", "id")
    )


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a debrief shows, read once."""

    takeaways: list[Takeaway]  # all kinds, in order
    loose_notes: list[LiveNote]  # lines that wait to be sorted

    @property
    def kept(self) -> list[Takeaway]:
        """Facts, without people and actions."""
        return [t for t in self.takeaways if t.kind in MADE_OF]

    @property
    def people(self) -> list[Takeaway]:
        """Those whom the person named."""
        return [t for t in self.takeaways if t.kind == TakeawayKind.PERSON]

    @property
    def actions(self) -> list[Takeaway]:
        """What was promised, either way."""
        return [t for t in self.takeaways if t.kind == TakeawayKind.ACTION]

    @property
    def plain_notes(self) -> list[LiveNote]:
        """Lines without a kind."""
        return [n for n in self.loose_notes if n.kind not in (TakeawayKind.PERSON, TakeawayKind.ACTION)]

    @property
    def named_notes(self) -> list[LiveNote]:
        """Lines that were tapped as a name."""
        return [n for n in self.loose_notes if n.kind == TakeawayKind.PERSON]

    @property
    def action_notes(self) -> list[LiveNote]:
        """Lines that were tapped as a to-do."""
        return [n for n in self.loose_notes if n.kind == TakeawayKind.ACTION]


def record_of(interview: Interview) -> Record:
    """The take-aways of one talk, and the lines that none was made of yet."""
    takeaways = interview.takeaways.select_related(
        "referral__contact__employer", "follow_up", "nudge", "note", "criterion"
    )
    notes = interview.live_notes.filter(takeaway=None, set_aside_at=None).order_by("minute", "created_at")
    return Record(list(takeaways.order_by("created_at", "id")), list(notes))


def note_in(interview: Interview, note_id: str) -> LiveNote | None:
    """A line of this talk by its id; None for another talk's and for what is no id."""
    try:
        return interview.live_notes.filter(pk=UUID(note_id)).first()
    except ValueError:
        return None


def caught_in(interview: Interview) -> list[LiveNote]:
    """The lines of a talk in the order of the talk."""
    return list(interview.live_notes.order_by("minute", "created_at"))
