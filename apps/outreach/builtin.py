"""The wordings that everybody has. They are code, so that a better wording reaches everyone; own ones are rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.outreach import cadence
from apps.outreach.models import Channel


@dataclass(frozen=True, slots=True)
class Wording:
    """What one channel says; `subject` is empty where a channel has none."""

    body: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """One template: when it fits (`kind` of cadence), and its words for each channel."""

    key: str
    name: str
    when: str
    kind: str
    wordings: Mapping[str, Wording]

    def wording(self, channel: str) -> Wording:
        """The words for `channel`."""
        return self.wordings[channel]


REFERRED = BuiltIn(
    "referred",
    "Someone suggested you",
    "A person you know gave you the name.",
    cadence.FIRST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

I’m {my_name}, {my_introduction}. {introducer} suggested I write to you.

I’m trying to learn about {goal}, and [something specific about their work] caught my eye.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from your experience.

If this is a busy time, is there a colleague you would suggest I talk to instead?

Thank you for considering it,
{my_first_name}""",
            "{introducer} suggested I write: 20 minutes about {goal}?",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, {introducer} suggested I write. I’m {my_introduction}, curious about {goal}. "
            "Would you have 20 minutes for a call? I only want to learn. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello, this is {my_name}, {my_introduction}. Is this a good moment?

Say who sent you.
{introducer} suggested I call.

Say why.
I’m trying to learn about {goal}, and [something specific about their work] caught my eye.

Ask.
Could we talk for 20 minutes, sometime in the next two weeks?

If they’re busy.
Of course. Is there someone else you’d suggest? Thank you either way.""",
        ),
    },
)
SHARED = BuiltIn(
    "shared",
    "Something in common",
    "You share a school, a former employer, a place or a circle.",
    cadence.FIRST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

{common_ground}, so I hope you don’t mind my writing. I’m {my_name}, {my_introduction}.

I’m curious about {goal}, and [something specific about their work] is close to what I’m trying to understand.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from your experience.

If this is a busy time, I understand, and a colleague you’d suggest instead would help just as much.

Thank you for considering it,
{my_first_name}""",
            "{common_ground}: 20 minutes about {goal}?",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, {common_ground}. I’m {my_introduction}, curious about {goal}. "
            "Would you have 20 minutes for a call? I only want to learn. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello, this is {my_name}, {my_introduction}. Is this a good moment?

Say what you share.
{common_ground}.

Say why.
I’m curious about {goal}, and I’d love to understand how you came to it.

Ask.
Could we talk for 20 minutes, sometime in the next two weeks?

If they’re busy.
Of course. Is there someone else you’d suggest? Thank you either way.""",
        ),
    },
)
COLD = BuiltIn(
    "cold",
    "Shared interest",
    "Not yet met: you know a talk, an article, a profile of theirs.",
    cadence.FIRST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

I’m {my_name}, {my_introduction}. I came across [what you read or saw of their work] and would like to understand it.

I’m exploring {goal}, and I know nobody yet who does it at {employer}.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from your experience.

If this is a busy time, is there a colleague you would suggest I talk to instead?

Thank you for considering it,
{my_first_name}""",
            "A question about {goal} at {employer}",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, I came across [what you read or saw of their work]. I’m {my_introduction}, curious about "
            "{goal}. Would you have 20 minutes for a call? I only want to learn. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello, this is {my_name}, {my_introduction}. Is this a good moment?

Say how you found them.
I came across [what you read or saw of their work].

Say why.
I’m trying to learn about {goal}.

Ask.
Could we talk for 20 minutes, sometime in the next two weeks?

If they’re busy.
Of course. Is there someone else you’d suggest? Thank you either way.""",
        ),
    },
)
NUDGE = BuiltIn(
    "nudge",
    "A short nudge",
    "No reply yet. Silence is normal: people are busy.",
    cadence.NUDGE,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

I know your days are full, so only a short note: I’d still love to learn about {goal} from you.

Would 15 minutes for a call be possible in the next two weeks? If not, no problem at all.

Thank you,
{my_first_name}""",
            "15 minutes about {goal}?",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, I know your days are full. I’d still love to learn about {goal}: would 15 minutes "
            "for a call be possible in the next two weeks? If not, no problem at all. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello {first_name}, this is {my_name} again. Is this a good moment?

Ask.
I’d still love to learn about {goal}. Would 15 minutes to talk be possible in the next two weeks?

If they’re busy.
No problem at all. Thank you for your time.""",
        ),
    },
)
LAST = BuiltIn(
    "last",
    "A last note: who else to ask?",
    "The second silence. One friendly note, then it rests.",
    cadence.LAST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

This is my last note, so that your inbox stays quiet. I’m still learning about {goal}.

If you have no time for a call, is there a colleague who might have 15 minutes instead? A name alone would help.

Thank you, and all the best,
{my_first_name}""",
            "Who else could I ask about {goal}?",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, my last note, so that your inbox stays quiet. Is there a colleague who might have 15 "
            "minutes for a call about {goal} instead? A name alone would help. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello {first_name}, this is {my_name}, for the last time.

Ask.
Is there a colleague who might have 15 minutes to talk about {goal} instead?

Thank them.
Thank you, and all the best.""",
        ),
    },
)
CLOSING = BuiltIn(
    "closing",
    "Thank you, and who else?",
    "They answered, but it can’t be now.",
    cadence.CLOSING,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

Thank you for your answer, and for being so clear. I understand completely.

Is there one person you would suggest I talk to about {goal} instead? May I say that you sent me?

All the best, and thank you again,
{my_first_name}""",
            "Thank you, and one question",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, thank you for your answer, I understand completely. Is there one person you would "
            "suggest I talk to about {goal} instead? All the best, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Thank them.
Thank you for telling me, I understand completely.

Ask.
Is there one person you would suggest I talk to about {goal} instead? May I say that you sent me?

Thank them again.
Thank you, and all the best.""",
        ),
    },
)

ALL = (REFERRED, SHARED, COLD, NUDGE, LAST, CLOSING)
BY_KEY = {template.key: template for template in ALL}


def for_kind(kind: str) -> list[BuiltIn]:
    """The templates that fit this kind of message, best first."""
    return sorted(ALL, key=lambda template: template.kind != kind)


def default_for(kind: str, *, has_introducer: bool, has_common_ground: bool) -> BuiltIn:
    """What a fresh draft begins with."""
    if kind != cadence.FIRST:
        return next(template for template in ALL if template.kind == kind)
    if has_introducer:
        return REFERRED
    return SHARED if has_common_ground else COLD
