"""Writes that touch several apps at once."""

from apps.workspace.services.touches import log_touch

__all__ = ["log_touch"]
