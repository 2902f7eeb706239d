"""Reads about talks. Other apps ask here; nobody else queries these tables."""

from apps.interviews.selectors.debriefs import LookBack, lessons_before, look_back
from apps.interviews.selectors.exchange import exchange_of, letter_of
from apps.interviews.selectors.letters import (
    LetterPage,
    check_in_planned,
    letter_page,
    letter_page_of,
    mail_link,
    minutes_held,
    thank_you_of,
)
from apps.interviews.selectors.record import Record, caught_in, note_in, record_of, shareable_takeaways, takeaways_of
from apps.interviews.selectors.talks import (
    check_items,
    coming_interviews,
    fallen_through,
    held_interviews,
    interviews_by_follow_up,
    interviews_with,
    last_position,
    open_exchange_with,
    open_talk_with,
    people_to_talk_with,
    questions_of,
    recent_touches,
    talks,
)

__all__ = [
    "LetterPage",
    "LookBack",
    "Record",
    "caught_in",
    "check_in_planned",
    "check_items",
    "coming_interviews",
    "exchange_of",
    "fallen_through",
    "held_interviews",
    "interviews_by_follow_up",
    "interviews_with",
    "last_position",
    "lessons_before",
    "letter_of",
    "letter_page",
    "letter_page_of",
    "look_back",
    "mail_link",
    "minutes_held",
    "note_in",
    "open_exchange_with",
    "open_talk_with",
    "people_to_talk_with",
    "questions_of",
    "recent_touches",
    "record_of",
    "shareable_takeaways",
    "takeaways_of",
    "talks",
    "thank_you_of",
]
