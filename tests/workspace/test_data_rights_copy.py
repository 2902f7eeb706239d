"""DAT-1: a person gets everything that is held about them, and nobody else gets it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import MailPause, User
from apps.centers.models import Invitation, Level
from apps.contacts.models import Contact
from apps.contacts.services import save_private_note
from apps.core.models import OwnedModel
from apps.interviews.models import Interview, ThankYou
from apps.outreach.models import Message, Outreach
from apps.workspace.copylinks import copy_path
from apps.workspace.holdings import held_models, rows_about
from apps.workspace.models import DataCopy
from apps.workspace.services import copies
from apps.workspace.services.copies import making
from tests.factories.accounts import NOW, PASSWORD, UserFactory
from tests.factories.centers import MembershipFactory, share
from tests.factories.contacts import ContactFactory
from tests.permissions.world import World
from tests.responses import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "private_files")]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


def utc_now():
    return timezone.now()


def make_copies():
    return copies.make_waiting(clock=utc_now, budget=HOUR)


def copy_of(user, **where):
    copies.ask_for_copy(actor=user, now=utc_now(), **where)
    make_copies()
    return DataCopy.objects.filter(owner=user).latest("created_at", "id")


def archive_of(copy):
    with copies.open_copy(copy) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def rows_in(archive, label):
    return json.loads(archive.read(f"data/{label.lower()}.json"))


def confirm_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_dat_1_the_copy_holds_every_row_of_every_kind():
    world = World()
    world_copies = DataCopy.objects.filter(owner=world.owner)
    assert world_copies.count() == 1
    archive = archive_of(copy_of(world.owner))
    kinds = [model for model, _ in held_models() if issubclass(model, OwnedModel)]

    for model, held in held_models():
        held_ids = {
            str(pk) for pk in rows_about(model, held, world.owner, [world.owner.email]).values_list("pk", flat=True)
        }
        given = rows_in(archive, model._meta.label)

        if "id" not in held.withheld:
            assert {str(row[model._meta.pk.attname]) for row in given} == held_ids, model._meta.label
        assert len(given) == len(held_ids)
    assert len([m for m in kinds if rows_in(archive, m._meta.label)]) > 30  # the world has one of nearly every kind


def test_dat_1_the_copy_holds_nothing_of_anybody_else(owner):
    ContactFactory(owner=owner, given_name="Priya")
    ContactFactory(owner=UserFactory(), given_name="Zbigniew", email="zbig@kestrel.example")

    archive = archive_of(copy_of(owner))

    assert b"Zbigniew" not in b"".join(archive.read(name) for name in archive.namelist())


def test_dat_1_secrets_are_not_in_the_copy(owner):
    archive = archive_of(copy_of(owner))

    account = rows_in(archive, "accounts.user")[0]
    assert account["email"] == owner.email
    assert "password" not in account


def test_dat_1_people_come_as_table_and_cards_with_notes_and_those_in_the_archive(owner):
    here = ContactFactory(owner=owner, given_name="Priya", family_name="Raman")
    save_private_note(actor=owner, contact=here, body="Sings alto")
    archived = ContactFactory(owner=owner, given_name="Ines", family_name="Carvalho")
    Contact.objects.filter(pk=archived.pk).update(archived_at=NOW)

    archive = archive_of(copy_of(owner))

    table, cards = archive.read("people.csv").decode(), archive.read("people.vcf").decode()
    assert [name in table for name in ("Priya", "Ines", "Sings alto")] == [True, True, True]
    assert cards.count("BEGIN:VCARD") == 2


def test_dat_1_talks_come_for_a_calendar(owner):
    Interview.objects.create(
        owner=owner, contact=ContactFactory(owner=owner, given_name="Priya"), starts_at=NOW + DAY, minutes=25
    )

    archive = archive_of(copy_of(owner))

    assert archive.read("talks.ics").count(b"BEGIN:VEVENT") == 1


def test_sent_letters_come_as_text_and_drafts_do_not(owner):
    contact = ContactFactory(owner=owner, given_name="Priya", family_name="Raman")
    ask = Outreach.objects.create(owner=owner, contact=contact)
    Message.objects.create(owner=owner, outreach=ask, step=1, subject="A question", body="Dear Priya", sent_at=NOW)
    Message.objects.create(owner=owner, outreach=ask, step=2, body="Not yet")
    talk = Interview.objects.create(owner=owner, contact=contact, starts_at=NOW, minutes=25)
    ThankYou.objects.create(owner=owner, interview=talk, body="Thank you", sent_at=NOW)

    archive = archive_of(copy_of(owner))

    letters = sorted(name for name in archive.namelist() if name.startswith("letters/"))
    assert letters == [
        "letters/00001-2026-10-20-message-priya-raman.txt",
        "letters/00002-2026-10-20-thank-you-priya-raman.txt",
    ]
    assert archive.read(letters[0]).decode() == (
        "To: Priya Raman\nSent: 2026-10-20 11:28 (America/Chicago)\nSubject: A question\n\nDear Priya\n"
    )


def test_the_readme_names_every_file_of_rows(owner):
    archive = archive_of(copy_of(owner))

    readme = archive.read("README.txt").decode()
    files = [name for name in archive.namelist() if name.startswith("data/")]
    assert [name for name in files if name not in readme] == []
    assert owner.email in readme


def test_an_invitation_to_an_address_that_is_not_proved_is_not_in_the_copy(owner):
    director = MembershipFactory(role="director")
    fields = {"center": director.center, "role": "student", "invited_by": director, "expires_at": NOW + DAY}
    Invitation.objects.create(email=owner.email.upper(), token_hash="a", **fields)
    Invitation.objects.create(email="other@aldermere.example", token_hash="b", **fields)
    EmailAddress.objects.create(user=owner, email="other@aldermere.example", verified=False)

    given = rows_in(archive_of(copy_of(owner)), "centers.invitation")

    assert [row["email"] for row in given] == [owner.email.upper()]
    assert "token_hash" not in given[0]


def test_rows_about_a_center_say_which_by_name(owner):
    membership = MembershipFactory(user=owner)
    share(membership, Level.PROGRESS)

    archive = archive_of(copy_of(owner))

    assert rows_in(archive, "centers.sharinggrant")[0]["center"] == membership.center.name


def test_asking_twice_makes_one_copy(owner):
    assert copies.ask_for_copy(actor=owner, now=NOW) is not None
    assert copies.ask_for_copy(actor=owner, now=NOW) is None

    assert DataCopy.objects.count() == 1


def test_a_copy_whose_worker_died_is_made_by_the_next(owner, clock, private_files):
    copies.ask_for_copy(actor=owner, now=NOW)
    DataCopy.objects.update(status="running", attempts=1, file="copies/half.zip", claimed_until=NOW + HOUR)
    storages["private"].save("copies/half.zip", io.BytesIO(b"half"))

    assert make_copies() == 0
    clock.shift(2 * HOUR)
    assert make_copies() == 1

    copy = DataCopy.objects.get()
    assert (copy.status, copy.attempts, copy.done) == ("ready", 2, copy.total)
    assert [path.name for path in private_files.rglob("*.zip")] == [copy.file.removeprefix("copies/")]


def test_a_copy_that_kills_its_workers_is_given_up(owner):
    copies.ask_for_copy(actor=owner, now=NOW)
    DataCopy.objects.update(attempts=making.MAX_ATTEMPTS)

    make_copies()

    assert DataCopy.objects.get().status == "failed"


def test_a_copy_made_while_the_account_closes_is_thrown_away(owner, private_files):
    copies.ask_for_copy(actor=owner, now=NOW)
    User.objects.update(is_active=False)

    make_copies()

    assert list(private_files.rglob("*.zip")) == []


def test_dat_1_after_24_hours_the_file_is_gone(owner, client, clock, private_files):
    copy = copy_of(owner)
    confirm_password(client)
    clock.shift(timedelta(hours=23, minutes=59))
    assert copies.forget_copies(now=utc_now()) == 0

    clock.shift(timedelta(minutes=2))
    client.force_login(owner)

    assert client.get(copy_path(copy.pk)).status_code == 404  # even before the file is deleted
    assert copies.forget_copies(now=utc_now()) == 1
    assert list(private_files.rglob("*.zip")) == []
    assert DataCopy.objects.get().status == "gone"


def test_dat_1_the_download_asks_who_is_there_and_comes_to_its_owner(owner, client):
    path = copy_path(copy_of(owner).pk)

    asked = client.get(path)
    confirm_password(client)
    given = client.get(path)

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert given["Content-Disposition"].startswith('attachment; filename="acquaint-everything-2026-10-20.zip"')
    assert given["Cache-Control"] == "private, no-store"
    assert zipfile.ZipFile(io.BytesIO(b"".join(given.streaming_content))).testzip() is None


def test_dat_1_the_link_is_of_no_use_to_anybody_else(owner, client):
    path = copy_path(copy_of(owner).pk)
    client.force_login(UserFactory())
    confirm_password(client)

    assert client.get(path).status_code == 404
    assert client.get(path[:-3] + "xx/").status_code == 404


def test_ses_2_a_copy_is_only_made_for_whoever_has_just_shown_who_they_are(owner, client):
    asked = client.post(reverse("workspace:data_copy"))
    before = DataCopy.objects.count()
    confirm_password(client)
    client.post(reverse("workspace:data_copy"))

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert (before, DataCopy.objects.filter(owner=owner).count()) == (0, 1)


def test_the_page_shows_how_far_it_is_and_then_the_link(owner, client):
    copies.ask_for_copy(actor=owner, now=NOW)
    DataCopy.objects.update(status="running", done=5, total=20)
    running = text_of(client.get(reverse("workspace:data")))
    DataCopy.objects.update(status="queued", done=0)
    make_copies()
    ready = text_of(client.get(reverse("workspace:data")))

    assert "5 of 20" in running
    assert copy_path(DataCopy.objects.get().pk) in ready


def test_the_mail_goes_once_and_names_no_file(owner, mailbox):
    copy = copy_of(owner)

    assert [copies.tell_ready(now=NOW), copies.tell_ready(now=NOW)] == [1, 0]

    mail = mailbox.only(to=owner.email)
    assert mail.subject == "Your copy from Acquaint is ready"
    assert copy_path(copy.pk) not in str(mail)


def test_no_mail_goes_to_an_address_from_which_mail_came_back(owner, mailbox):
    MailPause.objects.create(user=owner, address=owner.email, words="550 unknown")
    copy_of(owner)

    assert copies.tell_ready(now=NOW) == 0


def test_a_mail_that_no_server_takes_is_owed_still(owner, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    copy_of(owner)

    assert copies.tell_ready(now=NOW) == 0
    assert DataCopy.objects.get().told_at is None


def test_the_private_storage_is_served_by_no_address(settings):
    location = settings.STORAGES["private"]["OPTIONS"]["location"]

    assert not location.startswith(str(settings.STATIC_ROOT))
    assert not settings.MEDIA_URL.strip("/")
