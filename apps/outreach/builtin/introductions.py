"""Asking somebody who knows them for an introduction: a letter to the one in between, with a part to forward."""

from __future__ import annotations

from apps.outreach import cadence
from apps.outreach.builtin.kinds import BuiltIn, Wording
from apps.outreach.models import Channel

LINES_TO_FORWARD = """Hi {first_name},

I’m {my_name}, {my_introduction}. I’m trying to learn about {goal}, and [something specific about their work] caught \
my eye.

Would you have 20 minutes for a call in the next two weeks? I only want to learn from your experience.

Thank you for considering it,
{my_name}"""

INTRODUCTION = BuiltIn(
    "introduction",
    "Would you introduce me?",
    "Somebody you know, knows them. A few lines to forward make it easy.",
    cadence.FIRST,
    {
        Channel.INTRODUCTION: Wording(
            """Dear {connector_first},

I’m trying to learn about {goal}, and I think {full_name} could help me understand it.

Would you be comfortable introducing me? Below are a few lines that you can forward as they are. If not, no harm at \
all: I’ll write to {first_name} myself.

Thank you so much,
{my_first_name}""",
            "Would you introduce me to {full_name}?",
            LINES_TO_FORWARD,
        )
    },
)
