"""Workers that claim at the same time: every row once, and nobody's reminders in two mails."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from apps.followups.models import Reminder
from apps.followups.services.delivery.claims import claim_batch
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db(transaction=True)

OWNERS, EACH, WORKERS = 40, 5, 4


@pytest.fixture
def reminders():
    for number in range(OWNERS):
        contact = ContactFactory(owner=UserFactory())
        follow_up = FollowUpFactory(contact=contact)
        # Interleaved, so that the oldest rows belong to different owners.
        moments = [NOW - timedelta(minutes=10 * turn, seconds=number) for turn in range(EACH)]
        Reminder.objects.bulk_create(
            Reminder(owner=contact.owner, follow_up=follow_up, send_at=moment, due_at=moment) for moment in moments
        )


def claim_all(_):
    claimed = []
    try:
        while batch := claim_batch(now=NOW, limit=3):
            claimed += batch
    finally:
        connection.close()
    return claimed


def test_every_row_is_claimed_once_and_every_owner_gets_one_mail(reminders):
    with ThreadPoolExecutor(WORKERS) as crew:
        claims = [claim for claimed in crew.map(claim_all, range(WORKERS)) for claim in claimed]

    left = claim_all(None)  # a worker stops when the others hold all that it sees; the next sweep takes the rest
    owners = defaultdict(set)
    for pk, owner in Reminder.objects.values_list("mail_id", "owner_id"):
        owners[owner].add(pk)
    ids = [claim.reminder_id for claim in claims + left]
    assert (len(ids), len(set(ids))) == (OWNERS * EACH, OWNERS * EACH)
    assert {len(mails) for mails in owners.values()} == {1}


def test_a_row_that_a_page_holds_is_left_for_the_next_sweep(reminders):
    held = Reminder.objects.order_by("due_at").first()
    with transaction.atomic():
        Reminder.objects.select_for_update().get(pk=held.pk)
        with ThreadPoolExecutor(1) as crew:
            claimed = crew.submit(claim_all, None).result(timeout=10)

    assert held.pk not in {claim.reminder_id for claim in claimed}
    assert [claim.reminder_id for claim in claim_all(None)] == [held.pk]


def test_who_lost_all_that_was_chosen_to_another_looks_again(reminders):
    looked, let_go = Event(), Event()

    def look_and_wait(execute, *args):
        result = execute(*args)
        looked.set()
        assert let_go.wait(timeout=10)
        return result

    def claim():
        try:
            with connection.execute_wrapper(look_and_wait):
                return claim_batch(now=NOW, limit=OWNERS)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as crew:
        with transaction.atomic():
            assert len(Reminder.objects.select_for_update()) == OWNERS * EACH
            claimed = crew.submit(claim)
            assert looked.wait(timeout=10)
        let_go.set()

    assert len(claimed.result()) == OWNERS * EACH
