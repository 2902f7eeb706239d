"""A center's identity provider: kept, tested, switched on and off. Only by its admins (row 50)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.centers.access import Right, may
from apps.centers.errors import AboveOwnRole, CenterError
from apps.centers.models import Center, SignOn, SignOnDomain
from apps.centers.sign_on.sealing import seal, unseal


@dataclass(frozen=True, slots=True)
class Connection:
    """What reaches one identity provider. An empty secret leaves the one that is kept."""

    kind: SignOn.Kind
    issuer: str
    client_id: str = ""
    secret: str = ""
    metadata_url: str = ""
    sso_url: str = ""
    certificates: tuple[str, ...] = ()
    subject: SignOn.Subject = SignOn.Subject.SUBJECT_ID


@transaction.atomic
def connect_provider(*, actor: User, center: Center, connection: Connection, now: datetime) -> bool:
    """Keeps how the provider is reached; True if that changed anything.

    A change switches the sign-on off until it has been tested anew: whoever could write here could otherwise let
    anybody in. Accounts that came by another issuer stay with that issuer.
    """
    _manager(actor, center)
    Center.objects.select_for_update().get(pk=center.pk)
    kept = SignOn.objects.filter(center=center).first()
    new = asdict(connection) | {"certificates": list(connection.certificates)}
    secret = new.pop("secret")
    if not secret and kept and kept.issuer == connection.issuer and kept.client_id == connection.client_id:
        secret = unseal(kept.sealed_secret)
    if kept and secret == unseal(kept.sealed_secret) and all(getattr(kept, name) == new[name] for name in new):
        return False
    reset = {"sealed_secret": seal(secret) if secret else "", "tested_at": None, "enabled_at": None, "updated_at": now}
    SignOn.objects.update_or_create(center=center, defaults=new | reset, create_defaults=new | reset)
    return True


def note_test(*, actor: User, center: Center, tried: datetime, now: datetime) -> bool:
    """A test went well with the settings as they were at `tried` (`updated_at`); False if they changed since."""
    _manager(actor, center)
    return bool(SignOn.objects.filter(center=center, updated_at=tried).update(tested_at=now))


def switch(*, actor: User, center: Center, on: bool, now: datetime) -> bool:
    """On, after a test and with a proved domain; or off, which ends what is signed in with it. True if that changed."""
    _manager(actor, center)
    if not on:
        return bool(SignOn.objects.filter(center=center, enabled_at__isnull=False).update(enabled_at=None))
    if not SignOnDomain.objects.filter(center=center, proved_at__isnull=False).exists():
        raise CenterError("Prove one of your address domains first.")
    tested = SignOn.objects.filter(center=center, tested_at__isnull=False)
    if not tested.exists():
        raise CenterError("Try it once with your own campus account first.")
    return bool(tested.filter(enabled_at=None).update(enabled_at=now))


def remove_sign_on(*, actor: User, center: Center) -> bool:
    """Forgets the provider with its secret. Domains stay proved, and accounts stay their people's."""
    _manager(actor, center)
    removed, _ = SignOn.objects.filter(center=center).delete()
    return bool(removed)


def _manager(actor: User, center: Center) -> None:
    if not may(actor, Right.CHANGE_SIGN_ON, center.pk):
        raise AboveOwnRole
