"""Reads about approaches. Every one starts from what the owner may see."""

from apps.outreach.selectors.asks import (
    background_for,
    draft_of,
    goals_to_mention,
    messages_of,
    open_outreach_for,
    review_of,
    words_about,
)
from apps.outreach.selectors.templates import (
    centers_to_publish_for,
    chosen_text,
    is_name_taken,
    own_templates,
    sample_person,
    templates_of,
    templates_of_centers,
)
from apps.outreach.selectors.versions import versions_of

__all__ = [
    "background_for",
    "centers_to_publish_for",
    "chosen_text",
    "draft_of",
    "goals_to_mention",
    "is_name_taken",
    "messages_of",
    "open_outreach_for",
    "own_templates",
    "review_of",
    "sample_person",
    "templates_of",
    "templates_of_centers",
    "versions_of",
    "words_about",
]
