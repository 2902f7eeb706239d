"""One conversation: planned, prepared, held, recorded, thanked for."""

from apps.interviews.models.exchange import Exchange, ExchangeQuestion
from apps.interviews.models.interview import Interview, InterviewQuerySet
from apps.interviews.models.logistics import CalendarFeed, CheckItem
from apps.interviews.models.questions import PlannedQuestion, QuestionCategory
from apps.interviews.models.record import LiveNote, Takeaway, TakeawayKind, ThankYou

__all__ = [
    "CalendarFeed",
    "CheckItem",
    "Exchange",
    "ExchangeQuestion",
    "Interview",
    "InterviewQuerySet",
    "LiveNote",
    "PlannedQuestion",
    "QuestionCategory",
    "Takeaway",
    "TakeawayKind",
    "ThankYou",
]
