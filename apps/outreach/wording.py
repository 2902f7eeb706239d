"""Draft texts for one person: which template, filled with what is known. Reads nothing but its arguments."""

from __future__ import annotations

from dataclasses import dataclass

from apps.accounts.models import User
from apps.contacts.models import Circle, Contact
from apps.goals.models import Goal
from apps.outreach import builtin, cadence, merge
from apps.outreach.models import CenterTemplate, Channel, Message, Template

_MOST_CARDS = 40
OWN, CENTER = "own:", "center:"
#: What stands between a letter and its part to forward, where both are one text.
RULE = "\n\n- - - To forward - - -\n\n"


@dataclass(frozen=True, slots=True)
class Text:
    """What a draft says, and where the words come from."""

    subject: str
    body: str
    template_key: str
    forward: str = ""


def merge_values(user: User, contact: Contact, goal: Goal | None, via: Contact | None = None) -> dict[str, str]:
    """What the merge fields stand for. `via` is who could introduce them: by default, who suggested them."""
    introducer = contact.introducer
    connector = via or introducer
    return {
        "first_name": contact.given_name,
        "full_name": contact.name,
        "title": contact.title,
        "employer": contact.employer.name if contact.employer else "",
        "introducer": introducer.name if introducer else "",
        "introducer_first": introducer.given_name if introducer else "",
        "connector": connector.name if connector else "",
        "connector_first": connector.given_name if connector else "",
        "common_ground": contact.common_ground.rstrip(". "),
        "goal": goal.title.rstrip("?!. ") if goal else "",
        "my_name": user.name if user.given_name else "",
        "my_first_name": user.given_name,
        "my_introduction": user.introduction.rstrip(". "),
    }


def shares_something(contact: Contact) -> bool:
    """True when the two have something in common that a message can name."""
    return bool(contact.common_ground) or contact.circle not in (Circle.COLD, "")


def default_template(contact: Contact, kind: str, channel: str) -> builtin.BuiltIn:
    """What a fresh draft to this person begins with."""
    return builtin.default_for(
        kind,
        channel,
        has_introducer=contact.introducer_id is not None,
        has_common_ground=shares_something(contact),
        circle=contact.circle,
    )


def text_from_builtin(template: builtin.BuiltIn, channel: str, values: dict[str, str]) -> Text:
    """A built-in template, filled in; on a channel that it has no words for, those of its own."""
    wording = template.wording(channel if template.has(channel) else template.channel)
    return _filled(wording, values, template.key)


def text_from_own(template: Template, values: dict[str, str]) -> Text:
    """The owner's own template, filled in."""
    return _filled(template, values, f"{OWN}{template.pk}")


def text_from_center(template: CenterTemplate, values: dict[str, str]) -> Text:
    """A center's template, filled in."""
    return _filled(template, values, f"{CENTER}{template.pk}")


def _filled(words: builtin.Wording | Template | CenterTemplate, values: dict[str, str], key: str) -> Text:
    subject = merge.inert(merge.render(words.subject, values))[:200]
    return Text(subject, merge.render(words.body, values), key, merge.render(words.forward, values))


def fresh_text(
    user: User, contact: Contact, goal: Goal | None, *, kind: str, channel: str, via: Contact | None = None
) -> Text:
    """The first version of a message, so that nobody faces a blank page."""
    values = merge_values(user, contact, goal, via)
    return text_from_builtin(default_template(contact, kind, channel), channel, values)


def with_connector(message: Message, via: Contact | None) -> Text:
    """The text of a draft with somebody's name where it was open who could make the introduction."""
    gap, name = merge.placeholder("connector_first"), merge.inert(via.given_name) if via else ""
    subject, body, forward = (
        text.replace(gap, name) if name else text for text in (message.subject, message.body, message.forward)
    )
    return Text(subject[:200], body[: merge.MOST], message.template_key, forward[: merge.MOST])


def script(body: str) -> list[tuple[str, str]]:
    """A phone script as cards: (what to do, what to say) for every paragraph; the first line is what to do."""
    cards = []
    for paragraph in body.split("\n\n"):
        head, _, words = paragraph.strip().partition("\n")
        if head:
            cards.append((head, words.strip()) if words.strip() else ("", head))
    return cards[:_MOST_CARDS]


def whole_text(message: Message) -> str:
    """A message as one text, as it is sent: with an introduction's part to forward, clearly set apart."""
    if message.channel == Channel.INTRODUCTION and message.forward.strip():
        return message.body.rstrip() + RULE + message.forward.strip()
    return message.body


def recipient(message: Message) -> Contact | None:
    """Who the message itself is for: of an introduction the one in between, if one is chosen."""
    return message.via if message.channel == Channel.INTRODUCTION else message.outreach.contact


def nudge_subject(first_subject: str, fallback: str) -> str:
    """A nudge answers the first message, so that mail programs keep both together."""
    if not first_subject:
        return fallback
    return first_subject if first_subject.lower().startswith("re:") else f"Re: {first_subject}"[:200]


def default_channel(contact: Contact) -> str:
    """How this person can be reached: by mail unless only another way is known."""
    if contact.email:
        return Channel.EMAIL
    if contact.profile_url:
        return Channel.LINKEDIN
    return Channel.PHONE if contact.phone else Channel.EMAIL


def kind_of(outreach_state: str, cadence_key: str, step: int) -> str:
    """What a message is: the first, a nudge, the last note, or the thanks after an answer."""
    if outreach_state == "ended":
        return cadence.CLOSING
    return cadence.kind_of_step(cadence_key, step)
