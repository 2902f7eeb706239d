"""Two people become one, and there may be one open approach to a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.followups.models import FollowUp
from apps.followups.services import close_follow_ups
from apps.outreach.models import Message, Outreach
from apps.outreach.services.drafts import BEFORE
from apps.outreach.services.endings import end


def keep_one_ask(*, actor: User, contacts: Collection[Contact], now: datetime) -> None:
    """Of the open approaches to these people one stays: the one that waits for an answer, else the last written.

    The other one ends. What was typed in a second draft can be brought back in the first.
    """
    with transaction.atomic():
        found = Outreach.objects.visible_to(actor).exclude(state=Outreach.State.ENDED).filter(contact__in=contacts)
        asks = list(found.order_by("-first_sent_at", "-updated_at", "pk").select_for_update(of=("self",)))
        asks.sort(key=lambda ask: ask.state != Outreach.State.SENT)
        for ask in asks[1:]:
            if ask.state == Outreach.State.SENT:
                _stop(actor, ask, contacts, now)
            else:
                _set_aside(asks[0], ask)
                Outreach.objects.filter(pk=ask.pk).update(state=Outreach.State.ENDED, ended_at=now, updated_at=now)


def _stop(actor: User, ask: Outreach, contacts: Collection[Contact], now: datetime) -> None:
    nudge = ask.nudge_id
    end(actor, ask, Outreach.Outcome.SILENCE, now)
    for contact in contacts:
        which = Q(pk=nudge)
        close_follow_ups(actor=actor, contact=contact, kinds=[FollowUp.Kind.NUDGE], now=now, which=which)


def _set_aside(kept: Outreach, other: Outreach) -> None:
    mine = Message.objects.filter(outreach=kept, sent_at=None).order_by("step").first()
    theirs = Message.objects.filter(outreach=other, sent_at=None).order_by("step").first()
    if mine is None or theirs is None or mine.body == theirs.body or BEFORE in mine.set_aside:
        return
    text = {"subject": theirs.subject, "body": theirs.body, "template_key": theirs.template_key}
    Message.objects.filter(pk=mine.pk).update(set_aside={**mine.set_aside, BEFORE: text})
