"""What is to be done with each record, and why: the plan that the check page shows and the job carries out.

| Finding | By itself | Asked? |
| --- | --- | --- |
| new | add | no |
| same profile or e-mail, only blanks to fill, or a job change since the last import | update | no |
| same, and the owner's own words for employer or role differ from the file | update | yes |
| same, and both the file and the owner changed them since the last import | leave | yes |
| same, and the file says nothing new | leave | no |
| same name and employer, or a similar name | leave | yes |
| no name; more cells than columns; damaged letters; a line that cannot be read | leave | yes |
| an e-mail address that is none | add without it | yes |
| new, but something did not fit or was no date | add without it | no |
| a second time in this file (found when every row is planned: services.imports.planning) | leave | yes |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from apps.contacts.employernames import EmployerKeys
from apps.contacts.imports.keys import Keys, keys_of
from apps.contacts.imports.matching import Known, Match, People, Sameness
from apps.contacts.imports.values import Read
from apps.contacts.names import fold


class Action(StrEnum):
    """What happens to a row."""

    ADD = "add"
    UPDATE = "update"
    SKIP = "skip"


class Finding(StrEnum):
    """What was found about a row."""

    NEW = "new"
    SAME_PROFILE = "same_profile"
    SAME_EMAIL = "same_email"
    LIKELY = "likely"
    TWICE = "twice"
    NO_NAME = "no_name"
    BAD_EMAIL = "bad_email"
    RAGGED = "ragged"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    UNCHANGED = "unchanged"


#: What the owner may choose for a row, the first being nothing special.
CHOICES: dict[Finding, tuple[Action, ...]] = {
    Finding.NEW: (Action.ADD, Action.SKIP),
    Finding.SAME_PROFILE: (Action.UPDATE, Action.SKIP),  # one profile is one person: the database insists
    Finding.SAME_EMAIL: (Action.UPDATE, Action.SKIP, Action.ADD),
    Finding.LIKELY: (Action.UPDATE, Action.SKIP, Action.ADD),
    Finding.TWICE: (Action.SKIP, Action.ADD),
    Finding.NO_NAME: (Action.SKIP,),
    Finding.BAD_EMAIL: (Action.ADD, Action.SKIP),
    Finding.RAGGED: (Action.SKIP, Action.ADD),
    Finding.DAMAGED: (Action.SKIP, Action.ADD),
    Finding.UNREADABLE: (Action.SKIP,),
    Finding.UNCHANGED: (Action.SKIP,),
}
FILLED_IF_BLANK = ("email", "phone", "profile_url", "location")
WORK = ("employer", "title")


@dataclass(frozen=True, slots=True)
class Decision:
    """What the owner said about a row before the plan was made again."""

    action: Action | None = None
    fixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PlannedRow:
    """One record and what is to be done with it."""

    line: int
    values: dict[str, str]
    keys: Keys
    finding: Finding
    action: Action
    reason: str = ""
    asked: bool = False
    match: UUID | None = None
    update_fields: Sequence[str] = ()
    decision: Decision | None = None


@dataclass(slots=True)
class Candidate:
    """A record that has been read and awaits the people of the list that it may be."""

    line: int
    read: Read
    keys: Keys
    decision: Decision | None = None

    @classmethod
    def of(cls, line: int, read: Read, decision: Decision | None = None) -> Candidate:
        """With the keys for what the record says."""
        return cls(line, read, keys_of(read.values, read.link_key), decision)


def plan_row(candidate: Candidate, people: People) -> PlannedRow:
    """What to do with one record, and with a decision of the owner, if the row still has that choice."""
    row = _by_itself(candidate, people)
    if decision := candidate.decision:
        row.decision = decision
        if decision.action in CHOICES[row.finding]:
            row.action = decision.action or row.action
    return row


def _by_itself(candidate: Candidate, people: People) -> PlannedRow:
    read = candidate.read
    if read.problem:
        return _asked(candidate, Finding.UNREADABLE, read.problem)
    if "given_name" not in read.values:
        return _asked(candidate, Finding.NO_NAME, "A person needs at least a first name.")
    if read.ragged:
        reason = "The row has more cells than there are columns, so they may have shifted."
        return _asked(candidate, Finding.RAGGED, reason)
    if read.damaged:
        return _asked(candidate, Finding.DAMAGED, "Some letters of this row can’t be read.")
    match = people.match(read.values, candidate.keys)
    if match is not None:
        return _matched(candidate, match, people.employers)
    if read.bad_email:
        reason = f"“{read.bad_email[:80]}” isn’t an e-mail address. Without another one, it is left out."
        return _asked(candidate, Finding.BAD_EMAIL, reason, Action.ADD)
    reason = " ".join(read.lost)[:300] if read.lost else ""
    return PlannedRow(candidate.line, read.values, candidate.keys, Finding.NEW, Action.ADD, reason)


def _asked(candidate: Candidate, finding: Finding, reason: str, action: Action = Action.SKIP) -> PlannedRow:
    return PlannedRow(candidate.line, candidate.read.values, candidate.keys, finding, action, reason[:300], asked=True)


def _matched(candidate: Candidate, match: Match, employers: EmployerKeys) -> PlannedRow:
    values = candidate.read.values
    finding, action, reason, asked = _judge(match, values, employers)
    fields = [*work_news(match.person, values, employers), *blanks_filled(match.person, values)]
    return PlannedRow(
        candidate.line, values, candidate.keys, finding, action, reason[:300], asked, match.person.id, fields
    )


def _judge(match: Match, values: Mapping[str, str], employers: EmployerKeys) -> tuple[Finding, Action, str, bool]:
    person = match.person
    news = work_news(person, values, employers)
    if not match.certain:
        return _judge_likely(match, values, news, employers)
    finding = Finding.SAME_PROFILE if match.sameness is Sameness.PROFILE else Finding.SAME_EMAIL
    if news:
        theirs = " and ".join(f"“{_of(person, name)}”" for name in news if _of(person, name))
        if not theirs:
            return finding, Action.UPDATE, f"Adds {_and(_WORDS[name] for name in news)}.", False
        if person.imported and all(_same(n, _of(person, n), _of(person.imported, n), employers) for n in news):
            return finding, Action.UPDATE, f"Job change: was {_work(person)}.", False
        if person.imported:
            return finding, Action.SKIP, f"You wrote {theirs} since the last import.", True
        return finding, Action.UPDATE, f"You have {person.name}, {_work(person)}. The file says otherwise.", True
    if fills := blanks_filled(person, values):
        return finding, Action.UPDATE, f"Adds {_and(_WORDS[name] for name in fills)}.", False
    return Finding.UNCHANGED, Action.SKIP, "You have this person, and the file says nothing new.", False


def _judge_likely(
    match: Match, values: Mapping[str, str], news: list[str], employers: EmployerKeys
) -> tuple[Finding, Action, str, bool]:
    person = match.person
    if match.sameness is Sameness.EXACT and not news and not blanks_filled(person, values):
        return Finding.UNCHANGED, Action.SKIP, "You have this person, and the file says nothing new.", False
    if person.imported and all(_same(n, values.get(n, ""), _of(person.imported, n), employers) for n in WORK):
        return (
            Finding.UNCHANGED,
            Action.SKIP,
            f"You kept {person.name} as they are when you imported this before.",
            False,
        )
    if match.sameness is Sameness.SIMILAR:
        return Finding.LIKELY, Action.SKIP, f"Similar name and the same employer as {person.name}.", True
    at = f" at {person.employer}" if person.employer else ""
    return Finding.LIKELY, Action.SKIP, f"You have {person.name}{at}.", True


def work_news(person: Known, values: Mapping[str, str], employers: EmployerKeys) -> list[str]:
    """Which of employer and title the file has news about: not blank, not ours, not what the last import said.

    What the last import said and the owner changed since is the owner's word: it stays.
    """
    return [
        name
        for name in WORK
        if (value := values.get(name, ""))
        and not _same(name, value, _of(person, name), employers)
        and not (person.imported and _same(name, value, _of(person.imported, name), employers))
    ]


def blanks_filled(person: Known, values: Mapping[str, str]) -> list[str]:
    """What the file knows and the owner has left blank."""
    return [name for name in FILLED_IF_BLANK if values.get(name) and not _of(person, name)]


_WORDS = {
    "employer": "the employer",
    "title": "the role",
    "email": "the e-mail address",
    "phone": "the phone number",
} | {
    "profile_url": "the profile link",
    "location": "the place",
}


def _of(thing: object, name: str) -> str:
    return str(getattr(thing, name))


def _same(name: str, one: str, other: str, employers: EmployerKeys) -> bool:
    if one == other or fold(one) == fold(other):
        return True
    return name == "employer" and employers.same(one, other)


def _work(person: Known) -> str:
    return ", ".join(part for part in (person.title, person.employer) if part) or "without a role"


def _and(words: Iterator[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
