"""What is open with a person, ready to print, each with the page on which it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.contacts.models import Contact
from apps.core.addresses import addresses_of
from apps.followups.models import FollowUp
from apps.followups.series import repeats_words
from apps.followups.wording import words_about
from apps.workspace.selectors.person import Planned


@dataclass(frozen=True, slots=True)
class StepCard:
    """One open follow-up. `url` is empty where there is nothing to open but this very page."""

    follow_up: Planned
    icon: str
    primary: str
    done: str
    url: str
    repeats: str  # "every month"; empty for a step that comes once


def step_cards(steps: Sequence[Planned], contact: Contact) -> list[StepCard]:
    """The person's open steps in order; the first is the one that the page shows large."""
    cards = []
    for step in steps:
        words = words_about(step.kind, contact.given_name)
        is_here = step.kind == FollowUp.Kind.ACTION or step.owed_by_them
        url = "" if is_here else addresses_of("workspace:open_step")(step.id)
        cards.append(StepCard(step, words.icon, words.primary, words.done, url, repeats_words(step.repeats)))
    return cards
