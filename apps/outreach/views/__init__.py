"""Pages of outreach: the composer, the reply panel, templates of one's own and of a center."""

from apps.outreach.views.center_templates import (
    center_template_create,
    center_template_edit,
    center_template_restore,
    center_template_withdraw,
    center_templates,
)
from apps.outreach.views.composer import ask_compose, ask_edit, ask_mark_sent, ask_restore_draft
from apps.outreach.views.replies import ask_undo, person_name, person_unname, reply_record
from apps.outreach.views.templates import (
    template_create,
    template_delete,
    template_duplicate,
    template_edit,
    template_list,
    template_restore,
)
from apps.outreach.views.versions import draft_versions, letter_print, version_restore

__all__ = [
    "ask_compose",
    "ask_edit",
    "ask_mark_sent",
    "ask_restore_draft",
    "ask_undo",
    "center_template_create",
    "center_template_edit",
    "center_template_restore",
    "center_template_withdraw",
    "center_templates",
    "draft_versions",
    "letter_print",
    "person_name",
    "person_unname",
    "reply_record",
    "template_create",
    "template_delete",
    "template_duplicate",
    "template_edit",
    "template_list",
    "template_restore",
    "version_restore",
]
