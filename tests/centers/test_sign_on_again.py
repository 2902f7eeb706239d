"""SES-2 for accounts that came by a campus alone: they have no password to repeat, so their campus is asked again."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from apps.workspace.models import DataCopy
from tests.fixtures.idp import bring, come_back, leave, person, prove, sign_on_by_oidc, sign_on_by_saml, through_oidc
from tests.idp import saml

pytestmark = pytest.mark.django_db
SUBJECT = "248289761001"


@pytest.fixture(autouse=True)
def _asks(settings):
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True


@pytest.fixture
def campus(center, provider):
    prove(center)
    return sign_on_by_oidc(center, provider)


@pytest.fixture
def account(campus, student):
    student.user.set_unusable_password()
    student.user.save()
    return SocialAccount.objects.create(
        user=student.user, provider=str(campus.center_id), uid=f"{campus.issuer} {SUBJECT}"
    )


@pytest.fixture
def by_campus(client, campus, account):
    """A browser that is signed in by the campus, of somebody without a password."""
    through_oidc(client, campus.center)
    return client


def ask_again(client, campus, next_page="") -> str:
    """The address at the campus to which the page sends."""
    return leave(client, campus.center, next_page, reverse("centers:campus_ask_again", args=[campus.center_id]))


def begin(client):
    """Something that asks who one is; where it leads."""
    return client.post(reverse("workspace:data_copy"))["Location"]


def test_ses_2_an_account_of_a_campus_alone_says_there_again_who_it_is_and_goes_on(by_campus, campus):
    asked = begin(by_campus)
    assert asked.startswith(f"{reverse('centers:campus_again')}?next=")
    assert not DataCopy.objects.exists()
    assert campus.center.name in by_campus.get(asked).content.decode()

    there = ask_again(by_campus, campus, reverse("workspace:data_copy"))
    assert "prompt=login" in there
    assert "max_age=0" in there
    by_campus.get(come_back(by_campus, there)["Location"])

    assert DataCopy.objects.count() == 1


def test_ses_2_what_a_campus_said_is_good_for_ten_minutes(by_campus, campus):
    come_back(by_campus, ask_again(by_campus, campus))
    session = by_campus.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= 601
    session.save()

    assert begin(by_campus).startswith(reverse("centers:campus_again"))


def test_ses_2_a_campus_that_did_not_ask_again_says_nothing(by_campus, campus, provider):
    provider.changes = {"auth_time": int(time.time()) - 3600}

    assert come_back(by_campus, ask_again(by_campus, campus)).status_code == 403
    assert begin(by_campus).startswith(reverse("centers:campus_again"))


def test_ses_2_somebody_else_at_the_campus_says_nothing(by_campus, campus, provider):
    provider.person = provider.person | {"sub": "somebody else"}

    assert come_back(by_campus, ask_again(by_campus, campus)).status_code == 403
    assert begin(by_campus).startswith(reverse("centers:campus_again"))


@pytest.mark.parametrize("name", ["account_set_password", "mfa_activate_totp", "mfa_add_webauthn"])
def test_ses_2_an_open_session_alone_makes_no_other_way_in(by_campus, campus, name):
    assert by_campus.get(reverse(name))["Location"].startswith(reverse("centers:campus_again"))

    come_back(by_campus, ask_again(by_campus, campus))

    assert by_campus.get(reverse(name)).status_code == 200


def test_ses_2_an_open_session_alone_changes_no_address(by_campus, mailoutbox):
    response = by_campus.post(reverse("account_email"), {"email": "new@elsewhere.example", "action_add": ""})

    assert response["Location"].startswith(reverse("centers:campus_again"))
    assert mailoutbox == []


def test_ses_2_nobody_asks_by_the_campus_of_somebody_else(by_campus, campus, client, director):
    client.force_login(director.user)

    assert client.post(reverse("centers:campus_ask_again", args=[campus.center_id])).status_code == 404


def test_ses_2_a_campus_by_saml_is_told_to_ask_too(client, center, student):
    prove(center)
    sign_on = sign_on_by_saml(center)
    student.user.set_unusable_password()
    student.user.save()
    SocialAccount.objects.create(
        user=student.user, provider=str(center.pk), uid=f"{sign_on.issuer} {person()[saml.SUBJECT_ID]}"
    )
    bring(client, center, saml.Answer(saml.read_question(leave(client, center)), person()))

    question = saml.read_question(ask_again(client, sign_on))

    assert question.force is True
    bring(client, center, saml.Answer(question, person()))
    begin(client)
    assert DataCopy.objects.count() == 1
