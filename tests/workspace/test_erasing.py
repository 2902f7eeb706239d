"""Erasing a person: no byte of them stays in any table, every figure does, and others keep what is theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from apps.contacts.models import Contact, ErasedCount, ImportJob, ImportRow, SavedView, Touch
from apps.contacts.selectors.own import own_fields
from apps.contacts.services import imports, offer_referral, record_touch, save_private_note, update_contact
from apps.contacts.services.own import create_own_field, set_own_value
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from apps.goals.models import Goal
from apps.insights.selectors import funnel
from apps.interviews.models import Interview, LiveNote, PlannedQuestion, Takeaway, ThankYou
from apps.outreach.models import Message, Outreach, Template
from apps.workspace.selectors.today import today_page
from apps.workspace.services.erasing import erase_person
from apps.workspace.services.merging import merge_people
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
GIVEN, FAMILY, EMAIL = "Zbigniew", "Xylander", "zbig.x@kestrel.example"
FULL = f"{GIVEN} {FAMILY}"
TRACES = (GIVEN, FAMILY, EMAIL, "555-0199", "kestrel-profile")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def zbigniew(owner):
    return ContactFactory(
        owner=owner, given_name=GIVEN, family_name=FAMILY, email=EMAIL, phone="+48 555-0199",
        profile_url="https://linkedin.com/in/kestrel-profile", relation=f"{GIVEN} from the choir", note=f"{FULL} sings",
    )  # fmt: skip


def unmailed(moment):
    return When.at(moment, by_mail=False)


def tables_with(text):
    """The tables of the whole database in which some row has `text` anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def talked_with(owner, contact):
    """Asked, answered, talked, thanked, this week."""
    ask = Outreach.objects.create(
        owner=owner, contact=contact, state="ended", outcome="yes", step=1, first_sent_at=NOW, replied_at=NOW,
        ended_at=NOW, undo={"name": contact.name},
    )  # fmt: skip
    Message.objects.create(
        owner=owner, outreach=ask, step=1, address=contact.email, body=f"Dear {contact.name}", sent_at=NOW
    )
    talk = Interview.objects.create(
        owner=owner,
        contact=contact,
        state="held",
        starts_at=NOW,
        ended_at=NOW,
        contact_timezone="UTC",
        place=contact.name,
    )
    PlannedQuestion.objects.create(owner=owner, interview=talk, position=1, text=f"{contact.name}, why?")
    LiveNote.objects.create(owner=owner, interview=talk, client_id=talk.pk, body=f"{contact.name} laughed")
    Takeaway.objects.create(owner=owner, interview=talk, kind="quote", text=f"{contact.name} said so")
    ThankYou.objects.create(owner=owner, interview=talk, body=f"Dear {contact.given_name}", sent_at=NOW)
    return talk


@pytest.fixture
def everything(owner, zbigniew):
    """Traces of the person in every app, in rows of their own and in those of others."""
    talked_with(owner, zbigniew)
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti")
    femi = offer_referral(
        actor=owner, introducer=zbigniew, now=NOW, given_name="Femi", family_name="Adeyemi", words=f"Says {GIVEN}"
    ).contact
    offer_referral(
        actor=owner, introducer=carla, now=NOW, given_name=GIVEN, family_name=FAMILY, employer="Corvane Health"
    )
    talk = talked_with(owner, carla)
    Takeaway.objects.create(owner=owner, interview=talk, kind="person", text=f"{FULL}, choir")
    schedule_follow_up(
        actor=owner, contact=femi, kind="referral", title="Write to Femi", reason=f"{GIVEN} named them on Monday.",
        when=unmailed(NOW), now=NOW,
    )  # fmt: skip
    schedule_follow_up(
        actor=owner, contact=carla, kind="action", title=f"Tell Carla about {FULL}", when=unmailed(NOW), now=NOW
    )
    record_touch(
        actor=owner, contact=femi, kind="wrote", summary=f"{GIVEN} suggested I write",
        body=f"{FAMILY.upper()} named you", occurred_at=NOW, now=NOW,
    )  # fmt: skip
    save_private_note(actor=owner, contact=femi, body=f"Knows {FULL} ({EMAIL})")
    update_contact(actor=owner, contact=femi, now=NOW, relation=f"via {FULL}")
    field = create_own_field(actor=owner, name="Recommended by", kind="text", now=NOW)
    set_own_value(actor=owner, contact=carla, field=own_fields(owner)[0], value=FULL, now=NOW)
    Goal.objects.create(owner=owner, title=f"Do what {FULL} does")
    Template.objects.create(owner=owner, name="Mine", body=f"{FULL} said I may write")
    SavedView.objects.create(owner=owner, name="Through him", query=f"via={zbigniew.pk}")
    SavedView.objects.create(owner=owner, name="Look", query=f"q={FAMILY.lower()}")
    SavedView.objects.create(owner=owner, name="Family", query="circle=family")
    assert field.pk
    return carla, femi


