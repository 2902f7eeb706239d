"""Mails in two bodies, in one layout."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse

from apps.core.mail import build_mail
from tests.factories.accounts import UserFactory

CONFIRM = "account/email/email_confirmation_signup"


def confirmation(**more):
    return build_mail(
        subject_template=f"{CONFIRM}_subject.txt",
        template=f"{CONFIRM}_message",
        context={"activate_url": "https://acquaint.example/confirm/?a=1&b=2"},
        to=["lena@aldermere.example"],
        **more,
    )


def test_mail_has_a_text_and_an_html_body_that_say_the_same():
    message = confirmation(headers={"Message-ID": "<1@acquaint.example>"})

    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert message.subject == "Confirm your address, and you’re in"
    assert message.to == ["lena@aldermere.example"]
    assert message.extra_headers == {"Message-ID": "<1@acquaint.example>"}
    assert "https://acquaint.example/confirm/?a=1&b=2" in message.body
    assert 'href="https://acquaint.example/confirm/?a=1&amp;b=2"' in html


def test_mail_styles_are_inlined_and_the_dark_scheme_is_kept():
    ((html, _),) = confirmation().alternatives

    assert re.search(r'<a class="btn"[^>]* style="[^"]*background-color: #6a2c60', html)
    assert "prefers-color-scheme: dark" in html
    assert "{%" not in html


def test_mail_links_home_without_a_request(settings):
    settings.SITE_URL = "https://acquaint.example"

    message = confirmation()

    assert 'href="https://acquaint.example/"' in message.alternatives[0][0]
    assert message.body.endswith("Acquaint, https://acquaint.example/\n")


@pytest.mark.django_db
def test_sign_up_sends_our_mail(client):
    data = {"given_name": "Ines", "email": "ines@lumen.example", "password1": "three odd green words"}

    response = client.post(reverse("account_signup"), data)

    (message,) = mail.outbox
    assert response.status_code == 302, response.context["form"].errors
    assert message.subject == "Confirm your address, and you’re in"
    assert "/accounts/confirm-email/" in message.body
    assert "Welcome to Acquaint" in message.alternatives[0][0]


@pytest.mark.django_db
def test_a_changed_password_is_told_by_mail(client):
    lena = UserFactory(password="three odd green words")
    client.login(email=lena.email, password="three odd green words")
    client.post(reverse("account_login"), {"login": lena.email, "password": "three odd green words"})
    new = "four other blue words"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": "three odd green words", "password1": new, "password2": new},
        headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0"},
    )

    message = mail.outbox[-1]
    assert message.subject == "Your password was changed"
    assert "With: Firefox on Linux" in message.body
    assert "Firefox on Linux" in message.alternatives[0][0]
