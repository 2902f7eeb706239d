"""A line of the list, which is written in Python: whatever somebody typed is escaped."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Contact
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
HOSTILE = "\"><script>'&"
ESCAPED = "&quot;&gt;&lt;script&gt;&#x27;&amp;"


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.mark.parametrize("field", ["given_name", "family_name", "title", "employer", "relation", "source", "tags"])
def test_a_word_that_somebody_typed_is_escaped(client, owner, field):
    ContactFactory(owner=owner, **{field: [HOSTILE, f"{HOSTILE}2"] if field == "tags" else HOSTILE})

    page = client.get(reverse("contacts:list")).content.decode()

    assert ESCAPED in page
    assert HOSTILE not in page


def test_the_next_step_and_the_introducer_are_escaped(client, owner):
    via = ContactFactory(owner=owner, given_name=HOSTILE, family_name="")
    person = ContactFactory(owner=owner, introducer=via)
    Contact.objects.filter(pk=person.pk).update(next_step=HOSTILE, next_step_at=NOW + timedelta(days=3))

    page = client.get(reverse("contacts:list")).content.decode()

    assert f'<td class="c-how">via {ESCAPED}</td>' in page
    assert f'title="{ESCAPED}"' in page
    assert HOSTILE not in page


def test_a_search_stands_escaped_in_the_links_of_the_filters(client, owner):
    ContactFactory(owner=owner, given_name="Priya", employer="Corvane Health")

    page = client.get(reverse("contacts:list"), {"q": '"priya" & <b>'}).content.decode()

    assert "q=%22priya%22+%26+%3Cb%3E&amp;employer=" in page
