"""Duplicates in a real browser: a pair leaves where it stands, and the toast brings it back."""

import pytest
from playwright.sync_api import expect

from apps.contacts.models import PeopleApart
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_not_the_same_takes_the_pair_away_and_undo_brings_it_back(signed_in):
    owner = UserFactory()
    for given in ("Sofia", "Sof"):
        ContactFactory(owner=owner, given_name=given, family_name="Brandt", employer="Tidewell")
    page = signed_in(owner, "/people/duplicates/")

    page.get_by_role("button", name="Not the same: ").click()
    expect(page.locator("#pairs > li")).to_have_count(0)
    assert PeopleApart.objects.count() == 1
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("#pairs > li")).to_have_count(1)
    assert not PeopleApart.objects.exists()
