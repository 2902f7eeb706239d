"""What "done" means for a step that an app above follow-ups keeps: the thank-you of a talk."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import User
from apps.followups.models import FollowUp
from apps.followups.services import complete_follow_up, reopen_follow_up
from apps.interviews.models import Interview, ThankYou
from apps.interviews.services import send_thank_you, unsend_thank_you


def finish_thank_you(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """ "Already sent": the letter counts as sent now, so the person is thanked and a check-in is planned."""
    interview = _talk_of(actor, follow_up)
    if interview is None or follow_up.state != FollowUp.State.OPEN:
        return complete_follow_up(actor=actor, follow_up=follow_up, now=now)
    medium = ThankYou.Medium.EMAIL
    sent = send_thank_you(actor=actor, interview=interview, sent_at=now, now=now, medium=medium)
    return sent is not None or complete_follow_up(actor=actor, follow_up=follow_up, now=now)


def undo_thank_you(*, actor: User, follow_up: FollowUp, now: datetime) -> bool:
    """Takes it back, with all that it planned."""
    interview = _talk_of(actor, follow_up)
    if interview is not None and unsend_thank_you(actor=actor, interview=interview, now=now):
        return True
    return reopen_follow_up(actor=actor, follow_up=follow_up, now=now)


def _talk_of(actor: User, follow_up: FollowUp) -> Interview | None:
    talks = Interview.objects.visible_to(actor).filter(thank_you_due=follow_up)
    return talks.select_related("contact", "owner", "thank_you_due").first()
