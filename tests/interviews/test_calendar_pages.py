"""Calendars over HTTP: the file, the invitation, the feed; the place, the way there, the list for the day."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.urls import reverse
from icalendar import Calendar

from apps.interviews.feedlinks import feed_url
from apps.interviews.logistics import is_web, leaving, place_of
from apps.interviews.models import CalendarFeed, CheckItem, Interview
from apps.interviews.services import (
    cancel_interview,
    change_interview,
    miss_interview,
    renew_feed,
    restore_interview,
    stop_feed,
)
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory
from tests.interviews.travel import at
from tests.responses import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(lena):
    return InterviewFactory(
        contact=ContactFactory(owner=lena, given_name="Marcus", email="marcus@fernbank.example"),
        starts_at=NOW + timedelta(days=3),
    )


@pytest.fixture
def address(lena):
    """The path of Lena's feed."""
    return path_of(renew_feed(actor=lena, now=NOW))


def path_of(feed):
    return "/" + feed_url(feed.pk).split("/", 3)[3]


def events(response):
    return {str(e["UID"]): e for e in Calendar.from_ical(response.content).walk("VEVENT")}


def change(talk, **changes):
    values = {
        name: getattr(talk, name) for name in ("starts_at", "minutes", "mode", "place", "contact_timezone")
    } | changes
    change_interview(actor=talk.owner, interview=talk, now=NOW + timedelta(hours=1), **values)
    return talk


# The feed ------------------------------------------------------------------------------------------------------------


