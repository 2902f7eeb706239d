"""Staff pages ask for a second factor; giving roles asks once more who it is (SES-1, SES-2)."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from apps.centers.models import Invitation, Membership, Role, RosterEntry
from apps.centers.views.invitations import MANY
from apps.workspace.services.records import ask_for_records
from tests.factories.accounts import NOW, PASSWORD, UserFactory


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.CENTERS_REQUIRE_STAFF_MFA = True


STAFF_PAGES = ["advising:cohorts", "advising:students"]


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_ses_1_staff_without_one_are_led_to_set_it_up(client, director, name):
    client.force_login(director.user)

    response = client.get(reverse(name))

    assert response["Location"] == reverse("mfa_activate_totp")


def test_ses_1_the_center_page_asks_for_the_second_factor_too(client, director):
    client.force_login(director.user)

    assert client.get(reverse("centers:center", args=[director.center_id])).status_code == 303


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_ses_1_staff_with_one_get_in(client, director, name):
    Authenticator.objects.create(user=director.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(director.user)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_ses_1_where_it_is_switched_off_staff_get_in_without(client, director, settings, name):
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    client.force_login(director.user)

    assert client.get(reverse(name)).status_code == 200


def test_iso_8_whoever_is_not_staff_does_not_learn_that_there_is_a_desk(client, db):
    client.force_login(UserFactory())

    assert client.get(reverse("advising:cohorts")).status_code == 404


def test_ses_1_a_student_needs_no_second_factor(client, student):
    client.force_login(student.user)

    assert client.get(reverse("centers:center_sharing", args=[student.center_id])).status_code == 200


@pytest.fixture
def asked_again(client, director, settings):
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True
    client.force_login(director.user)
    return client


def test_ses_2_changing_a_role_asks_for_the_password_and_then_goes_on(asked_again, advisor):
    response = asked_again.post(reverse("centers:member_role", args=[advisor.pk]), {"role": "analyst"})
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert Membership.objects.get(pk=advisor.pk).role == Role.ADVISOR

    asked_again.post(response["Location"], {"password": PASSWORD})

    assert Membership.objects.get(pk=advisor.pk).role == Role.ANALYST


def test_ses_2_inviting_staff_asks_too_and_inviting_students_does_not(asked_again, director):
    url = reverse("centers:invite", args=[director.center_id])

    staff = asked_again.post(url, {"emails": "a@aldermere.example", "role": "advisor"})
    students = asked_again.post(url, {"emails": "s@aldermere.example", "role": "student"})

    assert staff["Location"].startswith(reverse("account_reauthenticate"))
    assert students["Location"] == reverse("centers:center", args=[director.center_id])
    assert list(Invitation.objects.values_list("role", flat=True)) == [Role.STUDENT]


def test_ses_2_inviting_many_at_once_asks_for_the_password(asked_again, director):
    url = reverse("centers:invite", args=[director.center_id])
    emails = "\n".join(f"s{n}@aldermere.example" for n in range(MANY + 1))

    response = asked_again.post(url, {"emails": emails, "role": "student"})

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()


def test_ses_2_inviting_from_the_roster_asks_for_the_password(asked_again, director):
    card = RosterEntry.objects.create(
        center=director.center, external_id="1", email="s@aldermere.example", email_key="s@aldermere.example"
    )

    response = asked_again.post(reverse("centers:roster_invite", args=[director.center_id]), {"cohort": ""})

    card.refresh_from_db()
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert card.invite_asked_at is None


def test_ses_2_handing_out_records_asks_for_the_password(asked_again, director, student):
    wanted = ask_for_records(actor=student.user, center=student.center, now=NOW)

    response = asked_again.post(reverse("workspace:records_answer", args=[wanted.pk]))

    wanted.refresh_from_db()
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert wanted.answered_at is None


@pytest.mark.parametrize(("minutes", "asks"), [(9, False), (11, True)])
def test_ses_2_an_answer_is_good_for_ten_minutes(client, director, advisor, settings, minutes, asks):
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True
    with time_machine.travel(NOW, tick=False) as clock:
        client.force_login(director.user)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        clock.shift(timedelta(minutes=minutes))

        response = client.post(reverse("centers:member_role", args=[advisor.pk]), {"role": "analyst"})

    assert response["Location"].startswith(reverse("account_reauthenticate")) is asks
