"""The address of a calendar feed: the id of its row, signed, so that it cannot be guessed or made. No rows here."""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "interviews.feed"


class InvalidFeed(Exception):
    """Altered, or not ours."""


def feed_url(feed_id: UUID) -> str:
    """Where a calendar program reads."""
    key = base64.urlsafe_b64encode(feed_id.bytes).rstrip(b"=").decode()
    return f"{settings.SITE_URL}{reverse('interviews:feed', args=[signing.Signer(salt=_SALT, sep='~').sign(key)])}"


def read_feed_token(token: str) -> UUID:
    """The feed that `token` stands for; raises InvalidFeed."""
    try:
        key = signing.Signer(salt=_SALT, sep="~").unsign(token)
        return UUID(bytes=base64.urlsafe_b64decode(f"{key}=="))
    except (signing.BadSignature, ValueError, binascii.Error) as error:
        raise InvalidFeed from error
