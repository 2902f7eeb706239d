"""Reads about approaches and their messages. Every one starts from what the owner may see."""

from __future__ import annotations

from dataclasses import replace

from apps.accounts.models import User
from apps.coach.message import Background, Person
from apps.coach.message import Message as Draft
from apps.contacts.models import Contact, Employer, Referral
from apps.goals.models import Goal
from apps.goals.selectors import active_goals
from apps.outreach import coaching, merge, wording
from apps.outreach.models import Channel, Message, Outreach

_OTHER_EMPLOYERS = 200
_COLLEAGUES = 3


def open_outreach_for(contact: Contact) -> Outreach | None:
    """The approach that is being written or waits for a reply; a person has at most one."""
    return Outreach.objects.exclude(state=Outreach.State.ENDED).filter(contact=contact).first()


def messages_of(outreach: Outreach) -> list[Message]:
    """All messages in order: those sent, then the draft if there is one."""
    messages = list(outreach.messages.select_related("via").order_by("step"))
    for message in messages:
        message.outreach = outreach
    return messages


def draft_of(outreach: Outreach) -> Message | None:
    """The message that is still being written."""
    message = outreach.messages.filter(sent_at=None).select_related("via").order_by("step").first()
    if message is not None:
        message.outreach = outreach
    return message


def goals_to_mention(owner: User) -> list[Goal]:
    """What a message can be about."""
    return list(active_goals(owner))


def background_for(user: User, contact: Contact) -> Background:
    """What the coach's advice may rest on beside the message."""
    others = Employer.objects.filter(owner=user).exclude(contacts=contact).values_list("name", flat=True)
    return Background(
        introducer=contact.introducer.name if contact.introducer else "",
        common_ground=contact.common_ground,
        sender_is=user.introduction,
        other_companies=tuple(others[:_OTHER_EMPLOYERS]),
    )


def review_of(user: User, message: Message) -> coaching.Review:
    """What the coach says about a message as it stands."""
    outreach, contact, body = message.outreach, message.outreach.contact, message.body[: merge.MOST]
    employer = contact.employer.name if contact.employer else ""
    person = Person(contact.given_name, contact.family_name, employer, contact.title)
    kind = wording.kind_of(outreach.state, outreach.cadence, message.step)
    draft = Draft(body, message.subject, message.channel, person, user.name if user.given_name else "")
    if message.channel != Channel.INTRODUCTION:
        return coaching.review(draft, kind, background_for(user, contact), limit=message.limit)
    via = message.via
    letter = replace(draft, contact=Person(via.given_name, via.family_name) if via else Person())
    lines = replace(draft, body=message.forward[: merge.MOST], subject="")
    return coaching.review_introduction(letter, lines, kind, background_for(user, contact))


def words_about(contact: Contact) -> Referral | None:
    """The newest referral to this person that came with words."""
    given = Referral.objects.filter(contact=contact).exclude(words="").select_related("introducer")
    return given.order_by("-offered_at").first()
