"""A button that is pressed twice sends once."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.contacts.models import Contact
from apps.followups.models import FollowUp
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lena(db):
    return UserFactory()


def test_a_person_is_added_once(lena, signed_in):
    page = signed_in(lena, reverse("contacts:add"))

    page.get_by_label("First name").fill("Ines")
    page.get_by_role("button", name="Add").last.dblclick()

    expect(page).not_to_have_url(re.compile(reverse("contacts:add")))
    assert Contact.objects.filter(given_name="Ines").count() == 1


def test_a_step_is_planned_once(lena, signed_in):
    contact = ContactFactory(owner=lena)
    page = signed_in(lena, reverse("followups:create", args=[contact.pk]))

    page.get_by_label("What will you do?").fill("Send her the article")
    page.get_by_label("When?").fill(date(2031, 1, 1).isoformat())
    page.get_by_role("button", name="Plan it").dblclick()

    expect(page.get_by_text("Planned for January 1, 2031")).to_be_visible()
    assert FollowUp.objects.count() == 1


def test_two_buttons_of_one_form_are_two_wishes(lena, signed_in):
    page = signed_in(lena, reverse("followups:create", args=[ContactFactory(owner=lena).pk]))
    page.evaluate(
        """() => {
          const form = document.querySelector("form.card"), other = document.createElement("button");
          form.append(other);
          window.seen = [];
          document.addEventListener("submit", (event) => {
            window.seen.push(event.defaultPrevented);
            event.preventDefault();
          });
          const first = form.querySelector(".btn-primary");
          for (const button of [first, first, other]) button.click();
        }"""
    )

    assert page.evaluate("window.seen") == [False, True, False]
