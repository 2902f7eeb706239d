"""One card at a time: another id, by a manager; a new address, by the student whose it is."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.centers.errors import CenterError
from apps.centers.models import Membership, RosterEntry
from apps.centers.roster.addresses import fold_of, key_of


def change_external_id(*, actor: User, entry: RosterEntry, external_id: str, now: datetime) -> bool:
    """Another id for one person; True if that changed anything. CenterError if somebody here has it."""
    external_id = external_id.strip()
    if not external_id or key_of(external_id) == key_of(entry.email):
        raise CenterError("An ID is a number or a word that stays, not the e-mail address.")
    try:
        with transaction.atomic():
            won = (
                RosterEntry.objects.filter(pk=entry.pk, external_id=entry.external_id)
                .exclude(external_id=external_id)
                .update(external_id=external_id, updated_at=now)
            )
    except IntegrityError as error:
        raise CenterError(f"{external_id} is somebody else’s ID here.") from error
    return bool(won)


def answer_address(*, actor: User, membership: Membership, address: str, is_mine: bool, now: datetime) -> bool:
    """The student says whether the center's new address for them is theirs; True if it still waited.

    It changes the center's card alone: never the account, and never how they sign in.
    """
    waiting = RosterEntry.objects.filter(membership=membership, pending_email=address).exclude(pending_email="")
    if not is_mine:
        return bool(waiting.update(pending_email="", pending_fold="", declined_email=address, updated_at=now))
    try:
        with transaction.atomic():
            won = waiting.update(
                email=address,
                email_key=key_of(address),
                email_fold=fold_of(address),
                pending_email="",
                pending_fold="",
                declined_email="",
                updated_at=now,
            )
    except IntegrityError as error:
        raise CenterError("Somebody else at this center has that address.") from error
    return bool(won)
