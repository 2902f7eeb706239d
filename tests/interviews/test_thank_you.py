"""Writing the thank-you, sending it off, and taking that back exactly."""

from datetime import date, time, timedelta
from email import message_from_bytes, policy

import pytest
from django.urls import reverse

from apps.contacts.models import Contact, Stage, Touch
from apps.core.clock import local_moment
from apps.followups.models import FollowUp, Reminder
from apps.interviews import letter
from apps.interviews.models import ThankYou
from apps.interviews.selectors import letter_page, record_of
from apps.interviews.services import choose_rhythm, save_letter, send_thank_you, unsend_thank_you, use_in_letter
from tests.factories.accounts import NOW
from tests.factories.interviews import HeldInterviewFactory, TakeawayFactory
from tests.interviews.travel import at
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def held(lena):
    return HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")


def post(client, name, pk, data=None, **extra):
    with at(NOW):
        return client.post(reverse(f"interviews:{name}", args=[pk]), data or {}, **extra)


def send(interview, **changes):
    values = {"sent_at": NOW, "now": NOW, "medium": "email", **changes}
    return send_thank_you(actor=interview.owner, interview=interview, **values)


def test_autosave_keeps_the_words_and_answers_what_they_hold(signed, held):
    data = {"subject": "Thanks", "body": "Dear Priya,\r\nthank you for the half hour."}

    response = post(signed, "thank_you", held.pk, data, headers=HTMX)

    row = ThankYou.objects.get()
    assert (row.subject, row.body) == ("Thanks", "Dear Priya,\nthank you for the half hour.")
    html = response.content.decode()
    assert 'id="reading"' in html
    assert "mailto:?subject=Thanks" in html


def test_looking_at_the_letter_writes_nothing(signed, held):
    with at(NOW):
        signed.get(reverse("interviews:thank_you", args=[held.pk]))
        signed.get(reverse("interviews:debrief", args=[held.pk]))

    assert not ThankYou.objects.exists()


def test_using_a_takeaway_makes_the_draft_anew(lena, held):
    first = TakeawayFactory(interview=held)
    second = TakeawayFactory(interview=held, text="Hospitals hire through the quality team", kind="advice")

    use_in_letter(actor=lena, takeaway=second, now=NOW)

    page = letter_page(held, record_of(held), NOW)
    assert page.used == {str(first.pk), str(second.pk)}
    assert not page.is_touched


def test_using_a_takeaway_adds_a_paragraph_to_a_touched_letter(lena, held):
    save_letter(actor=lena, interview=held, subject="Thanks", body="Dear Priya,\n\nThanks!\n\nBest,\nLena", now=NOW)

    use_in_letter(actor=lena, takeaway=TakeawayFactory(interview=held), now=NOW)

    assert ThankYou.objects.get().body == (
        "Dear Priya,\n\nThanks!\n\n"
        "What stayed with me is what you said: “Start with the nurse’s shift, not with the screen.”\n\n"
        "Best,\nLena"
    )


def test_button_beside_the_letter_keeps_what_was_typed(signed, held):
    takeaway = TakeawayFactory(interview=held)

    post(signed, "takeaway_use", takeaway.pk, {"subject": "Hi", "body": "Dear Priya, half typed"})

    assert ThankYou.objects.get().body.startswith("Dear Priya, half typed")


def test_sending_stops_the_clock_and_thanks_the_person(lena, held):
    send(held)

    contact = Contact.objects.get()
    touch = Touch.objects.get(kind="thanked")
    assert ThankYou.objects.get().sent_at == NOW
    assert FollowUp.objects.get(kind="thank_you").state == FollowUp.State.DONE
    assert not Reminder.objects.filter(follow_up__kind="thank_you", status="pending").exists()
    assert contact.stage == Stage.THANKED
    assert touch.summary == "19 h after the talk, by e-mail"
    assert touch.body.startswith("Dear Priya,")


