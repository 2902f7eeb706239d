"""The minutes of a plan against the agreed length, as a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.interviews import question_bank

WIDTH = 310.0  # of the drawing
GAP = 1.5
ROOM_FOR_WORDS = 0.12  # of the width: on a phone a label needs that much


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the budget."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words under the budget, at a share of its width."""

    text: str
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes against the agreed length."""

    blocks: list[Block]
    labels: list[Label]
    summary: str
    description: str
    over: int  # minutes beyond the slot
    free: int


def time_budget(slot: int, fitting: Sequence[int], below: Sequence[int], backups: Sequence[int]) -> Budget:
    """Hello, each question, what is free, each backup; what lies below the cut is drawn as such."""
    hello = question_bank.HELLO_MINUTES
    asked = sum(fitting) + sum(below)
    planned, reserve = hello + asked, sum(backups)
    free, over = max(slot - planned, 0), max(planned - slot, 0)
    parts = [("aq-budget__hello", hello)]
    parts += [("aq-fill-1", minutes) for minutes in fitting] + [("aq-fill-honey", minutes) for minutes in below]
    parts += [("aq-budget__free", free)] * bool(free) + [("aq-fill-3", minutes) for minutes in backups]
    scale = WIDTH / max(planned + free + reserve, 1)
    summary = f"{planned} of {slot} minutes planned"
    if over:
        summary = f"{planned} minutes planned, {over} more than you have"
    if reserve:
        summary += f", {reserve} in reserve"
    count = len(fitting) + len(below)
    description = f"Hello {hello} minutes, {count} questions to ask {asked} minutes, {free} minutes free"
    if over:
        description += f", {over} minutes too many"
    if backups:
        description += f", {len(backups)} backups {reserve} minutes outside the slot"
    labels = _labels(hello, asked, free, reserve, scale)
    return Budget(_blocks(parts, scale), labels, summary, description, over, free)


def _blocks(parts: Sequence[tuple[str, int]], scale: float) -> list[Block]:
    blocks, x = [], 0.0
    for css, minutes in parts:
        width = minutes * scale
        blocks.append(Block(css, round(x, 1), round(max(width - GAP, 0.5), 1)))
        x += width
    return blocks


def _labels(hello: int, asked: int, free: int, reserve: int, scale: float) -> list[Label]:
    def share(minutes: float) -> str:
        return f"{minutes * scale / WIDTH * 100:.1f}%"

    labels = [Label(f"Hello, {hello}", "0%", "start")]
    if asked:
        labels.append(Label(f"To ask, {asked}", share(hello + asked / 2), "middle"))
    if free * scale > WIDTH * ROOM_FOR_WORDS:
        labels.append(Label(f"Free, {free}", share(hello + asked), "start"))
    if reserve:
        labels.append(Label(f"Backups, {reserve}", "100%", "end"))
    return labels
