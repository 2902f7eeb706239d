"""Reads about people. Every one starts from what the user may see."""

from apps.contacts.selectors.chain import ChainLink, introducer_chain
from apps.contacts.selectors.people import (
    PAGE_SIZE,
    VIEWS,
    Cursor,
    PeoplePage,
    PeopleQuery,
    Summary,
    people_page,
    people_summary,
)
from apps.contacts.selectors.pickers import (
    employer_names,
    note_of,
    people_called,
    picker_label,
    picker_options,
    tag_names,
    tags_of,
)

__all__ = [
    "PAGE_SIZE",
    "VIEWS",
    "ChainLink",
    "Cursor",
    "PeoplePage",
    "PeopleQuery",
    "Summary",
    "employer_names",
    "introducer_chain",
    "note_of",
    "people_called",
    "people_page",
    "people_summary",
    "picker_label",
    "picker_options",
    "tag_names",
    "tags_of",
]
