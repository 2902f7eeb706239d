"""Leaving for good: the account is closed at once, its rows are removed by a worker."""

from apps.workspace.services.leaving.closing import CannotClose, close_account
from apps.workspace.services.leaving.removing import delete_again, remove_closed

__all__ = ["CannotClose", "close_account", "delete_again", "remove_closed"]
