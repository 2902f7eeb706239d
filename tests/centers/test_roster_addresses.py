"""Whose address it is, and who is invited: cases 7 to 12 and 15 of permissions.md, section 2."""

from datetime import timedelta

import pytest
from django.core import mail

from apps.centers.errors import CenterError
from apps.centers.models import Invitation, Membership, Role, RosterEntry
from apps.centers.roster.addresses import fold_of, key_of
from apps.centers.selectors.roster import counts_of
from apps.centers.services import issue_invitations, roster
from apps.centers.services.invitations import accept_invitation
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, MembershipFactory
from tests.factories.rosters import (
    HEAD,
    LATER,
    apply,
    entry,
    joined,
    reason,
    take,
    upload,
    verdicts,
)

pytestmark = pytest.mark.django_db
ANA = f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,,,\n"
TWO = ANA + "0002,ben@aldermere.example,Ben,Osei,Design,,,\n"


# 7 a new address ------------------------------------------------------------------------------------------------------


def test_case_07_a_new_address_waits_for_the_student_and_sign_in_stays(director):
    take(director, ANA)
    card = joined(director, "0001", user__email="ana@aldermere.example")

    take(director, ANA.replace("ana@", "ana.lopes@"), LATER)

    card.refresh_from_db()
    assert (card.email, card.pending_email) == ("ana@aldermere.example", "ana.lopes@aldermere.example")
    card.membership.user.refresh_from_db()
    assert card.membership.user.email == "ana@aldermere.example"


@pytest.mark.parametrize(
    ("is_mine", "email", "action"),
    [(True, "new@aldermere.example", "unchanged"), (False, "ana@aldermere.example", "unchanged")],
)
def test_case_07_the_student_answers_and_the_file_does_not_ask_again(director, is_mine, email, action):
    take(director, ANA)
    card = joined(director, "0001")
    take(director, ANA.replace("ana@", "new@"), LATER)

    roster.answer_address(
        actor=card.membership.user,
        membership=card.membership,
        address="new@aldermere.example",
        is_mine=is_mine,
        now=LATER,
    )

    card.refresh_from_db()
    assert (card.email, card.pending_email) == (email, "")
    assert verdicts(upload(director, ANA.replace("ana@", "new@"), LATER)) == [(2, action)]


def test_case_07_without_an_account_the_address_is_the_centers_and_the_old_invitation_ends(director, mailoutbox):
    take(director, ANA)
    roster.ask_invitations(actor=director.user, center=director.center, now=NOW)
    roster.send_waiting(now=NOW)

    take(director, ANA.replace("ana@", "new@"), LATER)

    assert entry(director, "0001").email == "new@aldermere.example"
    assert Invitation.objects.get().revoked_at == LATER


# 8 another id ---------------------------------------------------------------------------------------------------------


def test_case_08_a_file_never_changes_an_id(director):
    take(director, ANA)

    job = upload(director, ANA.replace("0001", "9001"), LATER)

    assert verdicts(job) == [(2, "refuse")]


def test_case_08_a_person_changes_one_id_at_a_time(director):
    take(director, TWO)

    assert roster.change_external_id(actor=director.user, entry=entry(director, "0001"), external_id="9001", now=LATER)
    with pytest.raises(CenterError, match="somebody else’s ID"):
        roster.change_external_id(actor=director.user, entry=entry(director, "0002"), external_id="9001", now=LATER)

    assert set(RosterEntry.objects.values_list("external_id", flat=True)) == {"9001", "0002"}


# 9 a recycled address -------------------------------------------------------------------------------------------------


def test_case_09_an_address_with_another_id_is_a_conflict(director):
    take(director, ANA)

    job = upload(director, f"{HEAD}\n0099,ana@aldermere.example,Anatol,,,,,\n", LATER)

    assert reason(job, 2) == (
        "ana@aldermere.example stands with another ID here, 0001. Addresses are never moved by a file."
    )


