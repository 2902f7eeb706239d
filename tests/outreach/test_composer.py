"""The composer page: with scripts and without, and what each button does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact
from apps.goals.services import set_goal_state
from apps.outreach.models import Channel, Message, Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import start_outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.goals import GoalFactory
from tests.factories.outreach import (
    EndedOutreachFactory,
    SentOutreachFactory,
    TemplateFactory,
)
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
BODY = "Hi Ines,\r\n\r\nhello"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(client):
    user = UserFactory(introduction="a former physical therapist")
    client.force_login(user)
    return user


@pytest.fixture
def ines(lena):
    priya = ContactFactory(owner=lena, given_name="Priya", family_name="Raman", relation="classmate")
    return ContactFactory(
        owner=lena, given_name="Ines", family_name="Carvalho", email="ines@lumen.example", introducer=priya
    )


def compose_url(contact):
    return reverse("outreach:compose", args=[contact.pk])


def edit_url(outreach):
    return reverse("outreach:edit", args=[outreach.pk])


def typed(do, **fields):
    return {"step": "1", "address": "ines@lumen.example", "subject": "Hello", "body": BODY, "do": do} | fields


# Beginning -------------------------------------------------------------------------------------------------------


def test_opening_the_page_keeps_nothing(client, ines):
    response = client.get(compose_url(ines))

    assert response.status_code == 200
    assert not Outreach.objects.exists()


def test_the_first_version_is_written_from_what_is_known(client, ines):
    GoalFactory(owner=ines.owner, title="UX research in healthcare?")

    page = client.get(compose_url(ines)).content.decode()

    assert "I’m Lena Marchetti, a former physical therapist. Priya Raman suggested I write to you." in page
    assert 'value="Priya Raman suggested I write: 20 minutes about UX research in healthcare?"' in page
    assert "<mark>[something specific about their work]</mark>" in page


def test_the_page_shows_how_one_comes_to_the_person(client, ines):
    page = client.get(compose_url(ines)).content.decode()

    chain = page[page.index('aria-label="How you come to Ines"') : page.index("</ol>")]
    assert [chain.index(word) for word in ("You", "classmate", "Priya Raman", "introduced", "Ines Carvalho")] == sorted(
        chain.index(word) for word in ("You", "classmate", "Priya Raman", "introduced", "Ines Carvalho")
    )


def test_the_first_save_begins_the_approach(client, ines):
    response = client.post(compose_url(ines), typed("save"))

    outreach = Outreach.objects.get(contact=ines)
    assert response.status_code == 303
    assert response["Location"] == edit_url(outreach)
    assert draft_of(outreach).body == "Hi Ines,\n\nhello"


def test_an_open_approach_goes_on(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    response = client.get(compose_url(ines))

    assert (response.status_code, response["Location"]) == (303, edit_url(outreach))


def test_a_person_not_to_be_written_to_gets_a_clear_word_instead_of_a_composer(client, ines):
    Contact.objects.filter(pk=ines.pk).update(do_not_contact=True)

    page = client.get(compose_url(ines)).content.decode()

    assert "You chose not to write to Ines." in page
    assert "<textarea" not in page


def test_nothing_typed_for_a_person_not_to_be_written_to_is_kept(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)
    Contact.objects.filter(pk=ines.pk).update(do_not_contact=True)

    response = client.post(edit_url(outreach), typed("send"))

    assert response["Location"] == reverse("workspace:person", args=[ines.pk])
    outreach.refresh_from_db()
    assert (outreach.state, draft_of(outreach).body == "Hi Ines,\n\nhello") == (Outreach.State.DRAFT, False)


# Saving and the coach --------------------------------------------------------------------------------------------


def test_autosave_says_when_and_moves_to_the_approachs_own_address(client, ines):
    response = client.post(compose_url(ines), typed("save"), headers=HTMX)

    outreach = Outreach.objects.get(contact=ines)
    assert "Saved 11:28 AM" in text_of(response)
    assert response["HX-Replace-Url"] == edit_url(outreach)


def test_autosave_brings_the_links_with_the_new_words(client, ines):
    response = client.post(compose_url(ines), typed("save"), headers=HTMX)

    page = response.content.decode()
    assert 'href="mailto:ines@lumen.example?subject=Hello&amp;body=Hi%20Ines%2C%0D%0A%0D%0Ahello"' in page
    assert 'id="send-links" hx-swap-oob="true"' in page


def test_the_coach_answers_without_keeping_anything(client, ines):
    response = client.post(compose_url(ines), typed("coach", body="Are you hiring?"), headers=HTMX)

    page = response.content.decode()
    assert "Leave the job out" in page
    assert 'id="words" hx-swap-oob="true"' in page
    assert not Outreach.objects.exists()


def test_the_coach_reads_the_draft_on_a_full_page_too(client, ines):
    page = client.get(compose_url(ines)).content.decode()

    assert "Says who suggested Ines" in page
    assert "placeholder" in page


def test_a_subject_too_long_stays_on_the_page_with_the_reason(client, ines):
    response = client.post(compose_url(ines), typed("save", subject="x" * 201))

    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-describedby="id_subject_error"' in page
    assert "Hi Ines," in page


def test_markup_in_a_draft_stays_text(client, ines):
    client.post(compose_url(ines), typed("save", body="</textarea><script>x</script>[<b>]"))

    page = client.get(edit_url(Outreach.objects.get())).content.decode()

    assert "<script>x" not in page
    assert "<mark>[&lt;b&gt;]</mark>" in page


def test_a_goal_can_be_chosen_and_taken_away(client, ines):
    goal = GoalFactory(owner=ines.owner)
    GoalFactory(owner=ines.owner, title="Another?")
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    client.post(edit_url(outreach), typed("save", goal=goal.pk))
    outreach.refresh_from_db()
    chosen = outreach.goal
    client.post(edit_url(outreach), typed("save", goal=""))

    outreach.refresh_from_db()
    assert (chosen, outreach.goal) == (goal, None)


def test_somebody_elses_goal_is_refused(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    response = client.post(edit_url(outreach), typed("save", goal=GoalFactory().pk))

    outreach.refresh_from_db()
    assert (response.status_code, outreach.goal) == (422, None)


def test_a_goal_decided_meanwhile_does_not_lose_the_text(client, ines):
    goal = GoalFactory(owner=ines.owner)
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)
    set_goal_state(actor=ines.owner, goal=goal, state="decided", now=NOW)

    page = client.get(edit_url(outreach)).content.decode()

    assert "Write down what you want to find out" in page


# Channels and templates ------------------------------------------------------------------------------------------


def test_each_channel_keeps_its_own_text(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    client.post(edit_url(outreach), typed("channel:linkedin"))
    note = draft_of(outreach).body
    client.post(edit_url(outreach), typed("channel:email", body=note, subject=""))

    assert len(note) < 300
    assert (draft_of(outreach).channel, draft_of(outreach).body) == (Channel.EMAIL, "Hi Ines,\n\nhello")


def test_a_linkedin_note_counts_its_characters(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    response = client.post(edit_url(outreach), typed("channel:linkedin"), headers=HTMX)

    page = response.content.decode()
    assert "of 300 characters" in page
    assert 'id="work"' in page
    assert "<html" not in page


def test_a_phone_script_stands_beside_the_number(client, ines):
    Contact.objects.filter(pk=ines.pk).update(phone="+1 555 0100")
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    page = client.post(edit_url(outreach), typed("channel:phone"), follow=True).content.decode()

    assert 'href="tel:+15550100"' in page
    assert "Left a voicemail" in page


def test_an_own_template_is_filled_in_and_can_be_taken_back(client, ines):
    template = TemplateFactory(owner=ines.owner)
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    client.post(edit_url(outreach), typed("template", template=f"own:{template.pk}"))
    filled = draft_of(outreach)
    client.post(reverse("outreach:restore_draft", args=[outreach.pk]))

    assert (filled.subject, filled.body) == ("A question for Ines", "Hi Ines,\n\nI’m Lena Marchetti.")
    assert draft_of(outreach).body == "Hi Ines,\n\nhello"


@pytest.mark.parametrize("key", ["own:not-an-id", "nonsense", ""])
def test_a_template_that_does_not_exist_changes_nothing(client, ines, key):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    client.post(edit_url(outreach), typed("template", template=key))

    assert draft_of(outreach).body == "Hi Ines,\n\nhello"


def test_somebody_elses_template_changes_nothing(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    client.post(edit_url(outreach), typed("template", template=f"own:{TemplateFactory().pk}"))

    assert draft_of(outreach).body == "Hi Ines,\n\nhello"


# Sending ---------------------------------------------------------------------------------------------------------


def test_mark_as_sent_keeps_what_stands_on_the_screen(client, ines):
    response = client.post(compose_url(ines), typed("send"), follow=True)

    message = Message.objects.get(step=1)
    assert (message.body, message.sent_at) == ("Hi Ines,\n\nhello", NOW)
    page = response.content.decode()
    assert "Marked as sent. If there’s no reply by Friday, it comes back to Today." in page
    assert "Waiting for Ines Carvalho" in page


def test_marking_twice_is_kind_and_changes_nothing(client, ines):
    client.post(compose_url(ines), typed("send"))
    outreach = Outreach.objects.get()

    response = client.post(edit_url(outreach), typed("send", body="Other words"), follow=True)

    assert "already marked as sent" in response.content.decode()
    assert Message.objects.get(step=1).body == "Hi Ines,\n\nhello"
    assert draft_of(outreach).step == 2


def test_autosave_from_an_old_tab_does_not_touch_the_nudge(client, ines):
    client.post(compose_url(ines), typed("send"))
    outreach = Outreach.objects.get()
    before = draft_of(outreach).body

    client.post(edit_url(outreach), typed("save", body="Late words"), headers=HTMX)

    assert draft_of(outreach).body == before


def test_mark_sent_alone_sends_the_kept_draft(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    client.post(reverse("outreach:mark_sent", args=[outreach.pk]))

    outreach.refresh_from_db()
    assert outreach.state == Outreach.State.SENT


def test_the_toast_leads_back(client, ines):
    client.post(compose_url(ines), typed("send"))
    outreach = Outreach.objects.get()

    response = client.post(reverse("outreach:undo", args=[outreach.pk]), {"touch": outreach.undo["touch"]}, follow=True)

    assert "Taken back." in response.content.decode()
    outreach.refresh_from_db()
    assert outreach.state == Outreach.State.DRAFT


def test_the_message_file_carries_what_was_just_typed(client, ines):
    response = client.post(compose_url(ines), typed("eml"))

    assert response["Content-Type"] == "message/rfc822"
    assert response["Content-Disposition"] == 'attachment; filename="ines-carvalho.eml"'
    assert b"To: Ines Carvalho <ines@lumen.example>" in response.content
    assert b"Hi Ines," in response.content


def test_the_plan_can_be_changed_while_writing(client, ines):
    outreach = start_outreach(actor=ines.owner, contact=ines, now=NOW)

    response = client.post(edit_url(outreach), typed("cadence:week"), headers=HTMX)

    outreach.refresh_from_db()
    assert outreach.cadence == Outreach.Cadence.WEEK
    assert "5 business days" in response.content.decode()


def test_the_plan_shows_ten_days_with_weekends_hatched(client, ines):
    page = client.get(compose_url(ines)).content.decode()

    plan = page[page.index('class="aq-cadence"') : page.index("aq-cadence__key")]
    assert (plan.count("aq-cadence__day"), plan.count("is-off"), plan.count("is-step")) == (10, 2, 2)


# Waiting ---------------------------------------------------------------------------------------------------------


def test_the_waiting_page_shows_what_was_sent(client, lena):
    outreach = SentOutreachFactory(contact__owner=lena)

    page = client.get(edit_url(outreach)).content.decode()

    assert "Did Ines reply?" in page
    assert Message.objects.get(step=1).subject in page


def test_once_the_nudge_is_due_the_page_opens_on_it(client, lena):
    outreach = SentOutreachFactory(contact__owner=lena, now=NOW - timedelta(days=8))

    assert "Nudge Ines Carvalho" in client.get(edit_url(outreach)).content.decode()
    assert "Did Ines reply?" in client.get(edit_url(outreach) + "?reply=1").content.decode()


def test_a_nudge_proposes_someone_else_at_the_same_employer(client, lena):
    outreach = SentOutreachFactory(contact__owner=lena, now=NOW - timedelta(days=8))
    ContactFactory(owner=lena, given_name="Tom", family_name="Reyes")

    page = client.get(edit_url(outreach)).content.decode()

    assert "Tom Reyes" in page


def test_a_second_open_ask_at_one_employer_is_mentioned(client, lena, ines):
    SentOutreachFactory(contact__owner=lena, contact__given_name="Joel", contact__family_name="Birk")

    page = client.get(compose_url(ines)).content.decode()

    assert "Joel Birk hasn’t replied yet." in page


def reply_url(outreach):
    return reverse("outreach:record_reply", args=[outreach.pk])


def test_a_yes_leads_to_planning_the_talk(client, lena):
    outreach = SentOutreachFactory(contact__owner=lena)

    response = client.post(reply_url(outreach), {"outcome": "yes"})

    assert response["Location"] == reverse("interviews:plan", args=[outreach.contact_id])


@pytest.mark.parametrize("until", ["", "2026-10-20", "2020-01-01", "soon"])
def test_not_now_needs_a_day_ahead(client, lena, until):
    outreach = SentOutreachFactory(contact__owner=lena)

    response = client.post(reply_url(outreach), {"outcome": "not_now", "until": until, "words": "Ask later"})

    outreach.refresh_from_db()
    assert (response.status_code, outreach.state) == (422, Outreach.State.SENT)
    assert 'aria-describedby="id_until_error"' in response.content.decode()
    assert "Ask later" in response.content.decode()


def test_today_is_the_owners_day_not_the_servers(client, lena):
    outreach = SentOutreachFactory(contact__owner=lena)
    with time_machine.travel(datetime(2026, 10, 21, 2, 0, tzinfo=UTC), tick=False):  # still the 20th in Chicago
        response = client.post(reply_url(outreach), {"outcome": "not_now", "until": "2026-10-21"})

    assert response.status_code == 303


def test_an_answer_given_twice_is_kind(client, lena):
    outreach = EndedOutreachFactory(contact__owner=lena)

    response = client.post(reply_url(outreach), {"outcome": "yes"}, follow=True)

    assert "already answered here" in response.content.decode()


def test_after_a_no_the_page_offers_to_thank_and_ask_who_else(client, lena):
    outreach = EndedOutreachFactory(contact__owner=lena, outcome="too_busy")

    page = client.get(edit_url(outreach)).content.decode()

    assert "Open the thank-you" in page
    assert "Did Ines name someone?" in page


def test_somebody_named_joins_the_list_with_the_introducer(client, lena):
    outreach = EndedOutreachFactory(contact__owner=lena, outcome="no")

    response = client.post(
        reverse("outreach:name_person", args=[outreach.pk]), {"given_name": "Sina", "words": "Knows claims"}
    )

    sina = Contact.objects.get(given_name="Sina")
    assert (sina.introducer, response["Location"]) == (outreach.contact, compose_url(sina))


@pytest.mark.parametrize("people", [1, 3])
def test_the_composer_asks_a_fixed_number_of_queries(client, lena, ines, people, django_assert_num_queries):
    for n in range(people):
        ContactFactory(owner=lena, given_name=f"Tom{n}", employer="Corvane Health")
        TemplateFactory(owner=lena)
        GoalFactory(owner=lena)
        SentOutreachFactory(contact__owner=lena, contact__employer=f"Okapi {n}")
    outreach = start_outreach(actor=lena, contact=ines, now=NOW)
    client.get(edit_url(outreach))

    with django_assert_num_queries(16):
        client.get(edit_url(outreach))
