"""From the sign-up form to the first page."""

import re

import pytest
from django.urls import reverse

from apps.accounts.models import User
from tests.factories.accounts import NOW, PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
THEO = {"given_name": "Theo", "family_name": "Osei", "email": "theo@aldermere.example", "password1": PASSWORD}


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), THEO | changes)


def confirm(client, mailbox):
    link = re.search(r"https?://\S+(/accounts/confirm-email/\S+)", mailbox.only(to=THEO["email"]).text)
    return client.post(link.group(1))


def test_sign_up_keeps_name_zone_and_country(client, mailbox):
    sign_up(client, timezone="America/Chicago")

    theo = User.objects.get()
    assert (theo.name, theo.timezone, theo.country) == ("Theo Osei", "America/Chicago", "US")
    assert theo.timezone_confirmed_at is None


@pytest.mark.parametrize("guess", ["", "Mars/Olympus", "../../etc/passwd", "x" * 200])
def test_a_strange_guess_is_forgotten_and_stops_nobody(client, mailbox, guess):
    sign_up(client, timezone=guess[:64])

    assert User.objects.get().timezone == "UTC"


def test_without_a_first_name_the_form_says_so(client):
    response = sign_up(client, given_name="")

    assert "given_name" in response.context["form"].errors
    assert not User.objects.exists()


def test_the_link_in_the_mail_leads_to_the_time_zone_page(client, mailbox):
    sign_up(client, timezone="America/Chicago")

    response = confirm(client, mailbox)

    assert response["Location"].startswith(reverse("accounts:confirm_timezone"))
    page = client.get(response["Location"]).content.decode()
    assert "in Chicago, right?" in page


def test_confirming_leads_on_and_is_asked_once(client, mailbox):
    sign_up(client, timezone="America/Chicago")
    confirm(client, mailbox)

    response = client.post(
        reverse("accounts:confirm_timezone"),
        {"timezone": "America/Denver", "country": "US", "region": "CO", "reminder_hour": "08:30", "next": "/people/"},
    )

    theo = User.objects.get()
    assert response["Location"] == "/people/"
    assert (theo.timezone, theo.country, theo.region, f"{theo.reminder_hour:%H:%M}") == (
        "America/Denver",
        "US",
        "CO",
        "08:30",
    )
    client.logout()
    again = client.post(reverse("account_login"), {"login": theo.email, "password": PASSWORD})
    assert again["Location"] == "/"


def test_an_invitation_link_survives_the_time_zone_page(client):
    user = UserFactory(timezone_confirmed_at=None)

    response = client.post(
        f"{reverse('account_login')}?next=/centers/join/abc/", {"login": user.email, "password": PASSWORD}
    )

    assert response["Location"] == f"{reverse('accounts:confirm_timezone')}?next=%2Fcenters%2Fjoin%2Fabc%2F"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_on_never_leaves_this_site(client, target):
    client.force_login(UserFactory(timezone_confirmed_at=None))

    response = client.post(
        reverse("accounts:confirm_timezone"),
        {"timezone": "UTC", "country": "", "region": "", "reminder_hour": "09:00", "next": target},
    )

    assert response["Location"] == "/"


def test_a_zone_that_is_none_is_refused(client):
    user = UserFactory(timezone_confirmed_at=None)
    client.force_login(user)

    response = client.post(
        reverse("accounts:confirm_timezone"), {"timezone": "Mars/Olympus", "country": "US", "reminder_hour": "09:00"}
    )

    user.refresh_from_db()
    assert response.status_code == 422
    assert user.timezone_confirmed_at is None


def test_the_first_confirmation_is_kept(client):
    user = UserFactory(timezone_confirmed_at=NOW)
    client.force_login(user)

    client.post(reverse("accounts:confirm_timezone"), {"timezone": "UTC", "reminder_hour": "09:00"})

    user.refresh_from_db()
    assert user.timezone_confirmed_at == NOW
