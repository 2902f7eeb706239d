"""EML-1: another address for an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = "lena@elsewhere.example"
PAGE = "/accounts/email/"


@pytest.fixture
def lena(db):
    return UserFactory(email="lena@aldermere.example")


@pytest.fixture
def browser(lena):
    """Signed in, and sure of who it is."""
    client = Client()
    client.post(reverse("account_login"), {"login": lena.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": PAGE})
    mail.outbox.clear()
    return client


def ask(client, address=NEW):
    return client.post(PAGE, {"action_add": "1", "email": address})


def link_to(address: str) -> str:
    """The path of the newest link that was sent there."""
    message = [m for m in mail.outbox if m.to == [address]][-1]
    return re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", message.body).group(1)


def address_of(user) -> tuple[str, list[str]]:
    user.refresh_from_db()
    return user.email, list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


def test_eml_1_asking_takes_the_password_first(lena):
    client = Client()
    client.post(reverse("account_login"), {"login": lena.email, "password": PASSWORD})
    mail.outbox.clear()

    response = ask(client)

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert (mail.outbox, EmailAddress.objects.count()) == ([], 1)


def test_eml_1_until_the_link_is_used_everything_stays(lena, browser):
    ask(browser)

    assert address_of(lena) == ("lena@aldermere.example", ["lena@aldermere.example"])
    assert [m.to for m in mail.outbox] == [[NEW]]
    page = browser.get(PAGE).content.decode()
    assert NEW in page
    assert "Don’t change it" in page


def test_eml_1_get_alone_changes_nothing(lena, browser):
    ask(browser)

    response = browser.get(link_to(NEW))

    assert response.status_code == 200
    assert address_of(lena)[0] == "lena@aldermere.example"


def test_eml_1_the_link_changes_it_and_the_old_address_hears_of_it(lena, browser):
    ask(browser)

    browser.post(link_to(NEW))

    assert address_of(lena) == (NEW, [NEW])
    notice = [m for m in mail.outbox if m.to == ["lena@aldermere.example"]]
    assert len(notice) == 1
    assert NEW in notice[0].body


def test_eml_1_a_link_works_once(lena, browser):
    ask(browser)
    link = link_to(NEW)
    browser.post(link)
    count = len(mail.outbox)

    browser.post(link)

    assert (address_of(lena), len(mail.outbox)) == ((NEW, [NEW]), count)


def test_eml_1_a_newer_request_voids_the_older(lena, browser):
    ask(browser)
    older = link_to(NEW)
    ask(browser, "lena@third.example")

    browser.post(older)

    assert address_of(lena)[0] == "lena@aldermere.example"


def test_eml_1_a_request_can_be_taken_back(lena, browser):
    ask(browser)
    link = link_to(NEW)
    browser.post(PAGE, {"action_remove": "1", "email": NEW})

    browser.post(link)

    assert address_of(lena) == ("lena@aldermere.example", ["lena@aldermere.example"])


def test_eml_1_an_address_that_somebody_took_meanwhile_is_refused(lena, browser):
    ask(browser)
    UserFactory(email=NEW)

    browser.post(link_to(NEW))

    assert address_of(lena) == ("lena@aldermere.example", ["lena@aldermere.example"])


def test_eml_1_an_address_that_is_taken_already_looks_like_any_other(lena, browser):
    theirs = UserFactory(email="taken@aldermere.example")

    taken = ask(browser, theirs.email)
    browser.post(link_to(theirs.email))
    fresh = ask(browser)

    assert (taken.status_code, taken["Location"]) == (fresh.status_code, fresh["Location"])
    assert address_of(lena)[0] == "lena@aldermere.example"
    assert address_of(theirs)[0] == theirs.email


def test_eml_1_an_account_that_was_closed_meanwhile_keeps_its_address(lena, browser):
    ask(browser)
    link = link_to(NEW)
    lena.is_active = False
    lena.save()

    Client().post(link)

    assert address_of(lena) == ("lena@aldermere.example", ["lena@aldermere.example"])


def test_eml_1_somebody_with_a_second_factor_can_change_it_too(lena, browser):
    TOTP.activate(lena, generate_totp_secret())
    ask(browser)

    browser.post(link_to(NEW))

    assert address_of(lena)[0] == NEW


@pytest.mark.parametrize("address", ["", "nonsense", "lena@aldermere.example"])
def test_eml_1_what_cannot_be_an_address_is_said_at_the_field(lena, browser, address):
    response = ask(browser, address)

    assert 'aria-invalid="true"' in response.content.decode()
    assert mail.outbox == []
