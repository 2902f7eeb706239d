"""People who were named: known ones are recognized, and each referral is followed until met or let go."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Contact, Referral, Stage
from apps.contacts.services import set_stage, update_contact
from apps.followups.models import FollowUp
from apps.interviews.models import Takeaway
from apps.interviews.services import move_referral, name_person
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory
from tests.interviews.travel import at
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def held(lena):
    return HeldInterviewFactory(contact__owner=lena, contact__given_name="Priya")


@pytest.fixture
def ines(lena, held):
    """Ines, named in the talk."""
    return name_person(actor=lena, interview=held, given_name="Ines", family_name="Carvalho", now=NOW)


def post(client, name, pk, data=None, **extra):
    with at(NOW):
        return client.post(reverse(f"interviews:{name}", args=[pk]), data or {}, **extra)


def open_steps():
    return list(FollowUp.objects.open().filter(kind="referral").values_list("title", flat=True))


def test_somebody_called_so_is_asked_about(signed, lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")

    html = post(
        signed, "person_add", held.pk, {"name": "ines carvalho", "title": "Nurse"}, headers=HTMX
    ).content.decode()

    assert "Is ines carvalho somebody on your list?" in html
    assert f'value="{known.pk}"' in html
    assert '<input type="hidden" name="title" value="Nurse">' in html
    assert not Referral.objects.exists()


def test_yes_links_the_one_who_is_there(signed, lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")

    post(signed, "person_add", held.pk, {"name": "Ines Carvalho", "who": str(known.pk)})

    assert Referral.objects.get().contact == known
    assert Contact.objects.filter(given_name="Ines").count() == 1
    assert open_steps() == ["Write to Ines Carvalho"]


def test_no_makes_a_second_person_of_that_name(signed, lena, held):
    ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")

    post(signed, "person_add", held.pk, {"name": "Ines Carvalho", "who": "new"})

    assert Contact.objects.filter(given_name="Ines").count() == 2
    assert Referral.objects.get().contact.introducer == held.contact


def test_same_name_at_the_same_employer_is_not_asked_about(signed, lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", employer="Lumen Mutual")

    post(signed, "person_add", held.pk, {"name": "Ines Carvalho", "employer": "Lumen Mutual"})

    assert Referral.objects.get().contact == known


def test_same_address_is_the_same_person(signed, lena, held):
    known = ContactFactory(owner=lena, given_name="Inês", family_name="C.", email="ines@lumen.example")

    post(signed, "person_add", held.pk, {"name": "Ines Carvalho", "email": "Ines@Lumen.example"})

    assert Referral.objects.get().contact == known


def test_address_is_kept(signed, held):
    post(signed, "person_add", held.pk, {"name": "Ines Carvalho", "email": "ines@lumen.example"})

    assert Contact.objects.get(given_name="Ines").email == "ines@lumen.example"


def test_odd_address_is_refused_and_the_rest_kept(signed, held):
    response = post(signed, "person_add", held.pk, {"name": "Ines", "email": "ines@"}, headers=HTMX)

    assert response.status_code == 422
    assert b"An address looks like ines@lumen.example." in response.content
    assert b'value="Ines"' in response.content


def test_somebody_elses_person_is_not_meant(signed, held):
    theirs = ContactFactory(owner=UserFactory(), given_name="Ines")

    post(signed, "person_add", held.pk, {"name": "Ines Carvalho", "who": str(theirs.pk)})

    assert Referral.objects.get().contact != theirs


def test_nobody_names_themselves(signed, held):
    response = post(signed, "person_add", held.pk, {"name": "Priya", "who": str(held.contact_id)}, headers=HTMX)

    assert response.status_code == 422
    assert not Referral.objects.exists()


def test_somebody_who_was_asked_before_is_followed_too(lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho")
    set_stage(actor=lena, contact=known, stage=Stage.RESTING)

    name_person(actor=lena, interview=held, given_name="Ines", person=known, now=NOW)

    assert open_steps() == ["Write to Ines Carvalho"]


def test_somebody_whom_one_has_talked_with_is_met(lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho")
    set_stage(actor=lena, contact=known, stage=Stage.THANKED)

    name_person(actor=lena, interview=held, given_name="Ines", person=known, now=NOW)

    assert Referral.objects.get().state == "met"
    assert open_steps() == []


def test_somebody_whom_one_may_not_write_to_gets_no_step(lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho")
    update_contact(actor=lena, contact=known, now=NOW, do_not_contact=True)

    name_person(actor=lena, interview=held, given_name="Ines", person=known, now=NOW)

    assert open_steps() == []


def test_met_ends_the_step(signed, ines):
    post(signed, "referral_move", ines.pk, {"state": "met"})

    assert Referral.objects.get().state == "met"
    assert FollowUp.objects.get(kind="referral").state == FollowUp.State.DONE


def test_letting_go_keeps_the_reason_and_ends_the_step(signed, ines):
    html = text_of(post(signed, "referral_move", ines.pk, {"state": "dropped", "reason": "Moved away"}, headers=HTMX))

    referral = Referral.objects.get()
    assert (referral.state, referral.dropped_reason, referral.state_before) == ("dropped", "Moved away", "offered")
    assert open_steps() == []
    assert "Let go: Moved away" in html


def test_letting_go_can_be_taken_back(signed, lena, ines):
    move_referral(actor=lena, referral=ines.referral, state="dropped", now=NOW)

    post(signed, "referral_move", ines.pk, {"state": "offered"})

    assert Referral.objects.get().state == "offered"
    assert open_steps() == ["Write to Ines Carvalho"]


def test_written_already_asks_later_whether_they_answered(signed, ines):
    post(signed, "referral_move", ines.pk, {"state": "contacted"})

    step = FollowUp.objects.open().get(kind="referral")
    assert Referral.objects.get().state == "contacted"
    assert step.title == "Hear from Ines Carvalho"
    assert (step.due_at - NOW).days >= 6


def test_a_takeaway_that_names_nobody_has_no_referral_to_move(signed, lena, held):
    takeaway = Takeaway.objects.create(owner=lena, interview=held, text="Shadow a clinic")

    assert post(signed, "referral_move", takeaway.pk, {"state": "met"}).status_code == 303


def test_a_name_can_be_taken_back(signed, held, ines):
    post(signed, "person_undo", ines.pk)

    person = Contact.objects.get(given_name="Ines")
    assert not Referral.objects.exists()
    assert not Takeaway.objects.exists()
    assert open_steps() == []
    assert (person.archived_at, person.introducer) == (NOW, None)


def test_somebody_who_was_there_stays_when_the_name_is_taken_back(signed, lena, held):
    known = ContactFactory(owner=lena, given_name="Ines", now=NOW - timedelta(days=9))
    takeaway = name_person(actor=lena, interview=held, given_name="Ines", person=known, now=NOW)

    post(signed, "person_undo", takeaway.pk)

    known.refresh_from_db()
    assert known.archived_at is None
    assert not Referral.objects.exists()


def test_a_name_that_was_written_to_stays(signed, lena, ines):
    move_referral(actor=lena, referral=ines.referral, state="contacted", now=NOW)

    post(signed, "person_undo", ines.pk)

    assert Referral.objects.get().state == "contacted"
    assert Takeaway.objects.exists()
