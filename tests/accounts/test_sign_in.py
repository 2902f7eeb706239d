"""SES-2: what sign-in, sign-up and reset tell nobody, and what a forged address does not dodge."""

import re

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.urls import reverse

from apps.accounts.models import User
from tests.factories.accounts import NOW, PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NOBODY = "nobody@aldermere.example"
PROXY = "203.0.113.9"


@pytest.fixture(autouse=True)
def _standing_clock():
    """Limits count within a minute of theirs."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(db):
    return UserFactory()


def shown(client, url: str, data: dict[str, str]) -> tuple[object, ...]:
    """Everything that a browser gets for a form, without what the person themselves typed and random tokens."""
    first = client.post(url, data)
    last = client.get(first["Location"]) if first.has_header("Location") else first
    text = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", last.content.decode())
    return (
        first.status_code,
        first.get("Location"),
        last.status_code,
        text.replace(data.get("email", data.get("login", "")), ""),
    )


# Nobody learns who has an account -----------------------------------------------------------------------------------


def test_ses_2_a_wrong_password_and_an_unknown_address_look_alike(client, lena):
    wrong = shown(client, reverse("account_login"), {"login": lena.email, "password": "not this one"})
    unknown = shown(client, reverse("account_login"), {"login": NOBODY, "password": "not this one"})

    assert wrong == unknown


def test_ses_2_a_closed_account_looks_like_an_unknown_one(client):
    closed = UserFactory(is_active=False)

    wrong = shown(client, reverse("account_login"), {"login": closed.email, "password": "not this one"})
    unknown = shown(client, reverse("account_login"), {"login": NOBODY, "password": "not this one"})

    assert wrong == unknown


def test_ses_2_an_unknown_address_takes_as_much_work_as_a_wrong_password(client, lena, monkeypatch):
    worked = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: worked.append(1) or encode(*args))

    client.post(reverse("account_login"), {"login": lena.email, "password": "not this one"})
    for_a_known = len(worked)
    client.post(reverse("account_login"), {"login": NOBODY, "password": "not this one"})

    assert (for_a_known, len(worked)) == (1, 2)


def test_ses_2_asking_for_a_new_password_looks_the_same_for_everybody(client, lena):
    known = shown(client, reverse("account_reset_password"), {"email": lena.email})
    unknown = shown(client, reverse("account_reset_password"), {"email": NOBODY})

    assert known == unknown
    assert sorted(to for message in mail.outbox for to in message.to) == sorted([lena.email, NOBODY])


def test_ses_2_signing_up_with_an_address_that_is_taken_looks_like_any_other(client, lena):
    theo = {"given_name": "Theo", "family_name": "Osei", "password1": PASSWORD}

    taken = shown(client, reverse("account_signup"), theo | {"email": lena.email})
    client.cookies.clear()
    fresh = shown(client, reverse("account_signup"), theo | {"email": NOBODY})

    assert taken == fresh
    assert sorted(User.objects.values_list("email", flat=True)) == sorted([lena.email, NOBODY])


def test_ses_2_whose_address_is_taken_hears_of_it_by_mail_alone(client, lena):
    client.post(reverse("account_signup"), {"given_name": "T", "email": lena.email, "password1": PASSWORD})

    [message] = mail.outbox
    assert message.to == [lena.email]
    assert "confirm-email" not in message.body


# How often -----------------------------------------------------------------------------------------------------------


def guess(client, number: int, forwarded: str = "") -> str:
    """A wrong password for another address each time, as somebody with a list of addresses would."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    data = {"login": f"p{number}@aldermere.example", "password": "not this one"}
    return client.post(reverse("account_login"), data, headers=headers, REMOTE_ADDR="198.51.100.4").content.decode()


LIMIT = 10
STOPPED = "Too many failed login attempts"


def test_ses_2_after_ten_wrong_passwords_an_address_waits(client):
    answers = [guess(client, number) for number in range(LIMIT + 1)]

    assert [STOPPED in answer for answer in answers] == [False] * LIMIT + [True]


def test_ses_2_without_a_proxy_a_forged_header_dodges_nothing(client, settings):
    assert django_settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0

    answers = [guess(client, number, forwarded=f"192.0.2.{number}") for number in range(LIMIT + 1)]

    assert STOPPED in answers[-1]


def test_ses_2_behind_a_proxy_a_forged_header_dodges_nothing(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    answers = [guess(client, number, forwarded=f"192.0.2.{number}, {PROXY}") for number in range(LIMIT + 1)]

    assert STOPPED in answers[-1]


def test_ses_2_behind_a_proxy_each_visitor_has_their_own_count(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    answers = [guess(client, number, forwarded=f"203.0.113.{number}") for number in range(LIMIT + 1)]

    assert STOPPED not in answers[-1]
