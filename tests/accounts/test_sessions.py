"""SES-1: how sessions begin, end, and end each other."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from apps.accounts.sessions import IDLE_WORDS, LONG_WORDS
from apps.centers.models import Role
from tests.factories.accounts import NOW, PASSWORD, UserFactory
from tests.factories.centers import MembershipFactory

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
OWN_PAGE = "/settings/"
AFTER_COMMIT = pytest.mark.django_db(transaction=True)  # allauth says so once it is written


@pytest.fixture
def clock():
    """Time stands still until a test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.CENTERS_REQUIRE_STAFF_MFA = False


@pytest.fixture
def lena(db):
    return UserFactory()


def sign_in(user) -> Client:
    """A browser in which `user` signed in by the form."""
    client = Client(**BROWSER)
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, response.content.decode()
    return client


def is_signed_in(client) -> bool:
    return client.get(OWN_PAGE).status_code == 200


def key_of(client) -> str:
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def show_who_one_is(client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": OWN_PAGE})


# Idle and absolute -------------------------------------------------------------------------------------------------


def test_ses_1_staff_who_were_away_for_half_an_hour_sign_in_again(client, director, clock):
    client.force_login(director.user)
    clock.shift(timedelta(minutes=30, seconds=1))

    response = client.get(reverse("advising:students"))

    assert response["Location"] == f"{reverse('account_login')}?next={reverse('advising:students')}"
    assert IDLE_WORDS in client.get(response["Location"]).content.decode()
    assert not Session.objects.filter(pk=key_of(client)).exists()


def test_ses_1_each_request_starts_the_half_hour_anew(client, director, clock):
    client.force_login(director.user)

    for _ in range(4):
        clock.shift(timedelta(minutes=29))
        assert client.get(reverse("advising:students")).status_code == 200


def test_ses_1_requests_to_any_page_count(client, director, clock):
    client.force_login(director.user)
    for url in (OWN_PAGE, reverse("advising:students")):
        clock.shift(timedelta(minutes=29))
        assert client.get(url).status_code == 200


def test_ses_1_after_twelve_hours_staff_sign_in_again_however_busy_they_were(client, director, clock):
    client.force_login(director.user)
    for _ in range(25):
        clock.shift(timedelta(minutes=28))
        assert is_signed_in(client)

    clock.shift(timedelta(minutes=20, seconds=1))

    response = client.get(OWN_PAGE)
    assert response["Location"].startswith(reverse("account_login"))
    assert LONG_WORDS in client.get(response["Location"]).content.decode()


def test_ses_1_a_fragment_of_a_session_that_is_over_leads_its_page_to_sign_in(client, director, clock):
    client.force_login(director.user)
    clock.shift(timedelta(hours=1))

    response = client.get(
        reverse("advising:students"), headers={"HX-Request": "true", "HX-Current-URL": "/desk/students/"}
    )

    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == f"{reverse('account_login')}?next=/desk/students/"


def test_ses_1_a_change_sent_after_the_end_changes_nothing(client, director, clock):
    client.force_login(director.user)
    clock.shift(timedelta(hours=1))

    response = client.post(reverse("centers:center_update", args=[director.center_id]), {"name": "Bramley"})

    director.center.refresh_from_db()
    assert response["Location"].startswith(reverse("account_login"))
    assert director.center.name == "Aldermere University"


def test_ses_1_whoever_becomes_staff_in_an_open_session_is_watched_from_then_on(client, lena, clock):
    client.force_login(lena)
    clock.shift(timedelta(hours=1))
    MembershipFactory(user=lena, role=Role.ADVISOR)
    assert client.get(reverse("advising:students")).status_code == 200

    clock.shift(timedelta(hours=1))

    assert not is_signed_in(client)


def test_ses_1_operators_are_watched_too(client, clock):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    clock.shift(timedelta(hours=1))

    assert not is_signed_in(client)


def test_ses_1_job_seekers_stay_signed_in(client, student, clock):
    client.force_login(student.user)
    clock.shift(timedelta(days=13))

    assert is_signed_in(client)


def test_ses_1_most_requests_write_nothing_about_it(client, director, clock, django_assert_num_queries):
    client.force_login(director.user)
    clock.shift(timedelta(seconds=59))

    with django_assert_num_queries(2):  # session, user
        client.get(reverse("accounts:reminders"))


# Another id ----------------------------------------------------------------------------------------------------------


def test_ses_1_signing_in_gives_a_new_session_id(lena):
    client = Client(**BROWSER)
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = key_of(client)

    client.post(reverse("account_login"), {"login": lena.email, "password": PASSWORD})

    assert key_of(client) != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_ses_1_showing_again_who_one_is_gives_a_new_session_id(lena):
    client = sign_in(lena)
    before = key_of(client)

    show_who_one_is(client)

    assert key_of(client) != before
    assert not Session.objects.filter(pk=before).exists()
    assert is_signed_in(client)
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [key_of(client)]


def test_ses_1_a_wrong_password_keeps_the_session_id(lena):
    client = sign_in(lena)
    before = key_of(client)

    client.post(reverse("account_reauthenticate"), {"password": "wrong"})

    assert key_of(client) == before


# Seeing and ending -----------------------------------------------------------------------------------------------


def test_ses_1_one_sees_where_one_is_signed_in(lena):
    here, _ = sign_in(lena), sign_in(lena)
    sign_in(UserFactory())

    page = here.get(reverse("usersessions_list")).content.decode()

    assert page.count('class="aq-list__row"') == 2
    assert page.count("This device") == 1


def test_ses_1_one_device_can_be_signed_out(lena):
    here, there, elsewhere = sign_in(lena), sign_in(lena), sign_in(lena)
    wanted = UserSession.objects.get(session_key=key_of(there))

    response = here.post(reverse("accounts:end_session"), {"session": wanted.pk})

    assert response["Location"] == reverse("usersessions_list")
    assert [is_signed_in(client) for client in (here, there, elsewhere)] == [True, False, True]


def test_ses_1_all_others_can_be_signed_out_at_once(lena):
    here, there = sign_in(lena), sign_in(lena)

    here.post(reverse("usersessions_list"))

    assert [is_signed_in(client) for client in (here, there)] == [True, False]


def test_ses_1_nobody_ends_a_session_of_somebody_else(lena):
    here, theirs = sign_in(lena), sign_in(UserFactory())
    wanted = UserSession.objects.get(session_key=key_of(theirs))

    answers = [here.post(reverse("accounts:end_session"), {"session": pk}) for pk in (wanted.pk, wanted.pk + 10_000)]

    assert [response.status_code for response in answers] == [404, 404]
    assert is_signed_in(theirs)


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "1" * 40, "²"])
def test_ses_1_what_is_no_id_ends_nothing(lena, nonsense):
    here = sign_in(lena)

    assert here.post(reverse("accounts:end_session"), {"session": nonsense}).status_code == 404
    assert is_signed_in(here)


