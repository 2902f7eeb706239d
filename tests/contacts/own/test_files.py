"""Own fields in files: what the export writes under their names, the import suggests and reads again."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Contact, ImportJob
from apps.contacts.selectors.own import own_fields
from apps.contacts.services import imports, update_contact
from apps.contacts.services.own import create_own_field
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
KINDS = {
    "Met at": ("text", "=the fair, hall 2"),
    "Years": ("number", "-3.5"),
    "Birthday": ("date", "1988-02-29"),
    "Speaks Dutch": ("yes_no", "yes"),
    "Thesis": ("choice", "Under way"),
    "Portfolio": ("link", "https://example.org/a?b=c"),
}


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def fields(lena):
    for name, (kind, _) in KINDS.items():
        choices = ["Finished", "Under way"] if kind == "choice" else []
        create_own_field(actor=lena, name=name, kind=kind, choices=choices, now=NOW)
    return own_fields(lena)


def values(fields):
    return {field.key: KINDS[field.name][1] for field in fields}


def exported(client):
    return b"".join(client.get(reverse("contacts:export_file"), {"format": "csv"}).streaming_content)


def upload(owner, data):
    return imports.upload_people(actor=owner, filename="people.csv", chunks=[data], now=NOW)


def run(owner, job):
    imports.start_import(actor=owner, job=job, now=NOW)
    imports.run_pending(clock=lambda: NOW, budget=timedelta(seconds=100))
    job.refresh_from_db()
    assert job.status == ImportJob.Status.DONE


def test_each_own_field_is_a_column_under_its_name(client, lena, fields):
    ContactFactory(owner=lena, own_values=values(fields))

    (row,) = csv.DictReader(io.StringIO(exported(client).decode("utf-8-sig"), newline=""))

    assert {name: row[name] for name in KINDS} == {
        "Met at": "'=the fair, hall 2", "Years": "'-3.5", "Birthday": "1988-02-29", "Speaks Dutch": "yes",
        "Thesis": "Under way", "Portfolio": "https://example.org/a?b=c",
    }  # fmt: skip


@pytest.mark.parametrize("is_chosen", [False, True], ids=["in the database", "row by row"])
def test_what_is_exported_comes_back_unchanged_and_can_be_undone(client, lena, fields, is_chosen):
    ContactFactory(owner=lena, given_name="Ana", own_values=values(fields))
    data = exported(client)
    Contact.objects.all().delete()

    job = upload(lena, data)
    assert {job.mapping[name] for name in KINDS} == {field.column for field in fields}
    job.rows.update(chosen=is_chosen)
    run(lena, job)

    assert Contact.objects.get().own_values == values(fields)

    assert imports.undo_import(actor=lena, job=job, now=NOW)
    imports.run_pending(clock=lambda: NOW, budget=timedelta(seconds=100))
    assert not Contact.objects.exists()


def test_undo_leaves_somebody_whose_own_value_changed_since(lena, fields):
    job = upload(lena, b"First name,Years\nAna,3\n")
    run(lena, job)
    ana = Contact.objects.get()
    update_contact(actor=lena, contact=ana, now=NOW, own_values={fields[1].key: "4"})

    imports.undo_import(actor=lena, job=job, now=NOW)
    imports.run_pending(clock=lambda: NOW, budget=timedelta(seconds=100))

    assert Contact.objects.get().own_values == {fields[1].key: "4"}


def test_a_cell_that_is_none_of_the_kind_is_left_out_and_said(lena, fields):
    job = upload(lena, b"First name,Years,Thesis\nAna,many,Finished\n")
    run(lena, job)

    assert Contact.objects.get().own_values == {fields[4].key: "Finished"}
    assert job.rows.get().reason == "Years: “many” is left out. Type a number, as in 12 or 3.5."


def test_a_column_can_be_given_to_an_own_field_by_hand(client, lena, fields):
    job = upload(lena, b"First name,Where\nAna,the fair\n")
    page = reverse("contacts:import_check", args=[job.pk])
    assert f'<option value="{fields[0].column}">Met at</option>' in client.get(page).content.decode()

    client.post(page, {"circle": "cold", "tag": "", "column-0": "given_name", "column-1": fields[0].column})
    job.refresh_from_db()
    run(lena, job)

    assert Contact.objects.get().own_values == {fields[0].key: "the fair"}


def test_somebody_elses_field_is_no_column(client, lena):
    theirs = create_own_field(actor=UserFactory(), name="Met at", kind="text", now=NOW)
    job = upload(lena, b"First name,Met at\nAna,the fair\n")

    response = client.post(
        reverse("contacts:import_check", args=[job.pk]), {"circle": "cold", "column-1": f"own:{theirs.pk}"}
    )

    job.refresh_from_db()
    assert response.status_code == 422
    assert job.mapping["Met at"] == ""
