"""Today: the order, the card, what counts, and what it costs."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import User
from apps.contacts.models import Contact, Touch
from apps.contacts.services import archive_contact, restore_contact
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.selectors import step_counts
from apps.followups.services import schedule_follow_up, snooze_follow_up
from apps.interviews.models import Interview
from apps.interviews.services import finish_talk, plan_interview
from apps.outreach.services import mark_sent, start_outreach
from apps.workspace.selectors.badges import navigation_badges
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory, ReminderFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
K = FollowUp.Kind


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture
def client(client, lena):
    client.force_login(lena)
    return client


def person(owner, name="Priya Raman"):
    given, family = name.split()
    return ContactFactory(owner=owner, given_name=given, family_name=family)


def step(owner, kind, title, **fields):
    contact = fields.pop("contact", None) or person(owner)
    return FollowUpFactory(contact=contact, kind=kind, title=title, **{"due_at": NOW} | fields)


def runs_out(at):
    """The thank-you of a talk whose 24 hours end at `at`."""
    return When.after_talk(at - timedelta(hours=24))


def held_talk(owner, contact=None, ended_at=NOW - timedelta(hours=18, minutes=58)):
    contact = contact or person(owner)
    starts_at = ended_at - timedelta(minutes=25)
    interview = plan_interview(
        actor=owner, contact=contact, starts_at=starts_at, now=starts_at - timedelta(days=2), minutes=25,
        mode=Interview.Mode.VIDEO, place="", contact_timezone="America/Chicago",
    )  # fmt: skip
    finish_talk(actor=owner, interview=interview, ended_at=ended_at, now=ended_at)
    interview.refresh_from_db()
    return interview


def page_of(client, query=""):
    return client.get("/" + query).context["page"]


def titles(client):
    page = page_of(client)
    return [s.follow_up.title for s in ([page.now_card] if page.now_card else []) + page.queue]


# Order ---------------------------------------------------------------------------------------------------------------


def test_the_queue_has_the_order_of_the_design(client, lena):
    step(lena, K.CHECK_IN, "check-in")
    step(lena, K.REFERRAL, "referral")
    step(lena, K.NUDGE, "nudge")
    step(lena, K.REPLY, "reply")
    step(lena, K.ACTION, "today")
    step(lena, K.THANK_YOU, "runs out", when=runs_out(NOW + timedelta(hours=23)))
    step(lena, K.THANK_YOU, "runs out first", when=runs_out(NOW + timedelta(hours=5)))

    assert titles(client) == ["runs out first", "runs out", "today", "reply", "nudge", "referral", "check-in"]


def test_the_card_is_what_runs_out_next_within_24_hours(client, lena):
    step(lena, K.THANK_YOU, "Thank Priya Raman", when=runs_out(NOW + timedelta(hours=5, minutes=2)))

    card = page_of(client).now_card
    assert (card.follow_up.title, card.left_words, round(card.share_left, 2)) == (
        "Thank Priya Raman",
        "5 h 02 min",
        0.21,
    )


def test_there_is_no_card_when_nothing_runs_out(client, lena):
    step(lena, K.THANK_YOU, "late already", when=runs_out(NOW - timedelta(minutes=1)))
    step(lena, K.ACTION, "no end")

    assert page_of(client).now_card is None


def test_steps_of_later_days_of_others_and_owed_by_others_are_not_there(client, lena):
    step(lena, K.ACTION, "later today", due_at=NOW + timedelta(hours=11))  # 10:28 PM in Chicago
    step(lena, K.ACTION, "tomorrow", due_at=NOW + timedelta(hours=13))
    step(lena, K.ACTION, "theirs", owed_by_them=True)
    step(UserFactory(), K.ACTION, "somebody else’s")

    assert titles(client) == ["later today"]


def test_a_snoozed_step_is_counted_below_and_shown_on_request(client, lena):
    snoozed = step(lena, K.ACTION, "put off")
    snooze_follow_up(actor=lena, follow_up=snoozed, until=NOW + timedelta(days=2), now=NOW)

    assert titles(client) == []
    assert page_of(client).snoozed_count == 1
    [shown] = page_of(client, "?snoozed=1").snoozed
    assert (shown.follow_up.title, shown.due_words) == ("put off", "until Thursday, 11:28 AM")


def test_talks_of_an_archived_person_rest_too(client, lena):
    resting = person(lena, "Marcus Oyelaran")
    plan_interview(
        actor=lena, contact=resting, starts_at=NOW + timedelta(days=1), now=NOW, minutes=25,
        mode=Interview.Mode.VIDEO, place="", contact_timezone="Europe/Dublin",
    )  # fmt: skip
    person(lena, "Ines Carvalho")
    before = len(page_of(client).coming), navigation_badges(lena)["conversations"]

    archive_contact(actor=lena, contact=resting, now=NOW)

    fresh = User.objects.get(pk=lena.pk)
    assert before == (1, 1)
    assert (page_of(client).coming, navigation_badges(fresh).get("conversations")) == ([], None)


def test_a_check_in_says_how_long_it_is_fine(client, lena):
    step(lena, K.CHECK_IN, "Check in", when=When.rhythm(NOW - timedelta(days=95), 90), now=NOW - timedelta(days=80))

    [found] = page_of(client).queue

    assert found.fine_words == "fine until Nov 19"


def test_a_check_in_whose_last_day_has_passed_is_no_reproach(client, lena):
    step(lena, K.CHECK_IN, "Check in", when=When.rhythm(NOW - timedelta(days=200), 90), now=NOW - timedelta(days=199))

    assert page_of(client).queue[0].fine_words == ""


def test_a_step_that_repeats_says_how_often_and_can_be_let_go(client, lena):
    found = step(lena, K.CHECK_IN, "Ask about the thesis", when=When.on(date(2026, 10, 20), repeats="month"))

    html = client.get("/").content.decode()

    assert "every month</span>" in html
    assert "Let it go, also the later ones" in html
    assert reverse("followups:drop", args=[found.pk]) in html


def test_mail_that_failed_is_said_kindly_and_can_be_tried_again(client, lena):
    for title, hours in (("Write to Ines", 1), ("Check in with Daniel", 2)):
        row = ReminderFactory(contact=person(lena), title=title, send_at=NOW - timedelta(hours=hours))
        Reminder.objects.filter(pk=row.pk).update(status="failed", last_error="550 no such box")

    html = text_of(client.get("/"))

    assert "Two reminders could not be delivered by e-mail." in html
    assert "The latest is about “Write to Ines”." in html
    assert "550 no such box" in html
    response = client.post(reverse("workspace:retry_failed"), {"back": "/"}, follow=True)
    assert "2 reminders go out in a moment." in response.content.decode()
    assert "could not be delivered" not in response.content.decode()


def test_the_last_step_leaves_a_word_and_a_way_on(client, lena):
    found = step(lena, K.ACTION, "Read the guide")

    html = client.post(
        reverse("followups:done", args=[found.pk]), {"as": "row"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert 'id="today-empty" hx-swap-oob="true">' in html
    assert reverse("contacts:list") in html


def test_a_thank_you_that_is_done_refreshes_the_figures_beside_it(client, lena):
    due = held_talk(lena).thank_you_due

    response = client.post(reverse("followups:done", args=[due.pk]), {"as": "card"}, headers={"HX-Request": "true"})

    assert response["HX-Trigger"] == '{"figures-changed": {}}'
    side = client.get("/?part=side", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in side, "From list to referral" in side) == (False, True)


# Where each kind leads -----------------------------------------------------------------------------------------------


def test_steps_of_an_archived_person_rest_and_come_back_with_them(client, lena):
    ContactFactory(owner=lena)  # else Today is the first steps of somebody new
    resting = step(lena, K.ACTION, "Write to Ines").contact
    archive_contact(actor=lena, contact=resting, now=NOW)

    while_archived = (titles(client), page_of(client).due_count, step_counts(lena, NOW).due)
    restore_contact(actor=lena, contact=resting)

    assert while_archived == ([], 0, 0)
    assert titles(client) == ["Write to Ines"]


def test_every_number_of_steps_is_that_of_the_lists(client, lena):
    """Today's, the one after a click and the navigation's; with a step that waits, sleeps, rests or is another's."""
    resting = person(lena, "Marcus Oyelaran")
    for owner in (lena, UserFactory()):
        step(owner, K.ACTION, "due")
        for contact in (person(owner), resting if owner == lena else person(owner)):
            asleep = step(owner, K.ACTION, "put off", contact=contact)
            snooze_follow_up(actor=owner, follow_up=asleep, until=NOW + timedelta(days=2), now=NOW)
        awake = step(owner, K.ACTION, "awake again")
        snooze_follow_up(actor=owner, follow_up=awake, until=NOW - timedelta(minutes=1), now=NOW - timedelta(days=2))
        step(owner, K.ACTION, "theirs", owed_by_them=True)
        step(owner, K.ACTION, "next week", due_at=NOW + timedelta(days=7))
    step(lena, K.ACTION, "rests", contact=resting)
    archive_contact(actor=lena, contact=resting, now=NOW)

    page, after_click = page_of(client, "?snoozed=1"), step_counts(lena, NOW)

    assert sorted(s.follow_up.title for s in page.queue) == ["awake again", "due"]
    assert [s.follow_up.title for s in page.snoozed] == ["put off"]
    assert (page.due_count, page.snoozed_count) == (after_click.due, after_click.snoozed) == (2, 1)
    assert navigation_badges(User.objects.get(pk=lena.pk))["today"] == 2


