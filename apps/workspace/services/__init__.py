"""Writes that touch several apps at once."""

from apps.workspace.services.touches import log_touch, undo_log

__all__ = ["log_touch", "undo_log"]
