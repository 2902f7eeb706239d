"""Named rule sets: limits, rules left out and weights, as data (`rulesets.toml`). A center's own is a file like it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("rulesets.toml")
DEFAULT, LINKEDIN = "100-words", "linkedin-300"
SEVERITIES = ("high", "medium", "low")
_NUMBERS = ("least_words", "most_words", "most_characters")
_KNOWN = {"title", "source", "extends", "minutes", "leave_out", "severity", *_NUMBERS}


class UnfitRuleSet(Exception):
    """The rule set cannot be used; the message says what to change."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Limits against which a message is judged. 0 means no limit; `minutes` is from how many to how many."""

    name: str
    title: str
    source: str = ""
    least_words: int = 0
    most_words: int = 0
    most_characters: int = 0
    minutes: tuple[int, int] = (15, 30)
    leave_out: frozenset[str] = frozenset()
    severity: Mapping[str, str] = field(default_factory=dict)

    def is_too_long(self, words: int, characters: int) -> bool:
        """True when one of the limits is passed."""
        return bool(
            (self.most_words and words > self.most_words)
            or (self.most_characters and characters > self.most_characters)
        )

    def fits(self, minutes: tuple[int, ...]) -> bool:
        """True when a length of time is named, and each one lies inside the limits."""
        low, high = self.minutes
        return bool(minutes) and all(low <= n <= high for n in minutes)


@cache
def built_in() -> Mapping[str, RuleSet]:
    """The rule sets that everybody has, by name."""
    tables = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: made(name, tables) for name in tables}


def for_channel(channel: str) -> RuleSet:
    """What a message is judged by when nobody chose: 100 words, or LinkedIn's 300 characters."""
    return built_in()[LINKEDIN if channel == "linkedin" else DEFAULT]


def load(name: str) -> RuleSet:
    """The built-in rule set of that name, or the one in that .toml or .json file. Raises UnfitRuleSet."""
    if name in built_in():
        return built_in()[name]
    path = Path(name)
    if not path.is_file():
        raise UnfitRuleSet(f"There is no rule set “{name}”. There are: {', '.join(built_in())}; or give a file.")
    try:
        text = path.read_text(encoding="utf-8")
        table = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (ValueError, OSError, RecursionError) as error:
        raise UnfitRuleSet(f"{path.name} cannot be read: {error}") from error
    if not isinstance(table, dict):
        raise UnfitRuleSet(f"{path.name} holds no table of settings.")
    return made(path.stem, {**tomllib.loads(DATA.read_text(encoding="utf-8")), path.stem: table})


def made(name: str, tables: Mapping[str, Any]) -> RuleSet:
    """The rule set `name` of `tables`, with what it takes over from the one it extends. Raises UnfitRuleSet."""
    merged: dict[str, Any] = {}
    chain, at = [], name
    while at:
        if at in chain:
            raise UnfitRuleSet(f"{name} extends itself.")
        if at not in tables:
            raise UnfitRuleSet(f"{name} extends “{at}”, which does not exist.")
        chain.append(at)
        at = tables[at].get("extends", "")
        if not isinstance(at, str):
            raise UnfitRuleSet(f"{name}: extends is the name of a rule set.")
    for link in reversed(chain):
        merged.update(tables[link])
    return _checked(name, merged)


def _checked(name: str, table: Mapping[str, Any]) -> RuleSet:
    if unknown := sorted(set(table) - _KNOWN):
        raise UnfitRuleSet(f"{name}: unknown setting {', '.join(unknown)}. There are: {', '.join(sorted(_KNOWN))}.")
    numbers = {key: table.get(key, 0) for key in _NUMBERS}
    for key, value in numbers.items():
        if type(value) is not int or value < 0:
            raise UnfitRuleSet(f"{name}: {key} is a whole number.")
    minutes = table.get("minutes", [15, 30])
    if not (isinstance(minutes, list) and len(minutes) == 2 and all(type(n) is int and n > 0 for n in minutes)):
        raise UnfitRuleSet(f"{name}: minutes is two numbers, as in [15, 30].")
    leave_out, severity = table.get("leave_out", []), table.get("severity", {})
    if not (isinstance(leave_out, list) and all(isinstance(rule, str) for rule in leave_out)):
        raise UnfitRuleSet(f"{name}: leave_out is a list of rules.")
    if not (isinstance(severity, dict) and all(weight in SEVERITIES for weight in severity.values())):
        raise UnfitRuleSet(f"{name}: severity gives a rule one of {', '.join(SEVERITIES)}.")
    return RuleSet(
        name=name,
        title=str(table.get("title", name)),
        source=str(table.get("source", "")),
        minutes=(min(minutes), max(minutes)),
        leave_out=frozenset(leave_out),
        severity=severity,
        **numbers,
    )
