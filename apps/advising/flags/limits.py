"""When each rule begins to stand out, and why then: the one table of thresholds.

The thresholds are about where a person could be of use, not about who does well. Silence and pauses are normal, so
each waits until they last longer than the method of the product itself would have them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from apps.advising.flags.kinds import Rule

TERM = timedelta(days=120)
"""What is older is history: nobody can help with a thank-you of last spring, and a pause has become a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One rule: from how many and after how long it stands out, and how much more brings it back after an answer.

    Where a row says nothing else, one person is enough, and one more brings it back.
    """

    after: timedelta
    least: int = 1  # people, talks or whole weeks
    again: int = 1  # more of the same
    unit: str = "person"  # of what `least`, `again` and the amount of a finding count
    when: str  # for the page: what it takes
    why: str


LIMITS: Mapping[Rule, Limit] = MappingProxyType(
    {
        Rule.YES_WAITS: Limit(
            after=timedelta(days=5),
            when="Somebody said yes, and five days later no talk with them is planned.",
            why="Whoever says yes expects a date within the week, and is easily lost after it.",
        ),
        Rule.THANKS_LATE: Limit(
            after=timedelta(hours=24),
            unit="talk",
            when="A talk ended more than 24 hours ago, and no thank-you is sent.",
            why="A day is what a thank-you takes here by default; a late one is still better than none.",
        ),
        Rule.NO_REPLY: Limit(
            after=timedelta(days=14),
            least=5,
            again=3,
            when="Five people or more were asked, the first two weeks ago or longer, and none of them replied.",
            why="Both reminders of the usual rhythm are out after two weeks. When one in three replies, five silences "
            "in a row come by chance one time in eight: the message may be worth a look.",
        ),
        Rule.NONE_ASKED: Limit(
            after=timedelta(days=10),
            least=3,
            again=3,
            unit="week",
            when="Three people or more are listed, the first ten days ago or longer, and none of them was asked.",
            why="A list of three is enough to begin with. The first message is the hard one.",
        ),
        Rule.NONE_LISTED: Limit(
            after=timedelta(days=10),
            least=0,
            again=3,
            unit="week",
            when="Ten days after joining nobody is on the list.",
            why="The list takes minutes with a hand to start it, and everything else waits for it.",
        ),
        Rule.REFERRAL_WAITS: Limit(
            after=timedelta(days=14),
            when="Somebody was named in a talk two weeks ago or longer, and was not written to.",
            why="Whoever gave the name will be asked about it, and an introduction fades within weeks.",
        ),
        Rule.AIM_MISSED: Limit(
            after=timedelta(weeks=3),
            least=3,
            again=3,
            unit="week",
            when="A weekly aim was chosen, and three whole weeks running reached neither its messages nor its talks.",
            why="One week is nothing, two are exams. After three the aim may be the wrong one.",
        ),
        Rule.GONE_QUIET: Limit(
            after=timedelta(weeks=3),
            least=3,
            again=3,
            unit="week",
            when="No message, talk or thank-you for three weeks, no talk planned, and no weekly aim chosen.",
            why="The same three weeks, for whoever chose no aim.",
        ),
    }
)
