"""Two merges of the same people at one moment: the rows decide."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from apps.contacts.errors import NotTwoPeople
from apps.contacts.models import Contact, PersonMerge
from tests.contacts.duplicates.people import merged
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_merges_wins_whichever_way_round():
    owner = UserFactory()
    one, other = (ContactFactory(owner=owner, given_name="Ana", family_name="Ruiz") for _ in range(2))
    start = Barrier(2)

    def run(kept, dropped):
        try:
            start.wait(timeout=30)
            merged(kept, dropped)
        except (NotTwoPeople, Contact.DoesNotExist):  # the second, whether it had read the row or not
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(run, (one, other), (other, one)))

    assert sorted(won) == [False, True]
    assert (Contact.objects.count(), PersonMerge.objects.count()) == (1, 1)
