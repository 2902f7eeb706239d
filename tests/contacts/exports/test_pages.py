"""Exporting in the browser: whose people, which of them, and how often."""

import csv
import io

import pytest
from django.core.cache import cache
from django.urls import reverse

from apps.contacts.imports import columns
from apps.contacts.models import Contact, ImportJob, ImportRow, PrivateNote
from apps.contacts.selectors import PeopleQuery, people_to_export
from apps.contacts.services import archive_contact
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
PAGE, FILE = reverse("contacts:export"), reverse("contacts:export_file")


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    yield user
    cache.delete(f"limit:export:{user.pk}")


def body(response):
    return b"".join(response.streaming_content).decode()


def people_in(response):
    rows = csv.DictReader(io.StringIO(body(response).removeprefix("\ufeff"), newline=""))
    return [row["First name"] for row in rows]


def test_the_file_holds_the_owners_own_current_people_in_the_order_of_the_list(client, owner):
    for name in ("Cleo", "Ada", "Ben"):
        ContactFactory(owner=owner, given_name=name)
    archive_contact(actor=owner, contact=ContactFactory(owner=owner, given_name="Gone"), now=NOW)
    ContactFactory(given_name="Theirs")

    response = client.get(FILE, {"format": "csv", "sort": "name"})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="acquaint-people-')
    assert response["Cache-Control"] == "private, no-store"
    assert people_in(response) == ["Ada", "Ben", "Cleo"]


def test_the_filters_of_the_list_hold_for_the_file(client, owner):
    ward = ContactFactory(owner=owner, given_name="Ada", tags=["Ward"])
    archive_contact(actor=owner, contact=ContactFactory(owner=owner, given_name="Gone"), now=NOW)

    ContactFactory(owner=owner, given_name="Ben")

    assert people_in(client.get(FILE, {"format": "csv", "tag": ward.tags.get().pk})) == ["Ada"]
    assert people_in(client.get(FILE, {"format": "csv", "q": "ben"})) == ["Ben"]
    assert people_in(client.get(FILE, {"format": "csv", "view": "archived"})) == ["Gone"]


def test_an_address_that_asks_for_something_unknown_gives_the_page_and_not_more_people(client, owner):
    ContactFactory(owner=owner)

    for query in ({"format": "csv", "tag": "nonsense"}, {"format": "exe"}, {}):
        response = client.get(FILE, query)
        assert response.status_code == 422
        assert not response.streaming


def test_notes_go_along_only_when_chosen(client, owner):
    ContactFactory(owner=owner, note="Likes tea")

    for kind in ("csv", "vcard3", "vcard4"):
        assert "Likes tea" not in body(client.get(FILE, {"format": kind}))
        assert "Likes tea" in body(client.get(FILE, {"format": kind, "notes": "on"}))


@pytest.mark.parametrize("count", [1, 3])
def test_the_people_of_a_file_are_one_query(owner, count):
    for n in range(count):
        person = ContactFactory(owner=owner, tags=["a", f"b{n}"], note="x", introducer=None)
        Contact.objects.filter(pk=person.pk).update(introducer=ContactFactory(owner=owner))

    with literal_queries(1):
        found = list(people_to_export(owner, PeopleQuery(), with_notes=True))

    assert len(found) == count * 2


def test_the_eleventh_file_within_five_minutes_has_to_wait(client, owner):
    answers = [client.get(FILE, {"format": "csv"}).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]


def test_the_page_says_how_many_and_who(client, owner):
    ContactFactory(owner=owner, given_name="Ada", tags=["Ward"])
    ContactFactory(owner=owner, given_name="Ben")
    tag = Contact.objects.get(given_name="Ada").tags.get()

    response = client.get(PAGE, {"tag": tag.pk})

    assert (response.context["count"], response.context["words"]) == (1, "Tag: Ward")
    assert f'name="tag" value="{tag.pk}"' in response.content.decode()


def test_the_list_leads_to_the_export_of_what_it_shows(client, owner):
    response = client.get(reverse("contacts:list"), {"q": "ada"}, headers={"HX-Request": "true"})

    assert f'href="{PAGE}?q=ada" hx-swap-oob="true"' in response.content.decode()


def test_what_we_export_the_import_finds_on_the_list_already(client, owner):
    for n in range(5):
        ContactFactory(owner=owner, given_name=f"Ada{n}", email=f"ada{n}@x.example", tags=["Ward"], note="=1+1")
    ContactFactory(owner=owner, given_name="Bare", family_name="", employer="", title="")
    ContactFactory(owner=owner, given_name="=cmd|x", family_name="@SUM(1)", phone="+1 555 0100")
    upload = reverse("contacts:import_upload")

    for kind in ("csv", "vcard3", "vcard4"):
        data = io.BytesIO(body(client.get(FILE, {"format": kind, "notes": "on"})).encode())
        data.name = "people.csv" if kind == "csv" else "people.vcf"
        assert client.post(upload, {"file": data}).status_code in (302, 303)
        job = ImportJob.objects.filter(owner=owner).latest("created_at")

        assert set(job.rows.values_list("action", "asked")) == {(ImportRow.Action.SKIP, False)}, kind
        assert job.total == 7
    assert PrivateNote.objects.filter(owner=owner).count() == 5
    assert columns.field_of("Note") == "note"
