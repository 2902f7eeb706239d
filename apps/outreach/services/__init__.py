"""Writes about approaches. Every function takes the acting owner first and the time as an argument."""

from apps.outreach.services.drafts import (
    first_draft,
    restore_draft,
    save_draft,
    start_outreach,
    switch_channel,
    use_template,
)
from apps.outreach.services.endings import (
    end_outreach_of,
    replan_rests,
    rest_silent_outreach,
    stop_waiting_for_a_talk,
    stop_writing,
    write_again,
)
from apps.outreach.services.replies import record_reply
from apps.outreach.services.sending import change_cadence, mark_sent
from apps.outreach.services.templates import create_template, delete_template, update_template
from apps.outreach.services.undo import undo_last

__all__ = [
    "change_cadence",
    "create_template",
    "delete_template",
    "end_outreach_of",
    "first_draft",
    "mark_sent",
    "record_reply",
    "replan_rests",
    "rest_silent_outreach",
    "restore_draft",
    "save_draft",
    "start_outreach",
    "stop_waiting_for_a_talk",
    "stop_writing",
    "switch_channel",
    "undo_last",
    "update_template",
    "use_template",
    "write_again",
]
