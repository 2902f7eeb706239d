"""One tap from any page, what it leads to, and the way back."""

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Circle, Contact, Referral, Touch
from apps.followups.models import FollowUp
from apps.outreach.models import Outreach
from apps.outreach.selectors import draft_of
from apps.outreach.services import name_someone, start_outreach, take_back_name
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import EndedOutreachFactory, OutreachFactory, SentOutreachFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ines(lena):
    return ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")


def answer(client, outreach, outcome, **fields):
    return client.post(reverse("outreach:record_reply", args=[outreach.pk]), {"outcome": outcome, **fields})


# From other pages -----------------------------------------------------------------------------------------------------


def test_today_offers_every_outcome_in_one_tap(client, lena, ines):
    with time_machine.travel(NOW.replace(day=27), tick=False):
        SentOutreachFactory(contact=ines)
        client.force_login(lena)
        text = client.get("/").content.decode()

    assert all(f'name="outcome" value="{outcome}"' in text for outcome in Outreach.Outcome.values)


def test_the_person_page_offers_every_outcome_in_one_tap(client, lena, ines):
    SentOutreachFactory(contact=ines)
    client.force_login(lena)

    text = client.get(reverse("workspace:person", args=[ines.pk])).content.decode()

    assert all(f'name="outcome" value="{outcome}"' in text for outcome in Outreach.Outcome.values)


@pytest.mark.parametrize("outcome", ["yes", "not_now", "no", "silence", "bounced"])
def test_one_tap_returns_to_the_page_it_was_made_on(client, lena, ines, outcome):
    outreach = SentOutreachFactory(contact=ines)
    client.force_login(lena)

    page = answer(client, outreach, outcome, back="/")

    assert page["Location"] == "/"


def test_undo_returns_there_as_well(client, lena, ines):
    outreach = SentOutreachFactory(contact=ines)
    client.force_login(lena)
    answer(client, outreach, "no", back="/")
    outreach.refresh_from_db()

    page = client.post(reverse("outreach:undo", args=[outreach.pk]), {"touch": outreach.undo["touch"], "back": "/"})

    outreach.refresh_from_db()
    assert (page["Location"], outreach.state) == ("/", Outreach.State.SENT)


@pytest.mark.parametrize("back", ["", "/"])
def test_too_busy_leads_at_once_to_the_letter_that_asks_who_else(client, lena, ines, back):
    outreach = SentOutreachFactory(contact=ines)
    client.force_login(lena)

    page = answer(client, outreach, "too_busy", back=back)

    assert page["Location"] == f"/asks/{outreach.pk}/?write=1"
    assert draft_of(outreach).template_key == "closing"


def test_undoing_a_late_answer_keeps_when_the_silence_ended_it(client, lena, ines):
    outreach = EndedOutreachFactory(contact=ines, outcome="silence")
    ended_at = outreach.ended_at
    client.force_login(lena)
    with time_machine.travel(NOW.replace(day=27), tick=False):
        answer(client, outreach, "no")
        outreach.refresh_from_db()
        client.post(reverse("outreach:undo", args=[outreach.pk]), {"touch": outreach.undo["touch"]})

    outreach.refresh_from_db()
    assert (outreach.outcome, outreach.ended_at, outreach.replied_at) == ("silence", ended_at, None)


# A name ---------------------------------------------------------------------------------------------------------------


def name(lena, outreach, **fields):
    return name_someone(actor=lena, outreach=outreach, now=NOW, given_name="Theo", family_name="Brandt", **fields)


def test_a_name_becomes_a_person_whose_introducer_named_them(lena, ines):
    outreach = EndedOutreachFactory(contact=ines, outcome="too_busy")

    named = name(lena, outreach, employer="Lumen Mutual", words="He runs the lab")

    theo = named.referral.contact
    assert (theo.name, theo.introducer, theo.circle, named.is_new) == ("Theo Brandt", ines, Circle.COLD, True)
    assert (named.referral.introducer, named.referral.words) == (ines, "He runs the lab")


def test_whoever_was_named_is_to_be_written_to(lena, ines):
    named = name(lena, EndedOutreachFactory(contact=ines, outcome="too_busy"))

    step = FollowUp.objects.open().get(contact=named.referral.contact)
    assert (step.kind, step.title, step.reason) == (
        "referral", "Write to Theo Brandt", "Ines named them on October 20.",
    )  # fmt: skip


def test_naming_twice_names_once(lena, ines):
    outreach = EndedOutreachFactory(contact=ines, outcome="too_busy")
    name(lena, outreach, employer="Lumen Mutual")
    with time_machine.travel(NOW.replace(day=21), tick=False):
        again = name_someone(
            actor=lena, outreach=outreach, now=NOW.replace(day=21), given_name="Theo", family_name="Brandt",
            employer="Lumen Mutual",
        )  # fmt: skip

    assert again.is_new is False
    assert (Referral.objects.count(), FollowUp.objects.open().filter(kind="referral").count()) == (1, 1)


def test_taking_a_name_back_leaves_nothing_of_it(lena, ines):
    named = name(lena, EndedOutreachFactory(contact=ines, outcome="too_busy"))

    assert take_back_name(actor=lena, referral=named.referral, now=NOW) is True

    theo = Contact.objects.get(given_name="Theo")
    assert (theo.archived_at, theo.introducer) == (NOW, None)
    assert not Referral.objects.exists()
    assert not Touch.objects.filter(kind=Touch.Kind.NAMED).exists()
    assert not FollowUp.objects.open().filter(contact=theo).exists()


