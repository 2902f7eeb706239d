"""Pages of outreach: the composer, the reply panel, the owner's templates."""

from apps.outreach.views.composer import ask_compose, ask_edit, ask_mark_sent, ask_restore_draft, ask_undo
from apps.outreach.views.replies import person_name, reply_record
from apps.outreach.views.templates import template_create, template_delete, template_edit, template_list

__all__ = [
    "ask_compose",
    "ask_edit",
    "ask_mark_sent",
    "ask_restore_draft",
    "ask_undo",
    "person_name",
    "reply_record",
    "template_create",
    "template_delete",
    "template_edit",
    "template_list",
]
