"""What is drafted behind a step."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core.sendlinks import send_links
from apps.followups.models import FollowUp
from apps.outreach.models import Channel, Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.selectors.balance import next_there
from apps.outreach.wording import whole_text


@dataclass(frozen=True, slots=True)
class Draft:
    """The next message of an ask, as it stands, and the ways to send it."""

    outreach_id: UUID
    subject: str
    body: str
    mailto: str  # empty for another channel, an unknown address, or a text too long for a link
    others: list[Contact]  # whom to try at the same employer, while this is the first silence

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.body.split())


def draft_behind(owner: User, follow_up: FollowUp) -> Draft | None:
    """What is drafted for a nudge; None for other steps, and when nothing is."""
    outreach = Outreach.objects.visible_to(owner).filter(nudge=follow_up).select_related("contact").first()
    message = draft_of(outreach) if outreach is not None else None
    if message is None or outreach is None or not message.body.strip():
        return None
    is_mail = message.channel in (Channel.EMAIL, Channel.INTRODUCTION) and message.address
    text = whole_text(message)
    return Draft(
        outreach_id=outreach.pk,
        subject=message.subject,
        body=text,
        mailto=send_links(message.address, message.subject, text).mailto if is_mail else "",
        others=next_there(owner, outreach.contact) if outreach.step == 1 else [],
    )
