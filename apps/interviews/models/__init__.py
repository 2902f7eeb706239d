"""One conversation: planned, prepared, held, recorded, thanked for."""

from apps.interviews.models.debrief import CriterionRating, ObjectiveAnswer, Part, Reflection
from apps.interviews.models.exchange import Exchange, ExchangeQuestion
from apps.interviews.models.interview import Interview, InterviewQuerySet
from apps.interviews.models.logistics import CalendarFeed, CheckItem
from apps.interviews.models.questions import OwnQuestion, PlannedQuestion, QuestionCategory
from apps.interviews.models.record import LiveNote, Reaction, Takeaway, TakeawayKind, ThankYou
from apps.interviews.models.rehearsal import Introduction, Rehearsal, RehearsalTime
from apps.interviews.models.research import ResearchKind, ResearchNote, ResearchPart, ResearchSource

__all__ = [
    "CalendarFeed",
    "CheckItem",
    "CriterionRating",
    "Exchange",
    "ExchangeQuestion",
    "Interview",
    "InterviewQuerySet",
    "Introduction",
    "LiveNote",
    "ObjectiveAnswer",
    "OwnQuestion",
    "Part",
    "PlannedQuestion",
    "QuestionCategory",
    "Reaction",
    "Reflection",
    "Rehearsal",
    "RehearsalTime",
    "ResearchKind",
    "ResearchNote",
    "ResearchPart",
    "ResearchSource",
    "Takeaway",
    "TakeawayKind",
    "ThankYou",
]
