"""The mail itself: one source for both bodies, the reader's zone, polite headers."""

import email
from datetime import timedelta
from email import policy

import pytest

from apps.followups import emails, links, selectors
from apps.followups.models import FollowUp, Reminder
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory, ReminderFactory

pytestmark = pytest.mark.django_db
LATE = NOW.replace(hour=21, minute=30)  # 4:30 PM in Chicago


def mail_of(reminder, now=NOW):
    [delivery] = selectors.deliveries([reminder.pk], now)
    return emails.compose_reminder(delivery, now=now)


def bodies(message):
    return message.body, message.alternatives[0][0]


def thank_you(**fields):
    contact = ContactFactory(owner=fields.pop("owner", None) or UserFactory(), given_name="Priya", family_name="Raman")
    return ReminderFactory(
        contact=contact, kind=FollowUp.Kind.THANK_YOU, title="Thank Priya Raman", late_at=LATE, due_at=NOW, **fields
    )


def test_the_subject_of_a_thank_you_names_the_person_and_the_hour():
    assert mail_of(thank_you()).subject == "Thank Priya before 4:30 PM"


def test_the_subject_says_tomorrow_when_the_hour_is_tomorrows():
    assert mail_of(thank_you(), NOW - timedelta(hours=16)).subject == "Thank Priya before 4:30 PM tomorrow"


def test_the_subject_follows_the_readers_zone_and_clock():
    owner = UserFactory(timezone="Europe/Dublin", time_format="24")

    assert mail_of(thank_you(owner=owner)).subject == "Thank Priya before 22:30"


def test_a_thank_you_that_is_late_is_still_welcome():
    message = mail_of(thank_you(), LATE + timedelta(hours=1))

    assert message.subject == "A thank-you to Priya is still welcome"
    assert not any("Until" in body for body in bodies(message))


@pytest.mark.parametrize("kind", FollowUp.Kind.values)
def test_every_kind_says_the_same_in_both_bodies(kind):
    reminder = ReminderFactory(kind=kind, title="Read the shadowing guide", reason="You said you would.")

    text, html = bodies(mail_of(reminder))

    [delivery] = selectors.deliveries([reminder.pk], NOW)
    letter = emails.write_letter(delivery, NOW)
    for fact in (letter.title, letter.reason, letter.open_url, letter.done_url, letter.snooze_url, letter.stop_url):
        assert fact in text
        assert fact.replace("&", "&amp;") in html
    assert letter.words.primary in text


def test_names_are_escaped_in_html_only():
    reminder = ReminderFactory(title="Thank <b>Bo</b> & Co")

    text, html = bodies(mail_of(reminder))

    assert "Thank <b>Bo</b> & Co" in text
    assert "Thank &lt;b&gt;Bo&lt;/b&gt; &amp; Co" in html


def test_an_ordinary_mail_is_not_quoted_printable():
    message = mail_of(ReminderFactory(title="Thank Priya Raman", reason="You said you’d write."))

    parts = [part for part in message.message().walk() if not part.is_multipart()]
    assert [part["Content-Transfer-Encoding"] for part in parts] == ["8bit", "8bit"]


def test_line_breaks_in_a_title_cannot_add_headers():
    reminder = ReminderFactory(title="Call Bo\r\nBcc: everybody@example.com")

    parsed = email.message_from_bytes(mail_of(reminder).message().as_bytes(), policy=policy.default)

    assert parsed["Bcc"] is None
    assert parsed["Subject"] == "Call Bo Bcc: everybody@example.com"


def test_headers_stop_one_kind_with_one_click():
    reminder = ReminderFactory(kind=FollowUp.Kind.NUDGE)

    headers = mail_of(reminder).extra_headers

    address = headers["List-Unsubscribe"].strip("<>")
    stop = links.read_stop(address.rstrip("/").rsplit("/", 1)[1])
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (stop.owner_id, stop.kind) == (reminder.owner_id, "nudge")


def test_the_message_id_is_the_same_on_every_attempt():
    reminder = ReminderFactory()

    first = mail_of(reminder).extra_headers["Message-ID"]
    second = mail_of(reminder, NOW + timedelta(hours=2)).extra_headers["Message-ID"]

    assert first == second
    assert str(reminder.pk) in first


def test_the_mail_names_other_steps_that_wait_the_oldest_first():
    owner = UserFactory()
    contact = ContactFactory(owner=owner)
    for n in range(5):
        FollowUpFactory(contact=contact, title=f"Other {n}", due_at=NOW - timedelta(days=5 - n))
    FollowUpFactory(contact=contact, title="Not yet", due_at=NOW + timedelta(days=1))
    FollowUpFactory(title="Somebody else’s", due_at=NOW)
    reminder = ReminderFactory(contact=contact, title="The one", due_at=NOW)

    text, _ = bodies(mail_of(reminder))

    assert [line[2:] for line in text.splitlines() if line.startswith("- ")] == ["Other 0", "Other 1", "Other 2"]


def test_the_mail_is_composed_from_rows_as_they_are_now():
    reminder = ReminderFactory(title="Old words")
    FollowUp.objects.filter(pk=reminder.follow_up_id).update(title="New words")

    assert mail_of(reminder).subject == "New words"
    assert not [f.name for f in Reminder._meta.fields if f.get_internal_type() == "TextField"]


def test_a_thank_you_that_runs_out_today_is_put_off_by_hours_only():
    [delivery] = selectors.deliveries([thank_you().pk], NOW)

    assert emails.write_letter(delivery, NOW).snooze_label == "Remind me in two hours"


def test_private_notes_are_not_in_the_mail():
    reminder = ReminderFactory()
    from apps.contacts.services import save_private_note  # noqa: PLC0415 -- only this test writes one

    save_private_note(actor=reminder.owner, contact=reminder.follow_up.contact, body="secret-7141")

    assert not any("secret-7141" in body for body in bodies(mail_of(reminder)))
