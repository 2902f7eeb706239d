"""Reads about people. Every one starts from what the user may see."""

from apps.contacts.selectors.chain import ChainLink, introducer_chain
from apps.contacts.selectors.employers import next_in_line
from apps.contacts.selectors.export import people_to_export
from apps.contacts.selectors.people import (
    PAGE_SIZE,
    PeoplePage,
    Person,
    chosen_people,
    count_matching,
    people_matching,
    people_page,
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
from apps.contacts.selectors.query import SORTS, VIEWS, Cursor, PeopleQuery
from apps.contacts.selectors.saved import saved_views
from apps.contacts.selectors.summary import Summary, people_summary

__all__ = [
    "PAGE_SIZE",
    "SORTS",
    "VIEWS",
    "ChainLink",
    "Cursor",
    "PeoplePage",
    "PeopleQuery",
    "Person",
    "Summary",
    "chosen_people",
    "count_matching",
    "employer_names",
    "introducer_chain",
    "next_in_line",
    "note_of",
    "people_called",
    "people_matching",
    "people_page",
    "people_summary",
    "people_to_export",
    "picker_label",
    "picker_options",
    "saved_views",
    "tag_names",
    "tags_of",
]
