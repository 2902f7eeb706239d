"""The withdrawal drill (CON-2): staff have the page open, a file asked for and work in line; the student withdraws.

None of it yields data any more: not the next request of the open sessions, not the file that waits for a password, not
the worker's queue, and no mail.
"""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from apps.advising.models import Standout
from apps.centers.models import Disclosure, Level
from apps.interviews.models import Interview, ThankYou
from apps.workspace.services.records import answer_request, ask_for_records
from config.celery import app
from config.schedules import beat_schedule
from tests.advising.story import NAMES, NEVER, tell, words_in
from tests.factories.accounts import NOW, PASSWORD
from tests.factories.centers import CaseloadFactory, CohortFactory, MembershipFactory, share

#: What a page shows of somebody who shares progress.
PROGRESS = {"funnel": "aq-funnel", "weeks": "aq-weeks", "target": "aims for 4 messages"}
EVERYTHING = NAMES | NEVER | PROGRESS
PURPOSE = {"purpose": "Preparing our meeting"}
#: What the worker does by itself. A new job belongs here once this drill has been thought through for it.
JOBS = {
    "apps.advising.tasks.count_reports",
    "apps.advising.tasks.work_out_standouts",
    "apps.centers.tasks.run_pending_rosters",
    "apps.centers.tasks.send_roster_invitations",
    "apps.contacts.tasks.run_pending_imports",
    "apps.followups.tasks.forget_used_links",
    "apps.followups.tasks.send_due_reminders",
    "apps.outreach.tasks.rest_silent_outreach",
    "apps.workspace.tasks.keep_retention",
    "apps.workspace.tasks.run_data_rights",
}


@pytest.fixture(autouse=True)
def _now(single_factor):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def cohort(center):
    return CohortFactory(center=center)


@pytest.fixture
def jonah(center, cohort, advisor):
    """A student who shares everything, on the caseload of `advisor`, with a talk that nobody was thanked for."""
    jonah = MembershipFactory(
        center=center, cohort=cohort, user__given_name="Jonah", user__family_name="Pruitt", created_at=NOW
    )
    CaseloadFactory(staff=advisor, student=jonah)
    share(jonah, Level.FULL)
    tell(jonah)
    Interview.objects.update(ended_at=NOW - timedelta(days=3))
    ThankYou.objects.all().delete()
    return jonah


def withdraw(student):
    share(student, Level.NOTHING, NOW + timedelta(seconds=1))


def run_worker():
    """Everything that the worker would take up next, by its own code."""
    app.loader.import_default_modules()
    for name in sorted(JOBS):
        app.tasks[name].run()


def pages_of(student, cohort):
    """Every page of the desk that is about this student, among others."""
    about = [student.pk]
    return {
        "student": reverse("advising:student", args=about),
        "since": reverse("advising:since", args=about),
        "students": reverse("advising:students"),
        "cohort": reverse("advising:cohort", args=[cohort.pk]),
        "cohorts": reverse("advising:cohorts"),
        "triage": reverse("advising:triage"),
    }


def seen(client, pages, **headers):
    return {
        name: words_in(client.get(url, headers=headers).content.decode(), EVERYTHING) for name, url in pages.items()
    }


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_con_2_an_open_session_sees_nothing_from_the_next_request_on(client, advisor, jonah, cohort, headers):
    client.force_login(advisor.user)
    pages = pages_of(jonah, cohort)
    before = seen(client, pages, **headers)
    assert before["student"] == set(NAMES) | set(PROGRESS)

    withdraw(jonah)

    assert seen(client, pages, **headers) == {name: set() for name in pages}


def test_con_2_what_a_director_gave_a_reason_for_is_refused(client, director, jonah):
    client.force_login(director.user)
    url = reverse("advising:student", args=[jonah.pk])
    assert words_in(client.post(url, PURPOSE).content.decode(), NAMES) == set(NAMES)

    withdraw(jonah)

    response = client.post(url, PURPOSE)
    assert response.status_code == 403
    assert words_in(response.content.decode(), EVERYTHING) == set()


def test_con_2_a_file_that_waits_for_the_password_is_made_without_them(client, director, jonah, settings):
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True
    other = MembershipFactory(center=jonah.center, user__given_name="Abby", created_at=NOW)
    share(other, Level.PROGRESS)
    client.force_login(director.user)
    asked = client.post(reverse("advising:report_rows", args=[jonah.center_id]), PURPOSE)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))

    withdraw(jonah)

    file = client.post(asked["Location"], {"password": PASSWORD})
    _, *rows = csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig")))
    assert ["Abby" in row[0] for row in rows] == [True]
    assert not Disclosure.objects.filter(owner=jonah.user, action="export").exists()


def test_con_2_the_list_of_whom_to_ask_forgets_them_before_the_worker_has_run(client, advisor, jonah):
    run_worker()
    assert Standout.objects.filter(membership=jonah).exists()
    client.force_login(advisor.user)
    assert "Jonah" in client.get(reverse("advising:triage")).content.decode()

    withdraw(jonah)

    assert "Jonah" not in client.get(reverse("advising:triage")).content.decode()
    run_worker()
    assert not Standout.objects.filter(membership=jonah).exists()


def test_con_2_no_job_in_line_writes_to_anybody_about_them(director, advisor, jonah, center):
    wanted = ask_for_records(actor=jonah.user, center=center, now=NOW)
    answer_request(actor=director.user, request=wanted, now=NOW)

    withdraw(jonah)
    run_worker()

    to_staff = [m for m in mail.outbox if jonah.user.email not in m.to]
    assert to_staff == []
    assert words_in("".join(m.body for m in mail.outbox), NAMES | NEVER) == set()


def test_con_2_after_it_the_log_tells_of_the_roster_card_alone(client, advisor, jonah, cohort):
    client.force_login(advisor.user)
    withdraw(jonah)

    seen(client, pages_of(jonah, cohort))

    assert set(Disclosure.objects.filter(owner=jonah.user).values_list("field_group", flat=True)) == {"roster"}


def test_con_2_every_job_of_the_worker_is_part_of_the_drill():
    assert {entry["task"] for entry in beat_schedule(15).values()} == JOBS
