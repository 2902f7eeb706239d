"""First messages."""

from __future__ import annotations

from apps.outreach import cadence
from apps.outreach.builtin.kinds import BuiltIn, Wording
from apps.outreach.models import Channel

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
WARM = BuiltIn(
    "warm",
    "Someone close to you",
    "Family, friends, former colleagues: people who are glad to hear from you.",
    cadence.FIRST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

I hope you are well, and I still think of the last time we talked. You may know that I’m {my_introduction}.

I’m trying to learn about {goal}. You know that world, and [something specific about their work] made me think of you.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from your experience.

And if there is a colleague you would suggest I talk to as well, I’d love to hear their name.

Thank you, and all the best,
{my_first_name}""",
            "20 minutes about {goal}?",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, it was good when we talked. I’m {my_introduction}, curious about {goal}. "
            "Would you have 20 minutes for a call? I only want to learn. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say hello.
Hi {first_name}, it’s {my_first_name}. I still think of the last time we talked. Is this a good moment?

Say what is new.
You may know that I’m {my_introduction}.

Say why.
I’m trying to learn about {goal}, and you know that world from inside.

Ask.
Could we talk for 20 minutes, sometime in the next two weeks?

If they’re busy.
Of course. Is there someone else you’d suggest? Thank you either way.""",
        ),
    },
)
ALUMNI = BuiltIn(
    "alumni",
    "Same school",
    "Alumni answer alumni more often than anybody else.",
    cadence.FIRST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

I’m {my_name}, {my_introduction}. {common_ground|We went to the same school}, so I hope you don’t mind my writing.

I’m curious about {goal}, and [something specific about their work] is close to what I’m trying to understand.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from how you went about it.

If this is a busy time, is there a colleague you would suggest I talk to instead?

Thank you for considering it,
{my_first_name}""",
            "A fellow graduate’s question about {goal}",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, {common_ground|we went to the same school}. I’m {my_introduction}, curious about {goal}. "
            "Would you have 20 minutes for a call? I only want to learn. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello, this is {my_name}, {my_introduction}. Is this a good moment?

Say what you share.
{common_ground|We went to the same school}.

Say why.
I’m curious about {goal}, and I’d love to understand how you came to it.

Ask.
Could we talk for 20 minutes, sometime in the next two weeks?

If they’re busy.
Of course. Is there someone else you’d suggest? Thank you either way.""",
        ),
    },
)
RECONNECT = BuiltIn(
    "reconnect",
    "It has been a while",
    "You knew each other once, and lost touch.",
    cadence.FIRST,
    {
        Channel.EMAIL: Wording(
            """Hi {first_name},

It has been a while, and I hope you are well. {common_ground|I remember our time together fondly}. These days I’m \
{my_introduction}.

I’m trying to learn about {goal}, and [something specific about their work] brought you to mind.

Would you have 20 minutes for a call in the next two weeks? I’d love to hear how you are, and to learn from your \
experience.

If this is a busy time, is there a colleague you would suggest I talk to instead?

Thank you, and all the best,
{my_first_name}""",
            "It has been a while: 20 minutes to catch up?",
        ),
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, it’s a while since we talked! I’m now {my_introduction}, curious about {goal}. "
            "Would you have 20 minutes for a call? I’d love to learn from you. Thank you, {my_first_name}"
        ),
        Channel.PHONE: Wording(
            """Say who you are.
Hello {first_name}, this is {my_name}. It is a while since we talked! Is this a good moment?

Say what is new.
These days I’m {my_introduction}.

Say why.
I’m trying to learn about {goal}, and you came to mind.

Ask.
Could we talk for 20 minutes, sometime in the next two weeks?

If they’re busy.
Of course. Is there someone else you’d suggest? Thank you either way.""",
        ),
    },
)
NOTE = BuiltIn(
    "linkedin-note",
    "LinkedIn note",
    "A note with an invitation, when all you have is their profile.",
    cadence.FIRST,
    {
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, [what you read or saw of their work] stayed with me. I’m {my_name}, learning about "
            "{goal}. "
            "Would you have 20 minutes for a call? I only want to learn from your experience. Thank you!"
        )
    },
)
SHORT_NOTE = BuiltIn(
    "linkedin-short",
    "LinkedIn note, 200 characters",
    "The same without Premium, where a note ends at 200 characters.",
    cadence.FIRST,
    {
        Channel.LINKEDIN: Wording(
            "Hi {first_name}, your profile made me write. I’m {my_name}, learning about {goal}. "
            "Would you have 20 minutes for a call? "
            "I only want to learn. Thank you!"
        )
    },
)
