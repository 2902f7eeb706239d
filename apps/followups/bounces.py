"""What a mail provider reports later: an address that bounced, or a reader who called a reminder spam.

A relay says it in its answer (`refusals`); a provider with an API says it by a webhook, which anymail checks and hands
over as a signal, the only form that it has.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.dispatch import receiver

from apps.followups.services import hold_address

#: The provider will not deliver there again. "Bounced" without one of these may be a full mailbox.
_FINAL = frozenset({RejectReason.INVALID, RejectReason.BOUNCED, RejectReason.BLOCKED, RejectReason.SPAM})
_WORDS = {
    EventType.COMPLAINED: "Marked as spam in your mail program.",
    EventType.REJECTED: "The mail provider does not deliver to it.",
    EventType.BOUNCED: "The mail came back.",
}


@receiver(tracking, dispatch_uid="followups.bounces")
def note_event(sender: object, event: AnymailTrackingEvent, esp_name: str, **_: Any) -> None:
    """Pauses mail to an address for good reasons only; every other event is none of our business."""
    is_final = event.event_type == EventType.COMPLAINED or (
        event.event_type in (EventType.BOUNCED, EventType.REJECTED) and event.reject_reason in _FINAL
    )
    if is_final and event.recipient:
        words = " ".join((event.mta_response or event.description or _WORDS[event.event_type]).split())
        hold_address(address=event.recipient, words=words, now=event.timestamp or datetime.now(UTC))
