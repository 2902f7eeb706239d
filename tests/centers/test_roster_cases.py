"""The cases of permissions.md, section 2, each by its number."""

from datetime import timedelta

import pytest
from django.core import mail

from apps.centers.errors import CenterError
from apps.centers.models import Caseload, Cohort, Invitation, Membership, Role, RosterEntry, RosterImport, RosterPart
from apps.centers.roster.addresses import fold_of, key_of
from apps.centers.roster.errors import UnreadableRoster
from apps.centers.selectors.roster import counts_of
from apps.centers.services import issue_invitations, roster
from apps.centers.services.invitations import accept_invitation
from apps.centers.services.members import update_card
from apps.core.tables.writing import neutral
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory
from tests.factories.rosters import (
    HEAD,
    LATER,
    answer,
    apply,
    entry,
    joined,
    reason,
    take,
    undo,
    upload,
    verdicts,
    work,
)

pytestmark = pytest.mark.django_db
ANA = f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,,,\n"
TWO = ANA + "0002,ben@aldermere.example,Ben,Osei,Design,,,\n"


# 1 encoding -----------------------------------------------------------------------------------------------------------

NAMES = f"{HEAD}\n0001,zoe@aldermere.example,Zoë,Núñez,,,,\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_case_01_every_encoding_is_read_without_garbling(director, codec):
    take(director, NAMES.encode(codec))

    assert entry(director, "0001").name == "Zoë Núñez"


def test_case_01_names_are_stored_composed(director):
    take(director, NAMES.replace("ë", "e\u0308").replace("ú", "u\u0301"))

    assert entry(director, "0001").name == "Zoë Núñez"


@pytest.mark.parametrize("bad", [b"\x81\x8d", "Жанна".encode("cp1251"), "山田".encode("shift_jis")])
def test_case_01_what_cannot_be_decoded_for_certain_is_refused(director, bad):
    data = ANA.encode().replace(b"Lopes", bad)

    with pytest.raises(UnreadableRoster, match="CSV UTF-8"):
        upload(director, data)

    assert RosterImport.objects.count() == 0


# 2 delimiters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_case_02_every_delimiter_and_line_end_is_read(director, delimiter, end):
    lines = ["external_id,email,given_name,program", '7,ana@aldermere.example,"Ana ""Nita""","HCI\nand Design"']
    text = end.join(line.replace(",", delimiter) for line in lines) + end + delimiter * 3 + end + end

    take(director, text)

    card = entry(director, "7")
    assert (card.given_name, card.program) == ('Ana "Nita"', "HCI\nand Design")
    assert RosterEntry.objects.count() == 1


def test_case_02_trailing_empty_columns_are_nothing(director):
    job = upload(director, "external_id,email,given_name,,\n1,ana@aldermere.example,Ana,,\n")

    assert (verdicts(job), job.ignored) == ([(2, "create")], [])


def test_case_02_a_ragged_row_is_refused(director):
    job = upload(director, TWO + "0003,cy@aldermere.example,Cy\n0004,di@aldermere.example,Di,,,,,,extra\n")

    assert verdicts(job) == [(2, "create"), (3, "create"), (4, "refuse"), (5, "refuse")]
    assert reason(job, 4) == "The line has 3 cells and the heading 8, so they don’t fit."


# 3 damage -------------------------------------------------------------------------------------------------------------


def test_case_03_lost_zeros_and_shortened_numbers_are_pointed_out(director):
    take(director, TWO)

    job = upload(
        director,
        f"{HEAD}\n3,c@aldermere.example,Cy,,,,,\n1.2E+08,d@aldermere.example,Di,,,,,\n"
        "2026-03-12,e@aldermere.example,Ed,,,,,\n0006,f@aldermere.example,Flo,,,,,\n",
    )

    assert list(job.rows.order_by("line").values_list("is_warning", flat=True)) == [True, True, True, False]
    assert reason(job, 2) == "The ID 3 is shorter than the others. Did a spreadsheet drop its leading zeros?"


# 4 duplicates ---------------------------------------------------------------------------------------------------------


def test_case_04_all_of_the_duplicates_are_refused_and_the_lines_named(director):
    job = upload(
        director,
        TWO
        + "0001,x@aldermere.example,Xi,,,,,\n0004,BEN@aldermere.example,Benny,,,,,\n0005,e@aldermere.example,E,,,,,\n",
    )

    assert [action for _, action in verdicts(job)] == ["refuse", "refuse", "refuse", "refuse", "create"]
    assert reason(job, 2) == "The same ID stands on lines 2, 4. None of them is taken."
    assert reason(job, 5) == "The same e-mail address stands on lines 3, 5. None of them is taken."


