"""Reply rates: what counts, and what each share is a share of."""

from datetime import timedelta

import pytest
import time_machine

from apps.outreach.models import Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.selectors.rates import Rate, reply_rates
from apps.outreach.services import create_template, mark_sent, record_reply, start_outreach, switch_channel
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture
def lena():
    return UserFactory()


def sent(lena, *, now=LONG_AGO, **fields):
    return SentOutreachFactory(contact=ContactFactory(owner=lena, **fields), now=now)


def answered(lena, outcome="no", *, now=LONG_AGO, **fields):
    return EndedOutreachFactory(contact=ContactFactory(owner=lena, **fields), now=now, outcome=outcome)


def whole(lena, now=NOW):
    found = reply_rates(lena, now)
    return found.whole.replied, found.whole.asked, found.young


def test_a_share_is_of_the_asks_that_had_time_to_be_answered(lena):
    sent(lena)
    answered(lena)

    assert whole(lena) == (1, 2, 0)


@pytest.mark.parametrize("outcome", ["yes", "not_now", "too_busy", "no"])
def test_every_answer_counts_as_one(lena, outcome):
    answered(lena, outcome)

    assert whole(lena) == (1, 1, 0)


def test_silence_is_no_answer(lena):
    answered(lena, "silence")

    assert whole(lena) == (0, 1, 0)


def test_what_came_back_undelivered_is_left_out(lena):
    answered(lena, "bounced")

    assert whole(lena) == (0, 0, 0)


def test_a_fresh_ask_counts_once_it_is_answered(lena):
    outreach = sent(lena, now=NOW)

    assert whole(lena) == (0, 0, 1)
    record_reply(actor=lena, outreach=outreach, outcome="no", now=NOW)
    assert whole(lena) == (1, 1, 0)


@pytest.mark.parametrize(("day", "asked"), [(2, 0), (3, 1)])  # ten business days after Tuesday, October 20
def test_an_ask_is_ripe_after_ten_business_days(lena, day, asked):
    sent(lena, now=NOW)

    assert whole(lena, NOW.replace(month=11, day=day))[1] == asked


def test_drafts_do_not_count(lena):
    OutreachFactory(contact=ContactFactory(owner=lena))

    assert whole(lena) == (0, 0, 0)


def test_another_persons_asks_do_not_count(lena):
    SentOutreachFactory(now=LONG_AGO)

    assert whole(lena) == (0, 0, 0)


@pytest.mark.parametrize(("asked", "percent"), [(4, None), (5, 20)])
def test_a_share_of_fewer_than_five_is_none(asked, percent):
    assert Rate("E-mail", 1, asked).percent == percent


def test_lines_by_circle_channel_and_template(lena):
    answered(lena, circle="alumni", email="a@x.example")
    sent(lena, circle="alumni", email="b@x.example")
    sent(lena, circle="cold", email="c@x.example")

    circle, channel, template = reply_rates(lena, NOW).tables

    assert circle == ("Circle", [Rate("Alumni", 1, 2), Rate("Not yet met", 0, 1)])
    assert channel == ("Channel", [Rate("E-mail", 1, 3)])
    assert sum(line.asked for line in template[1]) == 3


def test_the_channel_is_that_of_the_first_message(lena):
    contact = ContactFactory(owner=lena)
    outreach = start_outreach(actor=lena, contact=contact, now=LONG_AGO)
    message = draft_of(outreach)
    switch_channel(actor=lena, message=message, channel="linkedin", now=LONG_AGO)
    mark_sent(actor=lena, message=message, now=LONG_AGO)

    assert reply_rates(lena, NOW).tables[1] == ("Channel", [Rate("LinkedIn", 0, 1)])


def test_an_own_template_has_its_name(lena):
    own = create_template(actor=lena, name="My words", channel="email", subject="", body="Hi", now=LONG_AGO)
    outreach = OutreachFactory(contact=ContactFactory(owner=lena))
    outreach.messages.update(template_key=f"own:{own.pk}")
    mark_sent(actor=lena, message=draft_of(outreach), now=LONG_AGO)

    assert reply_rates(lena, NOW).tables[2] == ("Template", [Rate("My words", 0, 1)])


@pytest.mark.parametrize("key", ["own:nonsense", "own:01a201f8-69ab-77d3-ab89-5fe6e1936124", "gone"])
def test_a_template_that_is_gone_is_something_else(lena, key):
    outreach = OutreachFactory(contact=ContactFactory(owner=lena))
    outreach.messages.update(template_key=key)
    mark_sent(actor=lena, message=draft_of(outreach), now=LONG_AGO)

    assert reply_rates(lena, NOW).tables[2] == ("Template", [Rate("Something else", 0, 1)])


@pytest.mark.parametrize("asks", [1, 3])
def test_the_page_takes_the_same_queries_however_many_asks(client, lena, asks, django_assert_num_queries):
    for _ in range(asks):
        sent(lena)
    client.force_login(lena)
    with time_machine.travel(NOW, tick=False):
        client.get("/asks/rates/")

        with django_assert_num_queries(7):
            page = client.get("/asks/rates/")

    assert "too few to tell" in page.content.decode()


def test_the_page_says_the_share_and_what_it_is_of(client, lena):
    for n in range(5):
        (answered if n < 2 else sent)(lena)
    client.force_login(lena)

    with time_machine.travel(NOW, tick=False):
        text = client.get("/asks/rates/").content.decode()

    assert "40% answered" in text
    assert "2 of 5" in text


def test_nothing_asked_nothing_counted(client, lena):
    client.force_login(lena)

    assert "Nothing to count yet" in client.get("/asks/rates/").content.decode()
    assert not Outreach.objects.exists()