def test_a_step_of_another_kind_leads_to_no_talk(client, lena):
    talk = held_talk(lena)
    other = step(lena, K.CHECK_IN, "Check in", contact=talk.contact)

    assert {s.id: s.interview_id for s in page_of(client).queue} == {other.pk: None}
    assert page_of(client).now_card.interview_id == talk.pk


def test_a_thank_you_leads_to_the_debrief_of_its_talk_and_then_to_the_letter(client, lena):
    interview = held_talk(lena)

    assert page_of(client).now_card.url == reverse("interviews:debrief", args=[interview.pk]) + "#letter"
    Interview.objects.update(debriefed_at=NOW)

    assert page_of(client).now_card.url == reverse("interviews:thank_you", args=[interview.pk])


def test_a_preparation_leads_to_its_talk_and_says_when_it_is(client, lena):
    tomorrow = NOW + timedelta(hours=22, minutes=32)
    interview = plan_interview(
        actor=lena, contact=person(lena), starts_at=tomorrow, now=NOW - timedelta(days=3), minutes=25,
        mode=Interview.Mode.VIDEO, place="", contact_timezone="Europe/Dublin",
    )  # fmt: skip
    FollowUp.objects.filter(pk=interview.preparation_id).update(due_at=NOW)

    page = page_of(client)

    [found] = [s for s in [page.now_card, *page.queue] if s and s.follow_up.kind == K.PREPARATION]
    assert (found.url, found.due_words) == (
        reverse("interviews:prepare", args=[interview.pk]),
        "tomorrow, 10:00 AM",
    )


