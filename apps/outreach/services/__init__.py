"""Writes about approaches. Every function takes the acting owner first and the time as an argument."""

from apps.outreach.services.balance import overrule_caution
from apps.outreach.services.drafts import (
    choose_connector,
    first_draft,
    restore_draft,
    restore_version,
    save_draft,
    set_limit,
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
from apps.outreach.services.naming import name_someone, take_back_name
from apps.outreach.services.replies import record_reply
from apps.outreach.services.sending import change_cadence, mark_sent
from apps.outreach.services.slots import (
    choose_time,
    held_times,
    hold_again,
    offer_times,
    register_calendar,
    release_times,
    write_times,
)
from apps.outreach.services.templates import (
    change_published,
    create_template,
    delete_template,
    duplicate_template,
    publish_template,
    republish_template,
    restore_template,
    update_template,
    withdraw_template,
)
from apps.outreach.services.undo import undo_last

__all__ = [
    "change_cadence",
    "change_published",
    "choose_connector",
    "choose_time",
    "create_template",
    "delete_template",
    "duplicate_template",
    "end_outreach_of",
    "first_draft",
    "held_times",
    "hold_again",
    "mark_sent",
    "name_someone",
    "offer_times",
    "overrule_caution",
    "publish_template",
    "record_reply",
    "register_calendar",
    "release_times",
    "replan_rests",
    "republish_template",
    "rest_silent_outreach",
    "restore_draft",
    "restore_template",
    "restore_version",
    "save_draft",
    "set_limit",
    "start_outreach",
    "stop_waiting_for_a_talk",
    "stop_writing",
    "switch_channel",
    "take_back_name",
    "undo_last",
    "update_template",
    "use_template",
    "withdraw_template",
    "write_again",
    "write_times",
]
