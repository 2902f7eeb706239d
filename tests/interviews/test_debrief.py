"""The debrief: facts, names, promises, and who may read what."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from apps.contacts.models import Contact, Referral
from apps.core.clock import local_moment
from apps.followups.models import FollowUp, Reminder
from apps.interviews.models import Interview, Takeaway
from apps.interviews.selectors import (
    interviews_by_follow_up,
    record_of,
    shareable_takeaways,
    takeaways_of,
)
from apps.interviews.services import (
    add_live_note,
    add_takeaway,
    name_person,
    promise_action,
    remove_takeaway,
    restore_takeaway,
    tick_action,
)
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
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


def test_takeaway_is_private_unless_shared(signed, held):
    post(signed, "takeaway_add", held.pk, {"text": "Shadow a  clinic", "kind": "advice"})

    takeaway = Takeaway.objects.get()
    assert (takeaway.text, takeaway.kind, takeaway.is_shareable) == ("Shadow a clinic", "advice", False)


def test_switch_shares_and_takes_back(signed, held):
    takeaway = TakeawayFactory(interview=held)

    post(signed, "takeaway_share", takeaway.pk, {"is_shareable": "1"})
    assert Takeaway.objects.get().is_shareable is True

    post(signed, "takeaway_share", takeaway.pk)
    assert Takeaway.objects.get().is_shareable is False


def test_center_reads_shared_takeaways_of_people_who_are_not_private(lena, held):
    shared = TakeawayFactory(interview=held, is_shareable=True)
    TakeawayFactory(interview=held, is_shareable=False)
    TakeawayFactory(interview=HeldInterviewFactory(contact__owner=lena, contact__is_private=True), is_shareable=True)

    assert list(shareable_takeaways(lena)) == [shared]


def test_line_from_the_talk_becomes_one_takeaway(signed, lena, held):
    note = add_live_note(actor=lena, interview=held, client_id=uuid4(), body="6 weeks per study", now=NOW)
    data = {"text": note.body, "kind": "insight", "note": str(note.pk)}

    post(signed, "takeaway_add", held.pk, data)
    post(signed, "takeaway_add", held.pk, data)

    assert Takeaway.objects.get().note == note
    assert record_of(held).loose_notes == []


def test_line_of_another_talk_is_not_taken(signed, lena, held):
    other = HeldInterviewFactory(contact__owner=lena)
    note = add_live_note(actor=lena, interview=other, client_id=uuid4(), body="6 weeks", now=NOW)

    post(signed, "takeaway_add", held.pk, {"text": "6 weeks", "note": str(note.pk)})

    assert Takeaway.objects.get().note is None


def test_note_left_out_waits_no_more_until_undone(signed, lena, held):
    note = add_live_note(actor=lena, interview=held, client_id=uuid4(), body="6 weeks", now=NOW)

    post(signed, "note_aside", note.pk)
    assert record_of(held).loose_notes == []

    post(signed, "note_aside", note.pk, {"back": "1"})
    assert record_of(held).loose_notes == [note]


def test_named_person_joins_with_introducer_referral_and_step(signed, lena, held):
    data = {
        "name": "Ines Carvalho",
        "title": "UX researcher",
        "employer": "Lumen Mutual",
        "words": "The insurer’s side",
    }

    post(signed, "person_add", held.pk, data)

    ines = Contact.objects.get(given_name="Ines")
    referral = Referral.objects.get()
    follow_up = FollowUp.objects.get(kind="referral")
    assert (ines.introducer, ines.employer.name) == (held.contact, "Lumen Mutual")
    assert (referral.contact, referral.words) == (ines, "The insurer’s side")
    assert (follow_up.contact, follow_up.title) == (ines, "Write to Ines Carvalho")
    assert Takeaway.objects.get().referral == referral


def test_naming_the_same_person_twice_changes_nothing(lena, held):
    for _ in range(2):
        name_person(actor=lena, interview=held, given_name="Ines", family_name="Carvalho", now=NOW)

    assert Takeaway.objects.count() == Referral.objects.count() == FollowUp.objects.filter(kind="referral").count() == 1


def test_name_is_needed(signed, held):
    response = post(signed, "person_add", held.pk, {"title": "Head nurse"}, headers=HTMX)

    assert response.status_code == 422
    assert b"Who was it? A first name will do." in response.content
    assert b'value="Head nurse"' in response.content


def test_my_promise_is_due_at_the_reminder_hour_and_reminded(signed, lena, held):
    data = {"text": "Read the shadowing guide", "due_on": "2026-11-03", "remind": "on"}

    post(signed, "action_add", held.pk, data)

    follow_up = FollowUp.objects.get(kind="action")
    due_at = local_moment(date(2026, 11, 3), time(9), lena.zone)
    assert (follow_up.due_at, follow_up.owed_by_them) == (due_at, False)
    assert Reminder.objects.get(follow_up=follow_up).send_at == due_at
    assert Takeaway.objects.get().follow_up == follow_up


def test_their_promise_is_theirs(signed, held):
    post(signed, "action_add", held.pk, {"text": "Send the guide", "owed_by_them": "1", "due_on": "2026-11-03"})

    follow_up = FollowUp.objects.get(kind="action", owed_by_them=True)
    assert follow_up == Takeaway.objects.get().follow_up
    assert not Reminder.objects.filter(follow_up=follow_up).exists()


def test_promise_for_yesterday_is_refused(signed, held):
    response = post(signed, "action_add", held.pk, {"text": "Read it", "due_on": "2026-10-19"}, headers=HTMX)

    assert response.status_code == 422
    assert b"That day has passed." in response.content
    assert not Takeaway.objects.exists()


def test_ticking_closes_and_reopens_the_step(lena, held):
    takeaway = promise_action(actor=lena, interview=held, text="Read it", due_on=NOW.date(), now=NOW)

    tick_action(actor=lena, takeaway=takeaway, done=True, now=NOW)
    assert takeaway.follow_up.state == FollowUp.State.DONE

    tick_action(actor=lena, takeaway=takeaway, done=False, now=NOW)
    assert takeaway.follow_up.state == FollowUp.State.OPEN


def test_removed_promise_comes_back_with_its_step(lena, held):
    takeaway = promise_action(
        actor=lena, interview=held, text="Read it", due_on=NOW.date() + timedelta(days=3), now=NOW
    )
    token = remove_takeaway(actor=lena, takeaway=takeaway, now=NOW)
    assert not FollowUp.objects.open().filter(kind="action").exists()

    restored = restore_takeaway(actor=lena, token=token, now=NOW + timedelta(seconds=5))

    assert restored == takeaway
    assert FollowUp.objects.open().filter(kind="action").count() == 1
    assert Reminder.objects.filter(follow_up__kind="action", status="pending").count() == 1


def test_removed_takeaway_of_somebody_else_does_not_come_back(lena, held):
    token = remove_takeaway(actor=lena, takeaway=TakeawayFactory(interview=held), now=NOW)

    assert restore_takeaway(actor=UserFactory(), token=token, now=NOW) is None


def test_changing_keeps_a_person_a_person(signed, lena, held):
    takeaway = name_person(actor=lena, interview=held, given_name="Ines", now=NOW)

    post(signed, "takeaway_edit", takeaway.pk, {"text": "Ines C.", "kind": "quote"})

    takeaway.refresh_from_db()
    assert (takeaway.text, takeaway.kind) == ("Ines C.", "person")


def test_fragment_brings_the_card_and_the_letter(signed, held):
    response = post(signed, "takeaway_add", held.pk, {"text": "Shadow a clinic", "kind": "advice"}, headers=HTMX)

    html = text_of(response)
    assert 'id="takes"' in html
    assert 'id="letter"' in html
    assert html.count("hx-swap-oob") >= 1
    assert 'One thing I keep thinking about: <a class="aq-mark aq-mark--2"' in html
    assert "<html" not in html


def test_debrief_of_a_coming_talk_leads_to_its_preparation(signed, held):
    Interview.objects.update(state="planned")

    response = signed.get(reverse("interviews:debrief", args=[held.pk]))

    assert response["Location"] == reverse("interviews:prepare", args=[held.pk])


def test_closing_leads_to_the_letter_that_waits(signed, held):
    response = post(signed, "debrief_close", held.pk)

    assert response["Location"] == reverse("interviews:thank_you", args=[held.pk])
    assert Interview.objects.get().debriefed_at == NOW


def test_debrief_takes_the_same_queries_for_one_and_three_takeaways(signed, lena, held):
    for count in (1, 2):
        for number in range(count):
            add_takeaway(actor=lena, interview=held, kind="quote", text=f"Line {number}", now=NOW)
            name_person(actor=lena, interview=held, given_name="Ines", family_name=f"{count}{number}", now=NOW)
        with at(NOW), literal_queries(12):
            signed.get(reverse("interviews:debrief", args=[held.pk]))


def test_selectors_for_other_apps(lena, held):
    takeaway = TakeawayFactory(interview=held)

    assert list(takeaways_of(held.contact)) == [takeaway]
    assert interviews_by_follow_up([held.thank_you_due_id, uuid4()]) == {held.thank_you_due_id: held}


def test_quiet_months_are_chosen_with_the_rhythm_and_move_what_is_announced(signed, held):
    url = reverse("interviews:rhythm", args=[held.pk])
    with at(NOW):
        page = text_of(signed.post(url, {"days": "30", "off_months": ["11"]}, headers={"HX-Request": "true"}))

    held.contact.refresh_from_db()
    assert (held.contact.rhythm_days, held.contact.rhythm_off_months) == (30, [11])
    assert "<b>Dec 1</b>" in page  # November 20 is off
    assert 'value="11" checked' in page


def test_what_is_planned_without_a_rhythm_is_said_before_and_after_the_letter(signed, held):
    page, rhythm, sent = (
        reverse(f"interviews:{name}", args=[held.pk]) for name in ("debrief", "rhythm", "thank_you_sent")
    )
    with at(NOW):
        before = text_of(signed.get(page))
        signed.post(sent)
        planned = text_of(signed.get(page))
        none = text_of(signed.post(rhythm, {"days": ""}, headers={"HX-Request": "true"}))

    assert "every 3 months, unless you choose" in before
    assert "Nothing is planned." not in planned
    assert "Nothing is planned." in none
    assert "from here" not in none
