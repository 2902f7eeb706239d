"""The file with a row for each student: who makes it, of whom, and that each of them reads so (row 43)."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse

from apps.advising.services import reports as services
from apps.centers.models import Disclosure, Level, Role
from tests.advising.report_story import OCTOBER_20, OPENED, talk_with
from tests.advising.story import NAMES, NEVER, tell, words_in
from tests.factories.accounts import PASSWORD
from tests.factories.centers import CaseloadFactory, CenterFactory, MembershipFactory, enrol, share

PURPOSE = {"purpose": "Reporting to the provost"}


@pytest.fixture(autouse=True)
def _on_october_20():
    with time_machine.travel(OCTOBER_20, tick=False):
        yield


@pytest.fixture
def center(db):
    return CenterFactory(created_at=OPENED)


def url(membership) -> str:
    return reverse("advising:report_rows", args=[membership.center_id])


def post(client, membership, data=PURPOSE):
    client.force_login(membership.user)
    return client.post(url(membership), data)


def rows(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def student(center, name, level=Level.PROGRESS, **fields):
    return enrol(center, level=level, created_at=OPENED, user__given_name=name, user__family_name="", **fields)


def test_a_row_holds_the_counts_of_a_student_and_nobody_elses_name(client, center, director):
    talk_with(student(center, "Abby", program="Nursing"), given_name="Priyanka")

    heading, row = rows(post(client, director))

    assert dict(zip(heading, row, strict=True)) == {
        "Student": "Abby",
        "Program": "Nursing",
        "Cohorts": "",
        "People listed": "1",
        "Asked": "1",
        "Replied": "1",
        "Talked with": "1",
        "Thanked": "1",
        "Led on": "0",
        "Talks held": "1",
        "Thanked within 24 hours": "1",
        "Referrals": "0",
        "Referrals met": "0",
    }


@pytest.mark.parametrize("level", list(Level))
def test_con_4_the_file_holds_no_name_at_any_level_and_no_row_below_progress(client, center, director, level):
    told = student(center, "Jonah", level=level)
    tell(told)

    response = post(client, director)

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert ("Jonah" in text) is (level is not Level.NOTHING)
    assert words_in(text, NAMES | NEVER) == set()


def test_con_4_a_refusal_holds_nothing_of_the_student(client, center, director, advisor):
    told = student(center, "Jonah", level=Level.FULL)
    tell(told)
    stranger = MembershipFactory(center=CenterFactory(name="Tidewell"), role=Role.DIRECTOR)
    asked = {
        404: (stranger, reverse("advising:student", args=[told.pk]), None),
        403: (MembershipFactory(center=center, role=Role.ANALYST), url(director), None),
        422: (director, url(director), {"purpose": ""}),
    }

    for status, (who, address, data) in asked.items():
        client.force_login(who.user)
        response = client.get(address) if data is None else client.post(address, data)
        assert response.status_code == status
        assert words_in(response.content.decode(), NAMES | NEVER | {"student": "Jonah"}) == set()


def test_con_5_who_shares_nothing_is_in_no_file(client, center, director):
    student(center, "Abby")
    student(center, "Jonah", level=Level.NOTHING)

    assert [row[0] for row in rows(post(client, director))[1:]] == ["Abby"]
    assert set(Disclosure.objects.values_list("owner__given_name", flat=True)) == {"Abby"}


def test_con_2_who_withdraws_while_the_form_is_open_is_not_in_the_file(client, center, director):
    withdrawn = student(center, "Abby")
    client.force_login(director.user)
    assert "1 student:" in client.get(url(director)).content.decode()

    share(withdrawn, Level.NOTHING, OCTOBER_20)

    assert rows(client.post(url(director), PURPOSE))[1:] == []


def test_con_6_a_person_made_private_is_out_of_the_next_file(client, center, director):
    hidden = talk_with(student(center, "Abby"))
    hidden.is_private = True
    hidden.save(update_fields=["is_private"])

    assert set(rows(post(client, director))[1][3:]) == {"0"}


def test_log_1_each_student_in_the_file_has_one_row_with_what_for(client, center, director):
    for name in ("Abby", "Jonah"):
        talk_with(student(center, name))

    post(client, director)

    kept = Disclosure.objects.values_list(
        "owner__given_name", "actor_role", "action", "field_group", "object_count", "purpose"
    ).order_by("owner__given_name")
    what = ("director", "export", "progress", 1, PURPOSE["purpose"])
    assert list(kept) == [("Abby", *what), ("Jonah", *what)]
    assert all(grant is not None for grant in Disclosure.objects.values_list("grant", flat=True))


def test_log_1_without_the_log_there_is_no_file(client, center, director, monkeypatch):
    def broken(**_):
        raise RuntimeError("no room")

    student(center, "Abby")
    monkeypatch.setattr(services, "record_exports", broken)

    with pytest.raises(RuntimeError):
        post(client, director)


def test_the_student_reads_that_their_figures_were_taken_along(client, center, director):
    abby = student(center, "Abby")
    post(client, director)
    client.force_login(abby.user)

    page = client.get(reverse("centers:disclosures")).content.decode()

    assert "Took figures about you along in a file" in page
    assert PURPOSE["purpose"] in page


def test_a_director_says_what_for(client, center, director):
    student(center, "Abby")

    response = post(client, director, {"purpose": " "})

    assert response.status_code == 422
    assert not Disclosure.objects.exists()


def test_an_advisor_takes_those_they_look_after_and_needs_no_reason(client, center, advisor):
    mine = student(center, "Abby")
    student(center, "Jonah")
    CaseloadFactory(staff=advisor, student=mine)

    assert [row[0] for row in rows(post(client, advisor, {}))[1:]] == ["Abby"]


def test_an_analyst_gets_no_student(client, center):
    analyst = MembershipFactory(center=center, role=Role.ANALYST)
    student(center, "Abby")

    assert post(client, analyst).status_code == 403
    client.force_login(analyst.user)
    assert "A row for each student" not in client.get(reverse("advising:report", args=[center.pk])).content.decode()


def test_ses_2_the_file_is_made_once_the_password_was_given_again(client, center, director, settings):
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True
    student(center, "Abby")

    asked = post(client, director)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not Disclosure.objects.exists()

    made = client.post(asked["Location"], {"password": PASSWORD})

    assert [row[0] for row in rows(made)[1:]] == ["Abby"]


def test_file_1_a_name_that_is_a_formula_is_text_in_the_file(client, center, director):
    student(center, '=HYPERLINK("https://evil.example")', program="@SUM(1+1)")

    row = rows(post(client, director))[1]

    assert row[:2] == ['\'=HYPERLINK("https://evil.example")', "'@SUM(1+1)"]


def test_iso_12_a_center_with_the_same_students_is_in_no_file_but_its_own(client, center, director):
    elsewhere = MembershipFactory(center=CenterFactory(name="Tidewell", created_at=OPENED), role=Role.DIRECTOR)
    student(center, "Abby")
    student(elsewhere.center, "Abby")

    assert len(rows(post(client, director))) == 2
    client.force_login(director.user)
    assert client.post(url(elsewhere), PURPOSE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_rows_cost_the_same_for_one_student_and_for_three(center, director, count, django_assert_num_queries):
    from apps.advising.access import report_desk  # noqa: PLC0415
    from apps.centers.access import Right  # noqa: PLC0415

    for number in range(count):
        talk_with(student(center, f"Abby {number}"))
    desk = report_desk(director.user, center.pk, Right.EXPORT_ROWS)

    with django_assert_num_queries(8):
        assert len(services.export_rows(actor=director.user, desk=desk, purpose="x", now=OCTOBER_20)) == count
