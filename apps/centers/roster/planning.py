"""What is to be done about one line: pure, from the line and from what the center has.

Nothing here looks beyond the center: whether an address has an account elsewhere is never asked, so no answer and no
timing can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.centers.roster.addresses import fold_of, key_of
from apps.centers.roster.shapes import warning_about
from apps.centers.roster.values import Row

GONE = ("inactive", "withdrawn")
SIMPLE = (
    "given_name", "family_name", "preferred_name", "sso_subject", "program", "year_level", "grad_term", "timezone",
    "status",
)  # fmt: skip
WORDS = {
    "given_name": "first name", "family_name": "last name", "preferred_name": "preferred name",
    "sso_subject": "sign-in name", "program": "program", "year_level": "year", "grad_term": "graduation",
    "timezone": "time zone", "status": "status", "cohort_ids": "cohorts", "advisor_id": "advisor", "email": "e-mail",
    "pending_email": "new e-mail", "external_id": "ID", "membership_id": "membership",
}  # fmt: skip
ABSENT = 10_000_000  # line numbers from here on are those of cards that the file does not name
NEW = "+"  # before the name of a cohort that is still to be made


@dataclass(slots=True)
class Card:
    """What the center has of somebody."""

    id: str
    external_id: str
    email: str
    pending_email: str
    declined_email: str
    values: dict[str, Any]  # SIMPLE, cohort_ids, advisor_id
    is_member: bool
    member_program: str = ""


@dataclass(slots=True)
class Known:
    """What the center has of everybody on the lines at hand, by what the lines say."""

    cards: dict[str, Card] = field(default_factory=dict)  # by external id
    folds: dict[str, Card] = field(default_factory=dict)  # by fold of the address and of one that waits
    students: dict[str, tuple[str, str]] = field(default_factory=dict)  # key of address → membership without a card
    staff: frozenset[str] = frozenset()  # keys of addresses
    self_key: str = ""
    cohorts: dict[str, str] = field(default_factory=dict)  # fixed ones: casefolded name → id
    by_rule: Collection[str] = ()  # casefolded names of the others
    advisors: dict[str, str] = field(default_factory=dict)  # key of address → membership
    usual_shapes: frozenset[str] = frozenset()
    create_cohorts: bool = False
    bring_back: bool = False
    may_assign: bool = True
    twice: Mapping[int, str] = field(default_factory=dict)  # line → why it stands twice


@dataclass(slots=True)
class Plan:
    """The verdict on one line."""

    action: str
    reasons: list[str] = field(default_factory=list)
    is_warning: bool = False
    changes: dict[str, list[Any]] = field(default_factory=dict)
    entry_id: str | None = None


def refuse(why: str) -> Plan:
    """Nothing is done about the line."""
    return Plan("refuse", [why])


def plan_row(row: Row, known: Known) -> Plan:
    """Create, update, deactivate, leave alone or refuse, and why."""
    if row.problem:
        return refuse(row.problem)
    if why := known.twice.get(row.line):
        return refuse(why)
    card = known.cards.get(row.external_id)
    if why := _conflict(row, card, known):
        return refuse(why)
    lists, why = _lists(row, known)
    if why:
        return refuse(why)
    wanted = {name: row.values[name] for name in SIMPLE if name in row.values} | lists
    return _update(row, card, wanted, known) if card else _create(row, wanted, known)


def _conflict(row: Row, card: Card | None, known: Known) -> str:
    key, other = row.email_key, known.folds.get(row.email_fold)
    if other and (card is None or other.id != card.id):
        if key_of(other.email) == key or key_of(other.pending_email) == key:
            return f"{row.email} stands with another ID here, {other.external_id}. Addresses are never moved by a file."
        return f"{row.email} looks like the address of {other.external_id} and is another one."
    if card is None and key in known.staff and key not in known.students:
        return (
            "That is you. A roster never changes roles."
            if key == known.self_key
            else (f"{row.email} is staff here. A roster never changes roles.")
        )
    return ""


def _lists(row: Row, known: Known) -> tuple[dict[str, Any], str]:
    found: dict[str, Any] = {}
    if row.cohorts is not None:
        if ruled := [name for name in row.cohorts if name.casefold() in known.by_rule]:
            return {}, f"“{ruled[0]}” is a cohort by rule: its rule says who is in it, and no file does."
        missing = [name for name in row.cohorts if name.casefold() not in known.cohorts]
        if missing and not known.create_cohorts:
            return {}, f"There is no cohort called “{missing[0]}” here."
        found["cohort_ids"] = [known.cohorts.get(name.casefold(), NEW + name) for name in row.cohorts]
    if row.advisor_email is not None and known.may_assign:
        advisor = known.advisors.get(key_of(row.advisor_email)) if row.advisor_email else None
        if row.advisor_email and advisor is None:
            return {}, f"Nobody called {row.advisor_email} looks after students here. Invite them first."
        found["advisor_id"] = advisor
    return found, ""


def _create(row: Row, wanted: dict[str, Any], known: Known) -> Plan:
    changes = {name: [None, value] for name, value in wanted.items() if value}
    changes |= {"external_id": [None, row.external_id], "email": [None, row.email]}
    plan = Plan("create", changes=changes)
    if student := known.students.get(row.email_key):
        plan.changes["membership_id"] = [None, student[0]]
        plan.reasons.append("Is a student here already, and gets this ID.")
    if warning := warning_about(row.external_id, known.usual_shapes):
        plan.reasons.append(warning)
        plan.is_warning = True
    return plan


def _update(row: Row, card: Card, wanted: dict[str, Any], known: Known) -> Plan:
    was, will = card.values["status"], wanted.get("status", card.values["status"])
    if was in GONE and will not in GONE and not known.bring_back:
        return refuse("Deactivated here. A file brings nobody back unless you say so above.")
    plan = Plan("update", entry_id=card.id)
    plan.changes = {name: [card.values[name], value] for name, value in wanted.items() if card.values[name] != value}
    _email(row, card, plan)
    if was not in GONE and will in GONE:
        plan.action = "deactivate"
        plan.reasons.append(f"Is {will} in the file. Leaves the center; nothing is deleted.")
    elif plan.changes:
        plan.reasons.insert(0, ", ".join(WORDS[name] for name in plan.changes).capitalize() + ".")
        if was in GONE and will not in GONE:
            plan.reasons.append("Comes back, and is invited anew.")
    else:
        plan.action = "unchanged"
    _by_hand(card, plan)
    return plan


def _email(row: Row, card: Card, plan: Plan) -> None:
    key = row.email_key
    if key == key_of(card.email):
        if card.pending_email:
            plan.changes["pending_email"] = [card.pending_email, ""]
    elif not card.is_member:
        plan.changes["email"] = [card.email, row.email]
    elif card.declined_email and key == key_of(card.declined_email):
        plan.reasons.append(f"They said that {row.email} is not theirs.")
    elif not card.pending_email or key != key_of(card.pending_email):
        plan.changes["pending_email"] = [card.pending_email, row.email]
        plan.reasons.append("The new address waits until they confirm it. How they sign in stays.")


def _by_hand(card: Card, plan: Plan) -> None:
    """What somebody changed on the member's card by hand stays."""
    if not card.is_member or plan.action == "deactivate":
        return
    if "program" in plan.changes and card.member_program != plan.changes["program"][0]:
        plan.reasons.append("Their program was changed here by hand and stays.")


def duplicates(ids: Mapping[str, list[int]], folds: Mapping[str, list[int]]) -> dict[int, str]:
    """For every line that shares its ID or address with another, which lines they are."""
    twice: dict[int, str] = {}
    for what, found in (("ID", ids), ("e-mail address", folds)):
        for lines in found.values():
            if len(lines) > 1:
                shown = ", ".join(map(str, lines[:6])) + (" and more" if len(lines) > 6 else "")
                for line in lines:
                    twice.setdefault(line, f"The same {what} stands on lines {shown}. None of them is taken.")
    return twice


def too_many(gone: int, of: int, percent: int) -> bool:
    """Whether a full roster would deactivate more of a cohort than was allowed."""
    return gone * 100 > of * percent


__all__ = ["Card", "Known", "Plan", "duplicates", "fold_of", "plan_row", "refuse", "too_many"]
