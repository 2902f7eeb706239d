"""What stands out about students. Nothing here asks who is asking: services decide first (`READ_FLAGS`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import connection

from apps.advising.flags import comes_back, evidence_of, findings_of
from apps.advising.flags.kinds import RaisedFor, Rule
from apps.advising.flags.limits import LIMITS, Limit
from apps.advising.flags.rules import RANK, Finding
from apps.advising.selectors.facts import Who, facts_of
from apps.centers.wording import TELL_OF_RULES
from apps.core.clock import zone_or_utc
from apps.core.dates import Reader


@dataclass(frozen=True, slots=True)
class Answer:
    """What the student said to a rule, and what the evidence came to then."""

    amount: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """A rule that stands out for a student now."""

    finding: Finding
    answer: Answer | None

    @property
    def rule(self) -> Rule:
        """Which."""
        return self.finding.rule

    @property
    def limit(self) -> Limit:
        """What it takes, and why."""
        return LIMITS[self.rule]

    @property
    def is_open(self) -> bool:
        """Not answered, or worse than what was answered."""
        return self.answer is None or self.finding.is_worse_than(self.answer.amount, self.answer.at)

    @property
    def comes_back(self) -> str:
        """What it takes to be open again."""
        return comes_back(self.rule)


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that staff raised and nobody has resolved."""

    id: UUID
    reason: RaisedFor
    due_on: date | None
    by: str
    at: datetime

    @classmethod
    def of(cls, pk: str, reason: str, due_on: str | None, at: str, given: str | None, family: str | None) -> Self:
        """From the JSON of the query."""
        return cls(
            id=UUID(pk),
            reason=RaisedFor(reason),
            due_on=date.fromisoformat(due_on) if due_on else None,
            by=f"{given or ''} {family or ''}".strip() or "Somebody of the center",
            at=datetime.fromisoformat(at),
        )


@dataclass(frozen=True, slots=True)
class Flags:
    """Everything that stands out about one student."""

    raised: list[Raised]
    marks: list[Mark]

    @property
    def open(self) -> list[Mark]:
        """What the student has not answered, gravest first."""
        return [mark for mark in self.marks if mark.is_open]

    @property
    def answered(self) -> list[Mark]:
        """What the student says is all right."""
        return [mark for mark in self.marks if not mark.is_open]

    @property
    def place(self) -> tuple[int, datetime] | None:
        """Where a list puts the student: by the gravest, then by how long; None where nothing asks for anybody."""
        found = [(0, flag.at) for flag in self.raised] + [(RANK[m.rule], m.finding.since) for m in self.open]
        return min(found, default=None)


@dataclass(frozen=True, slots=True)
class Line:
    """A mark or a raised flag as a page writes it."""

    title: str
    words: str
    mark: Mark | None = None
    raised: Raised | None = None

    @property
    def is_said(self) -> bool:
        """Whether the student said something to it."""
        return self.mark is not None and self.mark.answer is not None and bool(self.mark.answer.text)


# What the student agreed to, their answers, and what staff raised: of many students in one statement.
_SAID = """
SELECT student.id, student.user_id, student.created_at, who.timezone, agreed.text_version,
       (SELECT json_agg(json_build_array(rule, amount, said.text, said.created_at))
          FROM advising_flaganswer AS said WHERE said.membership_id = student.id),
       (SELECT json_agg(json_build_array(flag.id, reason, due_on, flag.created_at, author.given_name,
                                         author.family_name) ORDER BY flag.created_at, flag.id)
          FROM advising_manualflag AS flag LEFT JOIN accounts_user AS author ON author.id = flag.raised_by_id
         WHERE flag.membership_id = student.id AND flag.resolved_at IS NULL)
  FROM centers_membership AS student JOIN accounts_user AS who ON who.id = student.user_id
  LEFT JOIN centers_sharinggrant AS agreed ON agreed.id = student.in_force
 WHERE student.id = ANY(%(students)s)
"""


def flags_of(
    memberships: Collection[UUID], now: datetime, *, with_rules: bool = True, as_agreed: bool = False
) -> dict[UUID, Flags]:
    """What stands out for each of these students, in two queries; in one without the rules.

    By rules only for who agreed to words that tell of them (CON-3), or as if they had.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SAID, {"students": list(memberships)})
        found = cursor.fetchall()
    who = {
        pk: Who(user, joined, zone_or_utc(zone))
        for pk, user, joined, zone, agreed, *_ in found
        if with_rules and (as_agreed or agreed in TELL_OF_RULES)
    }
    facts = facts_of(who, now) if who else {}
    flags = {}
    for pk, *_, said, by_hand in found:
        known = {rule: Answer(amount, text, datetime.fromisoformat(at)) for rule, amount, text, at in said or ()}
        stands_out = findings_of(facts[pk], now) if pk in facts else []
        marks = [Mark(finding, known.get(finding.rule)) for finding in stands_out]
        flags[pk] = Flags([Raised.of(*flag) for flag in by_hand or ()], marks)
    return flags


def lines_of(flags: Flags, reader: Reader, now: datetime) -> list[Line]:
    """What is open, in words: raised by hand first."""
    return [*(raised_line(flag, reader, now) for flag in flags.raised), *mark_lines(flags.open, reader, now)]


def mark_lines(marks: list[Mark], reader: Reader, now: datetime) -> list[Line]:
    """Rules in words, with the evidence."""
    return [Line(str(m.rule.label), evidence_of(m.finding, reader, now), mark=m) for m in marks]


def raised_line(flag: Raised, reader: Reader, now: datetime) -> Line:
    """Who raised a flag, and when."""
    until = f", to be seen to by {reader.date(flag.due_on, now)}" if flag.due_on else ""
    return Line(str(flag.reason.label), f"{flag.by} noted this on {reader.date(flag.at, now)}{until}.", raised=flag)
