"""What follows a first message: the nudge, the last note, the thanks."""

from __future__ import annotations

from apps.outreach import cadence
from apps.outreach.builtin.introductions import LINES_TO_FORWARD
from apps.outreach.builtin.kinds import BuiltIn, Wording
from apps.outreach.models import Channel

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
        Channel.INTRODUCTION: Wording(
            """Dear {connector_first},

I know your days are full, so only a short note. Did you have a moment to think about introducing me to {full_name}? \
The lines below are still ready to forward.

If you would rather not, that is no problem at all, and I’ll write to {first_name} myself.

Thank you so much,
{my_first_name}""",
            "Would you introduce me to {full_name}?",
            LINES_TO_FORWARD,
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
        Channel.INTRODUCTION: Wording(
            """Dear {connector_first},

This is my last note about {full_name}, so that your inbox stays quiet. I’ll write to {first_name} myself now, and \
there is nothing left for you to do.

Is there somebody else you would suggest I talk to about {goal}? A name alone would help.

Thank you, and all the best,
{my_first_name}""",
            "I’ll write to {full_name} myself",
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
        Channel.INTRODUCTION: Wording(
            """Dear {connector_first},

Thank you for your help with {full_name}. It did not work out this time, and I understand completely.

Is there somebody else you would suggest I talk to about {goal}? May I say that you sent me?

All the best, and thank you again,
{my_first_name}""",
            "Thank you, and one question",
        ),
    },
)
