"""Zones, countries and regions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts import places
from apps.core import clock


@pytest.mark.parametrize(
    ("zone", "country"),
    [("America/Chicago", "US"), ("Europe/Dublin", "IE"), ("Asia/Kolkata", "IN"), ("UTC", ""), ("No/Where", "")],
)
def test_a_zone_tells_the_country(zone, country):
    assert places.country_of(zone) == country


def test_regions_are_those_with_holidays_of_their_own():
    assert ("IL", "Illinois") in places.regions("US")
    assert ("BY", "Bayern") in places.regions("DE")
    assert places.regions("XX") == ()


def test_countries_are_sorted_by_name():
    names = [name for _, name in places.countries()]

    assert names == sorted(names)
    assert ("US", "United States") in places.countries()


def test_a_city_gives_a_zone_its_name():
    assert places.city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "EST5EDT", "/", "Mars/Olympus", "America/Chicago\x00"])
def test_a_guess_that_is_no_zone_is_forgotten(name):
    assert places.current_zone_name(name) == ""


@given(st.text())
def test_any_guess_is_a_zone_or_forgotten(name):
    found = places.current_zone_name(name)

    assert found == "" or clock.zone(found).key == name


def test_every_choice_is_a_zone():
    for _, zones in places.zone_choices():
        for name, _ in zones:
            assert clock.zone(name)