# 5 blank and clear ----------------------------------------------------------------------------------------------------


def test_case_05_blank_leaves_and_clear_clears(director):
    CohortFactory(center=director.center, name="Fall")
    take(director, f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,Fall,,\n")

    take(director, f"{HEAD}\n0001,ana@aldermere.example,Ana,,**CLEAR**,,,\n", LATER)

    card = entry(director, "0001")
    assert (card.family_name, card.program, len(card.cohort_ids)) == ("Lopes", "", 1)


def test_case_05_a_list_is_cleared_by_its_word_only(director):
    CohortFactory(center=director.center, name="Fall")
    take(director, f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,Fall,,\n")

    take(director, f"{HEAD}\n0001,ana@aldermere.example,Ana,,,**CLEAR**,,\n", LATER)

    assert entry(director, "0001").cohort_ids == []


def test_case_05_what_is_required_cannot_be_cleared(director):
    job = upload(director, f"{HEAD}\n0001,**CLEAR**,Ana,,,,,\n")

    assert reason(job, 2) == "email can’t be cleared."


# 6 absent -------------------------------------------------------------------------------------------------------------


def fall_of(director, count: int) -> Cohort:
    cohort = CohortFactory(center=director.center, name="Fall")
    lines = [f"{n:04},s{n}@aldermere.example,S{n},,,Fall,," for n in range(count)]
    take(director, "\n".join([HEAD, *lines]) + "\n")
    return cohort


def test_case_06_absent_from_the_file_is_nothing(director):
    take(director, TWO)

    job = upload(director, ANA, LATER)

    assert verdicts(job) == [(2, "unchanged")]


def test_case_06_a_full_roster_deactivates_who_is_missing_and_deletes_nobody(director):
    cohort = fall_of(director, 10)
    card = joined(director, "0009")
    file = "\n".join([HEAD, *(f"{n:04},s{n}@aldermere.example,S{n},,,Fall,," for n in range(9))])

    take(director, file, LATER, full_cohort=cohort)

    card.refresh_from_db()
    assert (card.status, RosterEntry.objects.count()) == ("inactive", 10)
    assert Membership.objects.get(pk=card.membership_id).ended_at == LATER


def test_case_06_a_full_roster_stops_beyond_the_threshold(director):
    cohort = fall_of(director, 20)
    file = "\n".join([HEAD, *(f"{n:04},s{n}@aldermere.example,S{n},,,Fall,," for n in range(17))])

    job = upload(director, file, LATER, full_cohort=cohort)

    with pytest.raises(CenterError, match="3 of 20 would be deactivated, more than 10 %"):
        roster.apply_roster(actor=director.user, job=job, now=LATER)
    assert RosterEntry.objects.filter(status="inactive").count() == 0


def test_case_06_a_full_roster_leaves_who_came_another_way(director, student):
    cohort = CohortFactory(center=director.center, name="Fall")
    take(director, f"{HEAD}\n0001,{student.user.email},Jonah,,,Fall,,\n0002,b@aldermere.example,Ben,,,Fall,,\n")

    job = upload(director, f"{HEAD}\n0002,b@aldermere.example,Ben,,,Fall,,\n", LATER, full_cohort=cohort, threshold=100)

    assert verdicts(job) == [(2, "unchanged")]


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


# 13 by hand -----------------------------------------------------------------------------------------------------------


def test_case_13_what_was_changed_by_hand_stays(director):
    take(director, ANA)
    card = joined(director, "0001", user__given_name="Anita")
    update_card(actor=director.user, membership=card.membership, cohort=None, program="Interaction Design", now=NOW)

    job = take(director, ANA.replace("HCI", "Informatics").replace("Ana,", "Anna,"), LATER)

    card.membership.refresh_from_db()
    assert (card.membership.program, card.membership.user.given_name) == ("Interaction Design", "Anita")
    assert reason(job, 2) == "First name, program. Their program was changed here by hand and stays."


# 14 unknown names -----------------------------------------------------------------------------------------------------


def test_case_14_an_unknown_cohort_is_refused_until_the_preview_is_told_to_make_it(director):
    job = upload(director, ANA.replace("HCI,", "HCI,Spring"))
    assert (verdicts(job), job.new_cohorts, Cohort.objects.count()) == ([(2, "refuse")], ["Spring"], 0)

    apply(answer(job, create_cohorts=True))

    assert entry(director, "0001").cohort_ids == [Cohort.objects.get(name="Spring").pk]


def test_case_14_an_unknown_advisor_is_refused(director):
    job = upload(director, ANA.replace("HCI,,", "HCI,,nobody@aldermere.example"))

    assert reason(job, 2) == "Nobody called nobody@aldermere.example looks after students here. Invite them first."


def test_case_14_a_known_advisor_looks_after_the_student(director, advisor):
    take(director, ANA)
    card = joined(director, "0001")

    take(director, ANA.replace("HCI,,", f"HCI,,{advisor.user.email.upper()}"), LATER)

    assert list(Caseload.objects.values_list("staff", "student")) == [(advisor.pk, card.membership_id)]


def test_case_14_an_admin_assigns_nobody(admin, advisor):
    job = take(admin, ANA.replace("HCI,,", f"HCI,,{advisor.user.email}"))

    assert (job.status, entry(admin, "0001").advisor) == ("done", None)


# 15 without account ---------------------------------------------------------------------------------------------------


def test_case_15_who_has_no_account_is_no_member(director):
    take(director, TWO)
    joined(director, "0001")

    assert counts_of(director.center) == {"joined": 1, "waiting": 1, "left": 0, "inactive": 0}
    assert Membership.objects.filter(role=Role.STUDENT).count() == 1


# 16 again, together, crashed ------------------------------------------------------------------------------------------


def test_case_16_two_files_of_a_center_are_not_applied_at_once(director):
    first = upload(director, ANA)
    assert roster.apply_roster(actor=director.user, job=first, now=NOW)
    second = RosterImport.objects.create(
        center=director.center, uploaded_by=director.user, filename="b.csv", status="check", planned_at=NOW
    )
    second.rows.create(line=2, action="create", changes={})

    with pytest.raises(CenterError, match="Another file"):
        roster.apply_roster(actor=director.user, job=second, now=NOW)


def test_case_16_a_file_planned_before_another_was_applied_is_read_again(director):
    first = upload(director, ANA)
    RosterImport.objects.filter(pk=first.pk).update(status="done", finished_at=LATER)
    second = upload(director, TWO)

    with pytest.raises(CenterError, match="read again"):
        roster.apply_roster(actor=director.user, job=second, now=LATER)

    second.refresh_from_db()
    assert second.status == "reading"


def test_case_16_a_crash_resumes_where_it_stopped(director, monkeypatch):
    lines = [f"{n:04},s{n}@aldermere.example,S{n},,,,," for n in range(10)]
    job = upload(director, "\n".join([HEAD, *lines]))
    roster.apply_roster(actor=director.user, job=job, now=NOW)
    claim = roster.claim_import(now=NOW)
    roster.run_batch(claim, now=NOW, size=4)  # then the worker dies: its lease runs out

    job = work(job, NOW + timedelta(minutes=10), size=4)

    assert (job.status, RosterEntry.objects.count()) == ("done", 10)
    assert not roster.run_pending(clock=lambda: LATER, budget=timedelta(seconds=1))


# 17 formulas ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_case_17_formulas_are_stored_verbatim_and_neutralized_on_the_way_out(director, start):
    take(director, f'{HEAD}\n0001,ana@aldermere.example,Ana,,"{start}SUM(A1)",,,\n')

    assert entry(director, "0001").program == f"{start}SUM(A1)"
    assert neutral(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


# 18 limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04" + b"x" * 50, "CSV UTF-8"),
        (ANA.encode() + b"0009,\x00,x,,,,,\n", "NUL"),
        (b"%PDF-1.7", "not a text file"),
        (b"external_id,email,given_name\n" + b"x" * (5 * 1024 * 1024), "5 MB"),
        (b"", "empty"),
        (b"name,mail\nAna,ana@aldermere.example\n", "Missing: external_id, given_name"),
    ],
)
def test_case_18_what_is_no_roster_is_refused(director, data, says):
    with pytest.raises(UnreadableRoster, match=says):
        upload(director, data)


def test_case_18_a_cell_of_more_than_4_kb_is_refused(director):
    job = upload(director, TWO.replace("HCI", "x" * 4097))

    assert verdicts(job) == [(2, "refuse"), (3, "create")]


def test_case_18_more_than_20000_rows_are_refused(director):
    job = upload(director, "external_id,email,given_name\n" + "1,a@b.example,A\n" * 20_001)

    assert (job.status, job.error.split(".")[0]) == ("failed", "This file has more than 20,000 rows")


def test_case_18_an_upload_is_deleted_after_a_week(director):
    upload(director, ANA)

    roster.forget_roster_uploads(now=NOW + timedelta(days=7, seconds=1))

    assert (RosterPart.objects.count(), RosterImport.objects.count()) == (0, 0)


# 19 other formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "user_id,login_id,first_name,last_name,email,status\n7,ana,Ana,Lopes,ana@aldermere.example,suspended\n",
        "sourcedId,givenName,familyName,email,status\n7,Ana,Lopes,ana@aldermere.example,inactive\n",
        "idnumber,firstname,lastname,email,department,status\n7,Ana,Lopes,ana@aldermere.example,HCI,Inactive\n",
    ],
)
def test_case_19_canvas_oneroster_and_moodle_are_understood(director, text):
    take(director, text)

    card = entry(director, "7")
    assert (card.name, card.status) == ("Ana Lopes", "inactive")


