"""The chain from the owner to a person."""

import pytest

from apps.contacts.models import Contact
from apps.contacts.selectors import introducer_chain
from apps.contacts.selectors.chain import MAX_DEPTH, MAX_INTRODUCED
from tests.contacts.counting import literal_queries
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


def person(owner, name, introducer=None, **fields):
    return ContactFactory(owner=owner, given_name=name, family_name="", introducer=introducer, **fields)


def test_chain_leads_from_the_first_introducer_to_those_introduced():
    owner = UserFactory()
    carla = person(owner, "Carla", circle="family", relation="aunt")
    daniel = person(owner, "Daniel", carla, relation="ward colleague")
    person(owner, "Femi", daniel)

    with literal_queries(1):
        chain = introducer_chain(owner, daniel.pk)

    assert [(c.name, c.link, c.depth) for c in chain] == [
        ("Carla", "aunt", 1), ("Daniel", "ward colleague", 0), ("Femi", "introduced", -1),
    ]  # fmt: skip


def test_the_circle_is_the_first_link_when_nothing_else_is_known():
    owner = UserFactory()
    ana = person(owner, "Ana", circle="neighbour")

    assert [c.link for c in introducer_chain(owner, ana.pk)] == ["neighbor"]


def test_a_loop_ends_and_a_long_chain_is_cut():
    owner = UserFactory()
    first = last = person(owner, "P0")
    for n in range(1, MAX_DEPTH + 10):
        last = person(owner, f"P{n}", last)
    assert len(introducer_chain(owner, last.pk)) == MAX_DEPTH + 1

    Contact.objects.filter(pk=first.pk).update(introducer=Contact.objects.get(given_name="P3", owner=owner))
    looped = [c.name for c in introducer_chain(owner, first.pk) if c.depth >= 0]
    assert looped == ["P1", "P2", "P3", "P0"]


def test_many_introduced_are_cut_and_archived_ones_left_out():
    owner = UserFactory()
    carla = person(owner, "Carla")
    for n in range(MAX_INTRODUCED + 5):
        person(owner, f"P{n}", carla)
    Contact.objects.filter(given_name="P0").update(archived_at="2026-10-20T00:00Z")

    introduced = [c.name for c in introducer_chain(owner, carla.pk) if c.depth < 0]

    assert introduced == ["P1", "P2", "P3", "P4", "P5", "P6"]


def test_chain_never_reaches_into_another_owners_people():
    owner = UserFactory()
    daniel = person(owner, "Daniel")
    stranger = ContactFactory()
    Contact.objects.filter(pk=daniel.pk).update(introducer=stranger)
    Contact.objects.filter(pk=stranger.pk).update(introducer=daniel)

    assert [c.name for c in introducer_chain(owner, daniel.pk)] == ["Daniel"]
    assert stranger.name not in [c.name for c in introducer_chain(owner, stranger.pk)]
