"""What a campus opened ends with what it rests on; connecting and disconnecting (SSO-3, SSO-4)."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from apps.centers.models import Membership, Role, RosterEntry, SignOn
from apps.centers.services import end_membership, leave_center
from apps.contacts.models import Contact
from apps.followups.access import linked_follow_up
from apps.followups.links import InvalidLink, MailAction
from apps.followups.models import FollowUp
from apps.interviews.feedlinks import feed_url
from apps.interviews.models import CalendarFeed
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
def account(campus, student):
    return SocialAccount.objects.create(
        user=student.user, provider=str(campus.center_id), uid=f"{campus.issuer} {SUBJECT}"
    )


@pytest.fixture
def by_campus(client, campus, account):
    """A browser that is signed in by the campus."""
    through_oidc(client, campus.center)
    assert signed_in(client)
    return client


def end(client) -> bool:
    """The very next request leads to the sign-in page."""
    response = client.get("/people/")
    return response.status_code == 302 and response["Location"].startswith(reverse("account_login"))


def test_sso_4_an_ended_membership_ends_the_session_at_the_next_request(by_campus, director, student):
    end_membership(actor=director.user, membership=student, now=NOW)

    assert end(by_campus)
    assert not signed_in(by_campus)


def test_sso_4_a_roster_that_deactivates_somebody_ends_their_session(by_campus, student):
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)  # as a roster does, many at once

    assert end(by_campus)


def test_sso_4_leaving_the_center_ends_the_session(by_campus, student):
    leave_center(actor=student.user, membership=student, now=NOW)

    assert end(by_campus)


def test_sso_4_a_sign_on_that_is_switched_off_ends_the_session(by_campus):
    SignOn.objects.update(enabled_at=None)

    assert end(by_campus)


def test_sso_4_another_issuer_ends_the_sessions_of_the_old_one(by_campus):
    SignOn.objects.update(issuer="https://new.example")

    assert end(by_campus)


def test_sso_4_disconnecting_ends_the_sessions_that_it_opened_elsewhere(by_campus, account):
    account.delete()

    assert end(by_campus)


def test_sso_4_whoever_left_is_not_let_in_again(client, campus, account, student):
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    assert through_oidc(client, campus.center).status_code == 403
    assert not signed_in(client)


def test_sso_4_a_fragment_request_leads_to_sign_in_too(by_campus, student):
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    response = by_campus.get("/people/", headers={"HX-Request": "true"})

    assert response["HX-Redirect"].startswith(reverse("account_login"))


def test_sso_4_a_session_by_password_stays(client, campus, account, student):
    client.force_login(student.user)
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    assert signed_in(client)


def test_sso_4_a_session_with_a_second_step_ends_too(client, campus, account, student):
    secret = generate_totp_secret()
    TOTP.activate(student.user, secret)
    asked = through_oidc(client, campus.center)["Location"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(asked, {"code": code})
    assert signed_in(client)

    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    assert end(client)


@pytest.fixture
def handed_out(account, student):
    """The address of a calendar, and a step that a mail can settle."""
    owner = student.user
    contact = Contact.objects.create(owner=owner, given_name="Priya", sort_key="p")
    step = FollowUp.objects.create(
        owner=owner, contact=contact, kind="action", title="Write", due_at=NOW, since=NOW, planned_at=NOW, rule="moment"
    )
    return CalendarFeed.objects.create(owner=owner).pk, MailAction("done", step.pk, uuid4())


def works(handed_out) -> list[bool]:
    feed, action = handed_out
    try:
        follow_up = linked_follow_up(action)
    except InvalidLink:
        follow_up = None
    return [Client().get(urlsplit(feed_url(feed)).path).status_code == 200, follow_up is not None]


def test_sso_4_what_an_account_of_a_campus_alone_handed_out_ends_with_the_membership(handed_out, student):
    student.user.set_unusable_password()
    student.user.save()
    assert works(handed_out) == [True, True]

    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    assert works(handed_out) == [False, False]


def test_sso_4_what_somebody_with_a_password_of_their_own_handed_out_stays(handed_out, student):
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    assert works(handed_out) == [True, True]


def test_a_session_by_campus_costs_one_query_more(by_campus, django_assert_num_queries, client, student):
    with django_assert_num_queries(3):  # session, person, does it stand?
        by_campus.get("/manifest.webmanifest")


def test_a_member_connects_their_campus_account(client, campus, student, single_factor):
    client.force_login(student.user)

    come_back(client, leave(client, campus.center, url=reverse("centers:campus_connect", args=[campus.center_id])))

    assert SocialAccount.objects.get().user == student.user
    assert "Connected" in client.get(reverse("centers:campus_accounts")).content.decode()


def test_connecting_asks_who_it_is_first(client, campus, student, settings):
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True
    client.force_login(student.user)

    response = client.post(reverse("centers:campus_connect", args=[campus.center_id]))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_sso_3_somebody_of_another_center_cannot_connect(client, campus, single_factor):
    outsider = MembershipFactory(center=CenterFactory(name="Bramley")).user
    client.force_login(outsider)

    response = come_back(
        client, leave(client, campus.center, url=reverse("centers:campus_connect", args=[campus.center_id]))
    )

    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


def test_connecting_takes_the_place_on_the_roster_that_waits(client, campus, single_factor):
    card = RosterEntry.objects.create(
        center=campus.center, external_id="7", email="a@aldermere.example", email_key="a@aldermere.example",
        email_fold="a@aldermere.example", given_name="Amara", sso_subject=SUBJECT,
    )  # fmt: skip
    client.force_login(UserFactory())

    come_back(client, leave(client, campus.center, url=reverse("centers:campus_connect", args=[campus.center_id])))

    card.refresh_from_db()
    assert card.membership is not None
    assert card.membership.role == Role.STUDENT


def test_two_cards_with_one_campus_id_are_nobodys(client, campus):
    for number in "78":
        RosterEntry.objects.create(
            center=campus.center, external_id=number, email=f"{number}@aldermere.example", given_name="Amara",
            email_key=f"{number}@aldermere.example", email_fold=f"{number}@aldermere.example", sso_subject=SUBJECT,
        )  # fmt: skip

    assert through_oidc(client, campus.center).status_code == 403


def test_a_campus_account_of_somebody_else_stays_theirs(client, campus, account, single_factor):
    other = MembershipFactory(center=campus.center).user
    client.force_login(other)

    come_back(client, leave(client, campus.center, url=reverse("centers:campus_connect", args=[campus.center_id])))

    account.refresh_from_db()
    assert account.user != other
    assert SocialAccount.objects.count() == 1


def test_disconnecting_tells_the_owner(client, account, student, single_factor, mailoutbox):
    client.force_login(student.user)

    client.post(reverse("centers:campus_disconnect", args=[account.provider]))

    assert not SocialAccount.objects.exists()
    assert mailoutbox[0].subject == "A campus account was disconnected"


def test_the_last_way_in_is_not_taken_away(client, account, student, single_factor):
    student.user.set_unusable_password()
    student.user.save()
    client.force_login(student.user)

    response = client.post(reverse("centers:campus_disconnect", args=[account.provider]))

    assert response["Location"] == reverse("account_set_password")
    assert SocialAccount.objects.exists()


def test_the_connection_of_somebody_else_is_not_there(client, account, single_factor):
    client.force_login(UserFactory())

    assert client.post(reverse("centers:campus_disconnect", args=[account.provider])).status_code == 404