def test_case_19_what_is_not_read_is_named(director):
    job = upload(
        director, "External ID ,E-Mail,First name,Shoe size,GPA,Role\n7,ana@aldermere.example,Ana,38,4.0,director\n"
    )

    assert job.ignored == ["Shoe size"]
    assert job.refused == [["GPA", "a career center has no need of it here"], ["Role", "roles are given by invitation"]]


# 20 staff, oneself, deactivated ---------------------------------------------------------------------------------------


def test_case_20_staff_and_oneself_are_refused(director, advisor):
    job = upload(director, f"{HEAD}\n1,{advisor.user.email},Ana,,,,,\n2,{director.user.email},Dana,,,,,\n")

    assert reason(job, 2) == f"{advisor.user.email} is staff here. A roster never changes roles."
    assert reason(job, 3) == "That is you. A roster never changes roles."


def test_case_20_nobody_comes_back_silently(director):
    take(director, ANA)
    card = joined(director, "0001")
    take(director, ANA.replace(",,\n", ",,withdrawn\n"), LATER)

    job = upload(director, ANA.replace(",,\n", ",,active\n"), LATER)

    assert verdicts(job) == [(2, "refuse")]
    apply(answer(job, bring_back=True, now=LATER), LATER)
    card.refresh_from_db()
    assert (card.status, card.membership) == ("active", None)
    assert Membership.objects.filter(role=Role.STUDENT, ended_at=None).count() == 0


