"""Signed links of a mail: what they may do, for how long, and reading them back. No rows are touched here.

An action link (done, snooze, undo) works for three days; a stop link works for ever, for an old mail must still be
able to stop the next one. None asks for a sign-in: holding the mail is the right to use it. A token is short, for a
reader of the plain text sees it: fields joined by dots, then the signature.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

LIFETIME = timedelta(days=3)
ACTIONS = ("done", "snooze")  # what a mail offers; each works once
UNDO = "undo"  # what the page after one of them offers
_ACTION_SALT = "followups.mail-action"
_STOP_SALT = "followups.stop"
_RESTART_SALT = "followups.restart"


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

    def instead(self, action: str) -> MailAction:
        """Another action on the same step of the same mail."""
        return MailAction(action, self.follow_up_id, self.reminder_id)


@dataclass(frozen=True, slots=True)
class StopLink:
    """Whose mail of which kinds is to stop."""

    owner_id: UUID
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestartLink:
    """Whose mail comes again, and in which mode each kind did before it was stopped."""

    owner_id: UUID
    modes: Mapping[str, str]


@lru_cache(maxsize=16)
def _around(route: str, sample: str) -> tuple[str, str]:
    """What stands before and after the one argument of `route`: a sweep writes several addresses a mail."""
    before, after = reverse(route, args=[sample]).split(sample)
    return before, after


def address(route: str, argument: str, *, sample: str = "x-token-x") -> str:
    """The absolute address of `route`, which takes one argument that is safe in a path. `sample` is one that fits."""
    return absolute(_path(route, argument, sample))


def _path(route: str, argument: str, sample: str = "x-token-x") -> str:
    before, after = _around(route, sample)
    return f"{before}{argument}{after}"


def absolute(path: str) -> str:
    """`path` at the address that people use; a worker has no request to take it from."""
    return f"{settings.SITE_URL}{path}"


def action_url(action: MailAction, now: datetime) -> str:
    """The absolute address of an action link that is made at `now`."""
    return absolute(action_path(action, now))


def action_path(action: MailAction, now: datetime) -> str:
    """The same for a form on a page, which stays at the host that it came from."""
    fields = action.action, _short(action.follow_up_id), _short(action.reminder_id), _seconds(now)
    return _path("followups:mail_action", _sign(_ACTION_SALT, *fields))


def read_action(token: str, now: datetime) -> MailAction:
    """The action that `token` stands for; raises InvalidLink."""
    fields = _unsigned(token, _ACTION_SALT).split(".")
    if len(fields) != 4:  # of the first release, and so too old soon
        raise InvalidLink
    action, follow_up_id, reminder_id, made_at = fields
    if _is_old(made_at, now):
        raise InvalidLink
    return MailAction(action, _long(follow_up_id), _long(reminder_id))


def stop_url(link: StopLink) -> str:
    """The absolute address that stops mail of these kinds (RFC 8058)."""
    return address("followups:unsubscribe", _sign(_STOP_SALT, _short(link.owner_id), *link.kinds))


def read_stop(token: str) -> StopLink:
    """Whose mail of which kinds `token` stops; raises InvalidLink."""
    value = _unsigned(token, _STOP_SALT)
    if "." not in value:  # mails of the first release: one kind, as JSON
        owner_id, kind = json.loads(signing.b64_decode(value.encode()))
        return StopLink(UUID(owner_id), (kind,))
    owner_id, *kinds = value.split(".")
    return StopLink(_long(owner_id), tuple(kinds))


def restart_path(link: RestartLink, now: datetime) -> str:
    """Where a page turns mail on again, in the modes of before."""
    modes = [f"{kind}-{mode}" for kind, mode in link.modes.items()]
    return _path("followups:resubscribe", _sign(_RESTART_SALT, _short(link.owner_id), _seconds(now), *modes))


def read_restart(token: str, now: datetime) -> RestartLink:
    """What `token` turns on again; raises InvalidLink."""
    owner_id, made_at, *modes = _unsigned(token, _RESTART_SALT).split(".")
    if _is_old(made_at, now):
        raise InvalidLink
    return RestartLink(_long(owner_id), dict(mode.split("-", 1) for mode in modes))


def _sign(salt: str, *fields: str) -> str:
    return signing.Signer(salt=salt).sign(".".join(fields))


def _unsigned(token: str, salt: str) -> str:
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature as error:
        raise InvalidLink from error


def _is_old(made_at: str, now: datetime) -> bool:
    return now - datetime.fromtimestamp(signing.b62_decode(made_at), UTC) > LIFETIME


def _seconds(now: datetime) -> str:
    return signing.b62_encode(int(now.timestamp()))


def _short(key: UUID) -> str:
    """22 characters for the 36 of an id."""
    return base64.urlsafe_b64encode(key.bytes).rstrip(b"=").decode()


def _long(text: str) -> UUID:
    return UUID(bytes=base64.urlsafe_b64decode(f"{text}=="))
