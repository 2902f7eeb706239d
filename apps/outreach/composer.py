"""What the composer shows, gathered for one message."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.selectors import ChainLink, introducer_chain, picker_label, picker_options
from apps.core import clock, sendlinks
from apps.outreach import builtin, coaching, desk, merge, selectors, wording
from apps.outreach.desk import Choice
from apps.outreach.models import Channel, Message
from apps.outreach.selectors.balance import cautions_for, next_there

_DIAL = 180
_SHORT = {Channel.PHONE: "Phone"}


@dataclass(frozen=True, slots=True)
class Dial:
    """The length of a text on a line: where it stands, and where the comfortable stretch lies."""

    at: int
    low: int
    width: int

    @classmethod
    def of(cls, review: coaching.Review) -> Dial:
        """Geometry for an SVG 180 wide; the stretch ends at two thirds."""
        unit = _DIAL * 2 / 3 / review.high
        return cls(
            at=round(min(_DIAL - 5, max(5, review.words * unit))),
            low=round(review.low * unit),
            width=round((review.high - review.low) * unit),
        )


def composer(
    user: User, message: Message, now: datetime, *, is_new: bool = False, tab: str = "", other: Any = None
) -> dict[str, Any]:
    """Everything for the page on which a message is written. `tab` is the window it stands in, a new one by default."""
    outreach, contact, step = message.outreach, message.outreach.contact, message.step
    calendar, chain = business_calendar(user, now), introducer_chain(user, contact.pk)
    return {
        "now": now,
        "outreach": outreach,
        "person": contact,
        "kind": kind_of(message),
        "is_new": is_new,
        "tab": tab or secrets.token_hex(8),
        "other_version": other,
        "post_url": post_url(message, is_new=is_new),
        "chain": chain,
        "channels": channels(message),
        "templates": template_groups(user, message),
        "goals": selectors.goals_to_mention(user),
        "form_id": "composer",
        "mirror": mirror(message.body),
        "mirror_forward": mirror(message.forward),
        "plan": desk.plan_panel(user, outreach, calendar, now),
        "cautions": cautions_for(user, outreach),
        "others": next_there(user, contact) if step == 2 else [],
        "last_sent": outreach.messages.exclude(sent_at=None).order_by("-step").first() if step > 1 else None,
        **_of_channel(user, message, chain, now),
        **coach_context(user, message),
        **send_context(user, message),
    }


def _of_channel(user: User, message: Message, chain: list[ChainLink], now: datetime) -> dict[str, Any]:
    """What only one channel needs."""
    contact = message.outreach.contact
    match message.channel:
        case Channel.PHONE:
            return {"tel": sendlinks.tel(contact.phone), **script_context(message)}
        case Channel.LINKEDIN:
            return {"limits": coaching.LIMITS}
        case Channel.LETTER:
            return {"today": clock.local_day(now, user.zone).isoformat()}
        case Channel.INTRODUCTION:
            near = [link.name for link in reversed(chain) if link.depth > 0]  # who led to them comes first
            return {
                "connector_label": picker_label(message.via) if message.via else "",
                "connectors": dict.fromkeys([*near, *picker_options(user, without=contact)]),
            }
    return {}


def kind_of(message: Message) -> str:
    """What this message is: the first, a nudge, the last note, or the thanks after an answer."""
    return wording.kind_of(message.outreach.state, message.outreach.cadence, message.step)


def post_url(message: Message, *, is_new: bool) -> str:
    """Where the composer sends what is typed: an approach begins with the first thing that is kept."""
    if is_new:
        return reverse("outreach:compose", args=[message.outreach.contact_id])
    return reverse("outreach:edit", args=[message.outreach_id])


def coach_context(user: User, message: Message) -> dict[str, Any]:
    """What the coach says, and how long the text is."""
    review = selectors.review_of(user, message)
    heard = selectors.words_about(message.outreach.contact)
    notes = [message.outreach.contact.common_ground, heard.words if heard else ""]
    return {
        "review": review,
        "dial": Dial.of(review),
        "message": message,
        "details": [note for note in notes if note][:2],
        "heard": heard,
    }


def send_context(user: User, message: Message) -> dict[str, Any]:
    """The ways out of the app for the text as it is kept."""
    send = sendlinks.send_links(message.address, message.subject, wording.whole_text(message))
    return {"message": message, "send": send, "by_mail": message.channel in (Channel.EMAIL, Channel.INTRODUCTION)}


def script_context(message: Message) -> dict[str, Any]:
    """A phone script as cards, their gaps marked."""
    cards = wording.script(message.body[: merge.MOST])
    return {"message": message, "script": [(head, mirror(words)) for head, words in cards]}


def channels(message: Message) -> list[Choice]:
    """The ways in which a message can go."""
    return [Choice(c.value, _SHORT.get(c, str(c.label)), c == message.channel) for c in Channel]


def template_groups(user: User, message: Message) -> list[tuple[str, list[Choice]]]:
    """Wordings for the chooser: built-in ones that fit this message, own ones, those of each center, the others."""
    kind, channel = kind_of(message), message.channel
    fitting = builtin.for_kind(kind, channel)
    groups: dict[str, list[tuple[str, str]]] = {
        "For this message": [(t.key, t.name) for t in fitting if t.kind == kind],
        "Yours": [(f"{wording.OWN}{t.pk}", t.name) for t in selectors.own_templates(user, channel)],
    }
    for template in selectors.templates_of_centers(user, channel):
        groups.setdefault(template.center.name, []).append((f"{wording.CENTER}{template.pk}", template.name))
    groups.setdefault("Others", []).extend((t.key, t.name) for t in fitting if t.kind != kind)
    return [
        (label, [Choice(key, name, key == message.template_key) for key, name in entries])
        for label, entries in groups.items()
        if entries
    ]


def mirror(body: str) -> list[tuple[str, bool]]:
    """The text in pieces: (words, whether they are a placeholder)."""
    pieces, at = [], 0
    for start, end in merge.placeholders(body):
        pieces += [(body[at:start], False), (body[start:end], True)]
        at = end
    return [*pieces, (body[at:], False)]
