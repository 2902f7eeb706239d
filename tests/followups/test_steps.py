"""Done, snooze, undo and planning: what the rows say afterwards, and what the page gets."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Touch
from apps.followups.models import FollowUp, Reminder
from apps.followups.rules import When
from apps.followups.services import (
    complete_follow_up,
    drop_follow_up,
    finish_step,
    move_follow_up,
    reopen_follow_up,
    restart_rhythm,
    schedule_follow_up,
    set_rhythm,
    snooze_follow_up,
    undo_step,
)
from apps.followups.services.delivery import sweep
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def follow_up():
    """Due in an hour, at a minute that the person chose."""
    return FollowUpFactory(when=When.at(NOW + timedelta(hours=1)))


@pytest.fixture
def client(client, follow_up):
    client.force_login(follow_up.owner)
    return client


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def waiting(follow_up):
    rows = Reminder.objects.filter(follow_up=follow_up, status="pending").order_by("send_at")
    return list(rows.values_list("send_at", flat=True))


# Services ------------------------------------------------------------------------------------------------------------


def test_a_minute_that_the_person_chose_is_kept_in_quiet_hours():
    midnight = NOW.replace(day=21, hour=5, minute=0)  # in Chicago

    follow_up = FollowUpFactory(when=When.at(midnight))

    assert waiting(follow_up) == [midnight]


def test_a_reminder_hour_in_quiet_hours_waits_for_their_end():
    owner = UserFactory(quiet_until=time(9, 30))

    follow_up = FollowUpFactory(contact=ContactFactory(owner=owner), when=When.on(date(2026, 10, 21)))

    assert waiting(follow_up) == [NOW.replace(day=21, hour=14, minute=30)]


def test_scheduling_a_reminder_in_the_past_sends_it_now():
    assert waiting(FollowUpFactory(when=When.at(NOW - timedelta(days=2)))) == [NOW]


def test_completing_cancels_the_waiting_reminder(follow_up):
    assert complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW) is True
    assert waiting(follow_up) == []


def test_completing_twice_reports_that_it_was_done(follow_up):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)

    assert complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW) is False


def test_nobody_completes_somebody_elses_step(follow_up):
    stranger = ContactFactory().owner

    assert complete_follow_up(actor=stranger, follow_up=follow_up, now=NOW) is False
    assert waiting(follow_up) == [NOW + timedelta(hours=1)]


def test_undo_brings_back_the_reminder_that_closing_cancelled(follow_up):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)

    assert reopen_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(seconds=5)) is True
    assert waiting(follow_up) == [NOW + timedelta(hours=1)]


def test_undo_after_its_moment_sends_the_reminder_now(follow_up):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)
    later = NOW + timedelta(hours=2)

    reopen_follow_up(actor=follow_up.owner, follow_up=follow_up, now=later)

    assert waiting(follow_up) == [later]


def test_undo_does_not_wake_a_reminder_that_an_earlier_move_replaced(follow_up):
    moved = NOW + timedelta(hours=3)
    move_follow_up(actor=follow_up.owner, follow_up=follow_up, when=When.at(moved), now=NOW)
    drop_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(minutes=1))

    reopen_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(minutes=2))

    assert waiting(follow_up) == [moved]


def test_snoozing_keeps_a_warning_that_comes_later_anyway():
    ended_at = NOW - timedelta(hours=18, minutes=58)  # yesterday, 4:30 PM
    follow_up = FollowUpFactory(kind="thank_you", when=When.after_talk(ended_at), now=ended_at)
    Reminder.objects.filter(send_at__lt=NOW).update(status="sent", sent_at=NOW.replace(hour=14, minute=0))
    until, warning = NOW + timedelta(hours=1), NOW.replace(hour=18, minute=30)

    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=until, now=NOW)

    assert waiting(follow_up) == [until, warning]


def test_undoing_a_snooze_takes_its_reminder_away_and_brings_the_first_back(follow_up):
    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=NOW + timedelta(hours=5), now=NOW)

    undo_step(actor=follow_up.owner, follow_up=follow_up, now=NOW + timedelta(seconds=4))

    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.snoozed_until) == ("open", None)
    assert waiting(follow_up) == [NOW + timedelta(hours=1)]


def test_a_second_snooze_takes_the_place_of_the_first(follow_up):
    first, second = NOW + timedelta(days=7), NOW + timedelta(hours=4)
    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=first, now=NOW)

    snooze_follow_up(actor=follow_up.owner, follow_up=follow_up, until=second, now=NOW + timedelta(minutes=1))

    assert waiting(follow_up) == [second]


def test_the_person_shows_the_nearest_open_step(follow_up):
    follow_up.contact.refresh_from_db()
    assert (follow_up.contact.next_step, follow_up.contact.next_step_at) == (
        follow_up.title,
        NOW + timedelta(hours=1),
    )

    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)

    follow_up.contact.refresh_from_db()
    assert (follow_up.contact.next_step, follow_up.contact.next_step_at) == ("", None)


def check_in():
    contact = ContactFactory()
    set_rhythm(actor=contact.owner, contact=contact, days=90, now=NOW - timedelta(days=90))
    return FollowUp.objects.get(contact=contact, state="open")


def test_finishing_a_check_in_starts_the_rhythm_anew():
    step = check_in()

    assert finish_step(actor=step.owner, follow_up=step, now=NOW) is True

    following = FollowUp.objects.get(contact=step.contact, state="open")
    assert following.due_at.date() == date(2027, 1, 20)  # three months on
    assert Touch.objects.get(contact=step.contact).summary == "Checked in"


def test_undoing_a_check_in_takes_back_the_touch_and_the_next_one():
    step = check_in()
    finish_step(actor=step.owner, follow_up=step, now=NOW)
    step.refresh_from_db()

    assert undo_step(actor=step.owner, follow_up=step, now=NOW + timedelta(seconds=5)) is True

    assert FollowUp.objects.get(contact=step.contact, state="open").pk == step.pk
    assert not Touch.objects.filter(contact=step.contact).exists()
    assert [moment.date() for moment in waiting(step)] == [step.due_at.date(), step.latest_at.date()]


# What comes again ----------------------------------------------------------------------------------------------------


def series(first=date(2026, 10, 20), repeats="month", **fields):
    return FollowUpFactory(when=When.on(first, repeats=repeats), **fields)


def open_days(follow_up):
    """The local days of the open occurrences."""
    steps = FollowUp.objects.open().filter(contact=follow_up.contact).order_by("due_at")
    return [step.due_at.astimezone(follow_up.owner.zone).date() for step in steps]


def test_a_step_that_repeats_is_planned_again_when_it_is_done():
    step = series()

    finish_step(actor=step.owner, follow_up=step, now=NOW)

    following = FollowUp.objects.open().get(contact=step.contact)
    assert (following.title, following.count, open_days(step)) == (step.title, 1, [date(2026, 11, 20)])
    assert waiting(following) == [NOW.replace(month=11, hour=15, minute=0)]


@pytest.mark.parametrize(
    ("repeats", "days"),
    [
        ("week", [date(2027, 2, 7), date(2027, 2, 14)]),
        ("month", [date(2027, 2, 28), date(2027, 3, 31)]),
        ("quarter", [date(2027, 4, 30), date(2027, 7, 31)]),
        ("year", [date(2028, 1, 31), date(2029, 1, 31)]),
    ],
)
def test_a_series_counts_from_its_first_day(repeats, days):
    step = series(date(2027, 1, 31), repeats)

    found = []
    for _ in days:
        finish_step(actor=step.owner, follow_up=step, now=step.due_at)
        found += open_days(step)
        step = FollowUp.objects.open().select_related("contact").get(contact=step.contact)

    assert found == days


def test_a_step_that_is_done_early_comes_back_after_its_day():
    step = series(date(2026, 10, 31))

    finish_step(actor=step.owner, follow_up=step, now=NOW)

    assert open_days(step) == [date(2026, 11, 30)]


def test_days_that_passed_while_a_step_waited_are_left_out():
    step = series(date(2026, 10, 20), "week")

    finish_step(actor=step.owner, follow_up=step, now=NOW + timedelta(days=30))

    assert open_days(step) == [date(2026, 11, 24)]


def test_undoing_done_takes_the_next_occurrence_back():
    step = series()
    finish_step(actor=step.owner, follow_up=step, now=NOW)
    step.refresh_from_db()

    undo_step(actor=step.owner, follow_up=step, now=NOW + timedelta(seconds=5))

    assert open_days(step) == [date(2026, 10, 20)]
    assert FollowUp.objects.open().get().pk == step.pk


def test_done_undone_and_done_again_leaves_one_next_occurrence():
    step = series()
    for seconds in (0, 10):
        finish_step(actor=step.owner, follow_up=step, now=NOW + timedelta(seconds=seconds))
        step.refresh_from_db()
        if not seconds:
            undo_step(actor=step.owner, follow_up=step, now=NOW + timedelta(seconds=5))
            step.refresh_from_db()

    assert open_days(step) == [date(2026, 11, 20)]


def test_a_late_undo_makes_no_twin_of_the_series():
    first = series()
    finish_step(actor=first.owner, follow_up=first, now=NOW)
    second = FollowUp.objects.open().select_related("contact").get()
    finish_step(actor=first.owner, follow_up=second, now=NOW + timedelta(seconds=1))
    first.refresh_from_db()
    undo_step(actor=first.owner, follow_up=first, now=NOW + timedelta(seconds=2))

    finish_step(actor=first.owner, follow_up=first, now=NOW + timedelta(seconds=3))

    assert open_days(first) == [date(2026, 12, 20)]


def test_letting_go_ends_the_series():
    step = series()

    drop_follow_up(actor=step.owner, follow_up=step, now=NOW)

    assert open_days(step) == []


def test_a_check_in_that_repeats_goes_on_beside_the_rhythm():
    contact = ContactFactory()
    set_rhythm(actor=contact.owner, contact=contact, days=90, now=NOW)
    step = series(contact=contact, kind="check_in", title="Ask about the thesis")

    finish_step(actor=step.owner, follow_up=step, now=NOW)

    assert open_days(step) == [date(2026, 11, 20), date(2027, 1, 20)]


def test_a_touch_does_not_end_a_series_of_check_ins():
    contact = ContactFactory()
    set_rhythm(actor=contact.owner, contact=contact, days=90, now=NOW)
    step = series(contact=contact, kind="check_in", title="Ask about the thesis")

    restart_rhythm(actor=contact.owner, contact=contact, touched_at=NOW, now=NOW)

    assert open_days(step) == [date(2026, 10, 20), date(2027, 1, 20)]


def test_a_promise_of_the_other_person_is_not_the_owners_next_step():
    contact = ContactFactory()

    schedule_follow_up(
        actor=contact.owner, contact=contact, kind="action", title="They send a guide", when=When.at(NOW), now=NOW,
        owed_by_them=True,
    )  # fmt: skip

    contact.refresh_from_db()
    assert contact.next_step == ""


# Pages ---------------------------------------------------------------------------------------------------------------


def test_done_without_scripts_goes_back_to_the_page(client, follow_up):
    response = client.post(reverse("followups:done", args=[follow_up.pk]), {"back": "/people/"})

    follow_up.refresh_from_db()
    assert (response.status_code, response["Location"], follow_up.state) == (303, "/people/", "done")


def test_done_does_not_lead_to_another_site(client, follow_up):
    response = client.post(reverse("followups:done", args=[follow_up.pk]), {"back": "https://evil.example/"})

    assert response["Location"] == "/"


def test_done_in_place_empties_the_row_and_brings_counts_and_undo(client, follow_up):
    response = client.post(reverse("followups:done", args=[follow_up.pk]), {"as": "row"}, headers=HTMX)

    html = response.content.decode()
    assert f'<li id="step-{follow_up.pk}" hidden></li>' in html
    assert 'id="today-lead" hx-swap-oob="true"' in html
    assert 'id="count-today" hx-swap-oob="true"' in html
    assert reverse("followups:undo", args=[follow_up.pk]) in html
    assert "Done, as you said." in html


def test_undo_in_place_fetches_the_row_again(client, follow_up):
    client.post(reverse("followups:done", args=[follow_up.pk]), {"as": "row"}, headers=HTMX)

    response = client.post(reverse("followups:undo", args=[follow_up.pk]), {"as": "row"}, headers=HTMX)

    follow_up.refresh_from_db()
    assert follow_up.state == "open"
    assert reverse("workspace:today_step", args=[follow_up.pk]) in response.content.decode()


def test_snooze_in_place_says_until_when(client, follow_up):
    url = reverse("followups:snooze", args=[follow_up.pk])

    response = client.post(url, {"as": "row", "until": "tomorrow"}, headers=HTMX)

    follow_up.refresh_from_db()
    assert follow_up.snoozed_until == NOW.replace(day=21, hour=14, minute=0)
    assert "Snoozed until tomorrow, 9:00 AM." in response.content.decode()


def test_snooze_until_a_picked_day_comes_back_at_the_reminder_hour(client, follow_up):
    client.post(reverse("followups:snooze", args=[follow_up.pk]), {"until": "date", "day": "2026-11-03"})

    follow_up.refresh_from_db()
    assert follow_up.snoozed_until == NOW.replace(month=11, day=3, hour=15, minute=0)  # standard time by then


@pytest.mark.parametrize("data", [{}, {"until": "date"}, {"until": "date", "day": "2026-10-20"}, {"until": "never"}])
def test_a_snooze_without_a_day_ahead_asks_again(client, follow_up, data):
    response = client.post(reverse("followups:snooze", args=[follow_up.pk]), data)

    follow_up.refresh_from_db()
    assert (response.status_code, follow_up.snoozed_until) == (422, None)


def test_a_step_planned_by_hand_is_due_and_reminded_at_the_reminder_hour(client, follow_up):
    url = reverse("followups:create", args=[follow_up.contact_id])

    response = client.post(
        url, {"title": "Send her the article", "day": "2026-10-23", "kind": "action", "remind": "on"}
    )

    planned = FollowUp.objects.get(title="Send her the article")
    nine = NOW.replace(day=23, hour=14, minute=0)
    assert (response.status_code, planned.due_at, waiting(planned)) == (303, nine, [nine])


def plan(client, follow_up, **data):
    data = {"title": "Send her the article", "day": "2026-10-23", "kind": "action", "remind": "on"} | data
    return client.post(reverse("followups:create", args=[follow_up.contact_id]), data)


def test_a_step_in_two_minutes_comes_to_the_minute(client, follow_up):
    response = plan(client, follow_up, day="2026-10-20", at="11:30")

    planned = FollowUp.objects.get(title="Send her the article")
    soon = NOW + timedelta(minutes=2)
    assert (response.status_code, planned.due_at, waiting(planned)) == (303, soon, [soon])


def test_a_minute_in_the_quiet_hours_brings_its_mail_and_counts_once(client, follow_up, mailbox):
    complete_follow_up(actor=follow_up.owner, follow_up=follow_up, now=NOW)
    plan(client, follow_up, day="2026-10-20", at="23:05")
    minute = NOW.replace(day=21, hour=4, minute=5)

    too_early = sweep(clock=lambda: minute - timedelta(seconds=1))
    sweep(clock=lambda: minute)
    sweep(clock=lambda: minute + timedelta(minutes=1))

    assert too_early.sent == 0
    assert "Send her the article" in mailbox.only(to=follow_up.owner.email).subject


def test_the_day_is_today_until_another_is_chosen(client, follow_up):
    form = client.get(reverse("followups:create", args=[follow_up.contact_id])).context["form"]

    assert form["day"].value() == date(2026, 10, 20)


def test_a_step_of_today_without_a_time_stands_on_today_and_needs_no_mail(client, follow_up):
    plan(client, follow_up, day="2026-10-20")  # the reminder hour, 9:00, has passed

    planned = FollowUp.objects.get(title="Send her the article")
    assert (planned.due_at < NOW, waiting(planned)) == (True, [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"day": "2026-10-20", "at": "11:28"}, "That time has passed. Choose a later one, or none."),
        ({"at": "25:99"}, "Write the time as 16:30."),
        ({"at": "10:00", "repeats": "month"}, "What comes again comes at your reminder time. Leave the time empty."),
        ({"title": " "}, "Say in a few words what you will do."),
        ({"title": "x" * 201}, "One line is enough here: 200 characters at most."),
        ({"day": ""}, "Choose a day."),
        ({"day": "2032-10-23"}, "Choose a day within the next five years."),
        ({"repeats": "hourly"}, "Select a valid choice. hourly is not one of the available choices."),
    ],
)
def test_what_cannot_be_planned_is_said_beside_the_field(client, follow_up, data, words):
    response = plan(client, follow_up, **data)

    html = response.content.decode()
    assert (response.status_code, words in html, FollowUp.objects.count()) == (422, True, 1)
    assert 'aria-invalid="true"' in html


def test_a_step_that_repeats_says_so(client, follow_up):
    response = plan(client, follow_up, repeats="month")

    planned = FollowUp.objects.get(title="Send her the article")
    assert (planned.repeats, planned.on_day) == ("month", date(2026, 10, 23))
    page = client.get(response["Location"]).content.decode()
    assert "Planned for Friday, 9:00 AM, then every month." in page


def test_a_form_that_is_sent_twice_makes_one_step(client, follow_up):
    form_id = str(uuid4())

    answers = [plan(client, follow_up, form_id=form_id).status_code for _ in range(2)]

    planned = FollowUp.objects.get(title="Send her the article")
    assert (answers, len(waiting(planned))) == ([303, 303], 1)


def test_other_words_in_the_same_form_are_another_step(client, follow_up):
    form_id = str(uuid4())
    plan(client, follow_up, form_id=form_id)

    plan(client, follow_up, form_id=form_id, title="Send her the slides")

    assert FollowUp.objects.filter(title__startswith="Send her").count() == 2


def test_a_form_of_somebody_else_hides_nothing(client, follow_up):
    form_id = str(uuid4())
    plan(client, follow_up, form_id=form_id)
    other = FollowUpFactory()
    client.force_login(other.owner)

    plan(client, other, form_id=form_id)

    assert FollowUp.objects.filter(title="Send her the article", owner=other.owner).exists()


def test_done_says_when_it_comes_back(client):
    step = series()
    client.force_login(step.owner)

    response = client.post(reverse("followups:done", args=[step.pk]), {"as": "row"}, headers=HTMX)

    assert "Done, as you said. It comes back November 20." in response.content.decode()


def test_a_step_is_let_go_in_place_and_undone(client):
    step = series()
    client.force_login(step.owner)

    html = client.post(reverse("followups:drop", args=[step.pk]), {"as": "row"}, headers=HTMX).content.decode()

    step.refresh_from_db()
    assert (step.state, "Let go. It doesn’t come again." in html) == ("dropped", True)
    client.post(reverse("followups:undo", args=[step.pk]), {"as": "row"}, headers=HTMX)
    step.refresh_from_db()
    assert (step.state, open_days(step)) == ("open", [date(2026, 10, 20)])


def test_the_day_to_snooze_to_is_asked_in_the_row(client, follow_up):
    url = reverse("followups:snooze", args=[follow_up.pk])

    html = client.get(url, {"as": "row"}, headers=HTMX).content.decode()

    assert ("<html" in html, 'min="2026-10-21"' in html) == (False, True)


def test_a_day_that_has_passed_is_refused_in_the_row(client, follow_up):
    url = reverse("followups:snooze", args=[follow_up.pk])

    response = client.post(url, {"as": "row", "until": "date", "day": "2026-10-20"}, headers=HTMX)

    assert (response.status_code, response["HX-Retarget"]) == (422, f"#pick-{follow_up.pk}")
    assert "Pick a day after today." in response.content.decode()


def test_a_step_planned_for_yesterday_is_refused_and_the_text_kept(client, follow_up):
    url = reverse("followups:create", args=[follow_up.contact_id])

    response = client.post(url, {"title": "Send her the article", "day": "2026-10-19", "kind": "action"})

    assert response.status_code == 422
    assert "Choose today or a day to come." in response.content.decode()
    assert "Send her the article" in response.content.decode()
    assert FollowUp.objects.count() == 1


def test_undoing_a_check_in_brings_back_the_one_that_it_ended():
    person = ContactFactory()
    rhythm = set_rhythm(actor=person.owner, contact=person, days=30, now=NOW)
    by_hand = FollowUpFactory(contact=person, kind=FollowUp.Kind.CHECK_IN, due_at=NOW)
    done_at = NOW + timedelta(hours=1)
    finish_step(actor=person.owner, follow_up=by_hand, now=done_at)

    by_hand.refresh_from_db()
    undo_step(actor=person.owner, follow_up=by_hand, now=done_at + timedelta(minutes=1))

    stands_open = set(FollowUp.objects.open().filter(contact=person).values_list("pk", flat=True))
    assert stands_open == {rhythm.pk, by_hand.pk}