def test_a_person_who_was_known_before_stays_when_the_name_is_taken_back(lena, ines):
    theo = ContactFactory(
        owner=lena, given_name="Theo", family_name="Brandt", employer="Fernbank", now=NOW.replace(day=1)
    )
    named = name(lena, EndedOutreachFactory(contact=ines, outcome="too_busy"), employer="Fernbank")

    take_back_name(actor=lena, referral=named.referral, now=NOW)

    theo.refresh_from_db()
    assert (named.referral.contact, theo.archived_at) == (theo, None)


def test_a_name_is_not_taken_back_once_it_was_written_to(lena, ines):
    named = name(lena, EndedOutreachFactory(contact=ines, outcome="too_busy"))
    Referral.objects.update(state=Referral.State.CONTACTED)

    assert take_back_name(actor=lena, referral=named.referral, now=NOW) is False
    assert Contact.objects.get(given_name="Theo").archived_at is None


def test_the_page_leads_to_the_first_message_and_undo_leads_back(client, lena, ines):
    outreach = EndedOutreachFactory(contact=ines, outcome="too_busy")
    client.force_login(lena)

    page = client.post(reverse("outreach:name_person", args=[outreach.pk]), {"given_name": "Theo"})

    theo = Contact.objects.get(given_name="Theo")
    assert page["Location"] == f"/asks/new/{theo.pk}/"
    back = client.post(reverse("outreach:unname_person", args=[outreach.pk]), {"person": theo.pk})
    assert back["Location"] == f"/asks/{outreach.pk}/"
    assert not Referral.objects.exists()


@pytest.mark.parametrize("person", ["", "nonsense", "01a201f8-69ab-77d3-ab89-5fe6e1936124"])
def test_nobody_else_is_taken_back(client, lena, ines, person):
    outreach = EndedOutreachFactory(contact=ines, outcome="too_busy")
    client.force_login(lena)

    assert client.post(reverse("outreach:unname_person", args=[outreach.pk]), {"person": person}).status_code == 404


# In the composer ------------------------------------------------------------------------------------------------------


def typed(**fields):
    return {"step": "1", "subject": "A question", "body": "Hi Ines", "address": "ines@lumen.example", **fields}


def test_a_caution_is_overruled_by_one_tap_and_remembered(client, lena, ines):
    SentOutreachFactory(contact=ContactFactory(owner=lena, given_name="Marcus", employer="Lumen Mutual"))
    client.force_login(lena)
    compose = reverse("outreach:compose", args=[ines.pk])
    assert "Marcus Raman hasn’t replied yet." in client.get(compose).content.decode()

    page = client.post(compose, typed(do="overrule:employer"), follow=True)

    assert "hasn’t replied yet" not in page.content.decode()
    outreach = Outreach.objects.get(contact=ines)
    assert (outreach.overruled, draft_of(outreach).body) == (["employer"], "Hi Ines")


def test_a_caution_never_keeps_a_message_from_being_sent(client, lena, ines):
    SentOutreachFactory(contact=ContactFactory(owner=lena, given_name="Marcus", employer="Lumen Mutual"))
    client.force_login(lena)

    client.post(reverse("outreach:compose", args=[ines.pk]), typed(do="send"))

    assert Outreach.objects.get(contact=ines).state == Outreach.State.SENT


def test_what_was_typed_is_kept_on_the_way_to_the_times(client, lena, ines):
    outreach = start_outreach(actor=lena, contact=ines, now=NOW)
    client.force_login(lena)

    page = client.post(reverse("outreach:edit", args=[outreach.pk]), typed(do="times"))

    assert page["Location"] == f"/asks/{outreach.pk}/times/"
    assert draft_of(outreach).body == "Hi Ines"


def test_first_silence_proposes_who_is_next_there_beside_the_nudge(client, lena, ines):
    outreach = SentOutreachFactory(contact=ines)
    ContactFactory(owner=lena, given_name="Marcus", employer="Lumen Mutual")
    client.force_login(lena)

    text = client.get(f"/asks/{outreach.pk}/?write=1").content.decode()

    assert "Marcus Raman" in text


def test_today_proposes_who_is_next_there_beside_the_drafted_nudge(client, lena, ines):
    outreach = SentOutreachFactory(contact=ines)
    ContactFactory(owner=lena, given_name="Marcus", employer="Lumen Mutual")
    client.force_login(lena)

    url = reverse("workspace:step_draft", args=[outreach.nudge_id])
    text = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "Marcus Raman" in text


def test_after_silence_who_is_next_there_is_proposed(client, lena, ines):
    outreach = EndedOutreachFactory(contact=ines, outcome="silence")
    ContactFactory(owner=lena, given_name="Marcus", employer="Lumen Mutual")
    client.force_login(lena)

    assert "Next at Lumen Mutual" in client.get(f"/asks/{outreach.pk}/").content.decode()


def test_the_panel_names_the_holidays(client, lena, ines):
    outreach = OutreachFactory(contact=ines)
    with time_machine.travel(NOW.replace(month=11, day=23), tick=False):
        client.force_login(lena)
        text = client.get(f"/asks/{outreach.pk}/").content.decode()

    assert "Thanksgiving Day" in text
