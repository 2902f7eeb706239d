"""Writes of an import, in the order of its life."""

from apps.contacts.services.imports.claims import run_pending
from apps.contacts.services.imports.deciding import choose_action, fix_row
from apps.contacts.services.imports.starting import forget_uploads, start_import, stop_import, undo_import
from apps.contacts.services.imports.uploading import change_plan, upload_people

__all__ = [
    "change_plan",
    "choose_action",
    "fix_row",
    "forget_uploads",
    "run_pending",
    "start_import",
    "stop_import",
    "undo_import",
    "upload_people",
]
