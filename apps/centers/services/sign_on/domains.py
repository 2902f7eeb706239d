"""Address domains of a center: asked for, proved by a line in DNS, given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.centers.access import Right, may
from apps.centers.errors import AboveOwnRole, CenterError
from apps.centers.models import Center, SignOnDomain
from apps.centers.sign_on import domains

MOST = 50


def add_domain(*, actor: User, center: Center, name: str, now: datetime) -> SignOnDomain:
    """A domain to be proved, with a token of its own; CenterError if it stands there already."""
    _manager(actor, center)
    if SignOnDomain.objects.filter(center=center).count() >= MOST:
        raise CenterError(f"{MOST} domains are enough. Remove one first.")
    made, is_new = SignOnDomain.objects.get_or_create(
        center=center, name=name, defaults={"token": domains.new_token(), "created_at": now}
    )
    if not is_new:
        raise CenterError("This domain is on the list already.")
    return made


def check_domain(
    *, actor: User, domain: SignOnDomain, now: datetime, look_up: Callable[[str], list[str]] | None = None
) -> bool:
    """Asks DNS for the token; True once the domain is proved.

    CenterError if another center has proved it, which only whoever writes its DNS gets to know.
    """
    _manager(actor, domain.center)
    if domain.proved_at:
        return True
    found = (look_up or domains.look_up)(domains.record_name(domain.name))
    if domains.record_value(domain.token) not in [value.strip() for value in found]:
        return False
    try:
        with transaction.atomic():
            SignOnDomain.objects.filter(pk=domain.pk, proved_at=None).update(proved_at=now, updated_at=now)
    except IntegrityError as error:
        raise CenterError(f"Another center here has proved {domain.name}. It has to give it up first.") from error
    return True


def remove_domain(*, actor: User, domain: SignOnDomain) -> bool:
    """The center’s sign-on no longer speaks for its addresses."""
    _manager(actor, domain.center)
    removed, _ = SignOnDomain.objects.filter(pk=domain.pk).delete()
    return bool(removed)


def _manager(actor: User, center: Center) -> None:
    if not may(actor, Right.CHANGE_SIGN_ON, center.pk):
        raise AboveOwnRole
