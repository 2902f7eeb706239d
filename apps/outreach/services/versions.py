"""The versions of a draft: nothing that was written is lost, whatever replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apps.accounts.models import User
from apps.outreach.models import DraftVersion, Message

TEXT = ("channel", "subject", "body", "forward", "template_key")
#: One stretch of writing in one window is one version, unless it lasts this long …
STRETCH = timedelta(minutes=10)
#: … or so much is replaced at once.
_MUCH = 120
#: The oldest ones go.
MOST_VERSIONS = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """What a saving came to. `other` is what another window had written since; it stays among the versions."""

    message: Message
    other: DraftVersion | None = None


def keep_version(
    *, actor: User, message: Message, before: dict[str, Any], reason: str, tab: str, now: datetime
) -> None:
    """Adds what `message` says now to its versions; typing on in one window makes its last version longer.

    `before` is what the draft said until now: the first version, if there is none yet.
    """
    last = DraftVersion.objects.filter(message=message).order_by("-number").first()
    if last is None and (before["body"].strip() or before["subject"].strip()):
        last = _add(actor, message, 1, before, DraftVersion.Reason.TEMPLATE, "", message.created_at)
    text = {name: getattr(message, name) for name in TEXT}
    if last is not None and _goes_on(last, text, reason, tab, now):
        DraftVersion.objects.filter(pk=last.pk).update(**text, updated_at=now)
        return
    number = last.number + 1 if last else 1
    _add(actor, message, number, text, reason, tab, now)
    DraftVersion.objects.filter(message=message, number__lte=number - MOST_VERSIONS).delete()


def _goes_on(last: DraftVersion, text: dict[str, Any], reason: str, tab: str, now: datetime) -> bool:
    is_typing = last.reason == reason == DraftVersion.Reason.TYPED and last.channel == text["channel"]
    in_one_go = last.tab == tab and now - last.created_at < STRETCH
    return is_typing and in_one_go and all(_lost(getattr(last, n), text[n]) <= _MUCH for n in ("body", "forward"))


def _lost(before: str, after: str) -> int:
    """How many characters of `before` were replaced, if it was changed in one place."""
    rest = _without_common_start(before, after)
    now = after[len(before) - len(rest) :]
    return len(_without_common_start(rest[::-1], now[::-1]))


def _without_common_start(text: str, other: str) -> str:
    same = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
    return text[same:]


def _add(
    actor: User, message: Message, number: int, text: dict[str, Any], reason: str, tab: str, at: datetime
) -> DraftVersion:
    version = DraftVersion.objects.create(
        owner=actor, message=message, number=number, reason=reason, tab=tab, created_at=at, **text
    )
    DraftVersion.objects.filter(pk=version.pk).update(updated_at=at)
    return version
