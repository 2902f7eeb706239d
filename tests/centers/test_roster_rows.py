"""What becomes of a line: cases 4 to 6, 13, 14 and 20 of permissions.md, section 2."""

import pytest
from django.urls import reverse

from apps.centers.errors import CenterError
from apps.centers.models import Caseload, Cohort, Membership, Role, RosterEntry
from apps.centers.services import roster
from apps.centers.services.cohorts import update_card
from tests.factories.accounts import NOW
from tests.factories.centers import CohortFactory
from tests.factories.rosters import (
    HEAD,
    LATER,
    answer,
    apply,
    entry,
    joined,
    reason,
    take,
    upload,
    verdicts,
    work,
)

pytestmark = pytest.mark.django_db
ANA = f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,,,\n"
TWO = ANA + "0002,ben@aldermere.example,Ben,Osei,Design,,,\n"


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


# 13 by hand -----------------------------------------------------------------------------------------------------------


def test_case_13_what_was_changed_by_hand_stays(director):
    take(director, ANA)
    card = joined(director, "0001", user__given_name="Anita")
    update_card(actor=director.user, membership=card.membership, cohorts=[], program="Interaction Design", now=NOW)

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


@pytest.mark.parametrize("is_admin", [True, False])
def test_case_14_the_preview_tells_an_admin_that_advisors_are_left_out(client, admin, director, advisor, is_admin):
    who = admin if is_admin else director
    job = upload(who, ANA.replace("HCI,,", f"HCI,,{advisor.user.email}"))
    client.force_login(who.user)

    html = client.get(reverse("centers:roster_import", args=[job.pk])).content.decode()

    assert ("left out, because only a director assigns students to advisors" in html) is is_admin


def test_case_14_an_admin_does_not_apply_what_a_director_planned_about_advisors(admin, director, advisor):
    job = upload(director, ANA.replace("HCI,,", f"HCI,,{advisor.user.email}"))

    with pytest.raises(CenterError, match="director"):
        roster.apply_roster(actor=admin.user, job=job, now=NOW)
    apply(work(job))

    assert entry(admin, "0001").advisor is None


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
