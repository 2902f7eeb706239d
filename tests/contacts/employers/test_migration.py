"""Employers that were there before the stricter key: each is found again, and none is lost."""

from importlib import import_module

import pytest
from django.apps import apps

from apps.contacts import names
from apps.contacts.models import Employer, ImportJob, ImportRow
from apps.contacts.services import find_or_create_employer
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
rekey_employers = import_module("apps.contacts.migrations.0010_employer_keys").rekey_employers


@pytest.fixture
def lena():
    return UserFactory()


def before(owner, *said):
    """Rows as they stood: one for each spelling that differed in more than case."""
    for name in said:
        Employer.objects.create(owner=owner, name=name, name_key=names.fold(name)[:200])


def keys(owner):
    return dict(Employer.objects.filter(owner=owner).values_list("name", "name_key"))


def test_each_employer_gets_the_stricter_key(lena):
    before(lena, "Corvane Health, Inc.", "The Zoë Company", "St. Brannoc’s & Sons", "Tidewell", "???")

    rekey_employers(apps, None)

    assert keys(lena) == {
        "Corvane Health, Inc.": "corvane health",
        "The Zoë Company": "zoe",
        "St. Brannoc’s & Sons": "st brannocs and sons",
        "Tidewell": "tidewell",
        "???": "???",
    }


def test_of_two_that_would_be_one_both_stay_and_each_is_found_by_its_own_name(lena):
    before(lena, "Acme, Inc.", "Acme Inc", "Acme", "ACME LLC")

    rekey_employers(apps, None)

    assert keys(lena) == {"Acme, Inc.": "acme, inc.", "Acme Inc": "acme inc", "Acme": "acme", "ACME LLC": "acme llc"}
    for name in ("Acme, Inc.", "acme inc", "Acme", "Acme LLC"):
        assert find_or_create_employer(actor=lena, name=name).name.casefold() == name.casefold()
    assert find_or_create_employer(actor=lena, name="Acme Ltd").name == "Acme"


def test_the_one_that_came_first_gets_the_key_when_nobody_has_it(lena):
    before(lena, "Acme, Inc.", "Acme LLC")

    rekey_employers(apps, None)

    assert keys(lena) == {"Acme, Inc.": "acme", "Acme LLC": "acme llc"}


def test_owners_are_told_apart_and_a_second_time_changes_nothing(lena):
    other = UserFactory()
    before(lena, "Acme, Inc.")
    before(other, "The Acme")

    rekey_employers(apps, None)
    first = [*Employer.objects.order_by("pk").values()]
    rekey_employers(apps, None)

    assert keys(lena) == {"Acme, Inc.": "acme"}
    assert keys(other) == {"The Acme": "acme"}
    assert [*Employer.objects.order_by("pk").values()] == first


def test_an_import_that_is_planned_finds_its_employers_by_the_new_keys(lena):
    before(lena, "Acme", "Acme Inc", "Tidewell, Inc.")
    job = ImportJob.objects.create(owner=lena, filename="x.csv", format="csv", status="check")
    done = ImportJob.objects.create(owner=lena, filename="y.csv", format="csv", status="done")
    for line, (of, name) in enumerate([(job, "Tidewell, Inc."), (job, "Acme Inc"), (done, "Tidewell, Inc.")], 2):
        ImportRow.objects.create(
            owner=lena, job=of, line=line, values={"employer": name}, employer_key=names.fold(name), action="add",
            finding="new",
        )  # fmt: skip

    rekey_employers(apps, None)

    assert [*ImportRow.objects.order_by("line").values_list("employer_key", flat=True)] == [
        "tidewell", "acme inc", "tidewell, inc.",
    ]  # fmt: skip