# What ends the others ---------------------------------------------------------------------------------------------


def test_ses_1_a_new_password_ends_the_other_sessions(lena):
    here, there = sign_in(lena), sign_in(lena)
    new = "another horse battery"
    show_who_one_is(here)

    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [is_signed_in(client) for client in (here, there)] == [True, False]


def test_ses_1_a_reset_password_ends_the_other_sessions(lena, mailbox):
    there = sign_in(lena)
    somebody = Client(**BROWSER)
    somebody.post(reverse("account_reset_password"), {"email": lena.email})
    link = next(line for line in mailbox.only(to=lena.email).text.split() if "/password/reset/key/" in line)
    form = somebody.get(urlsplit(link).path)["Location"]

    somebody.post(form, {"password1": "another horse battery", "password2": "another horse battery"})

    assert not is_signed_in(there)


@AFTER_COMMIT
def test_ses_1_a_new_second_factor_ends_the_other_sessions(lena):
    here, there = sign_in(lena), sign_in(lena)
    show_who_one_is(here)
    here.get(reverse("mfa_activate_totp"))
    secret = here.session["mfa.totp.secret"]

    here.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert Authenticator.objects.filter(user=lena, type=Authenticator.Type.TOTP).exists()
    assert [is_signed_in(client) for client in (here, there)] == [True, False]


def test_ses_1_a_second_factor_taken_away_ends_the_other_sessions(lena):
    here, there = sign_in(lena), sign_in(lena)
    show_who_one_is(here)
    TOTP.activate(lena, generate_totp_secret())

    here.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert [is_signed_in(client) for client in (here, there)] == [True, False]


@AFTER_COMMIT
def test_ses_1_new_recovery_codes_end_the_other_sessions(lena):
    here, there = sign_in(lena), sign_in(lena)
    show_who_one_is(here)
    TOTP.activate(lena, generate_totp_secret())
    RecoveryCodes.activate(lena)

    here.post(reverse("mfa_generate_recovery_codes"))

    assert [is_signed_in(client) for client in (here, there)] == [True, False]


# The warning before the end ----------------------------------------------------------------------------------------


def test_ses_1_whoever_says_that_they_are_there_stays_signed_in(client, director, clock):
    client.force_login(director.user)
    clock.shift(timedelta(minutes=29))

    answer = client.post(reverse("accounts:session")).json()

    assert (answer["idle"], answer["whole"]) == (30 * 60, (12 * 60 - 29) * 60)
    clock.shift(timedelta(minutes=29))
    assert is_signed_in(client)


def test_ses_1_saying_so_adds_nothing_to_the_twelve_hours(client, director, clock):
    client.force_login(director.user)
    for _ in range(25):
        clock.shift(timedelta(minutes=28))
        client.post(reverse("accounts:session"))

    clock.shift(timedelta(minutes=20, seconds=1))

    assert client.post(reverse("accounts:session"))["Location"].startswith(reverse("account_login"))


def test_ses_1_a_page_says_how_long_the_session_lasts_only_where_it_ends_by_itself(client, director, student, clock):
    client.force_login(director.user)
    clock.shift(timedelta(seconds=30))
    page = client.get(OWN_PAGE).content.decode()
    assert 'data-idle="1770"' in page
    assert "idle.js" in page

    client.force_login(student.user)
    page = client.get(OWN_PAGE).content.decode()

    assert "idle.js" not in page
    assert client.post(reverse("accounts:session")).json().keys() == {"reader", "token"}
