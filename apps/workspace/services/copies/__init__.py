"""Copies of what is held about a person: made by a worker, kept for a day."""

from apps.workspace.services.copies.center import record_rows
from apps.workspace.services.copies.making import ask_for_copy, forget_copies, forget_file, make_waiting, open_copy
from apps.workspace.services.copies.telling import tell_ready

__all__ = [
    "ask_for_copy",
    "forget_copies",
    "forget_file",
    "make_waiting",
    "open_copy",
    "record_rows",
    "tell_ready",
]
