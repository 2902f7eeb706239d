"""Addresses that are worked out once."""

from uuid import uuid4

from django.urls import reverse

from apps.core.addresses import address_of, addresses_of


def test_an_address_is_that_of_the_route():
    assert address_of("contacts:list") == reverse("contacts:list")


def test_a_route_that_nothing_answers_to_has_none():
    assert address_of("contacts:nowhere") == ""


def test_each_id_gets_its_own_address():
    one, other, url_of = uuid4(), uuid4(), addresses_of("workspace:person")

    assert [url_of(one), url_of(other)] == [reverse("workspace:person", args=[pk]) for pk in (one, other)]


def test_words_may_stand_behind_the_id():
    one = uuid4()

    assert addresses_of("workspace:person_field", "email")(one) == reverse(
        "workspace:person_field", args=[one, "email"]
    )


def test_another_set_of_routes_has_other_addresses(settings):
    assert address_of("contacts:list")

    settings.ROOT_URLCONF = "config.health"

    assert address_of("contacts:list") == ""
