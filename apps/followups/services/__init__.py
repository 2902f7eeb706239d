"""Writes about follow-ups. The rows are the queue; nothing here publishes to a broker."""

from apps.followups.services.finishing import drop_step, finish_step, register_handler, undo_step
from apps.followups.services.joining import join_follow_ups, replan_people
from apps.followups.services.mail_links import (
    choose_mode,
    follow_mail_action,
    is_used,
    restart_mails,
    snooze_moment,
    stop_mails,
)
from apps.followups.services.pausing import held_reminders, hold_address, resume_mail
from apps.followups.services.planning import (
    register_replanner,
    replan_reminders,
    replan_stale,
    snooze_moment_of,
    wishes_of,
)
from apps.followups.services.referrals import follow_referral, let_referral_go, take_referral_back
from apps.followups.services.rhythm import (
    choose_rhythm,
    is_cooling,
    restart_rhythm,
    set_rhythm,
    set_season,
    skip_check_in,
    unskip_check_in,
)
from apps.followups.services.scheduling import (
    close_follow_ups,
    complete_follow_up,
    drop_follow_up,
    move_follow_up,
    reopen_follow_up,
    schedule_follow_up,
    snooze_follow_up,
)
from apps.followups.services.thank_you import schedule_thank_you

__all__ = [
    "choose_mode",
    "choose_rhythm",
    "close_follow_ups",
    "complete_follow_up",
    "drop_follow_up",
    "drop_step",
    "finish_step",
    "follow_mail_action",
    "follow_referral",
    "held_reminders",
    "hold_address",
    "is_cooling",
    "is_used",
    "join_follow_ups",
    "let_referral_go",
    "move_follow_up",
    "register_handler",
    "register_replanner",
    "reopen_follow_up",
    "replan_people",
    "replan_reminders",
    "replan_stale",
    "restart_mails",
    "restart_rhythm",
    "resume_mail",
    "schedule_follow_up",
    "schedule_thank_you",
    "set_rhythm",
    "set_season",
    "skip_check_in",
    "snooze_follow_up",
    "snooze_moment",
    "snooze_moment_of",
    "stop_mails",
    "take_referral_back",
    "undo_step",
    "unskip_check_in",
    "wishes_of",
]