def test_no_byte_of_name_or_address_stays_in_any_table(client, owner, zbigniew, everything):
    assert len(tables_with(FAMILY)) > 10

    response = client.post(reverse("workspace:erase", args=[zbigniew.pk]))

    assert response["Location"] == reverse("contacts:list")
    assert [(trace, tables_with(trace)) for trace in TRACES] == [(trace, []) for trace in TRACES]
    assert tables_with(str(zbigniew.pk)) == []


def test_others_keep_what_is_theirs_and_texts_say_someone(owner, zbigniew, everything):
    carla, femi = everything

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    femi.refresh_from_db()
    assert (femi.given_name, femi.introducer, femi.relation) == ("Femi", None, "via someone")
    assert femi.private_note.body == "Knows someone (someone)"
    assert FollowUp.objects.get(title="Write to Femi").reason == "someone named them on Monday."
    assert Touch.objects.get(contact=femi, kind="wrote").summary == "someone suggested I write"
    assert Takeaway.objects.filter(interview__contact=carla).count() == 2
    assert Template.objects.get().body == "someone said I may write"
    assert [view.name for view in SavedView.objects.all()] == ["Family"]


def test_every_figure_is_what_it_was(owner, zbigniew, everything):
    before, week = funnel(owner), today_page(owner, NOW).week

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    after = funnel(owner)
    assert list(after.steps()) == list(before.steps())
    assert after.erased == 1
    assert today_page(owner, NOW).week == week
    assert week.talks == 2
    next_week = today_page(owner, NOW + timedelta(days=7)).week
    assert (next_week.asks, next_week.talks) == (0, 0)


def test_erasing_several_adds_up_and_the_numbers_are_the_owners_alone(owner):
    other = UserFactory()
    for user in (owner, owner, other):
        person = ContactFactory(owner=user)
        talked_with(user, person)
        erase_person(actor=user, contact=person, now=NOW)

    counts = {row.owner_id: (row.people, row.asked, row.talked, row.thanked) for row in ErasedCount.objects.all()}
    assert counts == {owner.pk: (2, 2, 2, 2), other.pk: (1, 1, 1, 1)}
    assert (funnel(owner).talked, funnel(other).talked) == (2, 1)


def test_the_number_beside_people_counts_those_who_are_there(client, owner, zbigniew):
    ContactFactory(owner=owner)
    erase_person(actor=owner, contact=zbigniew, now=NOW)

    page = client.get(reverse("workspace:today"))

    assert page.context["shell"].counts["people"] == 1


def test_whoever_shares_the_mailbox_keeps_it(owner, zbigniew):
    wife = ContactFactory(owner=owner, given_name="Ewa", family_name="Nowak")
    Contact.objects.filter(pk=wife.pk).update(email=EMAIL)
    save_private_note(actor=owner, contact=wife, body=f"Write to {EMAIL}")

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    wife.refresh_from_db()
    assert (wife.email, wife.private_note.body) == (EMAIL, f"Write to {EMAIL}")


