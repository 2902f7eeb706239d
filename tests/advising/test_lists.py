"""Cohorts and the list of students: everybody by their own standing, and who shares nothing is never behind."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.advising import services
from apps.advising.selectors import Filters
from apps.advising.services import reading
from apps.advising.services.reading import PER_PAGE
from apps.centers.models import Disclosure, Level, Role
from apps.contacts.models import Contact
from tests.advising.story import NAMES, NEVER, tell, words_in
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CenterFactory, CohortFactory, MembershipFactory, enrol, share
from tests.responses import text_of

STUDENTS = "/desk/students/"


@pytest.fixture
def cohort(center):
    return CohortFactory(center=center, name="HCI and Design 2027")


def page(client, membership, url, **query):
    client.force_login(membership.user)
    return client.get(url, query)


def cohort_page(client, membership, cohort):
    return text_of(page(client, membership, reverse("advising:cohort", args=[cohort.pk])))


def columns(sheet):
    return {c.label: [s.name.split()[0] for s in c.students] for c in sheet.columns if c.students}


def test_students_stand_in_the_plot_by_their_furthest_step(center, advisor, cohort):
    for name, stage in [("Abby", "listed"), ("Jonah", "asked"), ("Tess", "replied"), ("Anil", "talked")]:
        student = enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=cohort, user__given_name=name)
        Contact.objects.create(owner=student.user, given_name="P", sort_key="p", stage=stage)
    enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=cohort, user__given_name="Cyrus")

    sheet = services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW)

    assert columns(sheet) == {
        "Not yet": ["Cyrus"],
        "Listing": ["Abby"],
        "Asked": ["Jonah"],
        "Replied": ["Tess"],
        "Talked": ["Anil"],
    }


def test_con_5_who_shares_nothing_is_counted_and_stands_nowhere_in_the_plot(client, center, director, cohort):
    silent = enrol(center, cohort=cohort, user__given_name="Hana")
    Contact.objects.create(owner=silent.user, given_name="P", sort_key="p", stage="talked")
    enrol(center, level=Level.PROGRESS, cohort=cohort, user__given_name="Abby")

    sheet = services.read_cohort(actor=director.user, cohort=cohort, now=NOW)

    assert columns(sheet) == {"Not yet": ["Abby"]}
    assert sheet.by_level == {"nothing": 1, "progress": 1, "full": 0}
    assert "1 shares nothing and isn’t shown" in cohort_page(client, director, cohort)


def test_a_colleagues_students_are_not_in_the_plot(client, center, advisor, cohort):
    enrol(center, level=Level.FULL, cohort=cohort, user__given_name="Abby")

    sheet = services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW)

    assert (sheet.shown, sheet.elsewhere) == (0, 1)
    assert "aq-crowd__stack" not in cohort_page(client, advisor, cohort)


def test_an_admin_sees_the_roster_of_a_cohort_and_no_level(client, center, admin, cohort):
    enrol(center, level=Level.FULL, cohort=cohort, user__given_name="Abby")

    html = cohort_page(client, admin, cohort)

    assert "Abby" in html
    assert "names too" not in html
    assert "shares nothing" not in html


def test_a_peer_mentor_finds_only_the_cohort_of_someone_assigned(client, center, cohort):
    mentor = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    url = reverse("advising:cohort", args=[cohort.pk])
    enrol(center, cohort=cohort, user__given_name="Abby")
    assert page(client, mentor, url).status_code == 404

    enrol(center, cohort=cohort, advisor=mentor, user__given_name="Jonah")

    html = page(client, mentor, url).content.decode()
    assert "Jonah" in html
    assert "Abby" not in html


@pytest.mark.parametrize("role", list(Role))
def test_a_cohort_of_another_center_is_not_found(client, cohort, role):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=role)

    assert page(client, stranger, reverse("advising:cohort", args=[cohort.pk])).status_code == 404


def test_lists_show_counts_and_never_names_of_people(client, center, advisor, cohort):
    student = enrol(center, level=Level.FULL, advisor=advisor, cohort=cohort)
    tell(student)

    for html in (cohort_page(client, advisor, cohort), page(client, advisor, STUDENTS).content.decode()):
        assert words_in(html, NAMES | NEVER) == set()


def test_a_large_cohort_comes_page_by_page_and_logs_only_whom_it_shows(client, center, director, cohort, monkeypatch):
    monkeypatch.setattr(reading, "PER_COHORT", 2)
    for name in ("Abby", "Hana", "Jonah"):
        enrol(center, level=Level.PROGRESS, cohort=cohort, user__given_name=name)

    first = cohort_page(client, director, cohort)
    seen = set(Disclosure.objects.values_list("owner__given_name", flat=True))
    second = text_of(page(client, director, reverse("advising:cohort", args=[cohort.pk]), page=2))

    assert "3 students. This page is about 2 of them, by name." in first
    assert (names(first), names(second), seen) == ({"Abby", "Hana"}, {"Jonah"}, {"Abby", "Hana"})
    assert ("page=2" in first, "page=1" in second) == (True, True)


def test_conversations_a_week_count_only_whose_progress_may_be_read(center, advisor, cohort):
    tell(enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=cohort))
    tell(enrol(center, cohort=cohort, advisor=advisor))

    sheet = services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW)

    assert [week.count for week in sheet.weeks] == [0, 0, 0, 0, 0, 0, 0, 1]


# The list ---------------------------------------------------------------------------------------------------------


def names(html):
    return {name for name in ("Abby", "Jonah", "Camille", "Hana") if name in html}


def test_the_list_is_narrowed_by_name_cohort_level_and_caseload(client, center, director, cohort):
    own = MembershipFactory(center=center, user=director.user, role=Role.ADVISOR)
    enrol(center, user__given_name="Abby", cohort=cohort)
    enrol(center, user__given_name="Jonah", level=Level.PROGRESS)
    enrol(center, user__given_name="Camille", advisor=own, program="Second year")

    def listed(**query):
        return names(page(client, director, STUDENTS, **query).content.decode())

    assert listed() == {"Abby", "Jonah", "Camille"}
    assert listed(q="jon") == {"Jonah"}
    assert listed(q="second") == {"Camille"}
    assert listed(cohort=cohort.pk) == {"Abby"}
    assert listed(level="progress") == {"Jonah"}
    assert listed(mine="on") == {"Camille"}
    assert listed(cohort="nonsense") == {"Abby", "Jonah", "Camille"}


def test_an_address_finds_nobody(client, center, director):
    student = enrol(center, user__given_name="Abby")

    assert names(page(client, director, STUDENTS, q=student.user.email).content.decode()) == set()


def test_iso_8_a_level_is_no_filter_for_who_may_not_read_it(client, center, admin):
    enrol(center, user__given_name="Abby", level=Level.FULL)
    enrol(center, user__given_name="Hana")

    for level in ("full", "nothing"):
        assert names(page(client, admin, STUDENTS, level=level).content.decode()) == {"Abby", "Hana"}


def test_iso_3_a_cohort_of_another_center_narrows_to_nobody_but_tells_nothing(client, center, director):
    enrol(center, user__given_name="Abby")
    foreign = CohortFactory(center=CenterFactory(name="Bramley"))

    html = page(client, director, STUDENTS, cohort=foreign.pk).content.decode()

    assert names(html) == {"Abby"}
    assert foreign.name not in html


def test_iso_8_the_count_is_that_of_the_rows_one_may_see(client, center, student):
    mentor = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    CaseloadFactory(staff=mentor, student=student)
    enrol(center)

    assert "> 1 student <" in text_of(page(client, mentor, STUDENTS))


def test_an_analyst_has_no_list(client, center):
    analyst = MembershipFactory(center=center, role=Role.ANALYST)

    assert page(client, analyst, STUDENTS).status_code == 403


# The log ----------------------------------------------------------------------------------------------------------


def test_log_1_a_list_is_logged_once_a_day_for_each_student_and_group(center, advisor, cohort):
    student = enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=cohort)
    for hours in (0, 1, 2):
        services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW + timedelta(hours=hours))
    services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW + timedelta(days=1))

    rows = Disclosure.objects.order_by("day").values_list("owner", "action", "field_group", "day")
    assert list(rows) == [
        (student.user_id, "list", "progress", NOW.date()),
        (student.user_id, "list", "progress", NOW.date() + timedelta(days=1)),
    ]


def test_another_group_on_the_same_day_is_another_row(center, advisor, cohort):
    student = enrol(center, advisor=advisor, cohort=cohort)
    services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW)
    share(student, Level.PROGRESS)
    services.read_cohort(actor=advisor.user, cohort=cohort, now=NOW)

    assert sorted(Disclosure.objects.values_list("field_group", flat=True)) == ["progress", "roster"]


def test_only_the_page_that_was_shown_is_logged(center, director):
    for n in range(PER_PAGE + 2):
        enrol(center, user__given_name=f"S{n:03}")

    _, rows = services.read_students(actor=director.user, filters=Filters(), page=2, now=NOW)

    assert (len(rows), Disclosure.objects.count()) == (2, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(client, center, advisor, count, django_assert_num_queries):
    for _ in range(count):
        tell(enrol(center, level=Level.PROGRESS, advisor=advisor))
    client.force_login(advisor.user)

    with django_assert_num_queries(13):
        client.get(STUDENTS, headers={"HX-Request": "true"})


@pytest.mark.parametrize("count", [1, 3])
def test_a_cohort_takes_the_same_queries_for_any_number(center, advisor, cohort, count, django_assert_num_queries):
    for _ in range(count):
        tell(enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=cohort))

    with django_assert_num_queries(7):  # two of them the savepoint
        services.read_cohort(actor=advisor.user, cohort=cohort, now=timezone.now())


@pytest.mark.parametrize("count", [1, 3])
def test_the_cohorts_take_the_same_queries_for_any_number(
    client, center, advisor, count, django_assert_max_num_queries
):
    for _ in range(count):
        enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=CohortFactory(center=center))
    client.force_login(advisor.user)

    with django_assert_max_num_queries(40) as captured:
        client.get(reverse("advising:cohorts"))

    assert len([q for q in captured.captured_queries if "centers_" in q["sql"]]) == 3


# Fragments pass the same doors (ISO-9) ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["advising:cohort", "advising:student"])
def test_iso_9_a_fragment_is_refused_like_the_page(client, center, student, cohort, name):
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=Role.DIRECTOR)
    client.force_login(stranger.user)
    target = cohort if name == "advising:cohort" else student

    response = client.get(reverse(name, args=[target.pk]), headers={"HX-Request": "true"})

    assert response.status_code == 404


def test_iso_9_a_fragment_of_the_list_holds_only_the_table(client, center, director):
    enrol(center, user__given_name="Abby")
    client.force_login(director.user)

    response = client.get(STUDENTS, headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<section class="card" id="student-table"')
    assert response["Cache-Control"] == "private, no-store"
