"""The warning before a session of staff ends by itself: by keyboard, with the text kept, and for nobody else."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from apps.advising.models import Note
from apps.centers.models import Level, Role
from tests.factories.accounts import PASSWORD
from tests.factories.centers import MembershipFactory, enrol

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("single_factor")]
WORDS = "Shy on the phone; suggested e-mail first."


@pytest.fixture
def advisor(center):
    return MembershipFactory(center=center, role=Role.ADVISOR, user__given_name="Dana")


@pytest.fixture
def student(center, advisor):
    return enrol(center, level=Level.PROGRESS, advisor=advisor, user__given_name="Jonah")


def test_ses_1_staff_are_warned_and_stay_by_keyboard_with_their_text_kept(signed_in, page, advisor, student):
    page.clock.install()
    signed_in(advisor.user, reverse("advising:notes", args=[student.pk]))
    note = page.get_by_label("Note", exact=True)
    note.fill(WORDS)
    warning = page.get_by_role("alertdialog")

    page.clock.run_for(24 * 60 * 1000)
    expect(warning).to_be_hidden()
    page.clock.run_for(90 * 1000)
    expect(warning).to_contain_text("5 minutes")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")

    expect(warning).to_be_hidden()
    expect(note).to_have_value(WORDS)
    page.clock.run_for(24 * 60 * 1000)
    expect(warning).to_be_hidden()


def test_ses_1_after_the_end_the_text_is_there_and_goes_out_once_one_has_signed_in(
    signed_in, page, advisor, student, live_server
):
    page.clock.install()
    signed_in(advisor.user, reverse("advising:notes", args=[student.pk]))
    page.get_by_label("Note", exact=True).fill(WORDS)
    Session.objects.all().delete()
    page.clock.run_for(31 * 60 * 1000)
    expect(page.get_by_role("alertdialog")).to_contain_text("You’re signed out")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in").click()
    other = opened.value
    other.get_by_label("E-mail").fill(advisor.user.email)
    other.locator("input[type=password]").fill(PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url(lambda address: "login" not in address)
    other.close()
    page.clock.run_for(12 * 1000)

    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".aq-staffnote__text")).to_have_text(WORDS)
    assert Note.objects.get().body == WORDS


def test_whose_session_does_not_end_by_itself_is_not_warned(signed_in, page, student):
    signed_in(student.user, "/settings/")

    expect(page.locator("#idle")).to_have_count(0)
