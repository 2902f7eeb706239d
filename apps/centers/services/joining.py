"""When a student accepts: their card on the roster becomes that of a member."""

from __future__ import annotations

from datetime import datetime

from apps.centers.models import Caseload, Invitation, Membership, Role, RosterEntry
from apps.centers.roster.addresses import key_of


def join_roster(*, membership: Membership, invitation: Invitation, now: datetime) -> bool:
    """Links the card that the invitation was sent for; True if there was one that waited.

    The address is that of the center's own invitation, which the person proved to hold. Blank program and cohort are
    filled in; what they share is theirs alone.
    """
    if membership.role != Role.STUDENT or RosterEntry.objects.filter(membership=membership).exists():
        return False
    waiting = RosterEntry.objects.filter(
        center=membership.center_id, email_key=key_of(invitation.email), membership=None
    ).exclude(status__in=(RosterEntry.Status.INACTIVE, RosterEntry.Status.WITHDRAWN))
    entry = waiting.select_for_update().first()
    if entry is None:
        return False
    RosterEntry.objects.filter(pk=entry.pk).update(
        membership=membership, invitation=invitation, invite_asked_at=None, updated_at=now
    )
    cards = Membership.objects.filter(pk=membership.pk)
    cards.filter(program="").update(program=entry.program, updated_at=now)
    if entry.cohort_ids:
        cards.filter(cohort=None).update(cohort=entry.cohort_ids[0], updated_at=now)
    advisor = entry.advisor
    if advisor and advisor.ended_at is None and advisor.user_id != membership.user_id:
        Caseload.objects.bulk_create(
            [Caseload(staff=advisor, student=membership, created_at=now)], ignore_conflicts=True
        )
    return True
