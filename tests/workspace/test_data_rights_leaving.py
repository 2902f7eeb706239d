"""DAT-3: an account closes at once, and after a worker has been there no row points at the person any more."""

from datetime import timedelta
from itertools import chain, repeat

import pytest
from allauth.usersessions.models import UserSession
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.centers.access import Student, students_visible_to
from apps.centers.models import Disclosure, Invitation, Level, Membership, Role, RosterEntry, SharingGrant
from apps.centers.services import record_open
from apps.contacts.models import Contact
from apps.core.models import OwnedModel
from apps.followups.models import Reminder
from apps.interviews.feedlinks import feed_url
from apps.interviews.models import CalendarFeed
from apps.outreach import slotlinks
from apps.workspace.holdings import held_models, rows_about
from apps.workspace.models import AccountDeletion, RecordsRequest
from apps.workspace.services import copies, leaving
from apps.workspace.services.leaving import removing
from tests.factories.accounts import NOW, PASSWORD, UserFactory
from tests.factories.centers import CenterFactory, MembershipFactory, share
from tests.factories.contacts import ContactFactory
from tests.permissions.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "private_files")]
HOUR = timedelta(hours=1)
#: Where a deleted person's number may still stand: the tombstone.
ALLOWED = {"workspace_accountdeletion"}


@pytest.fixture
def world():
    world = World()
    RecordsRequest.objects.update(withdrawn_at=NOW)
    return world


def utc_now():
    return timezone.now()


def remove(**options):
    return leaving.remove_closed(clock=utc_now, budget=HOUR, **options)


