"""What the desk itself keeps about students."""

from apps.advising.models.flags import FlagAnswer, ManualFlag, Standout
from apps.advising.models.notes import Note
from apps.advising.models.reports import ReportPopulation, ReportRun

__all__ = ["FlagAnswer", "ManualFlag", "Note", "ReportPopulation", "ReportRun", "Standout"]
