"""The triage list: who reads it, what it shows, and that it shows nothing which is not so any more."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.advising import services
from apps.advising.access import triage_reach
from apps.advising.flags.kinds import RaisedFor, Rule
from apps.advising.models import FlagAnswer, ManualFlag, Standout
from apps.advising.selectors.triage import TriageFilters
from apps.advising.services.flags import PER_PAGE
from apps.advising.services.standouts import work_out, work_out_all
from apps.centers.access import Student, students_visible_to
from apps.centers.models import Center, Disclosure, Level, Membership, Role, SharingGrant
from apps.contacts.models import Contact
from apps.interviews.models import Interview, ThankYou
from tests.advising.story import NAMES, NEVER, tell, words_in
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CenterFactory, CohortFactory, MembershipFactory, enrol, share

URL = "/desk/triage/"
LONG = timedelta(seconds=60)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def talked(student, days=3):
    """A talk of `days` ago that nobody was thanked for."""
    contact = Contact.objects.create(owner=student.user, given_name="Priya", sort_key="p", stage="talked")
    ended = NOW - timedelta(days=days)
    return Interview.objects.create(
        owner=student.user, contact=contact, state="held", starts_at=ended, ended_at=ended, contact_timezone="UTC"
    )


def stuck(center, name="Anil", *, days=3, level=Level.PROGRESS, **fields):
    """A student whom the list asks about."""
    student = enrol(center, level=level, user__given_name=name, **fields)
    talked(student, days)
    work_out([student.pk], now=NOW)
    return student


def listed(member, *, number=1, now=NOW, **filters):
    page = services.read_triage(
        actor=member.user, reach=triage_reach(member.user), filters=TriageFilters(**filters), number=number, now=now
    )
    return [row.student.first_name for row in page.rows]


def page(client, member, **query):
    client.force_login(member.user)
    return client.get(URL, query)


# Who reads it ------------------------------------------------------------------------------------------------------


def test_a_director_reads_of_everybody_an_advisor_of_their_caseload(center, director, advisor):
    stuck(center, "Anil", advisor=advisor)
    stuck(center, "Tess", days=2)

    assert listed(director) == ["Anil", "Tess"]
    assert listed(advisor) == ["Anil"]


def test_where_every_advisor_looks_after_everybody_all_read_it(center, advisor):
    stuck(center, "Tess")
    Center.objects.filter(pk=center.pk).update(open_caseload=True)

    assert listed(advisor) == ["Tess"]


@pytest.mark.parametrize("role", [Role.PEER_MENTOR, Role.ANALYST, Role.ADMIN])
def test_other_staff_have_no_such_list(client, center, role):
    member = MembershipFactory(center=center, role=role)
    CaseloadFactory(staff=member, student=stuck(center))

    assert page(client, member).status_code == 403


def test_students_find_nothing_there(client, student):
    assert page(client, student).status_code == 404


def test_no_student_of_another_center_is_in_it(center):
    stuck(center)
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.DIRECTOR)

    assert listed(stranger) == []


def test_whoever_is_director_here_and_advisor_there_has_both(center, director):
    there = CenterFactory(name="Bramley")
    advisor = MembershipFactory(center=there, user=director.user, role=Role.ADVISOR)
    stuck(center, "Anil")
    stuck(there, "Tess", days=2, advisor=advisor)
    stuck(there, "Cyrus")

    assert listed(director) == ["Anil", "Tess"]


# Who is in it ------------------------------------------------------------------------------------------------------


def test_con_5_who_shares_nothing_is_not_in_it_and_nothing_is_worked_out(client, center, director, advisor):
    student = stuck(center, "Hana", level=Level.NOTHING, advisor=advisor)

    assert not Standout.objects.exists()
    html = page(client, director).content.decode()
    assert "Hana" not in html
    assert "Not sharing" in html
    client.force_login(advisor.user)
    assert "What stands out" not in client.get(reverse("advising:student", args=[student.pk])).content.decode()


def test_con_5_who_stops_sharing_is_gone_with_the_next_request(client, center, director):
    student = stuck(center, "Anil")
    assert "Anil" in page(client, director).content.decode()

    share(student, Level.NOTHING, NOW + timedelta(seconds=1))

    assert "Anil" not in page(client, director).content.decode()
    work_out_all(clock=lambda: NOW + timedelta(hours=1), budget=LONG)
    assert not Standout.objects.exists()


def test_con_3_who_agreed_to_words_without_the_rules_is_not_in_it(client, center, director):
    student = enrol(center, user__given_name="Anil")
    SharingGrant.objects.create(
        owner=student.user, center=center, level=Level.PROGRESS, text_version="2026-11-1", created_at=NOW
    )
    talked(student)
    work_out([student.pk], now=NOW)
    assert not Standout.objects.exists()
    client.force_login(director.user)
    page_of = reverse("advising:student", args=[student.pk])
    assert "no thank-you is sent yet" not in client.get(page_of).content.decode()
    client.force_login(student.user)
    own = client.get(reverse("advising:what_stands_out", args=[center.pk])).content.decode()
    assert "You agreed to words that did not tell of this." in own
    preview = reverse("advising:sharing_preview", args=[center.pk, "progress"])
    assert "no thank-you is sent yet" in client.get(preview).content.decode()
    assert "no thank-you is sent yet" not in client.get(preview, headers={"HX-Request": "true"}).content.decode()

    share(student, Level.PROGRESS, NOW + timedelta(seconds=1))
    work_out([student.pk], now=NOW)

    assert listed(director) == ["Anil"]


def test_whose_membership_ended_is_gone(center, director):
    student = stuck(center)
    Membership.objects.filter(pk=student.pk).update(ended_at=NOW)

    assert listed(director) == []


def test_what_is_done_meanwhile_is_gone_with_the_next_request(center, director):
    student = stuck(center)
    ThankYou.objects.create(owner=student.user, interview=Interview.objects.get(), sent_at=NOW)

    assert listed(director) == []


def test_con_6_whoever_is_marked_private_is_gone_with_the_next_request(center, director):
    stuck(center)
    Contact.objects.update(is_private=True)

    assert listed(director) == []


def test_the_most_urgent_comes_first_and_of_the_same_the_oldest(center, director):
    quiet = enrol(center, level=Level.PROGRESS, user__given_name="Cyrus", created_at=NOW - timedelta(days=20))
    work_out([quiet.pk], now=NOW)
    stuck(center, "Tess", days=2)
    stuck(center, "Anil", days=9)
    raised = enrol(center, level=Level.PROGRESS, user__given_name="Noor")
    ManualFlag.objects.create(membership=raised, reason="meet", created_at=NOW)
    work_out([raised.pk], now=NOW)

    assert listed(director) == ["Noor", "Anil", "Tess", "Cyrus"]


def test_the_list_is_narrowed_by_rule_cohort_and_caseload(center, director):
    own = MembershipFactory(center=center, user=director.user, role=Role.ADVISOR)
    cohort = CohortFactory(center=center)
    stuck(center, "Anil", days=9, cohort=cohort)
    stuck(center, "Tess", advisor=own)
    ManualFlag.objects.create(membership=stuck(center, "Noor", days=2), reason="meet")
    work_out(Membership.objects.filter(role=Role.STUDENT).values_list("pk", flat=True), now=NOW)

    assert listed(director, cohort=cohort.pk) == ["Anil"]
    assert listed(director, mine=True) == ["Tess"]
    assert listed(director, rule="raised") == ["Noor"]
    assert listed(director, rule=Rule.THANKS_LATE) == ["Noor", "Anil", "Tess"]
    assert listed(director, rule=Rule.NO_REPLY) == []
    foreign = CohortFactory(center=CenterFactory(name="Bramley"))
    assert listed(director, cohort=foreign.pk) == []


def test_a_page_shows_so_many_and_leads_to_the_next(client, center, director):
    for n in range(PER_PAGE + 1):
        stuck(center, f"S{n:02}")

    first, second = page(client, director), page(client, director, page=2)

    assert "Less urgent" in first.content.decode()
    assert (len(first.context["page"].rows), len(second.context["page"].rows)) == (PER_PAGE, 1)
    assert "More urgent" in second.content.decode()


@pytest.mark.parametrize("given", ["x", "-1", "0", "99999999999999999999", "²"])
def test_a_page_that_makes_no_sense_is_the_first(client, center, director, given):
    stuck(center, "Anil")

    assert "Anil" in page(client, director, page=given, rule="nonsense", cohort="x").content.decode()


# What it says ------------------------------------------------------------------------------------------------------


def test_the_list_and_the_students_page_say_why_in_the_same_words(client, center, advisor):
    student = stuck(center, "Anil", advisor=advisor)
    words = "Talked on October 17, and no thank-you is sent yet."

    assert words in page(client, advisor).content.decode()
    assert words in client.get(reverse("advising:student", args=[student.pk])).content.decode()


def test_no_name_employer_or_word_of_a_student_is_in_it(client, center, advisor):
    student = enrol(center, level=Level.FULL, advisor=advisor)
    tell(student)
    talked(student)
    work_out([student.pk], now=NOW)

    html = page(client, advisor).content.decode()

    assert "no thank-you is sent yet" in html
    assert "&lt;" not in html
    assert words_in(html, NAMES | NEVER) == set()


def test_a_mentor_finds_nothing_of_it_on_a_students_page(client, center):
    mentor = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    student = stuck(center, advisor=mentor)
    client.force_login(mentor.user)

    html = client.get(reverse("advising:student", args=[student.pk])).content.decode()

    assert "What stands out" not in html
    assert "no thank-you is sent yet" not in html


def test_log_1_each_student_who_is_shown_finds_it_in_their_log_once_a_day(center, director):
    student = stuck(center)
    for hours in (0, 1):
        listed(director, now=NOW + timedelta(hours=hours))

    rows = Disclosure.objects.values_list("owner", "action", "field_group")
    assert list(rows) == [(student.user_id, "list", "progress")]


def test_who_was_not_shown_has_nothing_in_their_log(center, director):
    student = stuck(center)
    Contact.objects.update(is_private=True)
    listed(director)

    assert not Disclosure.objects.filter(owner=student.user).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(client, center, director, count, django_assert_num_queries):
    for n in range(count):
        FlagAnswer.objects.create(membership=stuck(center, days=n + 2), rule=Rule.NO_REPLY, amount=1)
    page(client, director)

    with django_assert_num_queries(13):  # two of them the savepoint
        assert client.get(URL).status_code == 200


# The shortlist -----------------------------------------------------------------------------------------------------


def test_the_worker_finds_whoever_came_to_stand_out(center, director):
    student = enrol(center, level=Level.PROGRESS, user__given_name="Anil")
    talked(student)
    assert listed(director) == []

    assert work_out_all(clock=lambda: NOW, budget=LONG) == 1

    assert listed(director) == ["Anil"]
    row = Standout.objects.get()
    assert (row.membership_id, row.center_id, row.rules) == (student.pk, center.pk, ["thanks_late"])


def test_a_row_that_says_so_already_is_not_written_again(center):
    stuck(center)
    before = Standout.objects.get()

    work_out_all(clock=lambda: NOW + timedelta(hours=1), budget=LONG)

    assert Standout.objects.get().updated_at == before.updated_at


def test_whoever_stands_out_no_more_is_off_the_shortlist(center):
    stuck(center)
    Contact.objects.update(is_private=True)

    work_out_all(clock=lambda: NOW, budget=LONG)

    assert not Standout.objects.exists()


def test_a_spent_budget_ends_the_round(center):
    stuck(center)
    Standout.objects.all().delete()

    assert work_out_all(clock=lambda: NOW, budget=timedelta(0)) == 0


def test_a_raised_flag_asks_for_somebody_at_once(center, director):
    student = enrol(center, level=Level.PROGRESS, user__given_name="Noor")
    card = next(Student.all_of(students_visible_to(director.user).filter(pk=student.pk)))
    services.raise_flag(actor=director.user, student=card, reason=RaisedFor.MEET, due_on=None, now=NOW)

    assert listed(director) == ["Noor"]
