"""Writes about follow-ups. The rows are the queue; nothing here publishes to a broker."""

from apps.followups.services.finishing import finish_step, register_handler, undo_step
from apps.followups.services.mail_links import follow_mail_action, is_used, snooze_moment, switch_mail
from apps.followups.services.rhythm import restart_rhythm, set_rhythm
from apps.followups.services.scheduling import (
    at_reminder_hour,
    close_follow_ups,
    complete_follow_up,
    drop_follow_up,
    move_follow_up,
    reopen_follow_up,
    schedule_follow_up,
    snooze_follow_up,
    wishes_of,
)
from apps.followups.services.thank_you import schedule_thank_you

__all__ = [
    "at_reminder_hour",
    "close_follow_ups",
    "complete_follow_up",
    "drop_follow_up",
    "finish_step",
    "follow_mail_action",
    "is_used",
    "move_follow_up",
    "register_handler",
    "reopen_follow_up",
    "restart_rhythm",
    "schedule_follow_up",
    "schedule_thank_you",
    "set_rhythm",
    "snooze_follow_up",
    "snooze_moment",
    "switch_mail",
    "undo_step",
    "wishes_of",
]
