"""An import knows the owner's other names for an employer, and what was merged."""

import pytest

from apps.contacts.models import Contact, Employer, ImportRow
from apps.contacts.services import imports
from apps.contacts.services.employernames import add_alias, find_or_create_employer
from apps.contacts.services.employers.merging import merge_employers
from apps.contacts.services.imports import claims
from tests.contacts.imports.test_services import import_all, upload
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
HEAD = b"First Name,Last Name,Email Address,Company,Position\n"


@pytest.fixture
def lena():
    return UserFactory()


def employer(lena, name, *aliases):
    found = find_or_create_employer(actor=lena, name=name)
    for alias in aliases:
        add_alias(actor=lena, employer=found, name=alias, now=NOW)
    return found


def test_a_file_finds_the_employer_by_its_alias_and_by_another_spelling(lena):
    microsoft = employer(lena, "Microsoft", "MSFT")

    import_all(lena, HEAD + b"Ana,Ruiz,ana@x.example,MSFT,Nurse\nBo,Li,bo@x.example,The Microsoft Corporation,Clerk\n")

    assert {p.employer for p in Contact.objects.all()} == {microsoft}
    assert Employer.objects.count() == 1


def test_another_name_of_the_same_employer_is_no_job_change(lena):
    employer(lena, "Microsoft", "MSFT")
    ContactFactory(
        owner=lena, given_name="Ana", family_name="Ruiz", email="ana@x.example", employer="Microsoft", title="Nurse"
    )

    job = upload(lena, HEAD + b"Ana,Ruiz,ana@x.example,MSFT,Nurse\n")

    assert [(r.finding, r.action) for r in job.rows.all()] == [("unchanged", "skip")]


def test_the_same_name_at_an_alias_is_likely_the_same_person(lena):
    employer(lena, "Microsoft", "MSFT")
    ana = ContactFactory(owner=lena, given_name="Ana", family_name="Ruiz", email="", employer="Microsoft")
    ContactFactory(owner=lena, given_name="Anabel", family_name="Ruiz", email="", employer="Tidewell")

    job = upload(lena, HEAD + b"Ana,Ruiz,,MSFT,Head\n")

    assert [(r.finding, r.match_id) for r in job.rows.all()] == [("likely", ana.pk)]


def test_an_alias_that_was_made_after_the_plan_counts_when_the_rows_are_added(lena):
    microsoft = employer(lena, "Microsoft")
    job = upload(lena, HEAD + b"Ana,Ruiz,ana@x.example,MSFT,Nurse\n")
    add_alias(actor=lena, employer=microsoft, name="MSFT", now=NOW)

    imports.start_import(actor=lena, job=job, now=NOW)
    claims.run_batch(claims.claim_job(now=NOW), now=NOW)

    assert Contact.objects.get().employer == microsoft
    assert Employer.objects.count() == 1


def test_two_employers_that_are_kept_apart_are_told_by_the_exact_name(lena):
    acme = employer(lena, "Acme")
    other = Employer.objects.create(owner=lena, name="Acme Inc", name_key="acme inc")

    import_all(lena, HEAD + b"Ana,Ruiz,a@x.example,Acme Inc,Nurse\nBo,Li,b@x.example,Acme,Clerk\n")

    assert {p.given_name: p.employer for p in Contact.objects.all()} == {"Ana": other, "Bo": acme}


def test_an_import_is_undone_also_when_its_employer_was_merged_since(lena):
    job = import_all(lena, HEAD + b"Ana,Ruiz,ana@x.example,MSFT,Nurse\n")
    merge_employers(actor=lena, kept=employer(lena, "Microsoft"), dropped=employer(lena, "MSFT"), now=NOW)

    imports.undo_import(actor=lena, job=job, now=NOW)
    claims.run_batch(claims.claim_job(now=NOW), now=NOW)

    assert not Contact.objects.exists()
    assert set(job.rows.values_list("outcome", flat=True)) == {ImportRow.Outcome.UNDONE}


def test_undoing_leaves_an_employer_that_the_owner_would_like_to_work_for(lena):
    job = import_all(lena, HEAD + b"Ana,Ruiz,ana@x.example,Corvane,Nurse\nBo,Li,bo@x.example,Tidewell,Clerk\n")
    Employer.objects.filter(name="Corvane").update(wished_at=NOW)

    imports.undo_import(actor=lena, job=job, now=NOW)
    claims.run_batch(claims.claim_job(now=NOW), now=NOW)

    assert list(Employer.objects.values_list("name", flat=True)) == ["Corvane"]
