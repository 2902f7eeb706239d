"""The asks by where they stand."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Stage
from apps.contacts.services import archive_contact
from apps.followups.services import snooze_follow_up
from apps.interviews.services import plan_interview
from apps.outreach.models import Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.selectors.board import COLUMNS, SHOWN, board
from apps.outreach.services import mark_sent, record_reply, start_outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
BOARD = "/asks/"


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def person(lena, name="Ines", **fields):
    return ContactFactory(owner=lena, given_name=name, family_name="Carvalho", **fields)


def standing(lena, now=NOW):
    return {column.key: [ask.contact.given_name for ask in column.asks] for column in board(lena, now) if column.asks}


def the_card(page):
    return next(card for column in page.context["columns"] for card in column.cards)


def totals(page):
    """What the segments count, from the fragment."""
    return [int(n) for n in re.findall(r'aq-h__n">(\d+)</span></a>', page.content.decode())]


# Where an ask stands --------------------------------------------------------------------------------------------------


def test_a_draft_stands_among_drafts(lena):
    OutreachFactory(contact=person(lena))

    assert standing(lena) == {"drafts": ["Ines"]}


def test_what_was_sent_waits_until_its_follow_up_is_due(lena):
    outreach = SentOutreachFactory(contact=person(lena))
    due_at = outreach.nudge.due_at

    assert standing(lena, due_at - timedelta(minutes=1)) == {"waiting": ["Ines"]}
    assert standing(lena, due_at) == {"due": ["Ines"]}


def test_a_snoozed_follow_up_waits(lena):
    outreach = SentOutreachFactory(contact=person(lena))
    later = outreach.nudge.due_at + timedelta(hours=1)
    snooze_follow_up(actor=lena, follow_up=outreach.nudge, until=later + timedelta(days=1), now=later)

    assert standing(lena, later) == {"waiting": ["Ines"]}


def test_what_has_no_further_step_waits(lena):
    SentOutreachFactory(contact=person(lena), cadence=Outreach.Cadence.NONE)

    assert standing(lena) == {"waiting": ["Ines"]}


@pytest.mark.parametrize(
    ("outcome", "column"),
    [
        ("yes", "replied"),
        ("not_now", "replied"),
        ("too_busy", "replied"),
        ("no", "replied"),
        ("silence", "resting"),
        ("bounced", "resting"),
    ],
)
def test_where_each_outcome_leads(lena, outcome, column):
    EndedOutreachFactory(contact=person(lena), outcome=outcome)

    assert standing(lena) == {column: ["Ines"]}


def test_once_the_thank_you_is_sent_the_ask_rests(lena):
    outreach = EndedOutreachFactory(contact=person(lena), outcome="too_busy")
    mark_sent(actor=lena, message=draft_of(outreach), now=NOW)

    assert standing(lena) == {"resting": ["Ines"]}


def test_a_booked_talk_leaves_the_board(lena):
    outreach = EndedOutreachFactory(contact=person(lena), outcome="yes")
    plan_interview(actor=lena, contact=outreach.contact, starts_at=NOW + timedelta(days=2), now=NOW)

    assert standing(lena) == {}


def test_archived_people_are_left_out(lena):
    outreach = SentOutreachFactory(contact=person(lena))
    archive_contact(actor=lena, contact=outreach.contact, now=NOW)

    assert standing(lena) == {}


def test_of_somebody_who_was_asked_again_only_the_newest_ask_stands(lena):
    contact = person(lena)
    EndedOutreachFactory(contact=contact, outcome="silence", now=NOW - timedelta(days=30))
    start_outreach(actor=lena, contact=contact, now=NOW)

    assert standing(lena) == {"drafts": ["Ines"]}


@pytest.mark.parametrize(("days", "names"), [(90, {"resting": ["Ines"]}), (91, {})])
def test_what_ended_leaves_the_board_after_ninety_days(lena, days, names):
    EndedOutreachFactory(contact=person(lena), outcome="silence", now=NOW - timedelta(days=days))

    assert standing(lena) == names


def test_another_persons_asks_are_nowhere(lena):
    SentOutreachFactory()

    assert standing(lena) == {}


def test_what_comes_back_first_stands_first(lena):
    SentOutreachFactory(contact=person(lena, "Later"), now=NOW)
    SentOutreachFactory(contact=person(lena, "Sooner", employer="Lumen"), now=NOW - timedelta(days=1))

    assert standing(lena) == {"waiting": ["Sooner", "Later"]}


def test_a_column_is_cut_and_says_how_many_are_behind(lena):
    for n in range(SHOWN + 2):
        OutreachFactory(contact=person(lena, f"P{n}"))

    drafts = board(lena, NOW)[0]

    assert (drafts.key, len(drafts.asks), drafts.total, drafts.more) == ("drafts", SHOWN, SHOWN + 2, 2)


# The page -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cards", [1, 3])
def test_the_page_takes_the_same_queries_however_many_cards(client, lena, cards, django_assert_num_queries):
    for n in range(cards):
        SentOutreachFactory(contact=person(lena, f"P{n}", employer=f"Employer {n}"), now=NOW - timedelta(days=20))
        person(lena, f"Next{n}", employer=f"Employer {n}")
        EndedOutreachFactory(contact=person(lena, f"R{n}", employer=f"Other {n}"), outcome="yes")
    client.force_login(lena)
    client.get(BOARD)

    with django_assert_num_queries(7):
        page = client.get(BOARD)

    assert [column.total for column in page.context["columns"]] == [0, 0, cards, cards, 0]


def test_an_empty_board_says_how_asks_come_about(client, lena):
    client.force_login(lena)

    assert "Nobody is asked yet" in client.get(BOARD).content.decode()


def test_a_card_says_where_it_stands_and_what_comes_next(client, lena):
    SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    card = the_card(client.get(BOARD))

    assert (card.words, card.due) == ("First written today", "back Friday")


def test_a_due_card_counts_business_days(client, lena):
    SentOutreachFactory(contact=person(lena), now=NOW - timedelta(days=7))
    client.force_login(lena)

    assert the_card(client.get(BOARD)).due == "5 business days"


def test_someone_who_is_to_be_asked_later_says_when(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    record_reply(actor=lena, outreach=outreach, outcome="not_now", until=date(2026, 11, 17), now=NOW)
    mark_sent(actor=lena, message=draft_of(outreach), now=NOW)
    client.force_login(lena)

    assert the_card(client.get(BOARD)).due == "ask again Nov 17"


def test_first_silence_proposes_the_person_next_in_line_there(client, lena):
    SentOutreachFactory(contact=person(lena), now=NOW - timedelta(days=7))
    marcus = person(lena, "Marcus")
    client.force_login(lena)

    assert the_card(client.get(BOARD)).next_person == marcus


def test_second_silence_proposes_nobody(client, lena):
    outreach = SentOutreachFactory(contact=person(lena), now=NOW - timedelta(days=20))
    mark_sent(actor=lena, message=draft_of(outreach), now=NOW - timedelta(days=14))
    person(lena, "Marcus")
    client.force_login(lena)

    card = the_card(client.get(BOARD))

    assert (card.column, card.next_person) == ("due", None)


def test_one_column_in_full(client, lena):
    for n in range(SHOWN + 2):
        OutreachFactory(contact=person(lena, f"P{n}"))
    client.force_login(lena)

    page = client.get(BOARD, {"show": "drafts"})

    assert len(page.context["one"].cards) == SHOWN + 2


@pytest.mark.parametrize("show", ["nothing", "' OR 1=1", ""])
def test_a_column_that_does_not_exist_shows_all(client, lena, show):
    client.force_login(lena)

    assert client.get(BOARD, {"show": show}).context["chosen"] == ""


def test_a_phone_begins_with_what_is_due(client, lena):
    OutreachFactory(contact=person(lena, "Draft"))
    SentOutreachFactory(contact=person(lena), now=NOW - timedelta(days=7))
    client.force_login(lena)

    page = client.get(BOARD)

    assert page.context["first"] == "due"
    assert list(COLUMNS) == ["drafts", "waiting", "due", "replied", "resting"]


# Moves ----------------------------------------------------------------------------------------------------------------


def move(client, outreach, outcome, **fields):
    url = reverse("outreach:record_reply", args=[outreach.pk])
    return client.post(url, {"outcome": outcome, "back": BOARD, **fields}, headers={"HX-Request": "true"})


def test_a_move_is_an_outcome_and_draws_the_board_anew(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    page = move(client, outreach, "no")

    outreach.refresh_from_db()
    assert outreach.outcome == "no"
    assert text_of(page).startswith('<div class="aq-board"')
    assert totals(page) == [0, 0, 0, 1, 0]


def test_undo_of_a_move_brings_the_card_back(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)
    move(client, outreach, "silence")
    outreach.refresh_from_db()

    page = client.post(
        reverse("outreach:undo", args=[outreach.pk]),
        {"touch": outreach.undo["touch"], "back": BOARD},
        headers={"HX-Request": "true"},
    )

    outreach.refresh_from_db()
    outreach.contact.refresh_from_db()
    assert (outreach.state, outreach.contact.stage) == (Outreach.State.SENT, Stage.ASKED)
    assert totals(page) == [0, 1, 0, 0, 0]


def test_a_move_in_one_column_stays_in_that_column(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    page = move(client, outreach, "silence", back=f"{BOARD}?show=waiting")

    assert "aq-board--one" in page.content.decode()
    assert totals(page) == [0, 0, 0, 0, 1]


def test_too_busy_leads_from_the_board_to_the_letter(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    page = move(client, outreach, "too_busy")

    assert page["HX-Redirect"] == f"/asks/{outreach.pk}/?write=1"
    assert draft_of(outreach).template_key == "closing"


def test_not_now_in_one_tap_means_a_month_on(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    move(client, outreach, "not_now")

    step = outreach.contact.follow_ups.get(kind="check_in", state="open")
    assert step.on_day == date(2026, 11, 17)


def test_without_scripts_a_move_returns_to_the_board(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    answer = client.post(reverse("outreach:record_reply", args=[outreach.pk]), {"outcome": "no", "back": BOARD})

    assert (answer.status_code, answer["Location"]) == (303, BOARD)


def test_nobody_is_sent_to_another_site(client, lena):
    outreach = SentOutreachFactory(contact=person(lena))
    client.force_login(lena)

    answer = client.post(
        reverse("outreach:record_reply", args=[outreach.pk]), {"outcome": "no", "back": "//evil.example/"}
    )

    assert answer["Location"] == f"/asks/{outreach.pk}/"
