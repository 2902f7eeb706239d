"""What is due together arrives together: several steps in one mail, and the daily and weekly mail."""

from datetime import timedelta

import pytest

from apps.followups import emails, links
from apps.followups.models import FollowUp
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory
from tests.followups.mails import bodies, letter_of, mail_of, others, parcel_of, steps, thank_you

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


def test_the_subject_names_one_and_counts_the_others(owner):
    assert mail_of(thank_you(owner), *steps(owner, 2)).subject == "Thank Priya before 4:30 PM, and 2 more"


def test_a_long_title_leaves_room_for_the_count(owner):
    steps_of_it = steps(owner, 3)
    FollowUp.objects.filter(pk=steps_of_it[0].follow_up_id).update(title="Ask about the internship " * 8)

    subject = mail_of(*steps_of_it).subject

    assert subject.endswith("…, and 2 more")
    assert len(subject) <= 90


def test_they_stand_in_the_order_of_the_parcel(owner):
    letter = letter_of(thank_you(owner), *steps(owner, 3))

    assert [line.title for line in (letter.first, *letter.rows)] == ["Thank Priya Raman", "Step 1", "Step 2", "Step 3"]


def test_each_has_its_reason_its_hour_and_its_own_links(owner):
    first, second = thank_you(owner), thank_you(owner, "Sofia Brandt", reason="You talked yesterday.")

    text, html = bodies(mail_of(first, second))

    [row] = letter_of(first, second).rows
    assert (row.until, row.reason, row.done_label) == ("Until 4:30 PM today", "You talked yesterday.", "Already sent")
    action = links.read_action(row.done_url.rstrip("/").rsplit("/", 1)[1], NOW)
    assert (action.action, action.reminder_id) == ("done", second.pk)
    for fact in (row.until, row.reason, row.done_url, row.open_url):
        assert fact in text
        assert fact in html


def test_it_says_how_many_cannot_wait(owner):
    urgent = [thank_you(owner), thank_you(owner, "Sofia Brandt")]

    assert letter_of(*urgent, *steps(owner, 1), more=2).lead == "2 things can’t wait. 3 others fit around them."
    assert letter_of(*steps(owner, 2)).lead == "2 things for today."


def test_twelve_are_listed_and_the_rest_is_counted(owner):
    letter = letter_of(*steps(owner, 15), others=others(3), more=4)

    assert len(letter.rows) == 11
    assert letter.others == []
    assert letter.more == "And 10 more on Today"


def test_the_stop_link_covers_the_kinds_of_the_mail(owner):
    contact = ContactFactory(owner=owner)
    kinds = ["thank_you", "nudge", "nudge", "check_in"]
    reminders = [ReminderFactory(contact=contact, kind=kind, title=f"{kind} {n}") for n, kind in enumerate(kinds)]

    letter = letter_of(*reminders)

    stop = links.read_stop(letter.stop_url.rstrip("/").rsplit("/", 1)[1])
    assert stop.kinds == ("thank_you", "nudge", "check_in")
    assert letter.why == ("You get this because reminders of the kinds “Thank-you”, “No reply yet”, “Check-in” are on.")


def test_what_came_late_together_is_one_kind_mail(owner):
    late = [thank_you(owner, late_at=NOW - timedelta(days=1)), *steps(owner, 2)]

    assert mail_of(*late).subject == "A thank-you to Priya is still welcome, and 2 more"


# Digests -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("digest", "subject", "lead", "why"),
    [
        ("daily", "Today: thank Priya, and 3 more", "This is your daily e-mail, with 4 things. One can’t wait.", "day"),
        ("weekly", "Your week: thank Priya, and 3 more", "This is your weekly e-mail, with 4 things.", "week"),
    ],
)
def test_a_digest_says_which_mail_it_is(owner, digest, subject, lead, why):
    letter = letter_of(thank_you(owner), *steps(owner, 3), digest=digest)

    assert letter.subject == subject
    assert letter.lead.startswith(lead)
    assert letter.why.startswith(f"You get this once a {why}, for reminders of the kinds")


def test_a_digest_of_one_is_no_list(owner):
    letter = letter_of(thank_you(owner), digest="daily")

    assert letter.subject == "Today: thank Priya"
    assert letter.lead == "This is your daily e-mail, with one thing. It can’t wait."


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Prepare for Marcus Oyelaran", "Today: prepare for Marcus Oyelaran"),
        ("No reply yet from Sofia Brandt", "Today: No reply yet from Sofia Brandt"),
        ("LinkedIn: answer Bo", "Today: LinkedIn: answer Bo"),
        ("Priya’s questions", "Today: Priya’s questions"),
    ],
)
def test_a_name_keeps_its_capital_behind_the_colon(owner, title, subject):
    assert (
        letter_of(ReminderFactory(contact=ContactFactory(owner=owner), title=title), digest="daily").subject == subject
    )


def test_a_digest_has_the_rows_of_any_other_mail(owner):
    reminders = [thank_you(owner), *steps(owner, 3)]

    digest, together = (emails.write_letter(parcel_of(*reminders, digest=mode), NOW) for mode in ("daily", ""))

    assert (digest.first, digest.rows) == (together.first, together.rows)


def test_a_digest_mixes_what_it_tells_with_what_waits_in_the_order_of_today(owner):
    told = [*steps(owner, 2), ReminderFactory(contact=ContactFactory(owner=owner), kind="check_in", title="Check in")]

    letter = letter_of(*told, digest="daily", others=others(2))

    assert [row.title for row in letter.rows] == ["Step 2", "Other 1", "Other 2", "Check in"]
    assert [bool(row.done_url) for row in letter.rows] == [True, False, False, True]
    assert letter.others == []
