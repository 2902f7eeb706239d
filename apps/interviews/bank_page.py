"""The question bank as a page: the built-in and the owner's own questions, searched and filtered. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from apps.contacts import names
from apps.interviews import question_bank
from apps.interviews.models import OwnQuestion, QuestionCategory
from apps.interviews.selectors.preparing import Earlier

OWN = "own"  # the filter for one's own
AT_FIRST = 5  # of each category, while nothing is searched or chosen


@dataclass(frozen=True, slots=True)
class BankRow:
    """One question. `key` is the bank's, or the id of an own one."""

    key: str
    text: str
    category: str
    minutes: int
    is_own: bool
    is_planned: bool
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class BankGroup:
    """One category with what is left of it."""

    category: str
    label: str
    rows: list[BankRow]
    more: int  # that are left out until somebody asks for this category


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the list, with how many questions it leads to."""

    key: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class BankPage:
    """The list and its filters."""

    groups: list[BankGroup]
    filters: list[Filter]
    total: int  # of all
    shown: int
    q: str
    category: str


def bank_rows(
    own: Sequence[OwnQuestion], *, planned: Collection[str] = (), earlier: Mapping[str, Earlier] | None = None
) -> list[BankRow]:
    """Every question, one's own first. `planned` are texts, case-folded."""
    before = earlier or {}
    mine = [(str(q.pk), q.text, q.category, q.minutes, True) for q in own]
    built_in = [(q.key, q.text, q.category, q.minutes, False) for q in question_bank.BANK]
    return [
        BankRow(key, text, category, minutes, is_own, text.casefold() in planned, before.get(text.casefold()))
        for key, text, category, minutes, is_own in [*mine, *built_in]
    ]


def bank_page(rows: Sequence[BankRow], *, q: str = "", category: str = "") -> BankPage:
    """What the search and the filter leave, by category in the order of a talk."""
    wanted = names.fold(names.clean(q)).split()[:8]
    found = [r for r in rows if all(word in _searched(r) for word in wanted)]
    choices = [("", "All"), (OWN, "Your own"), *((c, QuestionCategory(c).label) for c in question_bank.CATEGORIES)]
    if category not in dict(choices):
        category = ""
    filters = [Filter(key, label, len(_filtered(found, key)), key == category) for key, label in choices]
    shown = _filtered(found, category)
    groups = []
    for key in [*question_bank.CATEGORIES, QuestionCategory.OTHER.value]:
        if group := [r for r in shown if r.category == key]:
            most = len(group) if wanted or category else AT_FIRST
            groups.append(BankGroup(key, QuestionCategory(key).label, group[:most], max(len(group) - most, 0)))
    return BankPage(groups, filters, len(rows), len(shown), q, category)


def _searched(row: BankRow) -> str:
    return names.fold(f"{row.text} {QuestionCategory(row.category).label}")


def _filtered(rows: Sequence[BankRow], key: str) -> list[BankRow]:
    return [r for r in rows if not key or (r.is_own if key == OWN else r.category == key)]