# 10 somebody else's user ----------------------------------------------------------------------------------------------


def test_case_10_an_account_elsewhere_looks_like_none(director, django_assert_num_queries):
    MembershipFactory(center=CenterFactory(name="Bramley College"), user__email="ana@aldermere.example")
    UserFactory(email="ben@aldermere.example")

    job = upload(director, TWO + "0003,cy@aldermere.example,Cy,,,,,\n")

    assert [list(job.rows.values_list("action", "reason", "is_warning"))] == [[("create", "", False)] * 3]
    apply(job)
    assert RosterEntry.objects.filter(membership=None).count() == 3


def test_case_10_the_person_is_linked_when_they_accept(director):
    user = UserFactory(email="ana@aldermere.example")
    take(director, ANA)
    roster.ask_invitations(actor=director.user, center=director.center, now=NOW)
    [issued] = issue_invitations(
        actor=director.user, center=director.center, emails=[user.email], role=Role.STUDENT, now=NOW
    )

    membership = accept_invitation(actor=user, token=issued.token, now=NOW)

    card = entry(director, "0001")
    assert (card.membership, card.invite_asked_at, membership.program) == (membership, None, "")
    membership.refresh_from_db()
    assert membership.program == "HCI"


# 11 equality ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ana@Aldermere.example", "ana@aldermere.EXAMPLE", True),
        ("ana+a@aldermere.example", "ana@aldermere.example", False),
        ("ana@bücher.example", "ana@xn--bcher-kva.example", True),
    ],
)
def test_case_11_which_addresses_are_one(one, other, is_same):
    assert (key_of(one) == key_of(other)) is is_same


@pytest.mark.parametrize(
    "alike", ["m\u0131ke@git.example", "mike@g\u0456t.example", "m\u0456ke@git.example", "mi\u200bke@git.example"]
)
def test_case_11_look_alikes_are_conflicts(director, alike):
    assert (key_of(alike), fold_of(alike)) != (key_of("mike@git.example"), fold_of(alike) + "x")
    take(director, f"{HEAD}\n0001,mike@git.example,Mike,,,,,\n")

    job = upload(director, f"{HEAD}\n0002,{alike},Mike,,,,,\n", LATER)

    assert verdicts(job) == [(2, "refuse")]
    assert key_of(alike) != key_of("mike@git.example")


def test_case_11_mail_goes_to_the_stored_address(director, mailoutbox):
    take(director, ANA.replace("ana@", "Ana+Work@"))
    roster.ask_invitations(actor=director.user, center=director.center, now=NOW)

    roster.send_waiting(now=NOW)

    assert [message.to for message in mail.outbox] == [["Ana+Work@aldermere.example"]]


# 12 no mail -----------------------------------------------------------------------------------------------------------


def test_case_12_an_import_sends_no_mail(director, mailoutbox):
    take(director, TWO)

    roster.send_waiting(now=NOW)

    assert (mail.outbox, Invitation.objects.count()) == ([], 0)


def test_case_12_invitations_go_out_in_small_batches(director, mailoutbox):
    lines = [f"{n:04},s{n}@aldermere.example,S{n},,,,," for n in range(7)]
    take(director, "\n".join([HEAD, *lines]) + "\n")
    assert roster.ask_invitations(actor=director.user, center=director.center, now=NOW) == 7

    sent = [roster.send_waiting(now=NOW + timedelta(minutes=15 * n), at_once=3) for n in range(4)]

    assert sent == [3, 3, 1, 0]
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 7


# 15 without account ---------------------------------------------------------------------------------------------------


def test_case_15_who_has_no_account_is_no_member(director):
    take(director, TWO)
    joined(director, "0001")

    assert counts_of(director.center) == {"joined": 1, "waiting": 1, "left": 0, "inactive": 0}
    assert Membership.objects.filter(role=Role.STUDENT).count() == 1
