"""A rule in a browser: the count follows what is being filled in, and many students are put into a cohort at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.centers.models import Role
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_count_follows_the_rule_while_it_is_filled_in(signed_in):
    center = CenterFactory()
    director = MembershipFactory(center=center, role=Role.DIRECTOR)
    for program in ("HCI", "HCI", "Law"):
        MembershipFactory(center=center, program=program)
    page = signed_in(director.user, reverse("centers:cohort_create", args=[center.pk]))

    page.get_by_label("HCI").check()
    expect(page.locator("#reach")).to_contain_text("2 students fit now")
    page.get_by_label("Law").check()
    expect(page.locator("#reach")).to_contain_text("3 students fit now")


def test_the_bar_for_the_ticked_is_there_while_somebody_is_ticked(signed_in):
    cohort = CohortFactory(name="Fall")
    director = MembershipFactory(center=cohort.center, role=Role.DIRECTOR)
    MembershipFactory(center=cohort.center, user__given_name="Ana", user__family_name="Lopes")
    page = signed_in(director.user, reverse("centers:center", args=[cohort.center_id]))
    put_in = page.get_by_role("button", name="Put in")
    expect(put_in).to_be_hidden()

    page.get_by_role("checkbox", name="Ana Lopes").check()
    page.get_by_label("Cohort", exact=True).select_option(label="Fall")
    put_in.click()

    expect(page.get_by_text("1 student put into Fall.")).to_be_visible()
