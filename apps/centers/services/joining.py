"""When a student accepts: their card on the roster becomes that of a member."""

from __future__ import annotations

from datetime import datetime

from apps.centers.models import Caseload, Cohort, Invitation, Membership, Role, RosterEntry
from apps.centers.roster.addresses import key_of
from apps.centers.services.cohorts import add_places


def join_roster(*, membership: Membership, invitation: Invitation, now: datetime) -> bool:
    """Links the card that the invitation was sent for; True if there was one that waited.

    The address is that of the center's own invitation, which the person proved to hold. A blank program is filled in,
    and they come into every cohort of the card; what they share is theirs alone.
    """
    if membership.role != Role.STUDENT or RosterEntry.objects.filter(membership=membership).exists():
        return False
    waiting = RosterEntry.objects.filter(
        center=membership.center_id, email_key=key_of(invitation.email), membership=None
    ).exclude(status__in=(RosterEntry.Status.INACTIVE, RosterEntry.Status.WITHDRAWN))
    entry = waiting.select_for_update().first()
    if entry is None:
        return False
    link_card(entry=entry, membership=membership, invitation=invitation, now=now)
    return True


def link_card(
    *, entry: RosterEntry, membership: Membership, now: datetime, invitation: Invitation | None = None
) -> None:
    """The card becomes that of a member, and gives what it has: program, cohorts, advisor."""
    RosterEntry.objects.filter(pk=entry.pk).update(
        membership=membership, invitation=invitation or entry.invitation, invite_asked_at=None, updated_at=now
    )
    cards = Membership.objects.filter(pk=membership.pk)
    cards.filter(program="").update(program=entry.program, updated_at=now)
    fixed = Cohort.objects.filter(pk__in=entry.cohort_ids, center=membership.center_id, by_rule=False)
    places = {pk: number for number, pk in enumerate(entry.cohort_ids)}
    add_places((pk, membership.pk) for pk in sorted(fixed.values_list("pk", flat=True), key=places.__getitem__))
    advisor = entry.advisor
    if advisor and advisor.ended_at is None and advisor.user_id != membership.user_id:
        Caseload.objects.bulk_create(
            [Caseload(staff=advisor, student=membership, created_at=now)], ignore_conflicts=True
        )
