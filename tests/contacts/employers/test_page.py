"""The page of one employer: people, talks, and what is changed in place."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, Employer, EmployerAlias
from apps.contacts.services import find_or_create_employer, set_stage
from apps.contacts.services.employernames import add_alias
from apps.contacts.services.employers.merging import merge_employers
from tests.contacts.counting import literal_queries
from tests.contacts.employers.test_list import HTMX, talk, url
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _story():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


def called(lena, name):
    return find_or_create_employer(actor=lena, name=name)


def page(client, employer):
    return client.get(url("employer", employer.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_many_work_there(client, lena, count):
    for n in range(count):
        introducer = ContactFactory(owner=lena, given_name=f"Ruth{n}", employer="Elsewhere")
        talk(ContactFactory(owner=lena, given_name=f"Ana{n}", employer="Corvane", introducer=introducer))
        add_alias(actor=lena, employer=called(lena, "Corvane"), name=f"CVH {n}x", now=NOW)
        merge_employers(actor=lena, kept=called(lena, "Corvane"), dropped=called(lena, f"Dropped {n}y"), now=NOW)

    employer = called(lena, "Corvane")

    # session, user, employer, people, in line, talks, row, counts, who speaks, other names, merges, names to choose,
    # and the navigation's numbers and center
    with literal_queries(14):
        response = page(client, employer)

    assert len(response.context["people"]) == count


def test_it_shows_who_is_there_who_is_next_and_the_talks(client, lena):
    talk(ContactFactory(owner=lena, given_name="Ana", family_name="Ruiz", employer="Corvane"))
    set_stage(actor=lena, contact=Contact.objects.get(), stage="talked")
    ContactFactory(owner=lena, given_name="Bo", family_name="Li", employer="Corvane")
    ContactFactory(owner=lena, given_name="May", family_name="Li", employer="Corvane", circle="family")
    ContactFactory(owner=lena, given_name="Else", family_name="Where", employer="Tidewell")

    context = page(client, called(lena, "Corvane")).context

    assert [p.name for p in context["people"]] == ["Ana Ruiz", "May Li", "Bo Li"]
    assert [p.name for p in context["line"]] == ["May Li", "Bo Li"]
    assert [(t.person, t.is_held) for t in context["talks"]] == [("Ana Ruiz", True)]


def test_adding_a_person_here_fills_in_the_employer(client, lena):
    response = page(client, called(lena, "Müller & Söhne"))

    form = client.get(response.context["add_url"]).context["form"]

    assert form["employer"].value() == "Müller & Söhne"


def test_the_person_page_leads_to_the_employer(client, lena):
    person = ContactFactory(owner=lena, employer="Corvane")

    response = client.get(reverse("workspace:person", args=[person.pk]))

    assert f'href="{url("employer", person.employer_id)}"' in response.content.decode()


def test_details_are_changed_in_place(client, lena):
    employer = called(lena, "Corvane")
    data = {
        "name": "Corvane Health",
        "website": "corvane.example",
        "industry": "Health",
        "sector": "nonprofit",
        "size": "large",
    }

    response = client.post(url("employer_edit", employer.pk), data, headers=HTMX)

    employer.refresh_from_db()
    assert (employer.name, employer.website) == ("Corvane Health", "https://corvane.example")
    assert (employer.industry, employer.sector, employer.size) == ("Health", "nonprofit", "large")
    assert 'id="employer-title" hx-swap-oob="true"' in response.content.decode()


def test_a_name_that_means_another_employer_is_told_under_the_field_with_the_way_to_make_them_one(client, lena):
    employer, other = called(lena, "Corvane"), called(lena, "Tidewell")

    response = client.post(url("employer_edit", employer.pk), {"name": "Tidewell Ltd", "industry": "Health"})

    html = response.content.decode()
    assert response.status_code == 422
    assert "That name means Tidewell already." in html
    assert f"{url('employer_same', employer.pk)}?other={other.pk}" in html
    assert 'value="Tidewell Ltd"' in html
    assert '<h1 class="aq-title">Corvane</h1>' in html
    employer.refresh_from_db()
    assert (employer.name, employer.industry) == ("Corvane", "")


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"name": "Corvane", "website": "javascript:alert(1)"},
        {"name": "Corvane", "sector": "mafia"},
        {"name": "Corvane", "size": "9"},
    ],
)
def test_details_that_make_no_sense_are_told_and_change_nothing(client, lena, data):
    employer = called(lena, "Corvane")

    response = client.post(url("employer_edit", employer.pk), data)

    assert response.status_code == 422
    assert Employer.objects.filter(name="Corvane", website="", sector="", size="").exists()


def test_notes_are_kept_as_written(client, lena):
    employer = called(lena, "Corvane")

    client.post(url("employer_notes", employer.pk), {"notes": "Asks for a portfolio\n<b>soon</b>"})

    employer.refresh_from_db()
    assert employer.notes == "Asks for a portfolio\n<b>soon</b>"
    assert "&lt;b&gt;soon&lt;/b&gt;" in page(client, employer).content.decode()
    long = client.post(url("employer_notes", employer.pk), {"notes": "x" * 8_001})
    assert long.status_code == 422


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None)])
def test_advocacy_can_be_overruled_and_given_back(client, lena, said, kept):
    employer = called(lena, "Corvane")

    response = client.post(url("employer_advocacy", employer.pk), {"said": said}, headers=HTMX)

    employer.refresh_from_db()
    assert employer.advocate_said is kept
    assert 'id="employer-wish"' in response.content.decode()


def test_a_posting_has_a_link_and_the_day_one_looked(client, lena):
    employer = called(lena, "Corvane")

    client.post(url("employer_posting", employer.pk), {"posting": "yes", "posting_url": "corvane.example/jobs/1"})

    employer.refresh_from_db()
    assert (employer.posting_url, employer.posting_on) == ("https://corvane.example/jobs/1", date(2026, 10, 20))
    client.post(url("employer_posting", employer.pk), {"posting": "no", "posting_on": "2026-10-01"})
    employer.refresh_from_db()
    assert (employer.posting, employer.posting_url, employer.posting_on) == ("no", "", date(2026, 10, 1))
    client.post(url("employer_posting", employer.pk), {"posting": "", "posting_on": "2026-10-01"})
    employer.refresh_from_db()
    assert (employer.posting, employer.posting_on) == ("", None)


@pytest.mark.parametrize(
    "data",
    [
        {"posting": "maybe"},
        {"posting": "yes", "posting_on": "2026-10-21"},  # tomorrow
        {"posting": "yes", "posting_on": "0001-01-01"},
        {"posting": "yes", "posting_url": "javascript:alert(1)"},
    ],
)
def test_a_posting_that_makes_no_sense_is_told_and_changes_nothing(client, lena, data):
    employer = called(lena, "Corvane")

    response = client.post(url("employer_posting", employer.pk), data, headers=HTMX)

    employer.refresh_from_db()
    assert (response.status_code, employer.posting, employer.posting_on) == (422, "", None)


def test_another_name_is_added_refused_and_removed_on_the_page(client, lena):
    employer, other = called(lena, "Corvane"), called(lena, "Tidewell")

    client.post(url("employer_alias", employer.pk), {"name": "CVH"})
    refused = client.post(url("employer_alias", employer.pk), {"name": "Tidewell"}, headers=HTMX)
    empty = client.post(url("employer_alias", employer.pk), {"name": " "}, headers=HTMX)

    assert (refused.status_code, empty.status_code) == (422, 422)
    assert f"?other={other.pk}" in refused.content.decode()
    alias = EmployerAlias.objects.get()
    assert (alias.name, alias.employer) == ("CVH", employer)
    client.post(url("employer_alias_remove", alias.pk))
    assert not EmployerAlias.objects.exists()


def test_two_employers_become_one_by_the_name_that_stays_and_two_again(client, lena):
    ContactFactory(owner=lena, employer="CVH")
    cvh, corvane = called(lena, "CVH"), called(lena, "Corvane")

    shown = client.get(url("employer_same", cvh.pk), {"name": "corvane inc."})
    assert shown.context["kept"] == cvh  # more people
    done = client.post(url("employer_same", cvh.pk), {"other": corvane.pk, "keep": corvane.pk})

    assert done["Location"] == url("employer", corvane.pk)
    assert Contact.objects.get().employer == corvane
    (merge,) = page(client, corvane).context["merges"]
    assert merge.name == "CVH"
    assert merge.until == NOW + timedelta(days=30) - timedelta(minutes=1)
    undone = client.post(url("employer_unmerge", merge.id))
    assert undone["Location"] == url("employer", cvh.pk)
    assert Contact.objects.get().employer_id == cvh.pk


@pytest.mark.parametrize("name", ["Nobody knows it", "Corvane", ""])
def test_an_employer_that_is_not_there_or_the_same_is_told(client, lena, name):
    employer = called(lena, "Corvane")

    response = client.get(url("employer_same", employer.pk), {"name": name})

    assert response.status_code == 422
    assert 'id="same-error"' in response.content.decode()


def test_an_employer_of_somebody_else_is_not_offered_for_merging(client, lena):
    employer, theirs = called(lena, "Corvane"), called(UserFactory(), "Tidewell")

    response = client.post(url("employer_same", employer.pk), {"other": theirs.pk})

    assert response.status_code == 422
    assert Employer.objects.count() == 2


def test_an_employer_where_nobody_works_can_be_deleted(client, lena):
    ContactFactory(owner=lena, employer="Corvane")
    tidewell = called(lena, "Tidewell")

    assert client.post(url("employer_delete", called(lena, "Corvane").pk))["Location"].endswith("/")
    client.post(url("employer_delete", tidewell.pk))

    assert [e.name for e in Employer.objects.all()] == ["Corvane"]


def test_the_people_list_of_an_employer_leads_to_its_page(client, lena):
    employer = ContactFactory(owner=lena, employer="Corvane").employer

    html = client.get(reverse("contacts:list"), {"employer": employer.pk}).content.decode()

    assert f'href="{url("employer", employer.pk)}">Open this employer</a>' in html