def test_first_check_in_comes_after_two_weeks_and_is_reminded(lena, held):
    send(held)

    check_in = FollowUp.objects.get(kind="check_in")
    assert check_in.due_at == local_moment(date(2026, 11, 3), time(9), lena.zone)
    assert check_in.latest_at == local_moment(date(2026, 11, 9), time(9), lena.zone)  # Saturday the 7th does not count
    sent = Reminder.objects.filter(follow_up=check_in).order_by("send_at").values_list("send_at", flat=True)
    assert list(sent) == [check_in.due_at, check_in.latest_at]
    assert Contact.objects.get().rhythm_days == 90


def test_check_in_follows_the_chosen_rhythm(lena, held):
    choose_rhythm(actor=lena, interview=held, days=30, now=NOW)
    assert not FollowUp.objects.filter(kind="check_in").exists()

    send(held)

    assert FollowUp.objects.get(kind="check_in").due_at == local_moment(date(2026, 11, 20), time(9), lena.zone)


def test_sending_twice_is_sending_once(lena, held):
    send(held)

    assert send(held) is None
    assert Touch.objects.filter(kind="thanked").count() == 1
    assert FollowUp.objects.filter(kind="check_in").count() == 1


def state_of(contact_id):
    fields = ("stage", "rhythm_days", "last_touch_at", "last_touch_kind", "next_step", "next_step_at")
    return {
        "contact": Contact.objects.values(*fields).get(pk=contact_id),
        "open": sorted(FollowUp.objects.open().values_list("kind", "due_at")),
        "pending": sorted(Reminder.objects.filter(status="pending").values_list("follow_up__kind", "send_at")),
        "touches": sorted(Touch.objects.values_list("kind", "occurred_at")),
        "letter": [(t.body, t.sent_at) for t in ThankYou.objects.all() if t.body or t.sent_at],
    }


@pytest.mark.parametrize("rhythm", [None, 30])
@pytest.mark.parametrize("body", ["", "Dear Priya, thank you."])
def test_undo_restores_everything(lena, held, rhythm, body):
    Reminder.objects.filter(send_at__lt=NOW).update(status="sent", sent_at=NOW)
    choose_rhythm(actor=lena, interview=held, days=rhythm, now=NOW)
    if body:
        save_letter(actor=lena, interview=held, subject="", body=body, now=NOW)
    before = state_of(held.contact_id)
    send(held)
    assert state_of(held.contact_id) != before

    assert unsend_thank_you(actor=lena, interview=held, now=NOW + timedelta(seconds=5))

    assert state_of(held.contact_id) == before


def test_undo_of_a_letter_that_was_not_sent_does_nothing(lena, held):
    assert not unsend_thank_you(actor=lena, interview=held, now=NOW)


def test_sent_letter_keeps_its_words(lena, held):
    send(held)
    sent = ThankYou.objects.get().body

    save_letter(actor=lena, interview=held, subject="x", body="changed", now=NOW)

    assert ThankYou.objects.get().body == sent


def test_page_marks_as_sent_and_offers_undo(signed, held):
    response = post(signed, "thank_you_sent", held.pk)
    with at(NOW):
        html = signed.get(response["Location"]).content.decode()

    assert "Marked as thanked. First check-in on November 3." in html
    assert reverse("interviews:thank_you_undo", args=[held.pk]) in html


def test_posted_card_counts_from_the_day_it_was_posted(signed, lena, held):
    post(signed, "thank_you_sent", held.pk, {"medium": "handwritten", "posted_on": "2026-10-20"})

    row = ThankYou.objects.get()
    assert row.medium == "handwritten"
    assert row.sent_at == min(local_moment(date(2026, 10, 20), time(12), lena.zone), NOW)


def test_card_posted_tomorrow_is_refused(signed, held):
    response = post(signed, "thank_you_sent", held.pk, {"medium": "handwritten", "posted_on": "2026-10-21"})

    assert response.status_code == 422
    assert b"That day is still to come." in response.content
    assert not ThankYou.objects.exclude(sent_at=None).exists()


def test_offer_completes_the_letter(signed, held):
    post(signed, "thank_you_offer", held.pk, {"from": "debrief"})

    assert "May I let you know how it goes?" in ThankYou.objects.get().body


