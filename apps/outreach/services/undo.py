"""Taking back the last sending or reply, with everything that it set in motion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral, Touch
from apps.contacts.services import remove_touch, restore_referral, set_stage
from apps.followups.models import FollowUp
from apps.followups.services import drop_follow_up, reopen_follow_up
from apps.outreach.models import Message, Outreach
from apps.outreach.services.drafts import draft_of, restore_draft


def look(outreach: Outreach) -> dict[str, Any]:
    """How things stand before a change: the approach, the person, their follow-ups and referrals."""
    contact = outreach.contact
    return {
        "state": outreach.state,
        "outcome": outreach.outcome,
        "step": outreach.step,
        "first_sent_at": outreach.first_sent_at.isoformat() if outreach.first_sent_at else None,
        "nudge": str(outreach.nudge_id) if outreach.nudge_id else None,
        "rests_at": outreach.rests_at.isoformat() if outreach.rests_at else None,
        "replied_at": outreach.replied_at.isoformat() if outreach.replied_at else None,
        "ended_at": outreach.ended_at.isoformat() if outreach.ended_at else None,
        "stage": Contact.objects.values_list("stage", flat=True).get(pk=contact.pk),
        "open": _open_follow_ups(contact),
        "referrals": {str(r.pk): [r.state, r.dropped_reason] for r in Referral.objects.filter(contact=contact)},
    }


def remember(
    outreach: Outreach, before: dict[str, Any], touch: Touch, message: Message | None, others: Iterable[Touch] = ()
) -> None:
    """Keeps what is needed to take the change back, after it was made. `others` tell of it elsewhere."""
    after = set(_open_follow_ups(outreach.contact))
    opened = sorted(after - set(before["open"]))
    closed = sorted(set(before["open"]) - after)
    undo = {k: v for k, v in before.items() if k != "open"}
    undo |= {
        "touch": str(touch.pk),
        "others": [str(other.pk) for other in others],
        "opened": opened,
        "closed": closed,
        "message": str(message.pk) if message else None,
    }
    Outreach.objects.filter(pk=outreach.pk).update(undo=undo)
    outreach.undo = undo


def take_along(outreach: Outreach, follow_up: FollowUp) -> None:
    """Lets the undo of the last change drop a step that was planned after it."""
    undo = outreach.undo
    if undo and str(follow_up.pk) not in (*undo["opened"], *undo["closed"], undo["nudge"]):
        undo["opened"].append(str(follow_up.pk))
        Outreach.objects.filter(pk=outreach.pk).update(undo=undo)


def undo_last(*, actor: User, outreach: Outreach, touch_id: str, now: datetime) -> bool:
    """Puts everything back as it was before the sending or reply that wrote `touch_id`; True if this call did it.

    Only the last change can be taken back, and only once: another tab, or a later change, finds nothing to undo.
    """
    with transaction.atomic():
        row = Outreach.objects.visible_to(actor).select_for_update().get(pk=outreach.pk)
        undo = row.undo
        if not undo or undo["touch"] != touch_id:
            return False
        if undo["message"]:
            Message.objects.filter(owner=actor, pk=undo["message"]).update(sent_at=None, call="", call_note="")
            _forget_untouched_drafts(actor, row, undo["step"] + 1)
        else:
            for draft in row.messages.filter(sent_at=None):  # the thank-you that a reply brought
                if not restore_draft(actor=actor, message=draft, now=now):
                    draft.delete()
        Outreach.objects.filter(pk=row.pk).update(
            state=undo["state"],
            outcome=undo["outcome"],
            step=undo["step"],
            first_sent_at=_moment(undo["first_sent_at"]),
            nudge=undo["nudge"],
            rests_at=_moment(undo["rests_at"]),
            replied_at=_moment(undo.get("replied_at")),
            ended_at=_moment(undo.get("ended_at")),
            undo=None,
            updated_at=now,
        )
        _hold_times_again(row)
        _put_back(actor, outreach.contact, undo, now)
    outreach.refresh_from_db()
    return True


def _hold_times_again(outreach: Outreach) -> None:
    """The times that the answer released, unless others were proposed since."""
    if outreach.ended_at is not None and not outreach.offers.filter(closed_at=None).exists():
        outreach.offers.filter(closed_at=outreach.ended_at, chosen=None).update(closed_at=None)


def _forget_untouched_drafts(actor: User, outreach: Outreach, step: int) -> None:
    """The next draft was made by the sending; it goes with it, unless somebody has written in it."""
    for draft in Message.objects.filter(outreach=outreach, step__gt=step, sent_at=None):
        if draft.body == draft_of(actor, outreach, draft.step, draft.channel, draft.via).body:
            draft.delete()


def _put_back(actor: User, contact: Contact, undo: dict[str, Any], now: datetime) -> None:
    for touch in Touch.objects.filter(owner=actor, pk__in=[undo["touch"], *undo.get("others", [])]):
        remove_touch(actor=actor, touch=touch)
    set_stage(actor=actor, contact=contact, stage=undo["stage"])
    for follow_up in FollowUp.objects.visible_to(actor).filter(pk__in=undo["opened"]):
        drop_follow_up(actor=actor, follow_up=follow_up, now=now)
    for follow_up in FollowUp.objects.visible_to(actor).filter(pk__in=undo["closed"]):
        reopen_follow_up(actor=actor, follow_up=follow_up, now=now)
    for referral in Referral.objects.filter(owner=actor, pk__in=undo["referrals"]):
        state, reason = undo["referrals"][str(referral.pk)]
        restore_referral(actor=actor, referral=referral, state=state, reason=reason)


def _open_follow_ups(contact: Contact) -> list[str]:
    return sorted(str(pk) for pk in FollowUp.objects.open().filter(contact=contact).values_list("pk", flat=True))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