def test_a_nudge_leads_to_its_draft_and_counts_business_days(client, lena, frozen):
    sent_at = NOW - timedelta(days=5)  # Thursday, 11:28 AM
    outreach = start_outreach(actor=lena, contact=person(lena), now=sent_at)
    mark_sent(actor=lena, message=outreach.messages.get(), now=sent_at)

    [found] = page_of(client).queue

    assert (found.url, found.due_words) == (reverse("outreach:edit", args=[outreach.pk]), "3 business days")


def nudge(owner):
    """The step that asks for the second message of an ask, which is drafted."""
    sent_at = NOW - timedelta(days=5)
    contact = ContactFactory(owner=owner, given_name="Sofia", family_name="Brandt", email="sofia@fernbank.example")
    outreach = start_outreach(actor=owner, contact=contact, now=sent_at)
    mark_sent(actor=owner, message=outreach.messages.get(), now=sent_at)
    outreach.refresh_from_db()
    return outreach.nudge


def test_a_draft_opens_in_its_row_with_the_ways_to_send_it(client, lena):
    found = nudge(lena)
    url = reverse("workspace:step_draft", args=[found.pk])
    assert url in client.get("/").content.decode()

    html = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert ("<html" in html, "Dear Sofia" in html or "Hello Sofia" in html or "Hi Sofia" in html) == (False, True)
    assert 'href="mailto:sofia@fernbank.example?' in html


