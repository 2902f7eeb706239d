"""Invitations from the roster: asked for once, sent in small batches through the one invitation service.

A roster never mails by itself. Whoever presses the button is the inviter, and has to be allowed at every batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.centers.access import Right, cards_in, may
from apps.centers.errors import AboveOwnRole, TooManyInvitations
from apps.centers.models import Center, Cohort, Invitation, Membership, Role, RosterEntry
from apps.centers.roster.planning import GONE
from apps.centers.services.invitations import Issued, issue_invitations, send_invitations
from apps.core.wake import wake_after_commit

TASK = "apps.centers.tasks.send_roster_invitations"
AT_ONCE = 50  # each quarter of an hour: what a center may send in an hour, evenly


def to_invite(center: Center, now: datetime) -> QuerySet[RosterEntry]:
    """Who could be invited: active, not a member, nobody's turn yet, and without an invitation that still works."""
    works = Invitation.objects.filter(pk=OuterRef("invitation"), revoked_at=None, accepted_at=None, expires_at__gt=now)
    return (
        RosterEntry.objects.filter(center=center, membership=None, invite_asked_at=None)
        .exclude(status__in=GONE)
        .filter(~Exists(works))
    )


def waiting_for_invitation(center: Center) -> QuerySet[RosterEntry]:
    """Whose invitation waits for its turn."""
    return RosterEntry.objects.filter(center=center, invite_asked_at__isnull=False)


@transaction.atomic
def ask_invitations(*, actor: User, center: Center, now: datetime, cohort: Cohort | None = None) -> int:
    """Puts everybody who could be invited (of one cohort, if named) in line; how many. Sends nothing itself."""
    if not may(actor, Right.INVITE_STUDENTS, center.pk):
        raise AboveOwnRole
    wanted = to_invite(center, now)
    if cohort is not None:
        wanted = wanted.filter(cards_in(cohort))
    ids = list(wanted.values_list("pk", flat=True))
    count = RosterEntry.objects.filter(pk__in=ids, invite_asked_at=None).update(
        invite_asked_at=now, invite_asked_by=actor, updated_at=now
    )
    if count:
        wake_after_commit(TASK)
    return count


def stop_invitations(*, actor: User, center: Center, now: datetime) -> int:
    """Nobody waits any more; what was sent stays sent. How many waited."""
    return waiting_for_invitation(center).update(invite_asked_at=None, invite_asked_by=None, updated_at=now)


def send_waiting(*, now: datetime, at_once: int = AT_ONCE) -> int:
    """One batch for every center where somebody waits; how many invitations were mailed."""
    centers = RosterEntry.objects.filter(invite_asked_at__isnull=False).values_list("center", flat=True).distinct()
    return sum(_send_batch(center, now, at_once) for center in list(centers.order_by("center")))


def _send_batch(center_id: UUID, now: datetime, at_once: int) -> int:
    with transaction.atomic():
        center = Center.objects.select_for_update().get(pk=center_id)
        waiting = waiting_for_invitation(center).exclude(status__in=GONE).filter(membership=None)
        waiting_for_invitation(center).filter(Q(status__in=GONE) | ~Q(membership=None)).update(invite_asked_at=None)
        batch = list(waiting.select_related("invite_asked_by", "advisor").order_by("invite_asked_at", "id")[:at_once])
        actor = batch[0].invite_asked_by if batch else None
        batch = [entry for entry in batch if entry.invite_asked_by == actor]
        issued = _issue(center, actor, batch, now) if actor else _forget(batch)
    if not issued or actor is None:
        return 0
    failed = send_invitations(actor=actor, issued=issued, now=now)
    if len(failed) == len(issued):  # the relay is away: their turn comes again
        again = [invitation.pk for invitation in failed]
        RosterEntry.objects.filter(invitation__in=again, membership=None).update(invite_asked_at=now, updated_at=now)
    return len(issued) - len(failed)


def _issue(center: Center, actor: User, batch: list[RosterEntry], now: datetime) -> list[Issued]:
    """The invitations of a batch, written and not yet sent; those of one cohort and advisor together."""
    members = _members(center, batch)
    _forget(entry for entry in batch if entry.email.lower() in members)
    cohorts = {cohort.pk: cohort for cohort in Cohort.objects.filter(center=center, by_rule=False)}
    groups: dict[tuple[UUID | None, UUID | None], list[RosterEntry]] = defaultdict(list)
    for entry in batch:
        if entry.email.lower() not in members:
            groups[next(iter(entry.cohort_ids), None), entry.advisor_id].append(entry)
    issued: list[Issued] = []
    for (cohort, _), entries in groups.items():
        try:
            made = issue_invitations(
                actor=actor,
                center=center,
                emails=[entry.email for entry in entries],
                role=Role.STUDENT,
                now=now,
                cohort=cohorts.get(cohort) if cohort else None,
                advisor=entries[0].advisor,
            )
        except TooManyInvitations:
            break  # the hour is full: the rest goes on in a later one
        except AboveOwnRole:  # whoever asked does not run the center any more (INV-4)
            _forget(entries)
            continue
        for entry, one in zip(entries, made, strict=True):
            entry.invitation, entry.invite_asked_at, entry.updated_at = one.invitation, None, now
        RosterEntry.objects.bulk_update(entries, ["invitation", "invite_asked_at", "updated_at"])
        issued += made
    return issued


def _members(center: Center, batch: list[RosterEntry]) -> set[str]:
    """Addresses of students of this center: they are here, so nobody invites them."""
    here = Membership.objects.filter(center=center, role=Role.STUDENT, ended_at=None)
    mails = here.annotate(mail=Lower("user__email")).filter(mail__in=[entry.email.lower() for entry in batch])
    return set(mails.values_list("mail", flat=True))


def _forget(entries: Iterable[RosterEntry]) -> list[Issued]:
    ids = [entry.pk for entry in entries]
    RosterEntry.objects.filter(pk__in=ids).update(invite_asked_at=None, invite_asked_by=None)
    return []
