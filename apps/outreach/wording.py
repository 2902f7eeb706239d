"""Draft texts for one person: which template, filled with what is known. Reads nothing but its arguments."""

from __future__ import annotations

from dataclasses import dataclass

from apps.accounts.models import User
from apps.contacts.models import Circle, Contact
from apps.goals.models import Goal
from apps.outreach import builtin, cadence, merge
from apps.outreach.models import Channel, Template

OWN = "own:"


@dataclass(frozen=True, slots=True)
class Text:
    """What a draft says, and where the words come from."""

    subject: str
    body: str
    template_key: str


def merge_values(user: User, contact: Contact, goal: Goal | None) -> dict[str, str]:
    """What the merge fields stand for."""
    introducer = contact.introducer
    return {
        "first_name": contact.given_name,
        "full_name": contact.name,
        "title": contact.title,
        "employer": contact.employer.name if contact.employer else "",
        "introducer": introducer.name if introducer else "",
        "introducer_first": introducer.given_name if introducer else "",
        "common_ground": contact.common_ground.rstrip(". "),
        "goal": goal.title.rstrip("?!. ") if goal else "",
        "my_name": user.name if user.given_name else "",
        "my_first_name": user.given_name,
        "my_introduction": user.introduction.rstrip(". "),
    }


def shares_something(contact: Contact) -> bool:
    """True when the two have something in common that a message can name."""
    return bool(contact.common_ground) or contact.circle not in (Circle.COLD, "")


def default_template(contact: Contact, kind: str) -> builtin.BuiltIn:
    """What a fresh draft to this person begins with."""
    return builtin.default_for(
        kind, has_introducer=contact.introducer_id is not None, has_common_ground=shares_something(contact)
    )


def text_from_builtin(template: builtin.BuiltIn, channel: str, values: dict[str, str]) -> Text:
    """A built-in template, filled in."""
    wording = template.wording(channel)
    return Text(merge.render(wording.subject, values)[:200], merge.render(wording.body, values), template.key)


def text_from_own(template: Template, values: dict[str, str]) -> Text:
    """The owner's own template, filled in."""
    subject = merge.render(template.subject, values)[:200]
    return Text(subject, merge.render(template.body, values), f"{OWN}{template.pk}")


def fresh_text(user: User, contact: Contact, goal: Goal | None, *, kind: str, channel: str) -> Text:
    """The first version of a message, so that nobody faces a blank page."""
    return text_from_builtin(default_template(contact, kind), channel, merge_values(user, contact, goal))


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