def test_the_feed_shows_a_talk_without_a_sign_in(client, talk, address):
    response = client.get(address)

    event = events(response)[f"{talk.pk}@acquaint"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.has_header("Content-Disposition")
    assert (str(event["SUMMARY"]), int(event["SEQUENCE"])) == ("Talk with Marcus Raman", 0)
    assert event["DTSTART"].dt == talk.starts_at


def test_a_moved_talk_is_the_same_event_with_a_higher_sequence(client, talk, address):
    change(talk, starts_at=talk.starts_at + timedelta(days=1))

    (event,) = events(client.get(address)).values()

    assert (str(event["UID"]), int(event["SEQUENCE"])) == (f"{talk.pk}@acquaint", 1)
    assert event["DTSTART"].dt == talk.starts_at


@pytest.mark.parametrize("end", [cancel_interview, miss_interview])
def test_a_talk_that_fell_through_stays_as_cancelled_and_comes_back(client, talk, address, end):
    end(actor=talk.owner, interview=talk, now=NOW)
    talk.refresh_from_db()
    (gone,) = events(client.get(address)).values()
    restore_interview(actor=talk.owner, interview=talk, now=NOW)
    (back,) = events(client.get(address)).values()

    assert (str(gone["STATUS"]), int(gone["SEQUENCE"])) == ("CANCELLED", 1)
    assert (str(back["STATUS"]), int(back["SEQUENCE"])) == ("CONFIRMED", 2)


def test_an_unchanged_feed_is_not_sent_again(client, talk, address):
    first = client.get(address)

    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    change(talk, minutes=40)
    third = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert third.status_code == 200
    assert third["ETag"] != first["ETag"]


def test_a_feed_that_hides_names_says_when_and_nothing_else(client, talk, lena):
    feed = renew_feed(actor=lena, now=NOW)
    CalendarFeed.objects.update(hides_names=True)

    response = client.get(path_of(feed))

    (event,) = events(response).values()
    assert str(event["SUMMARY"]) == "A talk"
    for secret in (b"Marcus", b"Raman", b"meet.example", b"Lena", b"Dublin"):
        assert secret not in response.content


def test_a_renewed_address_ends_the_old_one_and_goes_on_hiding(client, lena, address):
    CalendarFeed.objects.update(hides_names=True)

    feed = renew_feed(actor=lena, now=NOW)

    assert client.get(address).status_code == 404
    assert client.get(path_of(feed)).status_code == 200
    assert CalendarFeed.objects.get().hides_names


def test_a_stopped_feed_and_one_of_a_closed_account_answer_no_more(client, lena, address):
    lena.is_active = False
    lena.save()
    assert client.get(address).status_code == 404
    lena.is_active = True
    lena.save()
    assert client.get(address).status_code == 200

    stop_feed(actor=lena)

    assert client.get(address).status_code == 404


def test_an_address_cannot_be_made_or_altered(client, address):
    for path in (address.replace(".ics", "x.ics"), "/talks/calendar/x.ics", "/talks/calendar/AAAA~AAAA.ics"):
        assert client.get(path).status_code == 404


def test_a_feed_holds_only_the_owners_talks_of_the_last_months(client, talk, address):
    InterviewFactory(contact=ContactFactory(owner=UserFactory()))
    InterviewFactory(contact=ContactFactory(owner=talk.owner), starts_at=NOW - timedelta(days=200))

    with at(NOW):
        found = events(client.get(address))

    assert list(found) == [f"{talk.pk}@acquaint"]


def test_reading_is_noted_to_the_hour(client, address):
    with at(NOW):
        client.get(address)
    with at(NOW + timedelta(minutes=10)):
        client.get(address)

    assert CalendarFeed.objects.get().read_at == NOW


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_asks_as_often_for_one_talk_as_for_three(client, lena, address, count, django_assert_num_queries):
    for _ in range(count):
        InterviewFactory(contact=ContactFactory(owner=lena))
    with at(NOW):
        client.get(address)
        with django_assert_num_queries(2):
            assert len(events(client.get(address))) == count


def test_the_settings_make_renew_hide_and_stop(signed, lena):
    page = reverse("interviews:calendar")
    assert "Make an address" in signed.get(page).content.decode()

    signed.post(page, {"do": "make"})
    first = CalendarFeed.objects.get()
    assert feed_url(first.pk) in signed.get(page).content.decode()
    signed.post(page, {"do": "names", "hides_names": "1"})
    signed.post(page, {"do": "renew"})
    second = CalendarFeed.objects.get()
    signed.post(page, {"do": "stop"})

    assert second.hides_names
    assert second.pk != first.pk
    assert not CalendarFeed.objects.exists()


# The file and the invitation -----------------------------------------------------------------------------------------


def test_the_file_of_a_cancelled_talk_takes_it_back(signed, talk):
    cancel_interview(actor=talk.owner, interview=talk, now=NOW)

    response = signed.get(reverse("interviews:ics", args=[talk.pk]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=CANCEL"
    assert b"STATUS:CANCELLED" in response.content


def invited(response):
    mail = message_from_bytes(response.content, policy=default)
    _, attached = mail.iter_parts()
    return mail, Calendar.from_ical(attached.get_content())


def test_an_invitation_is_a_draft_for_ones_own_mail_program_and_sends_nothing(signed, talk, mailoutbox):
    response = signed.post(reverse("interviews:invite", args=[talk.pk]))

    mail, calendar = invited(response)
    (event,) = calendar.walk("VEVENT")
    assert response["Content-Type"] == "message/rfc822"
    assert mail["To"].addresses[0].addr_spec == "marcus@fernbank.example"
    assert (str(calendar["METHOD"]), int(event["SEQUENCE"])) == ("REQUEST", 0)
    assert b"/talks/" not in calendar.to_ical()
    assert Interview.objects.get().invited_sequence == 0
    assert mailoutbox == []


def test_after_a_move_the_page_offers_the_change_and_after_a_cancellation_that(signed, talk):
    page, invite = (reverse(f"interviews:{name}", args=[talk.pk]) for name in ("prepare", "invite"))
    assert "Invite Marcus (.eml)" in signed.get(page).content.decode()
    signed.post(invite)
    assert "You have the file. Marcus has it once you send it." in signed.get(page).content.decode()
    change(talk, minutes=40)
    assert "Send the change (.eml)" in signed.get(page).content.decode()
    _, calendar = invited(signed.post(invite))
    assert (str(calendar["METHOD"]), int(calendar.walk("VEVENT")[0]["SEQUENCE"])) == ("REQUEST", 1)

    called_off = signed.post(reverse("interviews:cancel", args=[talk.pk]))

    assert called_off["Location"] == page
    assert "Send the cancellation (.eml)" in signed.get(page).content.decode()
    _, calendar = invited(signed.post(invite))
    assert (str(calendar["METHOD"]), int(calendar.walk("VEVENT")[0]["SEQUENCE"])) == ("CANCEL", 2)
    assert "Send the cancellation" not in signed.get(page).content.decode()


def test_without_a_usable_address_nobody_is_invited(signed, lena):
    talk = InterviewFactory(contact=ContactFactory(owner=lena, email=""))

    response = signed.post(reverse("interviews:invite", args=[talk.pk]))

    assert response["Location"] == reverse("interviews:prepare", args=[talk.pk])
    assert Interview.objects.get().invited_sequence is None


def test_a_held_talk_invites_nobody(signed, lena):
    talk = HeldInterviewFactory(contact=ContactFactory(owner=lena, email="priya@corvane.example"))

    assert signed.post(reverse("interviews:invite", args=[talk.pk])).status_code == 303


# The place and the way -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("https://meet.example/abc", True),
        ("http://meet.example/abc?x=1&y=2", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://a b.example", False),
        ("https://[", False),
        ("//meet.example/abc", False),
        ("Café Lumen", False),
    ],
)
def test_only_an_address_of_the_web_is_opened(text, usable):
    assert is_web(text) is usable


def test_a_script_typed_as_the_place_is_words(signed, talk):
    change(talk, place="javascript:alert(1)")

    page = signed.get(reverse("interviews:prepare", args=[talk.pk])).content.decode()

    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


@pytest.mark.parametrize(
    ("mode", "place", "phone", "link"),
    [
        ("video", "https://meet.example/abc", "", "https://meet.example/abc"),
        ("phone", "+1 (312) 555-0188 ext 4", "", "tel:+13125550188;ext=4"),
        ("phone", "", "+353 1 555 0100", "tel:+35315550100"),
        ("phone", "She calls me", "", ""),
        ("phone", "https://call.example/1", "", "https://call.example/1"),
        ("in_person", "Café Lumen, 2 Quay Street", "", ""),
    ],
)
def test_the_link_fits_how_they_meet(lena, mode, place, phone, link):
    talk = InterviewFactory(contact=ContactFactory(owner=lena, phone=phone), mode=mode, place=place)

    assert place_of(talk).link == link


def test_an_address_can_be_searched_on_two_maps(lena):
    talk = InterviewFactory(contact__owner=lena, mode="in_person", place="Café Lumen & Co, 2 Quay St")

    assert place_of(talk).maps == (
        ("OpenStreetMap", "https://www.openstreetmap.org/search?query=Caf%C3%A9%20Lumen%20%26%20Co%2C%202%20Quay%20St"),
        (
            "Google Maps",
            "https://www.google.com/maps/search/?api=1&query=Caf%C3%A9%20Lumen%20%26%20Co%2C%202%20Quay%20St",
        ),
    )


def test_a_way_says_when_to_leave_ten_minutes_to_spare(lena):
    talk = InterviewFactory(
        contact__owner=lena,
        mode="in_person",
        travel_minutes=65,
        starts_at=datetime(2026, 11, 2, 16, tzinfo=UTC),  # 10:00 in Chicago
    )

    found = leaving(talk, NOW)

    assert (found.by, found.words) == ("8:45 AM", "1 h 05 min there, ten to spare")


def test_the_way_to_a_call_counts_for_nothing(lena):
    assert leaving(InterviewFactory(contact__owner=lena, travel_minutes=30), NOW) is None


def test_the_calendar_rings_when_it_is_time_to_leave(signed, talk):
    change(talk, mode="in_person", place="Café Lumen", travel_minutes=35)

    response = signed.get(reverse("interviews:ics", args=[talk.pk]))

    (alarm,) = Calendar.from_ical(response.content).walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(minutes=45)


# For the day ---------------------------------------------------------------------------------------------------------


def test_a_line_is_ticked_and_unticked(signed, talk):
    url, page = (reverse(f"interviews:{name}", args=[talk.pk]) for name in ("checklist", "prepare"))

    signed.post(url, {"do": "tick", "item": "resume"})
    assert 'id="tick-resume" type="submit" aria-pressed="true"' in text_of(signed.get(page))
    signed.post(url, {"do": "tick", "item": "resume"})
    signed.post(url, {"do": "untick", "item": "resume"})

    assert 'id="tick-resume" type="submit" aria-pressed="false"' in text_of(signed.get(page))
    assert CheckItem.objects.count() == 1


def test_own_lines_are_added_ticked_and_taken_away(signed, talk):
    url = reverse("interviews:checklist", args=[talk.pk])
    signed.post(url, {"do": "add", "text": "  Book  a desk "})
    own = CheckItem.objects.get()
    assert own.text == "Book a desk"

    signed.post(url, {"do": "tick", "item": str(own.pk)})
    own.refresh_from_db()
    assert own.done_at is not None
    signed.post(url, {"do": "remove", "item": str(own.pk)})

    assert not CheckItem.objects.exists()


@pytest.mark.parametrize("item", ["nonsense", "quiet", "", "0199aaaa-0000-7000-8000-000000000000"])
def test_a_line_that_is_not_there_changes_nothing(signed, talk, item):
    signed.post(reverse("interviews:checklist", args=[talk.pk]), {"do": "tick", "item": item})

    assert not CheckItem.objects.filter(done_at__isnull=False).exists()


def test_an_empty_or_long_line_is_said_beside_the_field_and_kept(signed, talk):
    url = reverse("interviews:checklist", args=[talk.pk])

    empty = signed.post(url, {"do": "add", "text": " "}, headers={"HX-Request": "true"})
    long = signed.post(url, {"do": "add", "text": "x" * 121}, headers={"HX-Request": "true"})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert 'id="own-item-error"' in empty.content.decode()
    assert f'value="{"x" * 121}"' in long.content.decode()
    assert not CheckItem.objects.exists()


def test_own_lines_end_at_twenty(signed, talk):
    url = reverse("interviews:checklist", args=[talk.pk])
    for number in range(20):
        CheckItem.objects.create(owner=talk.owner, interview=talk, text=f"Line {number}")

    response = signed.post(url, {"do": "add", "text": "One more"}, headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert CheckItem.objects.count() == 20


def test_the_list_fits_how_they_meet(signed, talk):
    change(talk, mode="in_person", place="Café Lumen")

    page = signed.get(reverse("interviews:prepare", args=[talk.pk])).content.decode()

    assert "Be there ten minutes early, ring on time." in page
    assert "Try camera, sound and light" not in page
    assert "It stays away unless they ask for it." in page
