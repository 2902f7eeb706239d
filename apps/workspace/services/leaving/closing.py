"""Closing an account: from this moment on nobody signs in, nothing is sent, no link leads anywhere."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import transaction

from apps.accounts.models import User
from apps.centers.models import Membership
from apps.centers.services import leave_center
from apps.core.wake import wake_after_commit
from apps.followups.models import Reminder
from apps.interviews.services.logistics import stop_feed
from apps.outreach.models import SlotOffer
from apps.workspace.models import AccountDeletion
from apps.workspace.selectors.leaving import reasons_to_stay
from apps.workspace.services.copies.making import TASK


class CannotClose(Exception):
    """Something has to be settled first; the message is fit for the person."""


@transaction.atomic
def close_account(*, actor: User, now: datetime) -> AccountDeletion:
    """Ends sessions, memberships, mail and links of `actor` at once; a worker removes the rows.

    There is no way back. CannotClose for a center's last director, and while a center prepares its records for them.
    """
    User.objects.select_for_update().get(pk=actor.pk)
    if reasons := reasons_to_stay(actor):
        raise CannotClose(" ".join(reasons))
    for membership in Membership.objects.filter(user=actor, ended_at=None):
        leave_center(actor=actor, membership=membership, now=now)
    SlotOffer.objects.filter(owner=actor, closed_at=None).update(closed_at=now, updated_at=now)
    Reminder.objects.filter(owner=actor, status=Reminder.Status.PENDING).update(
        status=Reminder.Status.CANCELLED, updated_at=now
    )
    stop_feed(actor=actor)
    for session in UserSession.objects.filter(user=actor):
        session.end()
    User.objects.filter(pk=actor.pk).update(is_active=False, password=make_password(None), updated_at=now)
    deletion, _ = AccountDeletion.objects.get_or_create(account_id=actor.pk, defaults={"created_at": now})
    wake_after_commit(TASK)
    return deletion
