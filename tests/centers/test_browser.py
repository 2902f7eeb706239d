"""Sharing in a browser: by keyboard alone, with the preview loaded into the page, and cut in one click."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.centers.models import ClosedDay, Level, Role, SharingGrant
from apps.contacts.models import Contact
from tests.factories.centers import CaseloadFactory, CenterFactory, ClosedDayFactory, MembershipFactory, share

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def jonah():
    center = CenterFactory()
    advisor = MembershipFactory(
        center=center, role=Role.ADVISOR, user__given_name="Dana", user__family_name="Whitfield"
    )
    student = MembershipFactory(center=center, user__given_name="Jonah")
    CaseloadFactory(staff=advisor, student=student)
    Contact.objects.create(owner=student.user, given_name="Priya", sort_key="priya", stage="asked")
    return student


def level_of(student):
    return SharingGrant.objects.filter(owner=student.user).order_by("-created_at", "-id").first().level


def test_more_is_shared_by_keyboard_alone_after_the_preview(jonah, signed_in):
    page = signed_in(jonah.user, reverse("centers:center_sharing", args=[jonah.center_id]))

    page.get_by_role("listitem").filter(has_text="Progress and names").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Progress and names")
    expect(page.locator("#seen")).to_contain_text("Priya")
    page.get_by_role("button", name="Share this").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".aq-levelrow.is-now")).to_contain_text("Progress and names")
    assert level_of(jonah) == Level.FULL


def test_the_page_shows_what_an_advisor_sees_and_cuts_in_one_click(jonah, signed_in):
    share(jonah, Level.FULL)
    page = signed_in(jonah.user, reverse("centers:center_sharing", args=[jonah.center_id]))
    expect(page.locator("#seen")).to_contain_text("Priya")

    page.get_by_role("listitem").filter(has_text="no more").get_by_role("button", name="Share only this").click()

    expect(page.locator(".aq-levelrow.is-now")).to_contain_text("Nothing")
    expect(page.locator("#seen")).not_to_contain_text("Priya")
    assert level_of(jonah) == Level.NOTHING


def test_nothing_in_the_preview_can_be_clicked_or_reached(jonah, signed_in):
    page = signed_in(jonah.user, reverse("advising:sharing_preview", args=[jonah.center_id, "full"]))

    assert page.locator("#seen").evaluate("node => node.inert")


def test_an_advisor_searches_students_while_typing(jonah, signed_in):
    share(jonah, Level.PROGRESS)
    advisor = jonah.advised_by.get().staff
    MembershipFactory(center=jonah.center, user__given_name="Camille")
    page = signed_in(advisor.user, reverse("advising:students"))
    expect(page.get_by_role("row")).to_have_count(3)

    page.get_by_label("Search students").fill("jon")

    expect(page.get_by_role("row")).to_have_count(2)
    expect(page).to_have_url(re.compile("q=jon"))


def test_closed_days_are_removed_and_come_back_by_undo(signed_in):
    director = MembershipFactory(role=Role.DIRECTOR)
    ClosedDayFactory(center=director.center, first_day=date(2031, 12, 22), last_day=date(2032, 1, 2))
    page = signed_in(director.user, reverse("centers:closed_days", args=[director.center_id]))

    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="Coming").locator("xpath=ancestor::section")).to_contain_text(
        "No closed days ahead."
    )
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("listitem").filter(has_text="Winter break")).to_be_visible()
    closed = ClosedDay.objects.get()
    assert (closed.first_day, closed.last_day) == (date(2031, 12, 22), date(2032, 1, 2))
