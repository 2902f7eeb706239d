"""Reminders as mails: what is said (`letter`, `phrases`), and the message that carries it (`message`)."""

from apps.followups.emails.letter import Letter, Line, write_letter
from apps.followups.emails.message import compose_mail, message_id
from apps.followups.emails.phrases import runs_out_before_tomorrow

__all__ = ["Letter", "Line", "compose_mail", "message_id", "runs_out_before_tomorrow", "write_letter"]
