"""What a name means: spellings, aliases, renaming."""

import pytest
from django.urls import reverse

from apps.contacts.errors import TakenEmployerName
from apps.contacts.models import Contact, Employer, EmployerAlias
from apps.contacts.services import find_or_create_employer, offer_referral, update_contact
from apps.contacts.services.employernames import add_alias, remove_alias
from apps.contacts.services.employers.describing import delete_employer, update_employer
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena():
    return UserFactory()


def called(lena, name):
    return find_or_create_employer(actor=lena, name=name)


def test_spellings_of_one_name_are_one_employer_under_the_first(lena):
    names = ["Corvane Health, Inc.", "CORVANE HEALTH", "The Corvane Health LLC", "Corvane-Health"]

    assert {called(lena, name).name for name in names} == {"Corvane Health, Inc."}
    assert called(lena, "  ") is None
    assert called(UserFactory(), "Corvane Health").owner != lena


def test_an_alias_means_its_employer_wherever_a_name_is_typed(client, lena):
    microsoft = called(lena, "Microsoft")
    add_alias(actor=lena, employer=microsoft, name="MSFT", now=NOW)
    client.force_login(lena)

    client.post(reverse("contacts:quick_add"), {"line": "Ana Ruiz, nurse at msft"})
    client.post(
        reverse("contacts:add"), {"given_name": "Bo", "employer": "Msft Inc.", "circle": "cold", "role": "both"}
    )
    edited = update_contact(
        actor=lena, contact=ContactFactory(owner=lena, employer="Tidewell"), now=NOW, employer="MSFT"
    )

    assert [p.employer for p in Contact.objects.all()] == [microsoft] * 3
    assert edited.search_text.count("microsoft") == 1


def test_a_referral_to_a_known_person_is_known_by_the_alias_of_their_employer(lena):
    add_alias(actor=lena, employer=called(lena, "Microsoft"), name="MSFT", now=NOW)
    ana = ContactFactory(owner=lena, given_name="Ana", family_name="Ruiz", employer="Microsoft")
    introducer = ContactFactory(owner=lena)

    referral = offer_referral(
        actor=lena, introducer=introducer, now=NOW, given_name="Ana", family_name="Ruiz", employer="MSFT"
    )

    assert referral.contact == ana


def test_an_alias_that_means_another_employer_is_refused(lena):
    microsoft, tidewell = called(lena, "Microsoft"), called(lena, "Tidewell")
    add_alias(actor=lena, employer=tidewell, name="TDW", now=NOW)

    with pytest.raises(TakenEmployerName, match="means Tidewell already"):
        add_alias(actor=lena, employer=microsoft, name="Tidewell Ltd", now=NOW)
    with pytest.raises(TakenEmployerName):
        add_alias(actor=lena, employer=microsoft, name="tdw", now=NOW)

    assert EmployerAlias.objects.count() == 1


def test_an_alias_that_means_the_employer_already_is_not_kept_twice(lena):
    microsoft = called(lena, "Microsoft")

    assert add_alias(actor=lena, employer=microsoft, name="Microsoft Corp.", now=NOW) is None
    assert add_alias(actor=lena, employer=microsoft, name="MSFT", now=NOW) is not None
    assert add_alias(actor=lena, employer=microsoft, name="msft", now=NOW) is None


def test_two_owners_may_mean_different_employers_by_one_name(lena):
    other = UserFactory()
    add_alias(actor=lena, employer=called(lena, "Microsoft"), name="MS", now=NOW)

    assert called(lena, "MS").name == "Microsoft"
    assert called(other, "MS").name == "MS"


def test_a_removed_alias_is_an_employer_of_its_own_again(lena):
    alias = add_alias(actor=lena, employer=called(lena, "Microsoft"), name="MSFT", now=NOW)

    assert remove_alias(actor=lena, alias=alias) is True
    assert remove_alias(actor=lena, alias=alias) is False
    assert called(lena, "MSFT").name == "MSFT"


def test_renaming_keeps_the_old_name_as_an_alias_and_the_search_follows(lena):
    person = ContactFactory(owner=lena, employer="Facebook")

    update_employer(actor=lena, employer=person.employer, now=NOW, name="Meta")

    person.refresh_from_db()
    assert "meta" in person.search_text
    assert "facebook" not in person.search_text
    assert called(lena, "Facebook") == called(lena, "Meta") == person.employer
    update_employer(actor=lena, employer=person.employer, now=NOW, name="Facebook")
    assert [a.name for a in EmployerAlias.objects.all()] == ["Meta"]


def test_renaming_to_another_spelling_leaves_no_alias(lena):
    employer = update_employer(actor=lena, employer=called(lena, "Corvane"), now=NOW, name="Corvane, Inc.")

    assert (employer.name, employer.name_key) == ("Corvane, Inc.", "corvane")
    assert not EmployerAlias.objects.exists()


def test_renaming_to_a_name_that_means_another_employer_is_refused_and_changes_nothing(lena):
    called(lena, "Tidewell")
    employer = called(lena, "Corvane")

    with pytest.raises(TakenEmployerName):
        update_employer(actor=lena, employer=employer, now=NOW, name="The Tidewell", industry="Health")

    assert set(Employer.objects.values_list("name", "industry")) == {("Tidewell", ""), ("Corvane", "")}


def test_of_two_that_are_kept_apart_each_is_found_by_its_exact_name(lena):
    acme = called(lena, "Acme")
    other = Employer.objects.create(owner=lena, name="Acme Inc", name_key="acme inc")

    assert called(lena, "acme inc") == other
    assert called(lena, "Acme") == called(lena, "Acme, Inc.") == acme
    update_employer(actor=lena, employer=other, now=NOW, industry="Tools")
    assert called(lena, "Acme Inc") == other


def test_an_employer_with_people_is_not_deleted(lena):
    person, nobody = ContactFactory(owner=lena, employer="Corvane"), called(lena, "Tidewell")

    assert delete_employer(actor=lena, employer=person.employer) is False
    assert delete_employer(actor=lena, employer=nobody) is True
    assert [e.name for e in Employer.objects.all()] == ["Corvane"]
