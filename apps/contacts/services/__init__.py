"""Writes about people. Every function takes the acting owner first and the time as an argument."""

from apps.contacts.services.asking import News, announce, register_answer
from apps.contacts.services.employernames import find_or_create_employer
from apps.contacts.services.people import (
    advance_stage,
    archive_contact,
    create_contact,
    restore_contact,
    save_private_note,
    set_stage,
    set_tags,
    update_contact,
)
from apps.contacts.services.referrals import (
    advance_referrals,
    drop_referral,
    offer_referral,
    pick_up_referral,
    restore_referral,
)
from apps.contacts.services.touches import move_touch, record_touch, remove_touch

__all__ = [
    "News",
    "advance_referrals",
    "advance_stage",
    "announce",
    "archive_contact",
    "create_contact",
    "drop_referral",
    "find_or_create_employer",
    "move_touch",
    "offer_referral",
    "pick_up_referral",
    "record_touch",
    "register_answer",
    "remove_touch",
    "restore_contact",
    "restore_referral",
    "save_private_note",
    "set_stage",
    "set_tags",
    "update_contact",
]
