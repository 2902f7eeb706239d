"""Questions worth asking, by category, and the plans that can be made of them. No Django here.

The words are in `questions.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

HELLO_MINUTES = 2  # hello, who I am, what I'd like to learn
RESERVE_MINUTES = 4  # kept free, so that the talk can wander
LONG_ENOUGH = 20  # minutes; a shorter talk keeps nothing free
MOST_BACKUPS = 2
LEAST_ROOM = 3  # minutes: one question always
LAST = "people-else"


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of the bank. `key` is stable; `category` is a `QuestionCategory` value."""

    key: str
    category: str
    text: str
    minutes: int = 3


@dataclass(frozen=True, slots=True)
class ReadyPlan:
    """A plan that can be had in one click. Each step is a list of questions, the weightiest first."""

    key: str
    label: str
    about: str
    steps: tuple[tuple[BankQuestion, ...], ...]


class Made(NamedTuple):
    """What was made of a ready plan: questions to ask in order, "Who else should I talk to?" last, and backups."""

    asked: list[BankQuestion]
    backups: list[BankQuestion]


def _read() -> tuple[tuple[BankQuestion, ...], dict[str, ReadyPlan]]:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
    minutes, plans = data.pop("minutes"), data.pop("plans")
    bank = tuple(
        BankQuestion(f"{category}-{key}", category, text, minutes.get(f"{category}-{key}", 3))
        for category, texts in data.items()
        for key, text in texts.items()
    )
    by_key = {question.key: question for question in bank}
    ready = {
        key: ReadyPlan(
            key, plan["label"], plan["about"], tuple(tuple(by_key[k] for k in step) for step in plan["steps"])
        )
        for key, plan in plans.items()
    }
    return bank, ready


BANK, PLANS = _read()
BY_KEY = {question.key: question for question in BANK}
BY_TEXT = {question.text.casefold(): question for question in BANK}
CATEGORIES = tuple(dict.fromkeys(question.category for question in BANK))


def seed(minutes: int) -> Made:
    """The plan that a talk of `minutes` starts with."""
    return compose(PLANS["balanced"].steps, minutes)


def steps_of(categories: Collection[str]) -> list[list[BankQuestion]]:
    """The questions of these categories as steps of a plan, in the order of the bank."""
    return [
        [q for q in BANK if q.category == category and q.key != LAST]
        for category in CATEGORIES
        if category in categories
    ]


def compose(
    steps: Sequence[Sequence[BankQuestion]], minutes: int, *, taken: int = 0, without: Collection[str] = ()
) -> Made:
    """As many questions as fit beside `taken` minutes, one of each step in turn, asked step by step.

    `without` are texts, case-folded, that are not to be used.
    """
    last = BY_KEY[LAST]
    room = minutes - HELLO_MINUTES - last.minutes - (RESERVE_MINUTES if minutes > LONG_ENOUGH else 0) - taken
    if not taken:
        room = max(room, LEAST_ROOM)
    left = [[q for q in step if q.text.casefold() not in without and q.key != LAST] for step in steps]
    rounds = [step[turn] for turn in range(max(map(len, left), default=0)) for step in left if turn < len(step)]
    chosen: set[str] = set()
    spare: list[BankQuestion] = []
    for question in rounds:
        if question.minutes <= room:
            chosen.add(question.key)
            room -= question.minutes
        else:
            spare.append(question)
    asked = [q for step in left for q in step if q.key in chosen]
    return Made([*asked, last], spare[:MOST_BACKUPS])
