"""The mail of one step: one source for both bodies, the reader's zone, polite headers."""

from datetime import timedelta

import pytest

from apps.followups import emails, links
from apps.followups.models import FollowUp, Reminder
from tests.factories.accounts import NOW, UserFactory
from tests.factories.followups import ReminderFactory
from tests.followups.mails import LATE, bodies, letter_of, mail_of, others, parcel_of, parsed, thank_you

pytestmark = pytest.mark.django_db


def test_the_subject_of_a_thank_you_names_the_person_and_the_hour():
    assert mail_of(thank_you()).subject == "Thank Priya before 4:30 PM"


def test_the_subject_says_tomorrow_when_the_hour_is_tomorrows():
    assert mail_of(thank_you(), now=NOW - timedelta(hours=16)).subject == "Thank Priya before 4:30 PM tomorrow"


def test_the_hour_follows_the_readers_zone_and_clock():
    owner = UserFactory(timezone="Europe/Dublin", time_format="24")

    letter = letter_of(thank_you(owner))

    assert letter.subject == "Thank Priya before 22:30"
    assert letter.first.until == "Until 22:30 today"


def test_the_day_follows_the_readers_date_format():
    owner = UserFactory(date_format="dmy")

    assert letter_of(thank_you(owner)).today == "Tuesday, 20 October"


def test_a_thank_you_that_is_late_is_still_welcome():
    reminder = thank_you(reason="Within 24 hours of the talk, while they remember you.")

    message = mail_of(reminder, now=LATE + timedelta(hours=1))

    assert message.subject == "A thank-you to Priya is still welcome"
    for body in bodies(message):
        assert "A late thank-you is welcome too" in body
        assert "Until" not in body
        assert "24 hours" not in body


def test_other_kinds_are_named_by_their_title():
    assert mail_of(ReminderFactory(title="Read the shadowing guide")).subject == "Read the shadowing guide"


def test_a_talk_says_when_it_is():
    reminder = thank_you()
    FollowUp.objects.update(kind="preparation", title="Prepare for Priya Raman", late_at=NOW + timedelta(hours=23))

    assert letter_of(reminder).first.until == "Tomorrow, 10:28 AM"


def test_a_rhythm_says_how_long_it_may_wait():
    reminder = ReminderFactory(kind="check_in", title="Check in with Bo")
    FollowUp.objects.update(latest_at=NOW + timedelta(days=10))

    assert letter_of(reminder).first.until == "Any day until October 30 is fine"


def test_what_runs_out_within_a_day_stands_out():
    assert letter_of(thank_you()).first.is_urgent
    assert not letter_of(thank_you(late_at=NOW + timedelta(days=2))).first.is_urgent


@pytest.mark.parametrize("kind", FollowUp.Kind.values)
def test_every_kind_says_the_same_in_both_bodies(kind):
    parcel = parcel_of(
        ReminderFactory(kind=kind, title="Read the guide", reason="You said you would."), others=others(2)
    )

    text, html = (" ".join(body.split()) for body in bodies(emails.compose_mail(parcel, now=NOW)))

    letter = emails.write_letter(parcel, NOW)
    first = letter.first
    said = [letter.greeting, letter.lead, first.title, first.reason, first.open_label, first.done_label, letter.why]
    linked = [first.open_url, first.done_url, letter.snooze_url, letter.stop_url, letter.settings_url]
    for fact in [
        *said,
        *linked,
        *(fact for line in letter.others for fact in (line.title, line.reason, line.open_url)),
    ]:
        assert fact in text
        assert fact in html


def test_what_else_waits_is_listed_and_can_be_opened():
    waiting = others(2)

    text, _ = bodies(mail_of(thank_you(), others=waiting))

    assert text.index("Other 1") < text.index("Other 2")
    assert emails.letter.open_url(waiting[0].follow_up_id) in text
    assert "One thing can’t wait. 2 others fit around it." in text


def test_what_is_not_listed_is_counted_and_linked_to_today():
    text, html = bodies(mail_of(thank_you(), others=others(3), more=14))

    assert f"And 14 more on Today:\n{links.absolute('/')}" in text
    assert "And 14 more on Today</a>" in html


def test_nothing_is_counted_when_all_is_listed():
    assert "more on Today" not in "".join(bodies(mail_of(thank_you(), others=others(3))))


def test_a_thank_you_that_runs_out_today_is_put_off_by_hours_only():
    assert letter_of(thank_you()).snooze_label == "Remind me in two hours"
    assert letter_of(thank_you(late_at=NOW + timedelta(days=2))).snooze_label == "Remind me tomorrow"


def test_the_mail_is_composed_from_rows_as_they_are_now():
    reminder = ReminderFactory(title="Old words")
    FollowUp.objects.filter(pk=reminder.follow_up_id).update(title="New words")

    assert mail_of(reminder).subject == "New words"
    assert not [f.name for f in Reminder._meta.fields if f.get_internal_type() == "TextField"]


def test_composing_reads_no_rows(django_assert_num_queries):
    parcel = parcel_of(thank_you(), others=others(3), more=2)

    with django_assert_num_queries(0):
        emails.compose_mail(parcel, now=NOW)


def test_private_notes_are_not_in_the_mail():
    reminder = ReminderFactory()
    from apps.contacts.services import save_private_note  # noqa: PLC0415 -- only this test writes one

    save_private_note(actor=reminder.owner, contact=reminder.follow_up.contact, body="secret-7141")

    assert not any("secret-7141" in body for body in bodies(mail_of(reminder)))


# Headers -------------------------------------------------------------------------------------------------------------


def test_one_click_stops_the_kind_of_the_mail():
    reminder = ReminderFactory(kind=FollowUp.Kind.NUDGE)

    headers = mail_of(reminder).extra_headers

    stop = links.read_stop(headers["List-Unsubscribe"].strip("<>").rstrip("/").rsplit("/", 1)[1])
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (stop.owner_id, stop.kinds) == (reminder.owner_id, ("nudge",))


def test_the_message_id_is_the_mails_on_every_attempt():
    parcel = parcel_of(thank_you())

    ids = {emails.compose_mail(parcel, now=NOW + timedelta(hours=n)).extra_headers["Message-ID"] for n in (0, 2)}

    assert ids == {f"<reminder-{parcel.mail_id}@127.0.0.1>"}


def test_nobody_answers_it_by_machine():
    assert mail_of(thank_you()).extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_goes_to_the_name_and_address_of_the_owner():
    owner = UserFactory(given_name="Zoë", family_name="O’Neil", email="zoe@aldermere.example")

    to = parsed(mail_of(thank_you(owner)))["To"].addresses[0]

    assert (to.display_name, to.addr_spec) == ("Zoë O’Neil", "zoe@aldermere.example")


def test_an_ordinary_mail_is_not_quoted_printable():
    message = mail_of(thank_you(reason="You said you’d write."), others=others(3), more=3)

    parts = [part for part in message.message().walk() if not part.is_multipart()]
    assert [part["Content-Transfer-Encoding"] for part in parts] == ["8bit", "8bit"]


def test_our_lines_of_the_text_are_short():
    reason = "Before the talk you said that you would look at the guide and tell them what you make of it, and so on."
    text, _ = bodies(mail_of(thank_you(reason=reason), others=others(3), more=3))

    assert [line for line in text.splitlines() if len(line) > 78 and "://" not in line] == []
    assert " ".join(text.split()).count(reason) == 1
