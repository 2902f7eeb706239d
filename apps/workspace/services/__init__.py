"""Writes that touch several apps at once."""

from apps.workspace.services.touches import can_undo_log, log_touch, undo_log

__all__ = ["can_undo_log", "log_touch", "undo_log"]
