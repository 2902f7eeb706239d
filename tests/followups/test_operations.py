"""The page of the queue, for whoever runs Acquaint."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from apps.core import vitals
from apps.followups.models import Reminder, SweepBeat
from apps.followups.queue_state import SWEEP
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
URL = "/operations/reminders/"
REFUSED = "The mail server refused it for good: 550 5.1.1 <{}>: User unknown"


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def failed() -> Reminder:
    return make_failed("secret-lena@aldermere.example")


def make_failed(email: str) -> Reminder:
    contact = ContactFactory(owner=UserFactory(given_name="Secret-Lena", email=email), given_name="Secret-Priya")
    made = ReminderFactory(contact=contact, title="Thank Secret-Priya", send_at=datetime.now(UTC))
    Reminder.objects.filter(pk=made.pk).update(status="failed", attempts=5, last_error=REFUSED.format(email))
    return made


def test_the_page_names_what_failed_and_nobody(operator, failed):
    page = text_of(operator.get(URL))

    assert str(failed.pk) in page
    assert "550 5.1.1 (address)" in page
    assert "secret" not in page.lower()
    assert "aldermere" not in page


def test_the_page_says_in_a_sentence_how_it_stands(operator):
    assert "Reminders are not going out.</b> No sweep has ever ended." in text_of(operator.get(URL))

    SweepBeat.objects.create(name=SWEEP, swept_at=datetime.now(UTC) - timedelta(seconds=5))

    assert "Reminders go out on time.</b> None is waiting." in text_of(operator.get(URL))


def test_the_page_says_which_part_gives_no_sign(operator):
    cache.set(vitals.key(vitals.Part.WORKER), datetime.now(UTC).timestamp() - 3)

    page = text_of(operator.get(URL))

    assert "sent a heartbeat 3 seconds ago" in page.partition("<dt>Worker</dt>")[2][:200]
    assert "no sign of it" in page.partition("<dt>Beat</dt>")[2][:200]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_failure_and_for_three(operator, django_assert_num_queries, count):
    for number in range(count):
        make_failed(f"secret-{number}@aldermere.example")

    with django_assert_num_queries(5 + 2):  # session, user, queue, reasons, failures; and the frame
        operator.get(URL)


def test_the_refresh_brings_the_figures_without_the_frame(operator):
    page = text_of(operator.get(URL, headers={"HX-Request": "true"}))

    assert page.startswith('<div class="aq-split" id="queue"')
    assert "<html" not in page


def test_sending_one_again_asks_first(operator, failed):
    url = f"{URL}{failed.pk}/resend/"

    assert "Send this reminder again?" in text_of(operator.get(url))
    failed.refresh_from_db()
    assert failed.status == "failed"

    answer = operator.post(url, follow=True)

    assert "1 goes out with the next sweep." in text_of(answer)
    failed.refresh_from_db()
    assert failed.status == "pending"


def test_a_second_click_says_that_nothing_is_left(operator, failed):
    url = f"{URL}{failed.pk}/resend/"
    operator.post(url)

    assert "Nothing of that kind stands failed any more." in text_of(operator.post(url, follow=True))
    assert "Nothing of that kind stands failed any more." in text_of(operator.get(url, follow=True))


def test_sending_all_of_a_reason_again_asks_first(operator, failed):
    make_failed("secret-mara@aldermere.example")
    reason = "The mail server refused it for good: 550 5.1.1"
    asked = operator.get(f"{URL}resend/", {"reason": reason})

    assert "Send 2 again?" in text_of(asked)
    assert f"They failed for this: {reason}" in text_of(asked)
    assert Reminder.objects.filter(status="failed").count() == 2

    answer = operator.post(f"{URL}resend/", {"reason": reason}, follow=True)

    assert "2 go out with the next sweep." in text_of(answer)
    assert Reminder.objects.filter(status="pending").count() == 2


def test_no_reason_sends_nothing(operator, failed):
    operator.post(f"{URL}resend/")

    assert Reminder.objects.filter(status="pending").count() == 0


def test_the_way_there_is_in_the_menu_of_operators_only(operator):
    client = Client()
    client.force_login(UserFactory())

    assert URL in text_of(operator.get("/"))
    assert URL not in text_of(client.get("/"))
