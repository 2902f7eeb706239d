"""Months of many students, which a worker counts while the page says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.advising import tasks
from apps.advising.models import ReportPopulation, ReportRun
from apps.advising.services import reports
from apps.centers.models import Center, Level, Role
from tests.advising.report_story import OCTOBER_20, OPENED, crowd
from tests.factories.centers import CaseloadFactory, CenterFactory, MembershipFactory, share

POLL = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(OCTOBER_20, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _many_are_twenty(monkeypatch):
    monkeypatch.setattr(reports, "AT_ONCE", 20)


@pytest.fixture
def center(db):
    return CenterFactory(created_at=OPENED)


@pytest.fixture
def director(center):
    return MembershipFactory(center=center, role=Role.DIRECTOR)


def get(client, membership, name="report", **headers):
    client.force_login(membership.user)
    return client.get(reverse(f"advising:{name}", args=[membership.center_id]), headers=headers)


def september():
    return ReportRun.objects.get(month=date(2026, 9, 1))


def test_the_request_counts_nothing_and_says_that_it_is_being_counted(client, center, director):
    crowd(center, 30, did=12)

    page = get(client, director).content.decode()

    assert ">Counting</h2>" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Figures of" not in page
    assert {(run.is_waiting, run.rows == []) for run in ReportRun.objects.all()} == {(True, True)}
    assert not ReportPopulation.objects.exists()


def test_once_the_worker_was_there_the_page_has_the_figures(client, center, director):
    crowd(center, 30, did=12)
    get(client, director)

    tasks.count_reports()

    page = get(client, director).content.decode()
    assert "12 of 30 students" in page
    assert "Counting" not in page
    assert not ReportRun.objects.filter(is_waiting=True).exists()


def test_the_waiting_page_asks_again_and_opens_the_whole_page_at_the_end(client, center, director):
    crowd(center, 30, did=12)
    url = reverse("advising:report", args=[center.pk])
    client.force_login(director.user)
    asked = {"first": "2026-09", "last": "2026-09"}

    waiting = client.get(url, asked | {"counting": 1}, headers=POLL)
    tasks.count_reports()
    done = client.get(url, asked | {"counting": 1}, headers=POLL)

    assert "first=2026-09&amp;last=2026-09&amp;counting=1" in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    assert done["HX-Redirect"] == f"{url}?first=2026-09&last=2026-09"


@pytest.mark.parametrize("name", ["report_print", "report_file"])
def test_paper_and_file_lead_to_the_page_until_it_is_counted(client, center, director, name):
    crowd(center, 30, did=12)

    response = get(client, director, name)

    assert response["Location"] == reverse("advising:report", args=[center.pk])
    tasks.count_reports()
    assert get(client, director, name).status_code == 200


def test_a_count_that_is_slow_says_so(client, center, director, clock):
    crowd(center, 30, did=12)
    assert "longer than it should" not in get(client, director).content.decode()

    clock.shift(timedelta(minutes=3))

    assert "longer than it should" in get(client, director).content.decode()


def test_rpt_2_a_month_that_was_counted_is_never_counted_again(client, center, director):
    students = crowd(center, 40, did=20)
    get(client, director)
    tasks.count_reports()
    before = september()

    share(students[0], Level.NOTHING, OCTOBER_20)
    get(client, director)
    tasks.count_reports()

    assert (september().rows, september().created_at) == (before.rows, before.created_at)


def test_rpt_2_two_workers_count_a_month_once(client, center, director, monkeypatch):
    """The second one waits for the first, then finds nothing that waits."""
    crowd(center, 30, did=12)
    get(client, director)
    counted = []
    count = reports.count_months
    monkeypatch.setattr(
        reports, "count_months", lambda of, months, **k: counted.append(months) or count(of, months, **k)
    )

    tasks.count_reports()
    tasks.count_reports()

    assert len(counted) == 1


def test_con_2_who_withdraws_while_it_waits_is_not_counted(client, center, director):
    students = crowd(center, 40, did=20)
    get(client, director)
    for student in students[:5]:
        share(student, Level.NOTHING, OCTOBER_20)

    tasks.count_reports()

    assert september().rows[0]["cells"]["students"] == [35, 35]
    assert {len(p.members) for p in ReportPopulation.objects.filter(of="counted")} == {35}


def test_a_month_that_shows_nothing_stays_so_for_a_day_and_is_counted_anew(client, center, director, clock):
    students = crowd(center, 30, level=Level.NOTHING, did=12)
    get(client, director)
    tasks.count_reports()
    assert "Counting" not in get(client, director).content.decode()
    assert not september().tells_something

    for student in students:
        share(student, Level.PROGRESS, OCTOBER_20)
    get(client, director)
    assert not september().is_waiting
    clock.shift(timedelta(hours=24))
    page = get(client, director).content.decode()
    assert september().is_waiting
    assert "Counting" not in page  # what there was is shown meanwhile
    tasks.count_reports()

    assert "12 of 30 students" in get(client, director).content.decode()


def test_a_large_caseload_is_counted_for_its_advisor_alone(client, center, advisor):
    for student in crowd(center, 25, did=12):
        CaseloadFactory(staff=advisor, student=student)
    crowd(center, 30, did=15)
    get(client, advisor)

    tasks.count_reports()

    assert set(ReportRun.objects.values_list("reader", "is_waiting")) == {(advisor.user_id, False)}
    assert "12 of 25 students" in get(client, advisor).content.decode()


def test_rpt_1_a_caseload_that_became_the_whole_center_meanwhile_is_not_counted_as_one(client, center, advisor):
    """Else the center's figures would stay with the advisor when the option is taken back."""
    for student in crowd(center, 25, did=12):
        CaseloadFactory(staff=advisor, student=student)
    get(client, advisor)
    Center.objects.filter(pk=center.pk).update(open_caseload=True)

    tasks.count_reports()

    assert not ReportRun.objects.exists()


def test_one_report_that_fails_does_not_stop_the_others(client, center, director, monkeypatch, caplog):
    other = MembershipFactory(center=CenterFactory(name="Tidewell", created_at=OPENED), role=Role.DIRECTOR)
    for staff in (director, other):
        crowd(staff.center, 30, did=12)
        get(client, staff)
    count = reports.count_months

    def failing(of, months, **kwargs):
        if of.center == center:
            raise ValueError("Priya Raman")
        return count(of, months, **kwargs)

    monkeypatch.setattr(reports, "count_months", failing)
    tasks.count_reports()

    assert set(ReportRun.objects.filter(is_waiting=True).values_list("center", flat=True)) == {center.pk}
    assert "failed with ValueError" in caplog.text
    assert "Priya" not in caplog.text