def test_a_draft_without_scripts_opens_where_it_is_written(client, lena):
    found = nudge(lena)

    response = client.get(reverse("workspace:step_draft", args=[found.pk]))

    assert response["Location"].startswith("/asks/")


def test_a_step_without_a_draft_opens_where_it_is_worked_on(client, lena):
    found = step(lena, K.REFERRAL, "Write to Ines")

    response = client.get(reverse("workspace:step_draft", args=[found.pk]), headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == reverse("outreach:compose", args=[found.contact_id])


@pytest.mark.parametrize(
    ("kind", "route"),
    [
        (K.REPLY, "interviews:plan"),
        (K.REFERRAL, "outreach:compose"),
        (K.CHECK_IN, "outreach:compose"),
        (K.REPORT_BACK, "outreach:compose"),
        (K.ACTION, "workspace:person"),
        (K.NUDGE, "workspace:person"),  # its ask is gone
        (K.THANK_YOU, "workspace:person"),  # its talk is gone
    ],
)
def test_the_other_kinds_lead_to_the_person(client, lena, kind, route):
    found = step(lena, kind, "A step")

    assert page_of(client).queue[0].url == reverse(route, args=[found.contact_id])


def test_the_link_of_a_mail_leads_to_the_work(client, lena):
    found = step(lena, K.REFERRAL, "Write to Ines")

    response = client.get(reverse("workspace:open_step", args=[found.pk]))

    assert response["Location"] == reverse("outreach:compose", args=[found.contact_id])


def test_the_link_of_a_mail_leads_to_the_person_once_it_is_done(client, lena):
    found = step(lena, K.REFERRAL, "Write to Ines")
    FollowUp.objects.update(state="done", closed_at=NOW)

    response = client.get(reverse("workspace:open_step", args=[found.pk]))

    assert response["Location"] == reverse("workspace:person", args=[found.contact_id])


# Done means more -----------------------------------------------------------------------------------------------------


def test_already_sent_thanks_the_person_plans_a_check_in_and_undo_takes_it_back(client, lena):
    interview = held_talk(lena)
    due = interview.thank_you_due

    client.post(reverse("followups:done", args=[due.pk]), {"as": "card"}, headers={"HX-Request": "true"})

    contact = Contact.objects.get(pk=interview.contact_id)
    assert contact.stage == "thanked"
    assert Touch.objects.filter(contact=contact, kind="thanked").exists()
    assert FollowUp.objects.filter(contact=contact, kind=K.CHECK_IN, state="open").exists()
    assert not Reminder.objects.filter(follow_up=due, status="pending").exists()

    client.post(reverse("followups:undo", args=[due.pk]), {"as": "card"}, headers={"HX-Request": "true"})

    contact.refresh_from_db()
    due.refresh_from_db()
    assert (contact.stage, due.state) == ("talked", "open")
    assert not Touch.objects.filter(contact=contact, kind="thanked").exists()
    assert not FollowUp.objects.filter(contact=contact, kind=K.CHECK_IN, state="open").exists()
    assert Reminder.objects.filter(follow_up=due, status="pending").exists()


def test_a_row_comes_back_as_it_was(client, lena):
    found = step(lena, K.ACTION, "Read the guide")

    html = client.get(reverse("workspace:today_step", args=[found.pk]) + "?as=row").content.decode()

    assert f'id="step-{found.pk}"' in html
    assert "Read the guide" in html
    assert "<html" not in html


# The side ------------------------------------------------------------------------------------------------------------


def test_the_ring_counts_first_messages_and_talks_since_monday(client, lena):
    monday = NOW - timedelta(days=1, hours=11, minutes=28)  # 0:00 in Chicago
    for sent_at in (monday - timedelta(seconds=1), monday, NOW):
        outreach = start_outreach(actor=lena, contact=person(lena, f"Bo N{sent_at.second}{sent_at.hour}"), now=sent_at)
        mark_sent(actor=lena, message=outreach.messages.get(), now=sent_at)
    held_talk(lena)

    week = page_of(client).week
    assert (week.asks, week.asks_goal, week.talks, week.talks_goal, week.done) == (2, 4, 1, 2, 3)
    assert week.says == "2 messages and 1 talk to go. No hurry."


def test_coming_talks_are_shown_in_both_zones(client, lena):
    plan_interview(
        actor=lena, contact=person(lena, "Marcus Oyelaran"), starts_at=NOW + timedelta(hours=22, minutes=32), now=NOW,
        minutes=25, mode=Interview.Mode.VIDEO, place="", contact_timezone="Europe/Dublin",
    )  # fmt: skip

    [talk] = page_of(client).coming
    assert (talk.weekday, talk.day, talk.is_soon, talk.where) == ("Wed", 21, True, "video")
    assert talk.their_time == "4:00 PM in Dublin"


def test_a_reminder_that_failed_is_said(client, lena):
    reminder = ReminderFactory(contact=person(lena))
    assert b"could not be delivered" not in client.get("/").content
    Reminder.objects.filter(pk=reminder.pk).update(status="failed")

    assert "One reminder could not be delivered" in text_of(client.get("/"))


# First steps ---------------------------------------------------------------------------------------------------------


def test_someone_without_people_gets_three_first_steps(client):
    html = text_of(client.get("/"))

    assert "Let’s get you a first conversation." in html
    assert reverse("contacts:import_upload") in html


def test_first_names_become_people_once_each(client, lena):
    lines = "Aunt Ruth, runs a lab\n\nProfessor Amadi\nSam Okafor\nsam okafor\n"

    response = client.post(reverse("workspace:first_people"), {"names": lines})

    assert response["Location"] == reverse("contacts:list")
    assert Contact.objects.filter(owner=lena).count() == 3


@pytest.mark.parametrize("text", ["", "  \n , \n"])
def test_first_names_without_a_name_ask_again(client, text):
    response = client.post(reverse("workspace:first_people"), {"names": text})

    assert response.status_code == 422
    assert not Contact.objects.exists()


# Cost ----------------------------------------------------------------------------------------------------------------

OURS = ("accounts_", "centers_", "contacts_", "followups_", "goals_", "insights_", "interviews_", "outreach_")


def counted(queries):
    """The page's own queries: the session, its user and our tables; without allauth's list of sessions, which is
    throttled elsewhere, and the savepoints of the test."""
    own, in_tracking = [], False
    for query in (q["sql"] for q in queries):
        in_tracking = (in_tracking or "usersessions" in query) and not query.startswith("RELEASE")
        if not in_tracking and "SAVEPOINT" not in query:
            own.append(query[:110])
    return own


@pytest.mark.parametrize("rows", [1, 3])
def test_today_costs_the_same_for_one_row_and_for_three(client, lena, rows):
    held_talk(lena)
    for _ in range(rows):
        step(lena, K.NUDGE, "nudge")
        step(lena, K.REFERRAL, "referral")
        schedule_follow_up(actor=lena, contact=person(lena), kind=K.ACTION, title="today", when=When.at(NOW), now=NOW)
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    # session, user; steps, numbers, funnel; the letter of the card (2); the center's name
    assert len(counted(queries)) == 8, "\n".join(counted(queries))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_done_in_place_costs_the_same_whatever_waits(client, lena, rows):
    steps = [step(lena, K.ACTION, "today") for _ in range(rows)]
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.post(reverse("followups:done", args=[steps[0].pk]), {"as": "row"}, headers={"HX-Request": "true"})

    # session, user; the step, its two updates, the person's next step; the take-away behind it; the counts
    assert len(counted(queries)) == 8, "\n".join(counted(queries))
