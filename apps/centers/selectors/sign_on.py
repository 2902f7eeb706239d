"""What the pages of campus sign-on show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import User
from apps.centers.access import active_memberships
from apps.centers.models import Center, SignOn, SignOnDomain
from apps.centers.sign_on.domains import domain_of, record_name, record_value


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One address domain, and what to write into its DNS."""

    id: UUID
    name: str
    proved_at: datetime | None
    record: str
    value: str


@dataclass(frozen=True, slots=True)
class Connected:
    """One of a person's ways in by a campus."""

    center_id: UUID
    center: str
    since: datetime


def sign_on_of(center: Center) -> SignOn | None:
    """How a center's provider is reached, if it has said so."""
    return SignOn.objects.filter(center=center).select_related("center").first()


def domains_of(center: Center) -> list[DomainLine]:
    """Its address domains, the proved ones first."""
    rows = SignOnDomain.objects.filter(center=center).order_by("proved_at", "name")
    return [DomainLine(d.pk, d.name, d.proved_at, record_name(d.name), record_value(d.token)) for d in rows]


def campuses() -> QuerySet[SignOn]:
    """Every sign-on that is on, by the center's name."""
    return SignOn.objects.filter(enabled_at__isnull=False).select_related("center").order_by("center__name", "id")


def any_campus() -> bool:
    """Whether the sign-in page has something to offer."""
    return SignOn.objects.filter(enabled_at__isnull=False).exists()


def campus_of(address: str) -> SignOn | None:
    """The sign-on for an address, by its domain alone: no account is looked up."""
    proved = SignOnDomain.objects.filter(center=OuterRef("center"), name=domain_of(address), proved_at__isnull=False)
    return campuses().filter(Exists(proved)).first()


def connected_campuses(user: User) -> list[Connected]:
    """By which campuses somebody can sign in."""
    since = dict(
        SocialAccount.objects.filter(user=user).order_by("-date_joined").values_list("provider", "date_joined")
    )
    centers = Center.objects.filter(pk__in=since).order_by("name")
    return [Connected(center.pk, center.name, since[str(center.pk)]) for center in centers]


def campuses_to_connect(user: User) -> QuerySet[SignOn]:
    """Sign-ons of the person's own centers that they have not connected."""
    known = SocialAccount.objects.filter(user=user).values_list("provider", flat=True)
    mine = active_memberships(user).values("center")
    return campuses().filter(center__in=mine).exclude(center__in=list(known))
