"""Times that are proposed, held, chosen and released; and the page on which they choose."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from apps.contacts.models import Stage, Touch
from apps.contacts.services import update_contact
from apps.followups.models import FollowUp
from apps.interviews.models import Interview
from apps.interviews.services import plan_interview
from apps.outreach import slotlinks
from apps.outreach.errors import DoNotContact, TimeTaken
from apps.outreach.models import Outreach, SlotOffer
from apps.outreach.selectors import draft_of
from apps.outreach.services import (
    choose_time,
    hold_again,
    offer_times,
    record_reply,
    release_times,
    undo_last,
)
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 10, 22, 15, tzinfo=UTC)  # 10 AM in Chicago
SECOND = datetime(2026, 10, 23, 19, tzinfo=UTC)
THIRD = datetime(2026, 10, 26, 15, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena():
    return UserFactory()


def ask(lena, name="Ines", **fields):
    contact = ContactFactory(owner=lena, given_name=name, family_name="Carvalho", timezone="America/New_York", **fields)
    return SentOutreachFactory(contact=contact)


def offer(outreach, *starts, **fields):
    return offer_times(
        actor=outreach.contact.owner,
        outreach=outreach,
        starts=starts or (FIRST, SECOND, THIRD),
        contact_timezone="America/New_York",
        now=NOW,
        **fields,
    )


def choose(given, start=FIRST, **fields):
    return choose_time(actor=given.owner, offer=given, start=start, now=LATER, **fields)


def typed(outreach, **data):
    url = reverse("outreach:offer_slots", args=[outreach.pk])
    first = {"date_1": "2026-10-22", "time_1": "10:00", "minutes": "25", "contact_timezone": "America/New_York"}
    return url, first | data


# Holding and choosing -------------------------------------------------------------------------------------------------


def test_other_times_release_the_earlier_ones(lena):
    outreach = ask(lena)
    first = offer(outreach)

    second = offer(outreach, THIRD)

    first.refresh_from_db()
    assert (first.closed_at, first.chosen) == (NOW, None)
    assert list(SlotOffer.objects.filter(closed_at=None)) == [second]


def test_the_database_keeps_one_open_offer_per_approach(lena):
    outreach = ask(lena)
    offer(outreach)

    with pytest.raises(IntegrityError), transaction.atomic():
        SlotOffer.objects.create(owner=lena, outreach=outreach, starts=[FIRST], contact_timezone="UTC")


def test_nobody_offers_times_to_a_person_who_is_not_to_be_written_to(lena):
    outreach = ask(lena)
    update_contact(actor=lena, contact=outreach.contact, now=NOW, do_not_contact=True)

    with pytest.raises(DoNotContact):
        offer(outreach)


def test_a_chosen_time_becomes_a_talk_and_ends_the_ask(lena):
    outreach = ask(lena)
    given = offer(outreach)

    talk_id = choose(given, SECOND)

    talk = Interview.objects.get()
    given.refresh_from_db()
    outreach.refresh_from_db()
    outreach.contact.refresh_from_db()
    assert (talk.pk, talk.starts_at, talk.minutes, talk.contact_timezone) == (
        talk_id, SECOND, 25, "America/New_York",
    )  # fmt: skip
    assert (given.chosen, given.closed_at, given.chosen_by_them) == (SECOND, LATER, False)
    assert (outreach.state, outreach.outcome) == (Outreach.State.ENDED, Outreach.Outcome.YES)
    assert outreach.contact.stage == Stage.SCHEDULED


def test_a_second_choice_changes_nothing(lena):
    given = offer(ask(lena))
    choose(given)

    assert choose(SlotOffer.objects.get(), SECOND) is None
    assert Interview.objects.get().starts_at == FIRST


def test_only_what_was_proposed_can_be_chosen(lena):
    given = offer(ask(lena), FIRST)

    with pytest.raises(TimeTaken):
        choose(given, SECOND)
    assert not Interview.objects.exists()


def test_the_owner_is_told_of_a_time_that_they_chose_by_themselves(lena):
    outreach = ask(lena)
    given = offer(outreach, has_link=True)

    choose(given, by_them=True)

    touch = Touch.objects.get(kind=Touch.Kind.THEY_WROTE)
    step = FollowUp.objects.open().get(kind=FollowUp.Kind.REPLY)
    assert touch.summary == "Chose Thursday, October 22, 10:00 AM from your times"
    assert step.title == "Tell Ines Carvalho how you meet"
    assert step.reminders.filter(status="pending").count() == 1


def test_they_cannot_choose_what_a_talk_stands_at_by_now(lena):
    given = offer(ask(lena), has_link=True)
    other = ContactFactory(owner=lena, given_name="Marcus")
    plan_interview(actor=lena, contact=other, starts_at=FIRST + timedelta(minutes=10), now=NOW)

    with pytest.raises(TimeTaken):
        choose(given, by_them=True)
    assert SlotOffer.objects.get().closed_at is None


def test_two_people_who_were_offered_the_same_hour_do_not_both_get_it(lena):
    given, other = offer(ask(lena), FIRST, has_link=True), offer(ask(lena, "Marcus"), FIRST, has_link=True)
    choose(given, by_them=True)

    with pytest.raises(TimeTaken):
        choose(other, by_them=True)


def test_a_proposal_to_somebody_else_does_not_keep_them_from_choosing(lena):
    given = offer(ask(lena), FIRST, has_link=True)
    offer(ask(lena, "Marcus"), FIRST)

    assert choose(given, by_them=True) is not None


# Releasing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [o for o in Outreach.Outcome if o != "yes"])
def test_whoever_does_not_say_yes_needs_no_times_any_more(lena, outcome):
    outreach = ask(lena)
    given = offer(outreach)

    record_reply(actor=lena, outreach=outreach, outcome=outcome, now=LATER)

    given.refresh_from_db()
    assert (given.closed_at, given.chosen) == (LATER, None)


def test_whoever_says_yes_may_still_choose(lena):
    outreach = ask(lena)
    given = offer(outreach)
    record_reply(actor=lena, outreach=outreach, outcome="yes", now=LATER)

    assert choose(SlotOffer.objects.select_related("outreach__contact").get(pk=given.pk)) is not None


def test_undoing_an_answer_holds_the_times_again(lena):
    outreach = ask(lena)
    given = offer(outreach)
    recorded = record_reply(actor=lena, outreach=outreach, outcome="no", now=LATER)

    undo_last(actor=lena, outreach=outreach, touch_id=str(recorded.touch.pk), now=LATER)

    given.refresh_from_db()
    assert given.closed_at is None


def test_times_of_somebody_who_is_not_to_be_written_to_any_more_are_released(lena):
    outreach = ask(lena)
    record_reply(actor=lena, outreach=outreach, outcome="yes", now=NOW)
    given = offer(outreach)

    update_contact(actor=lena, contact=outreach.contact, now=LATER, do_not_contact=True)

    given.refresh_from_db()
    assert given.closed_at == LATER


def test_a_talk_that_is_planned_by_hand_releases_the_times(lena):
    outreach = ask(lena)
    given = offer(outreach)

    plan_interview(actor=lena, contact=outreach.contact, starts_at=THIRD, now=LATER)

    given.refresh_from_db()
    assert (given.closed_at, given.chosen) == (LATER, None)


def test_released_times_can_be_held_again_unless_others_are(lena):
    outreach = ask(lena)
    given = offer(outreach)
    release_times(actor=lena, outreach=outreach, now=LATER)

    assert hold_again(actor=lena, offer=given, now=LATER) is True

    release_times(actor=lena, outreach=outreach, now=LATER)
    offer(outreach, THIRD)
    assert hold_again(actor=lena, offer=given, now=LATER) is False


# The owner's page -----------------------------------------------------------------------------------------------------


def test_the_page_proposes_three_times_that_suit_both(client, lena):
    outreach = ask(lena)
    client.force_login(lena)

    page = client.get(reverse("outreach:offer_slots", args=[outreach.pk]))

    assert [line.theirs for line in page.context["lines"]] == [
        "Thursday, October 22, 11:00 AM in New York",
        "Friday, October 23, 3:00 PM in New York",
        "Monday, October 26, 11:00 AM in New York",
    ]
    assert not SlotOffer.objects.exists()


def test_times_are_written_into_the_draft(client, lena):
    outreach = ask(lena)
    client.force_login(lena)
    url, data = typed(outreach)

    answer = client.post(url, data)

    assert answer["Location"] == f"/asks/{outreach.pk}/?write=1"
    assert SlotOffer.objects.get().starts == [FIRST]
    times = "– Thursday, October 22, 11:00 AM in New York (10:00 AM in Chicago)"
    assert f"\n\nWould this time suit you, for 25 minutes?\n\n{times}\n\n" in draft_of(outreach).body


def test_other_times_take_the_place_of_the_earlier_ones_in_the_draft(client, lena):
    outreach = ask(lena)
    client.force_login(lena)
    url, data = typed(outreach)
    client.post(url, data)

    client.post(url, data | {"time_1": "11:00", "has_link": "on"})

    body = draft_of(outreach).body
    assert body.count("suit you") == 1
    assert "12:00 PM in New York (11:00 AM in Chicago)" in body
    assert "If you like, choose here: http" in body


def test_whoever_said_yes_gets_a_message_with_the_times(client, lena):
    contact = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho")
    outreach = EndedOutreachFactory(contact=contact, outcome="yes")
    for draft in outreach.messages.filter(sent_at=None):
        draft.delete()
    client.force_login(lena)
    url, data = typed(outreach)

    client.post(url, data)

    body = draft_of(outreach).body
    assert body.startswith("Hi Ines,\n\nThank you, I’m glad.\n\nWould this time suit you, for 25 minutes?")
    assert body.endswith("All the best,\nLena")


def test_an_hour_that_was_offered_to_somebody_else_is_a_warning_that_can_be_overruled(client, lena):
    offer(ask(lena, "Marcus"), FIRST)
    outreach = ask(lena)
    client.force_login(lena)
    url, data = typed(outreach)

    warned = client.post(url, data)

    assert warned.status_code == 422
    assert [line.clash for line in warned.context["lines"]] == ["You offered it to Marcus Carvalho."]
    assert not SlotOffer.objects.filter(outreach=outreach).exists()
    client.post(url, data | {"anyway": "on"})
    assert SlotOffer.objects.get(outreach=outreach).starts == [FIRST]


def test_an_hour_with_a_planned_talk_is_a_warning(client, lena):
    plan_interview(actor=lena, contact=ContactFactory(owner=lena, given_name="Marcus"), starts_at=FIRST, now=NOW)
    outreach = ask(lena)
    client.force_login(lena)
    url, data = typed(outreach)

    warned = client.post(url, data)

    assert [line.clash for line in warned.context["lines"]] == ["You talk with Marcus Raman then."]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"date_1": "2026-10-19"}, "date_1", "That has passed. Choose a time that is still to come."),
        ({"date_2": "2026-10-22", "time_2": "10:00"}, "date_2", "That is the same time once more."),
        ({"date_2": "2026-10-23"}, "time_2", "Choose the time as well."),
        ({"time_3": "10:00"}, "date_3", "Choose the day as well."),
        ({"date_1": ""}, "date_1", "This field is required."),
    ],
)
def test_what_cannot_be_proposed_is_said_under_its_field(client, lena, wrong, field, words):
    outreach = ask(lena)
    client.force_login(lena)
    url, data = typed(outreach)

    answer = client.post(url, data | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [words]
    assert not SlotOffer.objects.exists()


def test_a_time_in_the_gap_of_spring_becomes_the_first_moment_after_it(client, lena):
    outreach = ask(lena)
    client.force_login(lena)
    url, data = typed(outreach, date_1="2027-03-14", time_1="02:30")

    client.post(url, data)

    assert SlotOffer.objects.get().starts == [datetime(2027, 3, 14, 8, tzinfo=UTC)]


def test_a_person_without_an_ask_gets_a_first_message(client, lena):
    contact = ContactFactory(owner=lena)
    client.force_login(lena)

    answer = client.get(reverse("outreach:slots_with", args=[contact.pk]))

    assert answer["Location"] == f"/asks/new/{contact.pk}/"


def test_confirming_leads_to_the_talk(client, lena):
    given = offer(ask(lena))
    client.force_login(lena)

    answer = client.post(reverse("outreach:confirm_slot", args=[given.pk]), {"start": SECOND.isoformat()})

    assert answer["Location"] == reverse("interviews:prepare", args=[Interview.objects.get().pk])


@pytest.mark.parametrize("start", ["", "soon", "2026-10-22T10:00", "2026-99-99T10:00+00:00"])
def test_what_is_no_time_confirms_nothing(client, lena, start):
    given = offer(ask(lena))
    client.force_login(lena)

    client.post(reverse("outreach:confirm_slot", args=[given.pk]), {"start": start})

    assert not Interview.objects.exists()


# Their page -----------------------------------------------------------------------------------------------------------


def link(given):
    return slotlinks.slot_path(given.pk, NOW)


def test_the_link_shows_the_times_and_a_first_name_and_nothing_else(client, lena):
    given = offer(ask(lena), has_link=True)

    page = client.get(link(given))

    text = page.content.decode()
    assert page.status_code == 200
    assert "Choose a time with Lena" in text
    assert "Thursday, October 22, 11:00 AM in New York" in text
    for secret in ("Marchetti", lena.email, "Ines", "Carvalho", "Corvane"):
        assert secret not in text


def test_the_link_is_kept_from_search_engines_caches_and_other_sites(client, lena):
    page = client.get(link(offer(ask(lena), has_link=True)))

    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_opening_the_link_changes_nothing(client, lena):
    given = offer(ask(lena), has_link=True)

    for _ in range(2):
        client.get(link(given))
        client.head(link(given))

    given.refresh_from_db()
    assert given.closed_at is None
    assert not Interview.objects.exists()


def test_one_click_takes_a_time(client, lena):
    given = offer(ask(lena), has_link=True)

    page = client.post(link(given), {"start": SECOND.isoformat()})

    assert page.status_code == 200
    assert "Friday, October 23, 3:00 PM in New York" in page.content.decode()
    assert Interview.objects.get().starts_at == SECOND
    assert client.get(link(given)).context["chosen"].start == SECOND


def test_a_taken_time_is_said_kindly_and_the_others_stay(client, lena):
    given = offer(ask(lena), has_link=True)
    plan_interview(actor=lena, contact=ContactFactory(owner=lena, given_name="Marcus"), starts_at=FIRST, now=NOW)

    page = client.post(link(given), {"start": FIRST.isoformat()})

    assert page.status_code == 409
    assert "This time has been taken in the meantime." in page.content.decode()
    assert [line.start for line in page.context["lines"]] == [SECOND, THIRD]
    assert "Marcus" not in page.content.decode()


def test_released_times_are_said_to_be_over(client, lena):
    outreach = ask(lena)
    given = offer(outreach, has_link=True)
    release_times(actor=lena, outreach=outreach, now=NOW)

    page = client.post(link(given), {"start": FIRST.isoformat()})

    assert page.status_code == 410
    assert "These times aren’t open any more" in page.content.decode()
    assert not Interview.objects.exists()


def test_times_that_have_passed_cannot_be_chosen(client, lena):
    given = offer(ask(lena), FIRST, has_link=True)

    with time_machine.travel(FIRST + timedelta(minutes=1), tick=False):
        page = client.post(link(given), {"start": FIRST.isoformat()})

    assert page.status_code == 409
    assert not Interview.objects.exists()


@pytest.mark.parametrize("days", [30, 31])
def test_the_link_ends_after_thirty_days(client, lena, days):
    given = offer(ask(lena), NOW + timedelta(days=60), has_link=True)

    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        page = client.get(link(given))

    assert page.status_code == (200 if days == 30 else 410)


def test_an_offer_that_was_made_without_a_link_has_none(client, lena):
    page = client.get(link(offer(ask(lena))))

    assert page.status_code == 410


def test_an_altered_link_says_the_same_as_one_that_is_over(client, lena):
    given = offer(ask(lena), has_link=True)
    other = offer(ask(lena, "Marcus"), has_link=True)
    altered = link(given).replace(link(given).split("/")[-2].split(".")[0], link(other).split("/")[-2].split(".")[0])

    assert client.get(altered).status_code == 410


def test_a_link_that_is_opened_very_often_rests(client, lena):
    given = offer(ask(lena), has_link=True)
    for _ in range(60):
        client.get(link(given))

    page = client.post(link(given), {"start": FIRST.isoformat()})

    assert page.status_code == 429
    assert not Interview.objects.exists()


def test_drafts_are_no_reason_to_refuse_times(lena):
    outreach = OutreachFactory(contact=ContactFactory(owner=lena))

    assert offer(outreach).closed_at is None


@pytest.mark.django_db(transaction=True)
def test_two_people_who_choose_the_same_hour_at_the_same_moment_get_one_talk(lena):
    offers = [offer(ask(lena, name), FIRST, has_link=True) for name in ("Ines", "Marcus")]
    barrier = threading.Barrier(2)

    def click(given):
        try:
            barrier.wait(timeout=10)
            return choose(SlotOffer.objects.select_related("owner", "outreach__contact").get(pk=given.pk), by_them=True)
        except TimeTaken:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        talks = list(pool.map(click, offers))

    assert sorted(talk is not None for talk in talks) == [False, True]
    assert Interview.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_times_of_one_offer_chosen_at_the_same_moment_make_one_talk(lena):
    given = offer(ask(lena))
    barrier = threading.Barrier(2)

    def click(start):
        try:
            barrier.wait(timeout=10)
            fresh = SlotOffer.objects.select_related("owner", "outreach__contact", "outreach__goal").get(pk=given.pk)
            return choose(fresh, start)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        talks = list(pool.map(click, [FIRST, SECOND]))

    assert sorted(talk is not None for talk in talks) == [False, True]
    assert Interview.objects.count() == 1
