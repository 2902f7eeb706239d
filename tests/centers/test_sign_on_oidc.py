"""Signing in by OpenID Connect, against a provider that runs beside the test; then one attack a test."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from apps.accounts.models import User
from apps.centers.models import Invitation, Membership, Role, RosterEntry
from apps.centers.services import issue_invitations
from apps.centers.sign_on.identity import Identity
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, MembershipFactory
from tests.fixtures.idp import come_back, leave, prove, sign_on_by_oidc, signed_in, through_oidc

pytestmark = pytest.mark.django_db
SUBJECT = "248289761001"


@pytest.fixture
def campus(center, provider):
    prove(center)
    return sign_on_by_oidc(center, provider)


@pytest.fixture
def card(center):
    """Amara on the roster, by her campus id."""
    return RosterEntry.objects.create(
        center=center, external_id="7", email="amara@aldermere.example", email_key="amara@aldermere.example",
        email_fold="amara@aldermere.example", given_name="Amara", sso_subject=SUBJECT, program="HCI",
    )  # fmt: skip


def connected(campus, user, subject=SUBJECT):
    return SocialAccount.objects.create(user=user, provider=str(campus.center_id), uid=f"{campus.issuer} {subject}")


def test_a_new_student_on_the_roster_gets_an_account_and_their_place(client, campus, card):
    through_oidc(client, campus.center)

    user = User.objects.get()
    assert (user.email, user.given_name) == ("amara@aldermere.example", "Amara")
    assert EmailAddress.objects.get(user=user).verified
    assert not user.has_usable_password()
    member = Membership.objects.get(user=user)
    assert (member.role, member.program, member.center) == (Role.STUDENT, "HCI", campus.center)
    card.refresh_from_db()
    assert card.membership == member
    assert signed_in(client)


def test_sso_1_the_account_is_known_by_issuer_and_subject_and_nothing_else_is_kept(client, campus, card):
    through_oidc(client, campus.center)

    account = SocialAccount.objects.get()
    assert account.uid == f"{campus.issuer} {SUBJECT}"
    assert account.provider == str(campus.center_id)
    assert account.extra_data == {}


def test_sso_1_another_address_at_the_campus_is_still_the_same_person(client, campus, student, provider):
    connected(campus, student.user)
    provider.person |= {"email": "amara.nwosu@aldermere.example", "preferred_username": "somebody"}

    through_oidc(client, campus.center)

    assert client.session["_auth_user_id"] == str(student.user_id)
    student.user.refresh_from_db()
    assert student.user.email != "amara.nwosu@aldermere.example"


def test_sso_1_the_same_address_with_another_subject_is_somebody_else(client, campus, student, provider):
    connected(campus, student.user)
    provider.person |= {"sub": "other", "email": student.user.email}

    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert not signed_in(client)


def test_sso_1_another_issuer_cannot_reuse_a_subject(client, campus, student, provider):
    SocialAccount.objects.create(
        user=student.user, provider=str(campus.center_id), uid=f"https://old.example {SUBJECT}"
    )

    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert not signed_in(client)


def test_sso_1_long_names_are_kept_apart_by_what_they_are():
    long = "s" * 250
    keys = {
        Identity(issuer, subject).uid
        for issuer in ("https://a.example", "https://" + "b" * 200)
        for subject in ("one", long, long + "t")
    }

    assert len(keys) == 6
    assert max(map(len, keys)) <= 191


def test_somebody_invited_gets_an_account_and_still_decides_about_the_invitation(client, campus, director, provider):
    issue_invitations(
        actor=director.user, center=campus.center, emails=["amara@aldermere.example"], role=Role.ADVISOR, now=NOW
    )
    Invitation.objects.update(expires_at="2100-01-01T00:00Z")

    through_oidc(client, campus.center)

    assert signed_in(client)
    assert not Membership.objects.filter(user__email="amara@aldermere.example").exists()


def test_it_leads_back_to_where_they_wanted_to_go(client, campus, student):
    connected(campus, student.user)

    response = through_oidc(client, campus.center, next_page="/people/")

    assert response["Location"] == "/people/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sso_2_next_never_leads_to_another_site(client, campus, student, elsewhere):
    connected(campus, student.user)

    response = through_oidc(client, campus.center, next_page=elsewhere)

    assert response["Location"] == "/"


def test_the_domain_of_an_address_leads_to_its_campus(client, campus):
    response = client.post(reverse("centers:campus"), {"email": "Nobody.Here@Aldermere.Example"})

    assert response.status_code == 200
    assert campus.issuer in response.content.decode()


def test_an_address_of_no_campus_is_said_beside_the_field(client, campus):
    response = client.post(reverse("centers:campus"), {"email": "me@elsewhere.example"})

    assert response.status_code == 422
    assert "No center here signs in such addresses" in response.content.decode()


def test_the_sign_in_page_offers_it_once_a_campus_is_on(client, campus):
    assert reverse("centers:campus") in client.get(reverse("account_login")).content.decode()

    campus.enabled_at = None
    campus.save()

    assert reverse("centers:campus") not in client.get(reverse("account_login")).content.decode()


def test_it_asks_with_a_challenge_a_state_and_a_nonce(client, campus):
    asked = parse_qs(urlsplit(leave(client, campus.center)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert len(asked["nonce"][0]) >= 32


def test_a_sign_on_that_is_off_has_no_door(client, campus):
    campus.enabled_at = None
    campus.save()

    assert client.get(reverse("centers:campus_start", args=[campus.center_id])).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"aud": "another-client"}, id="wrong audience"),
        pytest.param({"aud": ["acquaint", "another-client"]}, id="two audiences"),
        pytest.param({"azp": "another-client"}, id="made for another client"),
        pytest.param({"iss": "https://evil.example"}, id="wrong issuer"),
        pytest.param({"exp": 1_600_000_000}, id="expired"),
        pytest.param({"exp": None}, id="never expires"),
        pytest.param({"nonce": "another-question"}, id="another question"),
        pytest.param({"nonce": None}, id="no nonce"),
        pytest.param({"sub": None}, id="nobody"),
        pytest.param({"sub": ""}, id="an empty subject"),
    ],
)
def test_sso_2_a_token_that_is_not_for_us_is_refused(client, campus, card, provider, changes):
    provider.changes = changes

    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(("signed_by", "algorithm"), [("evil", "RS256"), ("oidc", "none"), ("oidc", "HS256")])
def test_sso_2_a_token_with_a_bad_signature_is_refused(client, campus, card, provider, signed_by, algorithm):
    provider.signed_by, provider.algorithm = signed_by, algorithm

    assert through_oidc(client, campus.center).status_code == 403
    assert not User.objects.exists()


def test_sso_2_an_answer_works_once(client, campus, student):
    connected(campus, student.user)
    response = through_oidc(client, campus.center)
    assert response.status_code == 302
    again = response.wsgi_request.get_full_path()

    client.logout()

    assert client.get(again).status_code == 403
    assert not signed_in(client)


def test_sso_2_an_answer_to_another_browser_is_refused(client, campus, student):
    connected(campus, student.user)
    address = leave(client, campus.center)

    other = type(client)()

    assert come_back(other, address).status_code == 403
    assert not signed_in(other)


def test_sso_2_an_answer_that_nobody_asked_for_is_refused(client, campus):
    response = client.get(reverse("centers:campus_callback", args=[campus.center_id]), {"code": "x", "state": "y"})

    assert response.status_code == 403


def test_sso_3_an_address_that_the_campus_calls_unverified_makes_no_account(client, campus, card, provider):
    provider.person["email_verified"] = False

    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_sso_3_where_the_campus_does_not_say_the_address_is_confirmed_by_mail(
    client, campus, card, provider, mailoutbox
):
    del provider.person["email_verified"]

    through_oidc(client, campus.center)

    assert not signed_in(client)
    assert not EmailAddress.objects.get(user__email="amara@aldermere.example").verified
    assert [m.to for m in mailoutbox] == [["amara@aldermere.example"]]


def test_sso_3_a_rogue_campus_cannot_speak_for_the_domain_of_another_center(client, campus, provider):
    victim = UserFactory(email="dean@bramley.example")
    prove(CenterFactory(name="Bramley"), "bramley.example")
    provider.person |= {"email": victim.email, "email_verified": True}

    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert User.objects.get() == victim
    assert not SocialAccount.objects.exists()


def test_sso_3_an_address_alone_never_opens_an_account_that_is_there(client, campus, card, provider, mailoutbox):
    user = UserFactory(email="amara@aldermere.example")
    MembershipFactory(user=user, center=campus.center)

    through_oidc(client, campus.center)

    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert [m.to for m in mailoutbox] == [[user.email]]  # "you have an account": told to its owner alone


def test_sso_3_an_unproved_domain_lets_nobody_in(client, campus, card):
    campus.center.sign_on_domains.update(proved_at=None)

    assert through_oidc(client, campus.center).status_code == 403
    assert not User.objects.exists()


def test_sso_3_a_member_of_another_center_is_not_let_in(client, campus):
    member = MembershipFactory(center=CenterFactory(name="Bramley"))
    connected(campus, member.user)

    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert not signed_in(client)


def test_sso_3_somebody_whom_the_center_does_not_know_gets_no_account(client, campus):
    response = through_oidc(client, campus.center)

    assert response.status_code == 403
    assert "doesn’t have you on its list" in response.content.decode()
    assert not User.objects.exists()


def test_sso_3_the_answer_of_one_center_does_not_count_at_another(client, campus, student, provider):
    other = CenterFactory(name="Bramley")
    prove(other, "bramley.example")
    sign_on_by_oidc(other, provider)
    connected(campus, student.user)
    address = leave(client, campus.center).replace(str(campus.center_id), str(other.pk))

    assert come_back(client, address).status_code == 403
    assert not signed_in(client)


def test_sso_4_what_a_campus_says_of_roles_makes_nobody_staff(client, campus, card, provider):
    provider.person |= {"roles": ["director"], "groups": ["staff", "admin"], "eduperson_affiliation": ["staff"]}

    through_oidc(client, campus.center)

    assert list(Membership.objects.values_list("role", flat=True)) == [Role.STUDENT]
    user = User.objects.get()
    assert not user.is_staff
    assert not user.is_superuser


def test_staff_are_still_asked_for_their_second_step(client, campus, advisor):
    connected(campus, advisor.user)
    Authenticator.objects.create(user=advisor.user, type=Authenticator.Type.TOTP, data={"secret": "x"})

    response = through_oidc(client, campus.center)

    assert response["Location"].startswith(reverse("mfa_authenticate"))
    assert not signed_in(client)


def test_staff_without_a_second_step_see_no_desk(client, campus, advisor, settings):
    settings.CENTERS_REQUIRE_STAFF_MFA = True
    connected(campus, advisor.user)
    through_oidc(client, campus.center)

    response = client.get(reverse("advising:cohorts"))

    assert response["Location"] == reverse("mfa_activate_totp")


def test_an_address_is_read_from_userinfo_where_the_token_has_none(client, campus, card, provider):
    del provider.person["email"], provider.person["email_verified"]
    provider.in_userinfo = {"sub": SUBJECT, "email": "amara@aldermere.example", "email_verified": True}

    through_oidc(client, campus.center)

    assert signed_in(client)


def test_userinfo_about_somebody_else_is_refused(client, campus, card, provider):
    del provider.person["email"]
    provider.in_userinfo = {"sub": "other", "email": "amara@aldermere.example", "email_verified": True}

    assert through_oidc(client, campus.center).status_code == 403


def test_a_campus_that_cannot_be_reached_is_said(client, campus):
    campus.issuer = "http://127.0.0.1:9"
    campus.save()

    response = client.post(reverse("centers:campus_start", args=[campus.center_id]))

    assert response.status_code == 503
    assert "can’t be reached" in response.content.decode()
