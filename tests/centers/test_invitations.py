"""INV-1 to INV-4: what an invitation is good for, and that every other token gets one same answer."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.centers.errors import AboveOwnRole, AlreadyMember, InvitationUnusable, TooManyInvitations
from apps.centers.models import Caseload, Invitation, Membership, Role, SharingGrant
from apps.centers.selectors.cohorts import cohorts_of_student
from apps.centers.services import (
    accept_invitation,
    end_membership,
    issue_invitations,
    renew_invitation,
    revoke_invitation,
    send_invitations,
)
from apps.centers.services.invitations import LIFETIME, PER_HOUR, hash_token
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory

EMAIL = "noor@aldermere.example"


@pytest.fixture
def noor(db):
    return UserFactory(given_name="Noor", email=EMAIL)


def issue(inviter, email=EMAIL, role=Role.STUDENT, now=NOW, **more):
    [one] = issue_invitations(actor=inviter.user, center=inviter.center, emails=[email], role=role, now=now, **more)
    return one


def accept(user, issued, now=NOW):
    return accept_invitation(actor=user, token=issued.token, now=now)


def test_inv_1_only_the_hash_of_a_long_token_is_stored(director):
    issued = issue(director)

    row = Invitation.objects.get()
    assert len(issued.token) >= 43  # 256 bits
    assert row.token_hash == hash_token(issued.token)
    assert issued.token not in str(row.__dict__)


def test_con_1_accepting_makes_a_member_with_cohort_and_advisor_and_no_sharing(director, advisor, noor):
    cohort = CohortFactory(center=director.center)
    issued = issue(director, cohort=cohort, advisor=advisor)

    membership = accept(noor, issued)

    assert (membership.role, membership.center) == (Role.STUDENT, director.center)
    assert cohorts_of_student(membership) == [cohort]
    assert Caseload.objects.get().staff == advisor
    assert not SharingGrant.objects.exists()


def test_inv_1_a_token_works_once(director, noor):
    issued = issue(director)
    accept(noor, issued)

    with pytest.raises(InvitationUnusable):
        accept(noor, issued)


def test_inv_1_a_token_runs_out(director, noor):
    issued = issue(director)

    with pytest.raises(InvitationUnusable):
        accept(noor, issued, NOW + LIFETIME)


def test_inv_1_a_revoked_token_is_dead(director, noor):
    issued = issue(director)
    assert revoke_invitation(actor=director.user, invitation=issued.invitation, now=NOW)

    with pytest.raises(InvitationUnusable):
        accept(noor, issued)


def test_inv_1_an_altered_token_is_dead(director, noor):
    issue(director)

    with pytest.raises(InvitationUnusable):
        accept_invitation(actor=noor, token="x" * 43, now=NOW)


def test_inv_2_another_address_cannot_use_it(director):
    issued = issue(director)

    with pytest.raises(InvitationUnusable):
        accept(UserFactory(), issued)


def test_inv_2_an_unverified_address_cannot_use_it(director):
    issued = issue(director)
    claimer = UserFactory(email=EMAIL, verified=False)
    EmailAddress.objects.create(user=claimer, email=EMAIL, verified=False, primary=True)

    with pytest.raises(InvitationUnusable):
        accept(claimer, issued)


def test_case_does_not_matter_in_an_address(director, noor):
    assert accept(noor, issue(director, email="Noor@Aldermere.example")).user == noor


def test_inv_4_an_inviter_who_left_voids_it(center, director, noor):
    other = MembershipFactory(center=center, role=Role.DIRECTOR)
    issued = issue(other)
    end_membership(actor=director.user, membership=other, now=NOW)

    with pytest.raises(InvitationUnusable):
        accept(noor, issued)


def test_inv_4_an_inviter_who_may_no_longer_invite_to_that_role_voids_it(center, director, noor):
    other = MembershipFactory(center=center, role=Role.DIRECTOR)
    issued = issue(other, role=Role.ADVISOR)
    Membership.objects.filter(pk=other.pk).update(role=Role.ADMIN)

    with pytest.raises(InvitationUnusable):
        accept(noor, issued)


def test_inv_4_an_admin_invites_students_but_no_staff(admin, noor):
    assert accept(noor, issue(admin)).role == Role.STUDENT

    with pytest.raises(AboveOwnRole):
        issue(admin, email="x@aldermere.example", role=Role.ADVISOR)


def test_inv_4_an_advisor_invites_nobody(advisor):
    with pytest.raises(AboveOwnRole):
        issue(advisor)


def test_inv_3_it_makes_nothing_in_another_center(director, noor):
    other = CenterFactory(name="Bramley")
    accept(noor, issue(director))

    assert not Membership.objects.filter(center=other).exists()


def test_inv_1_inviting_again_makes_the_older_link_useless(director, noor):
    older, newer = issue(director), issue(director)

    with pytest.raises(InvitationUnusable):
        accept(noor, older)
    assert accept(noor, newer)


def test_sending_again_makes_a_new_link_and_14_new_days(director, noor):
    older = issue(director)
    later = NOW + timedelta(days=13)

    newer = renew_invitation(actor=director.user, invitation=older.invitation, now=later)

    with pytest.raises(InvitationUnusable):
        accept(noor, older, later)
    assert accept(noor, newer, later + timedelta(days=13))


def test_sending_again_at_once_is_refused(director):
    issued = issue(director)
    send_invitations(actor=director.user, issued=[issued], now=NOW)

    with pytest.raises(TooManyInvitations):
        renew_invitation(actor=director.user, invitation=issued.invitation, now=NOW + timedelta(seconds=30))


def test_a_center_has_an_hourly_limit(director):
    Invitation.objects.bulk_create(
        Invitation(
            center=director.center,
            email=f"s{n}@aldermere.example",
            role=Role.STUDENT,
            invited_by=director,
            token_hash=str(n),
            expires_at=NOW + LIFETIME,
            created_at=NOW,
        )
        for n in range(PER_HOUR)
    )

    with pytest.raises(TooManyInvitations):
        issue(director)


def test_a_member_is_not_invited_again(director, student):
    with pytest.raises(AlreadyMember):
        issue(director, email=student.user.email.upper())


def test_iso_8_an_account_elsewhere_makes_no_difference(director, noor):
    MembershipFactory(center=CenterFactory(name="Bramley"), user=noor)

    assert issue(director).invitation.email == EMAIL


def test_the_mail_says_who_invites_to_what_and_carries_the_link(mailbox, director, noor):
    issued = issue(director)

    assert send_invitations(actor=director.user, issued=[issued], now=NOW) == []

    arrived = mailbox.only(to=EMAIL)
    assert arrived.subject == "Dana Whitfield invites you to Aldermere University"
    assert issued.token in arrived.text
    assert issued.token in arrived.html
    assert "as a student" in arrived.text
    assert Invitation.objects.get().sent_at == NOW


def test_mail_that_cannot_be_sent_leaves_the_invitation_to_be_sent_again(settings, director):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody listens there
    issued = issue(director)

    assert send_invitations(actor=director.user, issued=[issued], now=NOW) == [issued.invitation]

    assert Invitation.objects.get().sent_at is None


# Pages ------------------------------------------------------------------------------------------------------------


def test_inviting_from_the_page_sends_and_lists(client, director):
    client.force_login(director.user)

    response = client.post(
        reverse("centers:invite", args=[director.center_id]),
        {"emails": f"{EMAIL}, b@aldermere.example", "role": "student"},
    )
    page = client.get(response["Location"])

    assert response.status_code == 303
    assert sorted(m.to[0] for m in mail.outbox) == ["b@aldermere.example", EMAIL]
    assert EMAIL in page.content.decode()


def test_a_bad_address_is_named_and_nothing_is_sent(client, director):
    client.force_login(director.user)

    response = client.post(
        reverse("centers:invite", args=[director.center_id]), {"emails": f"{EMAIL}\nnonsense", "role": "student"}
    )

    assert response.status_code == 422
    assert "“nonsense” is not an e-mail address." in response.content.decode()
    assert (mail.outbox, Invitation.objects.count()) == ([], 0)


def test_inv_4_a_role_above_the_inviter_is_no_choice(client, admin):
    client.force_login(admin.user)

    response = client.post(reverse("centers:invite", args=[admin.center_id]), {"emails": EMAIL, "role": "director"})

    assert response.status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("field", ["cohort", "advisor"])
def test_iso_7_cohort_and_advisor_of_another_center_are_no_choice(client, director, field):
    other = CenterFactory(name="Bramley")
    foreign = CohortFactory(center=other) if field == "cohort" else MembershipFactory(center=other, role=Role.ADVISOR)
    client.force_login(director.user)

    response = client.post(
        reverse("centers:invite", args=[director.center_id]),
        {"emails": EMAIL, "role": "student", field: str(foreign.pk)},
    )

    assert response.status_code == 422
    assert not Invitation.objects.exists()


def test_inv_2_get_only_asks_and_post_joins(client, director, noor):
    issued = issue(director, now=timezone.now())
    url = reverse("centers:accept_invitation", args=[issued.token])
    client.force_login(noor)

    asked = client.get(url)
    assert (asked.status_code, Membership.objects.filter(user=noor).count()) == (200, 0)

    joined = client.post(url)
    assert joined["Location"] == reverse("centers:center_sharing", args=[director.center_id])
    assert Membership.objects.filter(user=noor).count() == 1


def test_inv_1_every_unusable_token_gets_the_same_page(client, director, noor):
    now = timezone.now()
    used = issue(director, now=now)
    accept(noor, used, now)
    expired = issue(director, "e@aldermere.example", now=now - LIFETIME - timedelta(days=1))
    revoked = issue(director, "r@aldermere.example", now=now)
    revoke_invitation(actor=director.user, invitation=revoked.invitation, now=now)
    elsewhere = issue(director, "other@aldermere.example", now=now)
    client.force_login(noor)

    bodies = set()
    for token in (used.token, expired.token, revoked.token, elsewhere.token, "nonsense"):
        for ask in (client.get, client.post):
            response = ask(reverse("centers:accept_invitation", args=[token]))
            assert response.status_code == 404
            bodies.add(re.sub(r'X-CSRFToken": "[^"]+|value="[^"]+', "", response.content.decode()))

    assert len(bodies) == 1


def test_inv_2_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(client, director):
    url = reverse("centers:accept_invitation", args=[issue(director).token])

    response = client.get(url)

    assert response["Location"].startswith(reverse("account_login"))
    assert url in response["Location"]