# 21 undo --------------------------------------------------------------------------------------------------------------


def test_case_21_undo_restores_and_names_what_changed_since(director):
    take(director, TWO)
    before = list(RosterEntry.objects.order_by("external_id").values("external_id", "email", "program", "status"))
    job = take(director, TWO.replace("HCI", "A").replace("Design", "B") + "0003,cy@aldermere.example,Cy,,,,,\n", LATER)
    take(director, TWO.replace("HCI", "Mine").replace("Design", "B"), LATER + timedelta(hours=1))

    job = undo(job, LATER + timedelta(hours=2))

    after = list(RosterEntry.objects.order_by("external_id").values("external_id", "email", "program", "status"))
    assert after == [before[0] | {"program": "Mine"}, before[1]]
    assert list(job.rows.order_by("line").values_list("outcome", "outcome_reason")) == [
        ("stayed", "Changed since: program."),
        ("undone", ""),
        ("undone", ""),
    ]


def test_case_21_undo_gives_membership_and_caseload_back(director, advisor):
    text = f"{HEAD}\n0001,ana@aldermere.example,Ana,,HCI,,{advisor.user.email},\n"
    take(director, text)
    card = joined(director, "0001")
    caseload = Caseload.objects.create(staff=advisor, student=card.membership)
    job = take(director, text.replace(",\n", ",inactive\n").replace("HCI", "Law"), LATER)
    caseload.refresh_from_db()
    assert caseload.ended_at == LATER

    undo(job, LATER + timedelta(days=1))

    caseload.refresh_from_db()
    card.refresh_from_db()
    card.membership.refresh_from_db()
    assert (caseload.ended_at, card.membership.ended_at, card.status, card.program) == (None, None, "active", "HCI")


def test_case_21_undo_leaves_who_was_invited_since(director, mailoutbox):
    job = take(director, TWO)
    roster.ask_invitations(actor=director.user, center=director.center, now=NOW)
    roster.send_waiting(now=NOW, at_once=1)
    roster.stop_invitations(actor=director.user, center=director.center, now=NOW)

    job = undo(job)

    assert sorted(job.rows.values_list("outcome", flat=True)) == ["stayed", "undone"]


def test_case_21_undo_ends_after_30_days(director):
    job = take(director, ANA)

    assert not roster.undo_roster(actor=director.user, job=job, now=NOW + timedelta(days=30, seconds=1))


def test_case_21_undo_removes_the_cohorts_that_nobody_uses(director):
    job = apply(answer(upload(director, ANA.replace("HCI,", "HCI,Spring")), create_cohorts=True))

    undo(job)

    assert (Cohort.objects.count(), RosterEntry.objects.count()) == (0, 0)
