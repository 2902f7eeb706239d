"""Changing a person writes what was changed, and nothing that others moved meanwhile."""

import pytest

from apps.contacts.models import Contact, Stage
from apps.contacts.services import record_touch, set_stage, update_contact
from tests.factories.accounts import NOW
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


def test_update_contact_keeps_the_stage_and_the_last_touch_of_a_stale_row():
    stale = ContactFactory()
    fresh = Contact.objects.get()
    record_touch(actor=fresh.owner, contact=fresh, kind="thanked", occurred_at=NOW, now=NOW)
    set_stage(actor=fresh.owner, contact=fresh, stage=Stage.THANKED)

    update_contact(actor=stale.owner, contact=stale, now=NOW, rhythm_days=90, title="Lead")

    kept = Contact.objects.get()
    assert (kept.stage, kept.last_touch_kind, kept.title, kept.rhythm_days) == ("thanked", "thanked", "Lead", 90)
