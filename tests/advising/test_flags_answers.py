"""The student's own page about what stands out, their answers, and the flags that staff raise."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.advising import services
from apps.advising.access import own_student
from apps.advising.flags.kinds import RaisedFor, Rule
from apps.advising.models import FlagAnswer, ManualFlag, Standout
from apps.centers.access import Student, students_visible_to
from apps.centers.models import Disclosure, Level, Role
from apps.contacts.models import Contact
from apps.interviews.models import Interview, ThankYou
from tests.factories.accounts import NOW
from tests.factories.centers import CenterFactory, MembershipFactory, enrol, share

WORDS = "Talked on October 17, and no thank-you is sent yet."


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def student(center, advisor):
    return enrol(center, level=Level.PROGRESS, advisor=advisor, user__given_name="Anil")


def talked(student, days=3):
    contact = Contact.objects.create(owner=student.user, given_name="Priya", sort_key="p", stage="talked")
    ended = NOW - timedelta(days=days)
    return Interview.objects.create(
        owner=student.user, contact=contact, state="held", starts_at=ended, ended_at=ended, contact_timezone="UTC"
    )


def own(student):
    return own_student(student.user, student.center_id)


def flags(student, now=NOW):
    return services.own_flags(actor=student.user, student=own(student), now=now)


def answer(student, text="", now=NOW, rule=Rule.THANKS_LATE):
    return services.answer_flag(actor=student.user, student=own(student), rule=rule, text=text, now=now)


def seen_by(member, student):
    return next(Student.all_of(students_visible_to(member.user).filter(pk=student.pk)))


def html(client, member, name, *args):
    client.force_login(member.user)
    return client.get(reverse(name, args=args)).content.decode()


# What the student reads --------------------------------------------------------------------------------------------


def test_the_student_reads_what_staff_read(client, student, advisor):
    talked(student)

    assert WORDS in html(client, student, "advising:what_stands_out", student.center_id)
    assert WORDS in html(client, advisor, "advising:student", student.pk)
    assert WORDS in html(client, student, "advising:sharing_preview", student.center_id, "progress")


def test_reading_ones_own_page_is_in_no_log(client, student):
    html(client, student, "advising:what_stands_out", student.center_id)

    assert not Disclosure.objects.exists()


def test_con_5_who_shares_nothing_reads_that_nothing_is_worked_out(client, student):
    talked(student)
    share(student, Level.NOTHING, NOW + timedelta(seconds=1))

    page = html(client, student, "advising:what_stands_out", student.center_id)

    assert "nothing is worked out about you" in page
    assert WORDS not in page
    assert WORDS not in html(client, student, "advising:sharing_preview", student.center_id, "nothing")


def test_the_rules_of_one_center_say_nothing_of_anothers_students_page(client, student):
    other = enrol(CenterFactory(name="Bramley"))
    talked(student)
    client.force_login(other.user)

    assert client.get(reverse("advising:what_stands_out", args=[student.center_id])).status_code == 404


def test_nobody_reads_the_page_of_another_through_the_service(student, advisor):
    with pytest.raises(PermissionDenied):
        services.own_flags(actor=advisor.user, student=own(student), now=NOW)


# Answers -----------------------------------------------------------------------------------------------------------


def post(client, student, name, rule="thanks_late", **data):
    client.force_login(student.user)
    return client.post(reverse(f"advising:{name}", args=[student.center_id, rule]), data)


def test_an_answer_takes_a_student_off_the_list_and_is_read_beside_the_rule(client, student, advisor):
    talked(student)

    response = post(client, student, "rule_answer", text="I called her on Sunday.")

    assert response.status_code == 303
    assert not Standout.objects.exists()
    page = html(client, advisor, "advising:student", student.pk)
    assert "Anil says that is all right" in page
    assert "I called her on Sunday." in page


def test_an_answer_needs_no_words(client, student):
    talked(student)

    post(client, student, "rule_answer")

    assert [mark.rule for mark in flags(student).answered] == [Rule.THANKS_LATE]


def test_an_answer_that_is_too_long_is_kept_and_refused(client, student):
    talked(student)

    response = post(client, student, "rule_answer", text="word " * 50)

    assert response.status_code == 422
    assert "word word" in response.content.decode()
    assert not FlagAnswer.objects.exists()


def test_what_does_not_stand_out_cannot_be_answered(client, student):
    post(client, student, "rule_answer")

    assert not FlagAnswer.objects.exists()


def test_a_rule_that_does_not_exist_is_not_found(client, student):
    assert post(client, student, "rule_answer", rule="nonsense").status_code == 404
    assert post(client, student, "rule_undo", rule="nonsense").status_code == 404


def test_an_answer_is_taken_back(client, student):
    talked(student)
    answer(student)

    post(client, student, "rule_undo")

    assert [mark.rule for mark in flags(student).open] == [Rule.THANKS_LATE]
    assert Standout.objects.filter(membership=student).exists()


def test_below_progress_there_is_nothing_to_answer(student):
    talked(student)
    share(student, Level.NOTHING, NOW + timedelta(seconds=1))

    assert answer(student) is False


def test_a_few_more_days_do_not_bring_back_what_was_answered(student):
    talked(student)
    answer(student)

    assert flags(student, NOW + timedelta(days=10)).open == []


def test_one_more_of_the_same_brings_it_back_with_what_was_said(student):
    talked(student)
    answer(student, text="I called her.")
    talked(student, days=2)

    (mark,) = flags(student).open

    assert (mark.finding.amount, mark.answer.text) == (2, "I called her.")


def test_another_one_that_began_later_brings_it_back(student):
    held = talked(student)
    answer(student)
    ThankYou.objects.create(owner=student.user, interview=held, sent_at=NOW)
    assert flags(student).marks == []

    talked(student, days=-2)

    assert [mark.rule for mark in flags(student, NOW + timedelta(days=4)).open] == [Rule.THANKS_LATE]


def test_a_second_answer_counts_from_there(student):
    talked(student)
    answer(student)
    talked(student, days=2)
    answer(student, text="Both of them.")

    assert flags(student).open == []
    assert FlagAnswer.objects.get().amount == 2


# Flags by hand -----------------------------------------------------------------------------------------------------


def test_a_raised_flag_is_read_by_the_student_with_who_and_when(client, student, advisor):
    client.force_login(advisor.user)
    client.post(reverse("advising:flag_raise", args=[student.pk]), {"reason": "meet", "due_on": "2026-10-27"})

    page = html(client, student, "advising:what_stands_out", student.center_id)

    assert "We should meet" in page
    assert "Ana Ruiz noted this on October 20, to be seen to by October 27." in page


@pytest.mark.parametrize("data", [{"reason": "sad"}, {"reason": "meet", "due_on": "soon"}, {}])
def test_a_reason_beyond_the_list_is_refused(client, student, advisor, data):
    client.force_login(advisor.user)
    client.post(reverse("advising:flag_raise", args=[student.pk]), data)

    assert not ManualFlag.objects.exists()


def test_the_same_reason_stands_once(student, advisor):
    card = seen_by(advisor, student)
    options = {"actor": advisor.user, "student": card, "reason": RaisedFor.MEET, "due_on": date(2026, 10, 27)}

    assert services.raise_flag(**options, now=NOW) is not None
    assert services.raise_flag(**options, now=NOW) is None


def test_a_flag_is_resolved_once_and_leaves_the_list(client, student, advisor):
    flag = services.raise_flag(
        actor=advisor.user, student=seen_by(advisor, student), reason=RaisedFor.MEET, due_on=None, now=NOW
    )
    client.force_login(advisor.user)
    url = reverse("advising:flag_resolve", args=[flag.pk])

    assert client.post(url).status_code == 303
    assert client.post(url).status_code == 404
    flag.refresh_from_db()
    assert (flag.resolved_at, flag.resolved_by) == (NOW, advisor.user)
    assert not Standout.objects.exists()


@pytest.mark.parametrize("level", list(Level))
def test_flags_are_raised_only_about_who_shares_progress(client, center, advisor, level):
    student = enrol(center, level=level, advisor=advisor)
    client.force_login(advisor.user)

    response = client.post(reverse("advising:flag_raise", args=[student.pk]), {"reason": "meet"})

    assert response.status_code == (403 if level == Level.NOTHING else 303)
    assert ManualFlag.objects.exists() is (level != Level.NOTHING)


def test_whoever_may_not_read_a_flag_does_not_learn_of_it(client, center, student, advisor):
    flag = ManualFlag.objects.create(membership=student, reason="meet")
    colleague = MembershipFactory(center=center, role=Role.ADVISOR)
    url = reverse("advising:flag_resolve", args=[flag.pk])

    client.force_login(colleague.user)
    assert client.post(url).status_code == 404
    share(student, Level.NOTHING, NOW + timedelta(seconds=1))
    client.force_login(advisor.user)
    assert client.post(url).status_code == 404


def test_a_flag_outlives_whoever_raised_it(student, advisor):
    ManualFlag.objects.create(membership=student, reason="meet", raised_by=advisor.user, created_at=NOW)
    advisor.user.delete()

    assert [flag.by for flag in flags(student).raised] == ["Somebody of the center"]
