"""Which zone data is used, and what happens to a stored zone that it no longer knows."""

import logging
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata
from django.urls import reverse
from packaging.version import Version

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.core import clock
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

LOCK = Path(__file__).parents[2] / "config" / "locks" / "run.txt"


def packaged(name):
    with resources.files(tzdata).joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file)


def test_the_database_is_not_older_than_the_pinned_one():
    pinned = next(line for line in LOCK.read_text().splitlines() if line.startswith("tzdata=="))

    assert Version(tzdata.__version__) >= Version(pinned.removeprefix("tzdata==").rstrip(" \\"))


def test_every_zone_comes_from_the_package_not_from_the_machine():
    months = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=15 * n) for n in range(13 * 24)]

    def offsets(tz):
        return [month.astimezone(tz).utcoffset() for month in months]

    names = resources.files(tzdata).joinpath("zones").read_text().split()
    assert [name for name in names if offsets(ZoneInfo(name)) != offsets(packaged(name))] == []


@pytest.mark.parametrize("name", ["Europe/Kiev", "US/Eastern", "Asia/Calcutta", "America/Buenos_Aires"])
def test_an_old_name_is_still_a_zone(name):
    assert clock.zone(name).key == name


# a stored name that is gone -------------------------------------------------------------------------------------------


@pytest.fixture
def lena(db):
    """Somebody whose zone was known once."""
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(timezone="Europe/Atlantis")
    clock.zone_or_utc.cache_clear()
    return User.objects.get(pk=user.pk)


def test_who_lives_in_a_zone_that_is_gone_lives_in_utc_and_the_log_says_so_once(lena, caplog):
    with caplog.at_level(logging.WARNING):
        zones = {lena.zone.key for _ in range(3)}

    assert zones == {"UTC"}
    assert [record.getMessage() for record in caplog.records] == [
        "The time zone 'Europe/Atlantis' is stored but not in the database; UTC is used instead."
    ]


@pytest.mark.parametrize("route", ["workspace:today", "accounts:settings", "workspace:reminders", "contacts:list"])
def test_pages_open_for_who_lives_in_a_zone_that_is_gone(client, lena, route):
    client.force_login(lena)

    assert client.get(reverse(route)).status_code == 200


@pytest.mark.parametrize("route", ["workspace:person", "interviews:plan", "contacts:edit"])
def test_pages_open_about_a_person_whose_zone_is_gone(client, lena, route):
    contact = ContactFactory(owner=lena)
    Contact.objects.filter(pk=contact.pk).update(timezone="Europe/Atlantis")
    client.force_login(lena)

    assert client.get(reverse(route, args=[contact.pk])).status_code == 200
