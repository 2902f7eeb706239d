"""The brief "since you last met": what changed, at the level that is shared, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.advising.access import visible_student
from apps.advising.models import Note
from apps.advising.services.notes import write_note
from apps.advising.services.since import read_brief
from apps.centers.models import Disclosure, Level, Role
from apps.contacts.models import Contact
from tests.advising.story import NAMES, NEVER, tell, words_in
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, MembershipFactory, enrol, share

#: What a brief never says of "full": how a talk was held, and where people came from, are on the student's page.
SAID = {key: word for key, word in NAMES.items() if key not in {"mode", "source"}}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story(student, advisor):
    tell(student, enrol(student.center, user__given_name="Camille"))
    CaseloadFactory(staff=advisor, student=student)
    return student


def open_brief(client, viewer, student, data=None, query=""):
    client.force_login(viewer.user)
    url = reverse("advising:since", args=[student.pk]) + query
    return client.post(url, data) if data else client.get(url)


@pytest.mark.parametrize("level", list(Level))
def test_an_advisor_reads_what_the_level_shares(client, advisor, story, level):
    share(story, level)

    html = open_brief(client, advisor, story).content.decode()

    assert words_in(html, NEVER) == set()
    assert words_in(html, SAID) == (set(SAID) if level == Level.FULL else set())
    assert ("Talks held" in html) == (level != Level.NOTHING)


def test_a_director_reads_names_after_saying_what_for(client, director, story):
    share(story, Level.FULL)

    before = open_brief(client, director, story).content.decode()
    after = open_brief(client, director, story, {"purpose": "Preparing our meeting"}).content.decode()

    assert words_in(before, SAID) == set()
    assert words_in(after, SAID) == set(SAID)


def test_a_purpose_opens_nothing_that_is_not_shared(client, director, story):
    share(story, Level.PROGRESS)

    assert open_brief(client, director, story, {"purpose": "Preparing our meeting"}).status_code == 403


@pytest.mark.parametrize("role", [Role.PEER_MENTOR, Role.ADVISOR, Role.ADMIN])
def test_others_of_the_center_get_no_brief(client, center, story, role):
    other = MembershipFactory(center=center, role=role)
    if role == Role.PEER_MENTOR:
        CaseloadFactory(staff=other, student=story)

    assert open_brief(client, other, story).status_code == 403


@pytest.mark.parametrize(("level", "group"), [("nothing", "roster"), ("progress", "progress"), ("full", "full")])
def test_log_1_a_brief_is_one_line_that_says_what_was_shown(client, advisor, story, level, group):
    share(story, Level(level))

    open_brief(client, advisor, story)

    assert list(Disclosure.objects.values_list("action", "field_group")) == [("open", group)]


def test_it_begins_on_the_day_of_the_last_note(advisor, story):
    seen = visible_student(advisor.user, story.pk)
    for met_on in (date(2026, 10, 2), date(2026, 10, 12)):
        write_note(
            actor=advisor.user, student=seen, kind=Note.Kind.TEAM, body="Met.", met_on=met_on,
            now=NOW - timedelta(days=20),
        )  # fmt: skip

    assert read_brief(actor=advisor.user, student=seen, since=None, now=NOW).since == date(2026, 10, 12)


def test_without_a_note_it_tells_of_four_weeks(advisor, story):
    seen = visible_student(advisor.user, story.pk)

    assert read_brief(actor=advisor.user, student=seen, since=None, now=NOW).since == date(2026, 9, 22)


def test_what_was_before_the_day_is_left_out(client, advisor, story):
    share(story, Level.FULL)
    Contact.objects.filter(owner=story.user).update(created_at=NOW - timedelta(days=90))

    html = open_brief(client, advisor, story, query="?since=2026-10-19").content.decode()

    assert "New people" not in html
    assert "Talks held" in html
    assert ">Asked<" not in html


def test_a_day_to_come_is_refused(client, advisor, story):
    response = open_brief(client, advisor, story, query="?since=2026-10-21")

    assert response.status_code == 422
    assert "still to come" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_any_number(client, advisor, story, count, django_assert_num_queries):
    share(story, Level.FULL)
    for n in range(count):
        Contact.objects.create(owner=story.user, given_name=f"Person {n}", sort_key=f"p{n}", created_at=NOW)
    open_brief(client, advisor, story)
    url = reverse("advising:since", args=[story.pk])

    with django_assert_num_queries(18):
        client.get(url)
