"""What the pages say while mail to somebody's address came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.accounts.models import MailPause, User
from apps.followups.services import held_reminders


@dataclass(frozen=True, slots=True)
class PauseNote:
    """`is_over`: the account has another address by now, and what was held may go there."""

    address: str
    words: str
    since: datetime
    held: int
    is_over: bool


def pause_note(user: User) -> PauseNote | None:
    """None when nothing is to be said; one query then."""
    pause = MailPause.objects.filter(user=user).first()
    return note_of(user, pause.address, pause.words, pause.updated_at) if pause else None


def note_of(user: User, address: str, words: str, since: datetime) -> PauseNote | None:
    """The same for a pause that was read already. None for an old address for which nothing is held."""
    is_over = address.lower() != user.email.lower()
    held = held_reminders(user)
    return PauseNote(address, words, since, held, is_over) if held or not is_over else None
