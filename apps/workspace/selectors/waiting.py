"""Whether anything waits for a word with somebody, before each of the apps is asked to end it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connection

from apps.accounts.models import User
from apps.contacts.models import Contact


class Waiting(NamedTuple):
    """What there is: open steps of the kinds that were asked for, an ask without an answer, referrals under way."""

    steps: bool
    ask: bool
    referrals: bool


_WAITING = """
SELECT EXISTS (SELECT FROM followups_followup WHERE owner_id = %(owner)s AND contact_id = %(contact)s
                  AND state = 'open' AND repeats = '' AND kind = ANY(%(kinds)s)),
       EXISTS (SELECT FROM outreach_outreach WHERE owner_id = %(owner)s AND contact_id = %(contact)s
                  AND state = 'sent'),
       EXISTS (SELECT FROM contacts_referral WHERE owner_id = %(owner)s AND contact_id = %(contact)s
                  AND state IN ('offered', 'introduced', 'contacted'))
"""


def waiting_for_a_word(owner: User, contact: Contact, kinds: Collection[str]) -> Waiting:
    """One query."""
    asked: dict[str, Any] = {"owner": owner.pk, "contact": contact.pk, "kinds": [str(kind) for kind in kinds]}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, asked)
        return Waiting(*cursor.fetchone())
