"""The doorways: an id of a talk, or of something in it, becomes an object only here.

A talk has one reader, its owner; staff see facts and shared take-aways through `apps.advising` alone. So there is
nothing here that one may see but not change, and everything else is 404.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access import way_in_stands
from apps.contacts.models import Contact
from apps.interviews.feedlinks import InvalidFeed, read_feed_token
from apps.interviews.models import (
    CalendarFeed,
    Interview,
    LiveNote,
    OwnQuestion,
    PlannedQuestion,
    ResearchNote,
    ResearchSource,
    Takeaway,
)


def editable_interview(user: User, interview_id: UUID) -> Interview:
    """A talk of the user, with the person and their employer."""
    talks = Interview.objects.visible_to(user).select_related(
        "contact__employer", "contact__introducer", "goal", "preparation", "confirmation", "thank_you_due"
    )
    interview = get_object_or_404(talks, pk=interview_id)
    interview.owner = user  # the same row; saves reading it again
    return interview


def editable_question(user: User, question_id: UUID) -> PlannedQuestion:
    """A question of one of the user's plans."""
    questions = PlannedQuestion.objects.filter(owner=user).select_related("interview__contact__employer")
    return get_object_or_404(questions, pk=question_id)


def editable_takeaway(user: User, takeaway_id: UUID) -> Takeaway:
    """A take-away of one of the user's talks."""
    takeaways = Takeaway.objects.filter(owner=user)
    return get_object_or_404(
        takeaways.select_related(
            "interview__contact__employer", "referral__contact", "referral__introducer", "follow_up", "nudge", "note"
        ),
        pk=takeaway_id,
    )


def editable_note(user: User, note_id: UUID) -> LiveNote:
    """A line that the user took down during a talk."""
    return get_object_or_404(
        LiveNote.objects.filter(owner=user).select_related("interview__contact__employer"), pk=note_id
    )


def readable_feed(token: str) -> CalendarFeed:
    """The calendar feed behind a signed address: whoever holds it may read. One that was renewed or stopped is gone,
    and so is that of an account that is closed, or that only a campus let in which does so no more.
    """
    try:
        feed_id = read_feed_token(token)
    except InvalidFeed as error:
        raise Http404 from error
    feeds = CalendarFeed.objects.select_related("owner").filter(owner__is_active=True)
    feed = get_object_or_404(feeds, pk=feed_id)
    if not way_in_stands(feed.owner, timezone.now()):
        raise Http404
    return feed


def editable_own_question(user: User, own_question_id: UUID) -> OwnQuestion:
    """A question of the user's own bank."""
    return get_object_or_404(OwnQuestion.objects.filter(owner=user), pk=own_question_id)


def editable_research(user: User, research_id: UUID) -> ResearchNote:
    """A line of one of the user's research sheets."""
    notes = ResearchNote.objects.filter(owner=user)
    return get_object_or_404(
        notes.select_related("interview__contact__employer", "interview__contact__introducer"), pk=research_id
    )


def editable_source(user: User, source_id: UUID) -> ResearchSource:
    """Something that the user read for a talk."""
    sources = ResearchSource.objects.filter(owner=user)
    return get_object_or_404(
        sources.select_related("interview__contact__employer", "interview__contact__introducer"), pk=source_id
    )


def own_person(user: User, contact_id: str) -> Contact | None:
    """Somebody on the user's list by an id that a form carries; None for anything else."""
    try:
        key = UUID(contact_id)
    except ValueError:
        return None
    return Contact.objects.visible_to(user).select_related("employer").filter(pk=key).first()