def test_mail_link_carries_lines_and_accents(lena):
    held = HeldInterviewFactory(contact__owner=lena, contact__email="inês@x.example")
    save_letter(actor=lena, interview=held, subject="Thank you & more", body="One\nTwo", now=NOW)

    link = letter_page(held, record_of(held), NOW).send.mailto

    assert link == "mailto:in%C3%AAs@x.example?subject=Thank%20you%20%26%20more&body=One%0D%0ATwo"


def test_person_whom_one_may_not_write_to_gets_no_check_in(lena, held):
    Contact.objects.update(do_not_contact=True)

    send(held)

    assert not FollowUp.objects.filter(kind="check_in").exists()


def test_letter_opens_in_gmail_and_outlook_with_everything_filled_in(signed, lena):
    held = HeldInterviewFactory(contact__owner=lena, contact__email="ines@x.example")
    with at(NOW):
        html = signed.get(reverse("interviews:thank_you", args=[held.pk])).content.decode()

    assert "https://mail.google.com/mail/?view=cm&amp;fs=1&amp;to=ines%40x.example" in html
    assert "https://outlook.office.com/mail/deeplink/compose?to=ines%40x.example" in html


def test_message_file_keeps_what_was_typed_and_opens_as_a_draft(signed, lena):
    held = HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya", contact__email="priya@x.example")

    response = post(signed, "thank_you_eml", held.pk, {"subject": "Thanks", "body": "Dear Priya, thank you."})

    mail = message_from_bytes(response.content, policy=policy.default)
    assert (mail["X-Unsent"], mail["Subject"], mail["To"]) == ("1", "Thanks", "Priya Raman <priya@x.example>")
    assert mail.get_content().strip() == "Dear Priya, thank you."
    assert ThankYou.objects.get().body == "Dear Priya, thank you."


def test_late_draft_says_sorry_once_and_still_thanks(signed, lena):
    held = HeldInterviewFactory(contact__owner=lena)
    TakeawayFactory(interview=held)

    page = letter_page(held, record_of(held), NOW + timedelta(days=3))

    assert "Thank you for the half hour on Monday. I’m sorry this comes late." in page.body
    assert page.reading.present >= {letter.THANKS, letter.POINT}


def test_after_a_week_the_draft_names_the_day(lena):
    held = HeldInterviewFactory(contact__owner=lena)

    page = letter_page(held, record_of(held), NOW + timedelta(days=8))

    assert "the half hour on October 19." in page.body
    assert page.subject == "Thank you for our talk on October 19"


def test_page_says_when_it_is_late_in_the_owners_zone(signed, lena):
    held = HeldInterviewFactory(contact__owner=lena)
    with at(NOW):
        html = signed.get(reverse("interviews:debrief", args=[held.pk])).content.decode()

    assert "Send by 4:30 PM today" in html


def test_late_is_said_kindly(signed, lena):
    held = HeldInterviewFactory(contact__owner=lena)
    with at(NOW + timedelta(days=2)):
        html = signed.get(reverse("interviews:debrief", args=[held.pk])).content.decode()

    assert "Send it anyway" in html
    assert "Late and warm beats never" in html


def test_words_lead_to_the_takeaway_they_come_from(signed, lena):
    takeaway = TakeawayFactory(interview=HeldInterviewFactory(contact__owner=lena))
    with at(NOW):
        html = text_of(signed.get(reverse("interviews:debrief", args=[takeaway.interview_id])))

    assert f'id="from-{takeaway.pk}" href="#take-{takeaway.pk}"' in html
    assert f'href="#from-{takeaway.pk}">in the letter</a>' in html


def test_card_posted_before_the_talk_is_refused(signed, held):
    response = post(signed, "thank_you_sent", held.pk, {"medium": "handwritten", "posted_on": "2026-10-10"})

    assert response.status_code == 422
    assert "That day was before the talk." in response.content.decode()
    assert not ThankYou.objects.exclude(sent_at=None).exists()
