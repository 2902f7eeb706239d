"""The report of a center: what stands on the page, on paper and in the file, and who gets it."""

import csv
import html
import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.advising.models import ReportPopulation, ReportRun
from apps.centers.models import Center, Disclosure, Level, Role
from tests.advising.report_story import OCTOBER_20, OPENED, crowd, talk_with
from tests.factories.centers import CaseloadFactory, CenterFactory, CohortFactory, MembershipFactory, share
from tests.responses import text_of


@pytest.fixture(autouse=True)
def _on_october_20():
    with time_machine.travel(OCTOBER_20, tick=False):
        yield


@pytest.fixture
def center(db):
    return CenterFactory(created_at=OPENED)


@pytest.fixture
def analyst(center):
    return MembershipFactory(center=center, role=Role.ANALYST)


def get(client, membership, name="report", **query):
    client.force_login(membership.user)
    return client.get(reverse(f"advising:{name}", args=[membership.center_id]), query)


def lines(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def table(page: str, heading: str) -> dict[str, list[tuple[str, str]]]:
    """Row → (value, what it stands for), read off the page."""
    part = page.split(f'<caption class="visually-hidden">{heading}')[1].split("</table>")[0]
    found = {}
    for row in re.findall(r"<tr.*?</tr>", part.split("<tbody>")[1], re.DOTALL):
        name = re.search(r'<th scope="row">(.*?)</th>', row)[1]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        value = [re.search(r"<(?:b|span)>(.*?)</(?:b|span)>", cell)[1] for cell in cells]
        basis = [m[1] if (m := re.search(r"<small>(.*?)</small>", cell)) else "" for cell in cells]
        found[html.unescape(name)] = list(zip(value, basis, strict=True))
    return found


def test_a_figure_stands_with_what_it_is_a_part_of(client, center, analyst):
    crowd(center, 30, did=12)
    crowd(center, 15, level=Level.NOTHING)

    page = get(client, analyst).content.decode()

    rows = table(page, "Figures of September 2026")
    assert rows["All students"][:5] == [
        ("30", ""),
        ("67 %", "30 of 45 students"),
        ("40 %", "12 of 30 students"),
        ("40 %", "12 of 30 students"),
        ("40 %", "12 of 30 students"),
    ]
    assert "Counted on" in page


def test_rpt_1_what_is_hidden_stands_nowhere(client, center, director):
    big, small = CohortFactory(center=center, name="Big"), CohortFactory(center=center, name="Small")
    crowd(center, 47, cohort=big, did=23)
    crowd(center, 3, cohort=small, did=2)

    page = get(client, director).content.decode()

    rows = table(page, "Figures of September 2026")
    assert {words for words, _ in rows["Small"]} == {"hidden"}
    assert {words for words, _ in rows["Big"]} == {"hidden"}
    assert rows["All students"][2] == ("50 %", "25 of 50 students")
    stored = ReportRun.objects.get(month=date(2026, 9, 1)).rows
    assert [row["cells"] for row in stored if row["name"] in ("Big", "Small")] == [{}, {}]
    for name in ("report_print", "report_file"):
        told = b"".join(get(client, director, name)).decode()
        assert "23 of 47" not in told
        assert "2 of 3" not in told


@pytest.mark.parametrize("did", [0, 9, 21, 30])
def test_rpt_1_fewer_than_ten_on_either_side_hide_a_figure(client, center, director, did):
    crowd(center, 30, did=did)

    assert table(get(client, director).content.decode(), "Figures of September 2026")["All students"][4][0] == "hidden"


def test_rpt_1_the_file_says_the_same_as_the_page(client, center, director):
    one, other = CohortFactory(center=center, name="Nursing"), CohortFactory(center=center, name="Design")
    crowd(center, 30, cohort=one, did=12)
    crowd(center, 40, cohort=other, did=20)

    page = get(client, director).content.decode()
    heading, *rows = lines(get(client, director, "report_file"))

    shown = table(page, "Figures of September 2026")
    in_file: dict[str, list[tuple[str, str]]] = {}
    for month, name, _, value, basis, *_ in rows:
        if month == "2026-09":
            in_file.setdefault(name, []).append((value, basis))
    assert in_file == shown
    by_month = {(r[0], r[1]) for r in rows}
    assert by_month == {("2026-09", n) for n in shown} | {("2026-08", "All students")}
    assert heading[:5] == ["Month", "Students of", "Figure", "Value", "Stands for"]


def test_rpt_2_every_line_of_the_file_has_the_sharing_rate_beside_it(client, center, director):
    crowd(center, 30, did=12)
    crowd(center, 30, level=Level.NOTHING)

    rows = lines(get(client, director, "report_file"))

    assert {row[5] for row in rows[1:] if row[0] == "2026-09"} == {"50 % (30 of 60 students)"}


def test_rpt_2_a_month_is_counted_once_for_everybody(client, center, director, analyst):
    students = crowd(center, 40, did=20)
    before = text_of(get(client, director))

    share(students[0], Level.NOTHING, OCTOBER_20)
    talk_with(students[30])

    after = text_of(get(client, analyst))
    for heading in ("Figures of September 2026", "All students, month by month"):
        assert table(after, heading) == table(before, heading)
    assert ReportRun.objects.filter(month=date(2026, 9, 1)).count() == 1


def test_rpt_2_a_month_without_enough_students_is_counted_when_there_are(client, center, director):
    crowd(center, 9, did=9)
    assert "All students" in table(get(client, director).content.decode(), "Figures of September 2026")
    assert not ReportRun.objects.exists()
    assert not ReportPopulation.objects.exists()

    crowd(center, 21, did=3)

    assert table(get(client, director).content.decode(), "Figures of September 2026")["All students"][0][0] == "30"


def test_rpt_2_after_few_have_left_the_next_month_is_refused_until_ten_have_come_or_gone(client, center, director):
    students = crowd(center, 40, did=20)
    get(client, director)
    share(students[0], Level.NOTHING, OCTOBER_20)

    with time_machine.travel(OCTOBER_20 + timedelta(days=30), tick=False):
        refused = table(get(client, director).content.decode(), "Figures of October 2026")["All students"]
    for student in students[1:10]:
        share(student, Level.NOTHING, OCTOBER_20)
    ReportRun.objects.filter(month=date(2026, 10, 1)).delete()
    with time_machine.travel(OCTOBER_20 + timedelta(days=31), tick=False):
        counted = table(get(client, director).content.decode(), "Figures of October 2026")["All students"]

    assert [words for words, _ in refused[:1]] == ["hidden"]
    assert counted[0][0] == "30"


def test_con_2_who_shares_no_more_is_in_no_month_that_is_counted_from_then_on(client, center, director):
    for student in crowd(center, 40, did=20)[:12]:
        share(student, Level.NOTHING, OCTOBER_20)

    rows = table(get(client, director).content.decode(), "Figures of September 2026")["All students"]

    assert rows[0][0] == "28"
    assert rows[4][0] == "hidden"  # 8 of 28


def test_con_5_who_shares_nothing_is_counted_in_the_sharing_rate_and_nowhere_else(client, center, director):
    crowd(center, 30, did=15)
    crowd(center, 20, level=Level.NOTHING, did=20)

    rows = table(get(client, director).content.decode(), "Figures of September 2026")["All students"]

    assert rows[1] == ("60 %", "30 of 50 students")
    assert rows[4] == ("50 %", "15 of 30 students")


def test_con_6_a_person_made_private_is_out_of_the_next_count(client, center, director):
    students = crowd(center, 40, did=19)
    person = talk_with(students[19])
    person.is_private = True
    person.save(update_fields=["is_private"])

    rows = table(get(client, director).content.decode(), "Figures of September 2026")["All students"]

    assert rows[4] == ("48 %", "19 of 40 students")


def test_log_1_figures_are_about_nobody_so_no_student_is_told_of_them(client, center, director):
    crowd(center, 30, did=12)

    get(client, director)

    assert not Disclosure.objects.exists()


def test_an_advisor_reads_of_those_they_look_after_alone(client, center, advisor, director):
    mine = crowd(center, 25, did=12)
    crowd(center, 40, did=20)
    for student in mine:
        CaseloadFactory(staff=advisor, student=student)

    own = table(get(client, advisor).content.decode(), "Figures of September 2026")["All students"]
    whole = table(get(client, director).content.decode(), "Figures of September 2026")["All students"]

    assert (own[0][0], own[4]) == ("25", ("48 %", "12 of 25 students"))
    assert (whole[0][0], whole[4]) == ("65", ("49 %", "32 of 65 students"))
    assert set(ReportRun.objects.values_list("reader", flat=True)) == {None, advisor.user_id}


def test_an_advisor_of_a_center_with_an_open_caseload_reads_the_report_of_the_center(client, center, advisor):
    Center.objects.filter(pk=center.pk).update(open_caseload=True)
    crowd(center, 25, did=12)

    assert table(get(client, advisor).content.decode(), "Figures of September 2026")["All students"][0][0] == "25"
    assert set(ReportRun.objects.values_list("reader", flat=True)) == {None}


def test_cohorts_and_months_are_chosen(client, center, director):
    one, other = CohortFactory(center=center, name="Nursing"), CohortFactory(center=center, name="Design")
    crowd(center, 30, cohort=one, did=12)
    crowd(center, 40, cohort=other, did=20)

    page = text_of(get(client, director, first="2026-08", last="2026-09", cohort=str(one.pk)))

    assert list(table(page, "Figures of September 2026")) == ["All students", "Nursing"]
    assert list(table(page, "Nursing, month by month")) == ["August 2026", "September 2026"]
    assert "Talked, month by month: August hidden, September 40%" in page


@pytest.mark.parametrize("query", [{"first": "2026-10"}, {"last": "never"}, {"first": "2026-09", "last": "2026-08"}])
def test_a_month_that_there_is_not_counts_nothing(client, center, director, query):
    crowd(center, 30, did=12)

    for name in ("report", "report_print", "report_file"):
        assert get(client, director, name, **query).status_code == 422
    assert not ReportRun.objects.exists()


def test_iso_3_a_cohort_of_another_center_is_no_choice_not_even_beside_a_good_one(client, center, director):
    good, foreign = CohortFactory(center=center), CohortFactory(center=CenterFactory(name="Tidewell"))
    crowd(center, 30, cohort=good, did=12)

    for name in ("report", "report_file"):
        response = get(client, director, name, cohort=[str(good.pk), str(foreign.pk)])
        assert response.status_code == 422
        assert b"30 of" not in response.content


def test_before_the_first_month_is_over_the_page_says_when(client, db):
    new = MembershipFactory(center=CenterFactory(created_at=OCTOBER_20), role=Role.DIRECTOR)

    response = get(client, new)

    assert (response.status_code, "No month to count yet" in response.content.decode()) == (200, True)


def test_who_reads_reports_of_two_centers_chooses_and_has_in_each_what_their_role_gives(client, center, director):
    other = MembershipFactory(
        center=CenterFactory(name="Tidewell", created_at=OPENED), user=director.user, role=Role.ANALYST
    )
    client.force_login(director.user)

    chooser = client.get(reverse("advising:reports")).content.decode()

    assert all(reverse("advising:report", args=[pk]) in chooser for pk in (center.pk, other.center_id))
    assert get(client, director, "report_rows").status_code == 200
    assert get(client, other, "report_rows").status_code == 403


def test_a_single_center_is_opened_at_once(client, director):
    client.force_login(director.user)

    response = client.get(reverse("advising:reports"))

    assert response["Location"] == reverse("advising:report", args=[director.center_id])


@pytest.mark.parametrize("cohorts", [1, 3])
def test_a_counted_report_costs_the_same_whatever_its_size(
    client, center, director, cohorts, django_assert_num_queries
):
    for _ in range(cohorts):
        crowd(center, 11, cohort=CohortFactory(center=center), did=5)
    crowd(center, 20, did=10)
    get(client, director)

    with django_assert_num_queries(10):
        client.get(reverse("advising:report", args=[center.pk]))


def test_file_1_a_cohort_that_is_called_like_a_formula_is_text_in_the_file(client, center, director):
    crowd(center, 30, cohort=CohortFactory(center=center, name="=1+1"), did=12)

    names = {row[1] for row in lines(get(client, director, "report_file"))}

    assert "'=1+1" in names
