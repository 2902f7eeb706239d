"""What the desk itself keeps about students."""

from apps.advising.models.flags import FlagAnswer, ManualFlag, Standout

__all__ = ["FlagAnswer", "ManualFlag", "Standout"]
