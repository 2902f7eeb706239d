"""A step that somebody plans by hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services.scheduling import schedule_follow_up


def plan_step(
    *, actor: User, contact: Contact, kind: str, title: str, when: When, form_id: UUID | None, now: datetime
) -> FollowUp:
    """A new step. A form that is sent twice makes one: the same `form_id` with the same words is the same step.

    Other words under the same `form_id`, as after the browser's "back", are another step.
    """
    said = "\n".join((str(form_id), str(contact.pk), kind, title, repr(when)))
    pk = uuid5(actor.pk, said) if form_id else None
    try:
        with transaction.atomic():
            return schedule_follow_up(actor=actor, contact=contact, kind=kind, title=title, when=when, now=now, pk=pk)
    except IntegrityError:
        known = FollowUp.objects.visible_to(actor).filter(pk=pk).first() if pk else None
        if known is None:
            raise
        return known
