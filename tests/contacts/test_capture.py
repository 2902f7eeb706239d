"""The short form: what it is filled with, whom it recognises, and that looking keeps nothing."""

import pytest
from django.urls import reverse

from apps.contacts.models import Contact, Employer
from apps.contacts.services import archive_contact
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
FORM, READ, TOOLS = (reverse(f"contacts:{name}") for name in ("capture", "capture_read", "capture_tools"))
PROFILE = {
    "url": "https://www.linkedin.com/in/ana-ruiz/?trk=x",
    "title": "Ana Ruiz - Senior Nurse - Elm Park Clinic | LinkedIn",
}
CARD = {"name": "Ana Ruiz", "circle": "community", "source": "card"}


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


def values(response):
    form = response.context["form"]
    return {
        name: form[name].value() for name in ("name", "title", "employer", "email", "phone", "profile_url", "source")
    }


# From a page ---------------------------------------------------------------------------------------------------------


def test_a_page_fills_the_form_and_keeps_nothing(client, owner):
    response = client.get(FORM, PROFILE | {"window": "1"})

    assert values(response) == {
        "name": "Ana Ruiz", "title": "Senior Nurse", "employer": "Elm Park Clinic", "email": "", "phone": "",
        "profile_url": "https://www.linkedin.com/in/ana-ruiz/", "source": "page",
    }  # fmt: skip
    assert not Contact.objects.exists()
    assert not Employer.objects.exists()


def test_the_small_window_has_no_navigation_and_says_when_it_is_done(client, owner):
    page = client.get(FORM, PROFILE | {"window": "1"}).content.decode()
    assert 'class="aq-rail"' not in page
    assert 'name="window" value="1"' in page

    response = client.post(FORM, CARD | {"window": "1"})
    person = Contact.objects.get()

    assert response["Location"] == reverse("contacts:capture_done", args=[person.pk])
    assert "Ana Ruiz is on your list." in client.get(response["Location"]).content.decode()


def test_what_a_phone_shares_fills_the_form(client, owner):
    response = client.get(
        FORM, {"title": "Ana Ruiz | LinkedIn", "text": "https://www.linkedin.com/in/ana-ruiz/", "url": ""}
    )

    assert values(response)["profile_url"] == "https://www.linkedin.com/in/ana-ruiz/"
    assert values(response)["source"] == "share"
    assert 'class="aq-rail"' in response.content.decode()


def test_somebody_on_the_list_is_recognised_by_the_profile_link(client, owner):
    ana = ContactFactory(
        owner=owner, given_name="Anita", family_name="Ruiz", profile_url="http://ie.linkedin.com/in/Ana-Ruiz",
        title="Nurse", employer="Halden",
    )  # fmt: skip

    response = client.get(FORM, PROFILE)

    assert response.context["known"] == ana
    assert "Anita Ruiz is on your list already" in response.content.decode()


def test_the_same_name_is_only_pointed_out(client, owner):
    ana = ContactFactory(owner=owner, given_name="Ana", family_name="Ruiz")

    response = client.get(FORM, PROFILE)

    assert (response.context["known"], response.context["namesake"]) == (None, ana)


def test_nobody_elses_people_are_recognised(client, owner):
    ContactFactory(given_name="Ana", family_name="Ruiz", profile_url="https://linkedin.com/in/ana-ruiz")

    response = client.get(FORM, PROFILE)

    assert (response.context["known"], response.context["namesake"]) == (None, None)


def test_somebody_who_is_not_signed_in_comes_back_to_the_filled_form(client):
    response = client.get(FORM, PROFILE)

    assert response.status_code == 302
    assert "capture" in response["Location"]
    assert "ana-ruiz" in response["Location"]


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "{{ secret }}", "\x00\u202e", "=1+1", "x" * 9_000])
def test_a_hostile_page_is_only_text(client, owner, title):
    response = client.get(
        FORM, {"url": 'https://evil.example/"><script>', "title": title, "text": title, "window": "1"}
    )

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


# The form ------------------------------------------------------------------------------------------------------------


