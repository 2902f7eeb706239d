"""Tab "You", the theme, and what follows from them."""

from datetime import time

import pytest
from django.urls import reverse

from apps.accounts import services
from apps.accounts.models import User
from tests.factories.accounts import NOW, UserFactory

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}
URL = "/settings/"
FORM = {
    "given_name": "Lena",
    "family_name": "Marchetti",
    "introduction": "a physical therapist now studying design",
    "timezone": "America/Chicago",
    "country": "US",
    "region": "IL",
    "working_days": ["0", "1", "2", "3", "6"],
    "time_format": "24",
    "date_format": "dmy",
    "theme": "system",
}


@pytest.fixture
def lena(client):
    lena = UserFactory()
    client.force_login(lena)
    return lena


def test_the_page_shows_what_is_set(client, lena):
    page = client.get(URL).content.decode()

    assert 'value="Lena"' in page
    assert '<option value="America/Chicago" selected>' in page
    assert "in Chicago now" in page
    assert page.count(" checked") == 5


def test_without_scripts_everything_is_saved_by_the_button(client, lena):
    response = client.post(URL, FORM)

    lena.refresh_from_db()
    assert response.status_code == 303
    assert {name: getattr(lena, name) for name in FORM} == FORM | {"working_days": [0, 1, 2, 3, 6]}


def test_with_htmx_only_the_word_saved_comes_back(client, lena):
    page = client.post(URL, FORM | {"region": ""}, **HX).content.decode()

    assert "<form" not in page
    assert 'id="saved" hx-swap-oob="true"' in page
    assert "Saved" in page


def test_another_country_brings_its_regions(client, lena):
    page = client.post(URL, FORM | {"country": "DE"}, **HX).content.decode()

    lena.refresh_from_db()
    assert (lena.country, lena.region) == ("DE", "")
    assert 'id="region-row" hx-swap-oob="true"' in page
    assert "Bayern" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"given_name": ""}, "This field is required."),
        ({"working_days": []}, "Choose at least one day."),
        ({"timezone": "Mars/Olympus"}, "Select a valid choice"),
        ({"introduction": "x" * 201}, "at most 200 characters"),
        ({"theme": "pink"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_saved_is_said_under_its_field(client, lena, changes, words):
    response = client.post(URL, FORM | changes, **HX)

    page = response.content.decode()
    assert (response.status_code, response["HX-Reswap"]) == (422, "outerHTML")
    assert words in page
    assert 'aria-invalid="true"' in page or "working_days" in changes
    lena.refresh_from_db()
    assert lena.introduction == ""


def test_after_an_error_the_next_success_clears_it(client, lena):
    response = client.post(URL, FORM | {"had_errors": "1"}, **HX)

    assert response["HX-Reswap"] == "outerHTML"
    assert 'id="you-form"' in response.content.decode()


def test_another_theme_draws_the_page_anew(client, lena):
    response = client.post(URL, FORM | {"theme": "dark"}, **HX)

    assert (response.status_code, response["HX-Redirect"]) == (204, URL)
    assert '<html lang="en" data-bs-theme="dark">' in client.get(URL).content.decode()


def test_the_theme_switch_goes_back_to_its_page(client, lena):
    response = client.post(reverse("accounts:theme"), {"theme": "dark", "next": "/people/?q=x"})

    lena.refresh_from_db()
    assert (response.status_code, response["Location"], lena.theme) == (303, "/people/?q=x", "dark")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", ""])
def test_the_theme_switch_stays_on_this_site(client, lena, target):
    response = client.post(reverse("accounts:theme"), {"theme": "pink", "next": target})

    lena.refresh_from_db()
    assert (response["Location"], lena.theme) == ("/", "system")


def test_an_old_zone_name_of_a_browser_is_kept(client, lena):
    services.update_preferences(actor=lena, now=NOW, timezone="Asia/Calcutta")

    page = client.get(URL).content.decode()

    assert '<option value="Asia/Calcutta" selected>' in page


def test_only_preferences_can_be_changed(lena):
    with pytest.raises(ValueError, match="is_staff"):
        services.update_preferences(actor=lena, now=NOW, is_staff=True)


def test_a_change_of_something_else_keeps_the_mark_of_a_calendar_that_changed_meanwhile(lena):
    User.objects.filter(pk=lena.pk).update(replan_from=NOW)  # after `lena` was read

    services.update_preferences(actor=lena, now=NOW, theme="dark")

    assert User.objects.get(pk=lena.pk).replan_from == NOW


def test_the_old_address_of_the_reminders_page_leads_there(client, lena):
    assert client.get(reverse("accounts:reminders"))["Location"] == reverse("workspace:reminders")


def test_regions_for_the_first_page(client, lena):
    page = client.get(reverse("accounts:regions"), {"country": "DE"}, **HX).content.decode()

    assert "Bayern" in page
    assert "hidden" not in page
    assert lena.quiet_from == time(20)
