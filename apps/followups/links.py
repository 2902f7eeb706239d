"""Signed links of a mail: what they may do, for how long, and reading them back. No rows are touched here.

An action link (done, snooze) works for three days and once; a stop link works for ever, for an old mail must still be
able to stop the next one. Neither asks for a sign-in: holding the mail is the right to use it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

LIFETIME = timedelta(days=3)
ACTIONS = ("done", "snooze")
_ACTION_SALT = "followups.mail-action"
_STOP_SALT = "followups.stop"


class InvalidLink(Exception):
    """Altered, too old, or not ours. The reader is told the same in every case."""


@dataclass(frozen=True, slots=True)
class MailAction:
    """What one action link may do."""

    action: str
    follow_up_id: UUID
    reminder_id: UUID

    @property
    def digest(self) -> str:
        """The same for every copy of the link that a repeated mail may carry: single use means all of them."""
        return hashlib.sha256(f"{self.action}:{self.reminder_id}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StopLink:
    """Whose mail of which kind is to stop."""

    owner_id: UUID
    kind: str


@lru_cache(maxsize=16)
def _around(route: str, sample: str) -> tuple[str, str]:
    """What stands before and after the one argument of `route`: a sweep writes six addresses a mail."""
    before, after = reverse(route, args=[sample]).split(sample)
    return before, after


def address(route: str, argument: str, *, sample: str = "x-token-x") -> str:
    """The absolute address of `route`, which takes one argument that is safe in a path. `sample` is one that fits."""
    before, after = _around(route, sample)
    return absolute(f"{before}{argument}{after}")


def absolute(path: str) -> str:
    """`path` at the address that people use; a worker has no request to take it from."""
    return f"{settings.SITE_URL}{path}"


def action_url(action: MailAction, now: datetime) -> str:
    """The absolute address of an action link that is made at `now`."""
    payload = [action.action, action.follow_up_id.hex, action.reminder_id.hex, int(now.timestamp())]
    return address("followups:mail_action", _sign(payload, _ACTION_SALT))


def read_action(token: str, now: datetime) -> MailAction:
    """The action that `token` stands for; raises InvalidLink."""
    action, follow_up_id, reminder_id, made_at = _read(token, _ACTION_SALT, length=4)
    age = now - datetime.fromtimestamp(made_at, UTC)
    if action not in ACTIONS or age > LIFETIME:
        raise InvalidLink
    return MailAction(action, UUID(follow_up_id), UUID(reminder_id))


def stop_url(link: StopLink) -> str:
    """The absolute address that stops one kind of mail (RFC 8058)."""
    return address("followups:unsubscribe", _sign([link.owner_id.hex, link.kind], _STOP_SALT))


def read_stop(token: str) -> StopLink:
    """Whose mail of which kind `token` stops; raises InvalidLink."""
    owner_id, kind = _read(token, _STOP_SALT, length=2)
    return StopLink(UUID(owner_id), kind)


def _sign(payload: list[Any], salt: str) -> str:
    return signing.Signer(salt=salt).sign_object(payload)


def _read(token: str, salt: str, *, length: int) -> list[Any]:
    try:
        payload = signing.Signer(salt=salt).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise InvalidLink from error
    if not isinstance(payload, list) or len(payload) != length:
        raise InvalidLink
    return payload
