"""What the desk itself keeps about students."""

from apps.advising.models.flags import FlagAnswer, ManualFlag, Standout
from apps.advising.models.notes import Note

__all__ = ["FlagAnswer", "ManualFlag", "Note", "Standout"]
