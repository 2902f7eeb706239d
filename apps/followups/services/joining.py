"""Two people have become one, or two again: what is open with them is planned anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.models import FollowUp, Rule
from apps.followups.rules import When
from apps.followups.services.planning import refresh_next_steps, sync_reminders
from apps.followups.services.rhythm import is_cooling
from apps.followups.services.scheduling import close_follow_ups, move_follow_up


def join_follow_ups(*, actor: User, contact: Contact, now: datetime) -> None:
    """One check-in of the rhythm instead of two, counted from the last touch of both histories; the rest stays open."""
    with transaction.atomic():
        rhythm = _open_of(actor, [contact]).filter(kind=FollowUp.Kind.CHECK_IN, rule=Rule.RHYTHM)
        steps = list(rhythm.order_by("-since", "pk"))
        if len(steps) > 1:
            which = Q(pk__in=[step.pk for step in steps[1:]])
            close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.CHECK_IN], now=now, which=which)
        touched_at = contact.last_touch_at
        for step in steps[:1]:
            if step.since is not None and touched_at is not None and step.since < touched_at:
                days = step.count if is_cooling(step.rule, step.reason) else contact.rhythm_days or step.count
                move_follow_up(actor=actor, follow_up=step, when=When.rhythm(touched_at, days), now=now)
        replan_people(actor=actor, contacts=[contact], now=now)


def replan_people(*, actor: User, contacts: Collection[Contact], now: datetime) -> None:
    """Derives times, reminders and next steps of everything that is open with these people."""
    with transaction.atomic():
        sync_reminders(actor, list(_open_of(actor, contacts).order_by("pk")), now)
        refresh_next_steps([contact.pk for contact in contacts])


def _open_of(actor: User, contacts: Collection[Contact]) -> QuerySet[FollowUp]:
    steps = FollowUp.objects.visible_to(actor).open().filter(contact__in=contacts)
    return steps.select_for_update(of=("self",)).select_related("contact")