def tables_with(text):
    """The tables of the whole database in which some row has `text` anywhere."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def looked_at(student, viewer):
    """A line of the log: `viewer` opened the page of `student`."""
    seen = next(s for s in Student.all_of(students_visible_to(viewer)) if s.user_id == student.pk)
    group = Disclosure.FieldGroup.PROGRESS
    return record_open(actor=viewer, student=seen, group=group, count=1, purpose="", now=NOW)


def test_dat_3_no_row_of_any_table_points_at_a_deleted_person(world, mailbox):
    person = world.owner
    looked_at(person, world.users["advisor"])
    assert len(tables_with(str(person.pk))) > 40

    leaving.close_account(actor=person, now=NOW)
    assert remove() == 1

    assert tables_with(str(person.pk)) - ALLOWED == set()
    assert tables_with(person.email) == set()
    for model, held in held_models():
        assert not rows_about(model, held, person, [person.email]).exists(), model._meta.label


def test_dat_3_the_log_stays_and_forgets_whom_it_is_about(world, mailbox):
    line = looked_at(world.owner, world.users["advisor"])
    grants = SharingGrant.objects.filter(owner=world.owner).count()

    leaving.close_account(actor=world.owner, now=NOW)
    remove()

    line.refresh_from_db()
    assert (line.owner_id, line.actor, line.center) == (None, world.users["advisor"], world.center)
    assert SharingGrant.objects.filter(owner=None).count() == grants + 1  # leaving the center was a decision too
    assert line.grant.owner_id is None


def test_dat_3_a_deleted_member_of_staff_stays_by_name_in_the_students_log(world, mailbox):
    advisor = world.users["advisor"]
    line = looked_at(world.owner, advisor)

    leaving.close_account(actor=advisor, now=NOW)
    remove()

    line.refresh_from_db()
    assert (line.actor, line.actor_name, line.owner) == (None, advisor.name, world.owner)
    assert tables_with(str(advisor.pk)) - ALLOWED == set()


def test_dat_3_a_centers_own_roster_stays_and_leads_to_nobody(mailbox):
    membership = MembershipFactory()
    person = membership.user
    entry = RosterEntry.objects.create(
        center=membership.center, external_id="A1", email=person.email, email_key=person.email,
        email_fold=person.email, given_name="Lena", membership=membership,
    )  # fmt: skip
    leaving.close_account(actor=person, now=NOW)
    remove()

    entry.refresh_from_db()
    assert entry.membership is None


def test_nothing_of_anybody_else_goes(world, mailbox):
    other = ContactFactory(owner=world.users["student"], given_name="Marcus")
    before = {u.pk for u in User.objects.all()}

    leaving.close_account(actor=world.owner, now=NOW)
    remove()

    assert before - {u.pk for u in User.objects.all()} == {world.owner.pk}
    assert Contact.objects.get() == other


def test_closing_ends_sessions_memberships_mail_and_links_at_once(world, mailbox, settings):
    browser = Client()
    browser.post(reverse("account_login"), {"login": world.owner.email, "password": PASSWORD})
    world.offer.has_link, world.offer.closed_at = True, None
    world.offer.save()
    link = slotlinks.slot_path(world.offer.pk, NOW)
    feed = feed_url(CalendarFeed.objects.get(owner=world.owner).pk).removeprefix(settings.SITE_URL)
    Reminder.objects.filter(owner=world.owner).update(status="pending", due_at=NOW - HOUR)

    leaving.close_account(actor=world.owner, now=NOW)

    assert Client().get(link).status_code == 410
    assert Client().get(feed).status_code == 404
    assert browser.get(reverse("workspace:data"))["Location"].startswith(reverse("account_login"))
    assert not UserSession.objects.filter(user=world.owner).exists()
    assert not Membership.objects.filter(user=world.owner, ended_at=None).exists()
    assert not Reminder.objects.filter(owner=world.owner, status="pending").exists()
    assert world.owner.pk not in {s.user_id for s in Student.all_of(students_visible_to(world.users["director"]))}


def test_a_worker_that_dies_leaves_what_the_next_one_finishes(mailbox, monkeypatch, clock):
    person = UserFactory()
    for _ in range(5):
        ContactFactory(owner=person)
    leaving.close_account(actor=person, now=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(removing, "_remove_account", lambda user: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            remove(batch=2)
    assert (Contact.objects.count(), User.objects.filter(pk=person.pk).exists()) == (0, True)

    assert remove() == 0  # the lease of the first still runs
    clock.shift(removing.LEASE + timedelta(seconds=1))
    assert remove() == 1

    deletion = AccountDeletion.objects.get()
    assert (deletion.attempts, deletion.finished_at) == (2, timezone.now())
    assert not User.objects.filter(pk=person.pk).exists()


def test_when_the_time_is_spent_the_next_sweep_goes_on(mailbox):
    person = UserFactory()
    for _ in range(3):
        ContactFactory(owner=person)
    leaving.close_account(actor=person, now=NOW)
    moments = chain([NOW] * 4, repeat(NOW + 2 * HOUR))

    assert leaving.remove_closed(clock=lambda: next(moments), budget=HOUR, batch=1) == 0
    assert User.objects.filter(pk=person.pk).exists()
    assert remove() == 1


def test_the_last_mail_goes_once(mailbox, clock):
    person = UserFactory()
    leaving.close_account(actor=person, now=NOW)
    remove()
    remove()

    assert mailbox.only(to=person.email).subject == "Your Acquaint account is closed"


def test_the_files_of_a_closed_account_go(mailbox, private_files):
    person = UserFactory()
    copies.ask_for_copy(actor=person, now=NOW)
    copies.make_waiting(clock=utc_now, budget=HOUR)
    assert len(list(private_files.rglob("*.zip"))) == 1

    leaving.close_account(actor=person, now=NOW)
    remove()

    assert list(private_files.rglob("*.zip")) == []


def test_dat_3_a_restored_backup_deletes_again_and_writes_to_nobody(mailbox):
    person = UserFactory()
    saved = {"pk": person.pk, "email": person.email, "given_name": "Lena", "password": "x"}
    leaving.close_account(actor=person, now=NOW)
    remove()
    AccountDeletion.objects.all().delete()
    User.objects.create(**saved)
    mailbox.clear()

    assert leaving.delete_again(now=NOW) == 1
    assert remove() == 1
    assert leaving.delete_again(now=NOW) == 0

    assert not User.objects.filter(pk=person.pk).exists()
    assert mailbox.all() == []
    assert storages["private"].listdir("closed")[1] == [person.pk.hex]


def test_the_last_director_settles_that_first():
    director = MembershipFactory(role=Role.DIRECTOR, center=CenterFactory(name="Bramley"))

    with pytest.raises(leaving.CannotClose, match="only director of Bramley"):
        leaving.close_account(actor=director.user, now=NOW)

    director.user.refresh_from_db()
    assert director.user.is_active is True


def test_dat_2_an_account_stays_while_a_center_prepares_its_records():
    student = MembershipFactory()
    RecordsRequest.objects.create(center=student.center, student=student.user, due_at=NOW)

    with pytest.raises(leaving.CannotClose, match="preparing its records"):
        leaving.close_account(actor=student.user, now=NOW)


def test_an_invitation_to_a_deleted_person_goes(mailbox):
    director = MembershipFactory(role=Role.DIRECTOR)
    person = UserFactory()
    Invitation.objects.create(
        center=director.center, role="student", invited_by=director, expires_at=NOW, email=person.email, token_hash="a"
    )
    leaving.close_account(actor=person, now=NOW)
    remove()

    assert Invitation.objects.count() == 0


@pytest.fixture
def signed_in(client):
    person = UserFactory(email="lena@aldermere.example")
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return person


def test_dat_3_the_page_says_what_goes_and_what_stays_at_the_center(client, signed_in, advisor, center):
    ContactFactory(owner=signed_in)
    student = MembershipFactory(center=center, user=signed_in)
    share(student, Level.PROGRESS)
    center.open_caseload = True
    center.save()
    looked_at(signed_in, advisor.user)

    page = client.get(reverse("workspace:data_delete")).content.decode()

    assert "1 person" in page
    assert "Aldermere University: 1 line of its log of who looked" in page
    assert "Aldermere University: 1 sharing decision<" in page


def test_the_page_closes_the_account_for_whoever_types_the_address(client, signed_in):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    wrong = client.post(reverse("workspace:data_delete"), {"email": "lena@other.example"})
    still = User.objects.filter(pk=signed_in.pk, is_active=True).exists()
    right = client.post(reverse("workspace:data_delete"), {"email": "Lena@Aldermere.example"})

    assert (wrong.status_code, still) == (422, True)
    assert right["Location"] == reverse("workspace:data_closed")
    assert not User.objects.filter(pk=signed_in.pk, is_active=True).exists()
    assert AccountDeletion.objects.get().account_id == signed_in.pk


def test_ses_2_the_page_asks_who_is_there(client):
    person = UserFactory()
    client.force_login(person)

    asked = client.post(reverse("workspace:data_delete"), {"email": person.email})

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=person.pk).is_active is True


def test_nobody_signs_in_to_a_closed_account(client, signed_in):
    leaving.close_account(actor=signed_in, now=NOW)

    client.post(reverse("account_login"), {"login": signed_in.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_every_owned_model_is_reached_by_the_removal():
    owned = {model for model, held in held_models() if issubclass(model, OwnedModel) and not held.stays}

    assert owned <= set(removing.children_first([model for model, _ in held_models()]))
