"""The link with which somebody chooses one of the times that were proposed to them. No rows are touched here.

Holding the message is the right to choose, so there is no sign-in; the link tells the times and a first name, no more.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

LIFETIME = timedelta(days=30)
_SALT = "outreach.slots"


class InvalidLink(Exception):
    """Altered, too old, or not ours. The reader is told the same in every case."""


def slot_path(offer_id: UUID, made_at: datetime) -> str:
    """The path at which the times of one offer can be chosen from."""
    key = base64.urlsafe_b64encode(offer_id.bytes).rstrip(b"=").decode()
    token = signing.Signer(salt=_SALT).sign(f"{key}.{signing.b62_encode(int(made_at.timestamp()))}")
    return reverse("outreach:choose_slot", args=[token])


def slot_url(offer_id: UUID, made_at: datetime) -> str:
    """The same at the address that people use, for a message."""
    return f"{settings.SITE_URL}{slot_path(offer_id, made_at)}"


def read_slot_link(token: str, now: datetime) -> UUID:
    """The offer that `token` stands for; raises InvalidLink."""
    try:
        key, made_at = signing.Signer(salt=_SALT).unsign(token).split(".")
        if now - datetime.fromtimestamp(signing.b62_decode(made_at), UTC) > LIFETIME:
            raise InvalidLink
        return UUID(bytes=base64.urlsafe_b64decode(f"{key}=="))
    except (signing.BadSignature, ValueError, binascii.Error) as error:
        raise InvalidLink from error