def test_a_namesake_and_a_word_that_begins_alike_stay(owner, zbigniew):
    other = ContactFactory(owner=owner, given_name=GIVEN, family_name="Kowalski", title=f"{GIVEN}ski expert")
    save_private_note(actor=owner, contact=other, body=f"{GIVEN} likes tea. {FULL}owski is somebody else.")

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    other.refresh_from_db()
    assert other.name == f"{GIVEN} Kowalski"
    assert other.private_note.body == f"{GIVEN} likes tea. {FULL}owski is somebody else."


def test_nobody_elses_rows_are_touched(owner, zbigniew):
    theirs = ContactFactory(given_name=GIVEN, family_name=FAMILY, email=EMAIL, note=f"{FULL} sings")

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    assert Contact.objects.get().pk == theirs.pk
    assert theirs.private_note.body == f"{FULL} sings"


def test_a_merged_person_goes_under_both_names(owner, zbigniew):
    other = ContactFactory(owner=owner, given_name="Zbyszek", family_name="Xylanderski", email="zbyszek@k.example")
    femi = ContactFactory(owner=owner, given_name="Femi", note="Knows Zbyszek Xylanderski, zbyszek@k.example")
    merge_people(actor=owner, kept=zbigniew, dropped=other, choices=[], picks={}, keeps_rest=True, now=NOW)
    zbigniew.refresh_from_db()

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    femi.private_note.refresh_from_db()
    assert femi.private_note.body == "Knows someone, someone"
    assert tables_with("zbyszek") == []


# Imports -------------------------------------------------------------------------------------------------------------

FILE = f"First name,Last name,E-mail\n{GIVEN},{FAMILY},{EMAIL}\nAna,Ruiz,ana@x.example\n".encode()


def upload(owner):
    return imports.upload_people(actor=owner, filename="people.csv", chunks=[FILE], now=NOW)


def run(owner, job):
    imports.start_import(actor=owner, job=job, now=NOW)
    imports.run_pending(clock=lambda: NOW, budget=timedelta(seconds=100))
    job.refresh_from_db()


def test_the_row_of_an_import_is_emptied_and_the_import_can_still_be_undone(owner):
    job = upload(owner)
    run(owner, job)
    person = Contact.objects.get(given_name=GIVEN)

    erase_person(actor=owner, contact=person, now=NOW)

    assert {trace: tables_with(trace) for trace in (GIVEN, FAMILY, EMAIL)} == {GIVEN: [], FAMILY: [], EMAIL: []}
    assert ImportRow.objects.filter(job=job).count() == 2
    imports.undo_import(actor=owner, job=job, now=NOW)
    imports.run_pending(clock=lambda: NOW, budget=timedelta(seconds=100))
    assert not Contact.objects.exists()


def test_a_file_that_waits_and_has_them_in_it_is_thrown_away(owner, zbigniew):
    upload(owner)
    clean = imports.upload_people(actor=owner, filename="b.csv", chunks=[b"First name\nRuth\n"], now=NOW)

    erase_person(actor=owner, contact=zbigniew, now=NOW)

    assert list(ImportJob.objects.all()) == [clean]
    assert tables_with(FAMILY) == []


# The page ------------------------------------------------------------------------------------------------------------


def test_the_page_asks_first_and_get_changes_nothing(client, owner, zbigniew):
    response = client.get(reverse("workspace:erase", args=[zbigniew.pk]))

    assert response.status_code == 200
    assert "This can’t be undone." in response.content.decode()
    assert Contact.objects.filter(pk=zbigniew.pk).exists()


def test_erasing_twice_says_that_nobody_is_there(client, owner, zbigniew):
    url = reverse("workspace:erase", args=[zbigniew.pk])
    client.post(url)

    assert client.post(url).status_code == 404
    assert ErasedCount.objects.get().people == 1


def test_an_error_on_the_way_leaves_everything_as_it_was(owner, zbigniew, everything, monkeypatch):
    monkeypatch.setattr("apps.workspace.services.erasing._keep_counts", lambda *args, **given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        erase_person(actor=owner, contact=zbigniew, now=NOW)

    assert Contact.objects.filter(pk=zbigniew.pk).exists()
    assert not ErasedCount.objects.exists()