def test_a_card_becomes_a_person(client, owner):
    response = client.post(
        FORM,
        CARD
        | {
            "title": "Nurse", "employer": "Elm Park Clinic", "email": "ana@elmpark.example", "phone": "+1 312 555 0143",
            "met": "Health design meetup", "note": "Knows Carla", "profile_url": "linkedin.com/in/ana-ruiz",
        },
    )  # fmt: skip
    person = Contact.objects.get()

    assert response["Location"] == reverse("workspace:person", args=[person.pk])
    assert (person.given_name, person.family_name, person.title, person.employer.name) == (
        "Ana", "Ruiz", "Nurse", "Elm Park Clinic",
    )  # fmt: skip
    assert (person.email, person.phone, person.relation) == (
        "ana@elmpark.example", "+1 312 555 0143", "Health design meetup",
    )  # fmt: skip
    assert (person.profile_key, person.source, person.circle) == (
        "linkedin.com/in/ana-ruiz", "Business card", "community",
    )  # fmt: skip
    assert person.private_note.body == "Knows Carla"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("name", " ", "Who is it? A first name is enough."),
        ("name", "x" * 201, "A first or last name has at most 200 characters."),
        ("email", "ana at elmpark", "Enter a valid email address."),
        ("profile_url", "http://x", "Enter a valid URL."),
        ("profile_url", "javascript:alert(1)", "Enter a valid URL."),
        ("phone", "1" * 51, "at most 50 characters"),
        ("circle", "enemy", "Select a valid choice."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_the_text_stays(client, owner, field, value, problem):
    response = client.post(FORM, CARD | {"employer": "Elm Park Clinic", field: value})

    assert response.status_code == 422
    assert problem in " ".join(response.context["form"].errors[field])
    assert f'id="id_{field}_error"' in response.content.decode()
    assert 'value="Elm Park Clinic"' in response.content.decode()
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("email", "ANA@elmpark.example"), ("profile_url", "https://www.linkedin.com/in/ana-ruiz/")]
)
def test_somebody_with_the_same_address_or_link_is_not_added_twice(client, owner, field, value):
    ana = ContactFactory(
        owner=owner, given_name="Ana", email="ana@elmpark.example", profile_url="https://linkedin.com/in/ana-ruiz"
    )

    response = client.post(FORM, CARD | {field: value})

    assert response.status_code == 422
    assert response.context["known"] == ana
    assert list(response.context["form"].errors) == [field]
    assert Contact.objects.count() == 1


def test_an_archived_twin_is_named_as_such(client, owner):
    ana = ContactFactory(owner=owner, given_name="Ana", profile_url="https://linkedin.com/in/ana-ruiz")
    archive_contact(actor=owner, contact=ana, now=NOW)

    assert "already, archived." in client.get(FORM, PROFILE).content.decode()


def test_fields_ask_a_phone_for_the_right_keyboard(client, owner):
    page = client.get(FORM).content.decode()

    for wanted in (
        'type="email"',
        'type="tel"',
        'type="url"',
        'inputmode="email"',
        'inputmode="tel"',
        'inputmode="url"',
    ):
        assert wanted in page


# A signature ---------------------------------------------------------------------------------------------------------


def test_a_pasted_signature_fills_the_form_and_keeps_nothing(client, owner):
    response = client.post(READ, {"pasted": "Ana Ruiz\nNurse\nElm Park Clinic\nana@elmpark.example\nT 312 555 0143"})

    assert response.status_code == 200
    assert values(response) == {
        "name": "Ana Ruiz", "title": "Nurse", "employer": "Elm Park Clinic", "email": "ana@elmpark.example",
        "phone": "312 555 0143", "profile_url": "", "source": "signature",
    }  # fmt: skip
    assert not Contact.objects.exists()


def test_the_writer_of_a_signature_is_recognised_by_the_address(client, owner):
    ana = ContactFactory(owner=owner, given_name="Ana", email="ana@elmpark.example")

    assert client.post(READ, {"pasted": "A. Ruiz\nAna@elmpark.example"}).context["known"] == ana


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "Paste a signature first."), ("see you then", "We found no name"), ("\x00", "Paste a signature first.")],
)
def test_a_text_without_a_signature_is_said_beside_the_field(client, owner, text, problem):
    response = client.post(READ, {"pasted": text})

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert text.strip("\x00") in response.content.decode()


# The pages around it -------------------------------------------------------------------------------------------------


def test_the_page_about_the_browser_holds_the_bookmarklet_for_this_address(client, owner):
    page = client.get(TOOLS)

    assert page.context["bookmarklet"].startswith("javascript:")
    assert "testserver%2Fpeople%2Fcapture%2F" in page.context["bookmarklet"]
    assert page["Content-Security-Policy"].count("'unsafe") == 0


@pytest.mark.parametrize("people", [1, 3])
def test_the_form_costs_the_same_for_one_and_for_three(client, owner, people):
    for n in range(people):
        ContactFactory(owner=owner, given_name="Ana", family_name="Ruiz", employer=f"Clinic {n}")

    with literal_queries(7):
        client.get(FORM, PROFILE)
