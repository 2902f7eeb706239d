"""The address of a copy: the number of its row, signed. It opens for its owner alone. No rows are touched here."""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from django.core import signing
from django.urls import reverse

_SALT = "workspace.copy"


class InvalidLink(Exception):
    """Altered, or not ours."""


def copy_path(copy_id: UUID) -> str:
    """Where a copy is fetched."""
    key = base64.urlsafe_b64encode(copy_id.bytes).rstrip(b"=").decode()
    return reverse("workspace:data_copy_file", args=[signing.Signer(salt=_SALT, sep="~").sign(key)])


def read_copy_token(token: str) -> UUID:
    """The copy that `token` stands for; raises InvalidLink."""
    try:
        key = signing.Signer(salt=_SALT, sep="~").unsign(token)
        return UUID(bytes=base64.urlsafe_b64decode(f"{key}=="))
    except (signing.BadSignature, ValueError, binascii.Error) as error:
        raise InvalidLink from error
