"""Reminders as mails: what is said (`letter`, `phrases`), the message that says it (`message`), its bytes (`wire`)."""

from apps.followups.emails.letter import Letter, Line, write_letter
from apps.followups.emails.message import compose_mail, message_id
from apps.followups.emails.phrases import runs_out_before_tomorrow
from apps.followups.emails.wire import ReminderMail, to_wire

__all__ = [
    "Letter",
    "Line",
    "ReminderMail",
    "compose_mail",
    "message_id",
    "runs_out_before_tomorrow",
    "to_wire",
    "write_letter",
]
