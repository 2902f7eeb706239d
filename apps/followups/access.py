"""The doorway: an id of a URL or a signed link becomes a follow-up only here."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access import way_in_stands
from apps.followups.links import InvalidLink, MailAction
from apps.followups.models import FollowUp, Reminder


def own_follow_up(user: User, follow_up_id: UUID) -> FollowUp:
    """The user's own follow-up, in any state; 404 for anybody else's."""
    visible = FollowUp.objects.visible_to(user).select_related("contact")
    return get_object_or_404(visible, pk=follow_up_id)


def linked_follow_up(action: MailAction) -> FollowUp:
    """What a valid action link points at, with its owner; InvalidLink if it is gone or the account is closed.

    Or if only a campus let the owner in, and does so no more. A stop link always works.
    """
    linked = FollowUp.objects.filter(pk=action.follow_up_id, owner__is_active=True)
    follow_up = linked.select_related("contact", "owner").first()
    if follow_up is None or not way_in_stands(follow_up.owner, timezone.now()):
        raise InvalidLink
    return follow_up


def linked_owner(owner_id: UUID, kinds: Collection[str]) -> User:
    """Whose mail a stop link stops or a restart link brings back; InvalidLink if the account or its kinds are gone."""
    owner = User.objects.filter(pk=owner_id).first()
    if owner is None or not set(kinds) & set(FollowUp.Kind.values):
        raise InvalidLink
    return owner


def operators_only(user: User) -> None:
    """404 for whoever does not run this installation."""
    if not user.is_superuser:
        raise Http404


def any_reminder(reminder_id: UUID) -> Reminder:
    """A reminder of anybody, for an operator to send again; never to be shown beyond its id and state."""
    return get_object_or_404(Reminder, pk=reminder_id)
