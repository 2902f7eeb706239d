"""The palette: what comes next, people by name, things to do; only the reader's own."""

import pytest
import time_machine
from django.urls import reverse

from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
URL = reverse("workspace:palette")


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        yield user


def results(client, query=""):
    return client.get(URL, {"q": query}).context["results"]


def test_an_empty_query_shows_what_comes_next_and_what_one_can_do(client, lena):
    step = FollowUpFactory(contact=ContactFactory(owner=lena), due_at=NOW, title="Thank Priya")

    found = results(client)

    assert [s.id for s in found.steps] == [step.pk]
    assert found.people == []
    assert found.actions[0].url == reverse("contacts:add")


@pytest.mark.parametrize("query", ["marcus", "oye mar", "FERNBANK", "Márcus"])
def test_people_are_found_by_parts_of_name_and_employer(client, lena, query):
    marcus = ContactFactory(owner=lena, given_name="Marcus", family_name="Oyelaran", employer="Fernbank Devices")
    ContactFactory(owner=lena, given_name="Sofia", family_name="Brandt", employer="")

    assert [p.pk for p in results(client, query).people] == [marcus.pk]


def test_nobody_finds_somebody_elses_people(client, lena):
    ContactFactory(given_name="Marcus")

    assert results(client, "marcus").people == []


def test_actions_are_found_by_other_words_too(client, lena):
    assert [a.label for a in results(client, "linkedin").actions] == ["Import people from a file"]


def test_nothing_found_says_so_and_escapes_what_was_typed(client, lena):
    html = client.get(URL, {"q": "<b>zzz"}).content.decode()

    assert "&lt;b&gt;zzz" in html
    assert 'role="option"' not in html


def test_each_option_has_its_own_id_and_a_place_to_go(client, lena):
    ContactFactory(owner=lena, given_name="Marcus")

    html = client.get(URL, {"q": "m"}).content.decode()

    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == html.count("data-href=") > 1
