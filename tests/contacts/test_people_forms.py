"""Adding, editing, archiving: through the pages."""

import pytest
from django.urls import reverse

from apps.contacts.models import Circle, Contact, PrivateNote, Stage
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
ADD = reverse("contacts:add")
QUICK = reverse("contacts:quick_add")
HTMX = {"HX-Request": "true"}
FULL = {
    "given_name": "Daniel",
    "family_name": "Kwon",
    "title": "Clinical informatics lead",
    "employer": "St. Brannoc Hospital",
    "circle": "colleague",
    "relation": "ward colleague",
    "role": "connector",
    "common_ground": "Nine years on a ward",
    "email": "daniel.kwon@stbrannoc.example",
    "phone": "(312) 555-0148",
    "profile_url": "linkedin.com/in/danielkwon",
    "location": "Chicago",
    "timezone": "America/Chicago",
    "tags": "Informatics, Nursing",
    "note": "Prefers the phone.",
    "is_private": "on",
}
CHOICES = {"circle", "role", "timezone", "is_private"}


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


def edit_url(contact):
    return reverse("contacts:edit", args=[contact.pk])


def test_add_keeps_everything_that_was_typed(client, owner):
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti", employer="")

    response = client.post(ADD, {**FULL, "introducer": "carla marchetti"})

    daniel = Contact.objects.get(given_name="Daniel")
    assert response["Location"] == reverse("workspace:person", args=[daniel.pk])
    assert daniel.owner == owner
    assert daniel.introducer == carla
    assert daniel.employer.name == "St. Brannoc Hospital"
    assert daniel.profile_url == "https://linkedin.com/in/danielkwon"
    assert sorted(daniel.tags.values_list("name", flat=True)) == ["Informatics", "Nursing"]
    assert daniel.private_note.body == "Prefers the phone."
    assert (daniel.circle, daniel.role, daniel.is_private) == (Circle.COLLEAGUE, "connector", True)


def test_add_needs_only_a_first_name(client, owner):
    response = client.post(ADD, {"given_name": "Ana", "circle": "cold", "role": "both"})

    assert response.status_code == 303
    assert Contact.objects.get().name == "Ana"


@pytest.mark.parametrize("field", [name for name in FULL if name not in CHOICES] + ["introducer"])
def test_ten_thousand_characters_give_a_message_beside_the_field(client, owner, field):
    response = client.post(ADD, {**FULL, field: "x" * 10_000})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("profile_url", "javascript:alert(1)"),
        ("timezone", "Mars/Olympus"),
        ("circle", "enemy"),
        ("role", "boss"),
        ("introducer", "Nobody Known"),
        ("given_name", "\x00\x07"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(client, owner, field, value):
    response = client.post(ADD, {**FULL, field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_control_characters_are_dropped(client, owner):
    client.post(ADD, {**FULL, "given_name": "Da\x00ni\x1bel", "note": "one\x00\ntwo"})

    daniel = Contact.objects.get()
    assert daniel.given_name == "Daniel"
    assert daniel.private_note.body == "one\ntwo"


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "DANIEL.KWON@stbrannoc.example"), ("profile_url", "https://www.linkedin.com/in/DanielKwon/?x=1")],
)
def test_a_person_who_is_on_the_list_already_is_named_and_linked(client, owner, field, value):
    client.post(ADD, FULL)
    daniel = Contact.objects.get()

    response = client.post(ADD, {"given_name": "Dan", "circle": "cold", "role": "both", field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert Contact.objects.count() == 1
    assert reverse("workspace:person", args=[daniel.pk]) in page
    assert list(response.context["form"].errors) == [field]
    assert 'value="Dan"' in page


def test_somebody_elses_address_is_no_duplicate_and_their_people_no_introducers(client, owner):
    theirs = ContactFactory(given_name="Carla", family_name="Marchetti", email="carla@home.example")

    taken = client.post(ADD, {**FULL, "introducer": theirs.name})
    free = client.post(ADD, {**FULL, "email": theirs.email})

    assert list(taken.context["form"].errors) == ["introducer"]
    assert free.status_code == 303


def test_an_ambiguous_introducer_is_asked_for_with_the_employer(client, owner):
    first = ContactFactory(owner=owner, given_name="Sam", family_name="Lee", employer="Tidewell")
    ContactFactory(owner=owner, given_name="Sam", family_name="Lee", employer="Corvane")

    asked = client.post(ADD, {**FULL, "introducer": "Sam Lee"})
    chosen = client.post(ADD, {**FULL, "introducer": "Sam Lee, Tidewell"})

    assert "Add the employer" in asked.context["form"].errors["introducer"][0]
    assert chosen.status_code == 303
    assert Contact.objects.get(given_name="Daniel").introducer == first


def test_edit_shows_what_is_there_and_saving_it_unchanged_changes_nothing(client, owner):
    ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti", employer="Home")
    client.post(ADD, {**FULL, "introducer": "Carla Marchetti, Home"})
    daniel = Contact.objects.get(given_name="Daniel")
    skip = {"updated_at"}
    before = {k: v for k, v in Contact.objects.filter(pk=daniel.pk).values().get().items() if k not in skip}

    shown = client.get(edit_url(daniel)).context["form"]
    data = {name: shown[name].value() for name in shown.fields if shown[name].value() not in (False, None)}
    client.post(edit_url(daniel), data)

    after = {k: v for k, v in Contact.objects.filter(pk=daniel.pk).values().get().items() if k not in skip}
    assert after == before
    assert sorted(daniel.tags.values_list("name", flat=True)) == ["Informatics", "Nursing"]
    assert PrivateNote.objects.get().body == "Prefers the phone."


def test_edit_can_empty_fields_move_the_stage_and_forbid_writing(client, owner):
    client.post(ADD, FULL)
    daniel = Contact.objects.get()

    client.post(edit_url(daniel), {"given_name": "Dan", "circle": "friend", "role": "both", "stage": "touch",
                                   "do_not_contact": "on"})  # fmt: skip

    daniel.refresh_from_db()
    assert (daniel.name, daniel.employer, daniel.email, daniel.profile_key) == ("Dan", None, "", "")
    assert (daniel.stage, daniel.do_not_contact, daniel.is_private) == (Stage.TOUCH, True, False)
    assert not daniel.tags.exists()
    assert daniel.search_text == "dan"


def test_nobody_becomes_the_introducer_of_who_introduced_them(client, owner):
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti", employer="")
    daniel = ContactFactory(owner=owner, given_name="Daniel", family_name="Kwon", introducer=carla, employer="")
    femi = ContactFactory(owner=owner, given_name="Femi", family_name="Adeyemi", introducer=daniel, employer="")
    data = {"given_name": "Carla", "family_name": "Marchetti", "circle": "family", "role": "both", "stage": "listed"}

    around = client.post(edit_url(carla), {**data, "introducer": femi.name})
    herself = client.post(edit_url(carla), {**data, "introducer": carla.name})

    assert list(around.context["form"].errors) == ["introducer"]
    assert list(herself.context["form"].errors) == ["introducer"]


def test_editing_into_somebody_elses_address_shows_the_other_person(client, owner):
    daniel = ContactFactory(owner=owner, given_name="Daniel", email="d@x.example")
    dan = ContactFactory(owner=owner, given_name="Dan", email="p@x.example")
    data = {"given_name": "Dan", "circle": "cold", "role": "both", "stage": "listed", "email": "D@x.example"}

    response = client.post(edit_url(dan), data)

    assert response.status_code == 422
    assert reverse("workspace:person", args=[daniel.pk]) in response.content.decode()
    dan.refresh_from_db()
    assert dan.email == "p@x.example"


def test_archive_takes_a_person_off_the_list_and_the_toast_puts_them_back(client, owner):
    daniel = ContactFactory(owner=owner, given_name="Daniel")

    response = client.post(reverse("contacts:archive", args=[daniel.pk]))
    page = client.get(response["Location"]).content.decode()
    daniel.refresh_from_db()
    restore = reverse("contacts:restore", args=[daniel.pk])
    assert daniel.archived_at is not None
    assert restore in page

    client.post(restore)
    daniel.refresh_from_db()
    assert daniel.archived_at is None


def test_quick_add_without_scripts_saves_and_returns_to_the_list(client, owner):
    response = client.post(QUICK, {"line": "Ana Ruiz, neighbor, nurse at Elm Park Clinic"})

    ana = Contact.objects.get()
    assert response.status_code == 303
    assert response["Location"] == reverse("contacts:list")
    assert (ana.name, ana.circle, ana.title, ana.employer.name) == ("Ana Ruiz", "neighbour", "nurse", "Elm Park Clinic")


def test_quick_add_brings_the_new_row_and_an_empty_line(client, owner):
    ContactFactory(owner=owner)

    page = client.post(QUICK, {"line": "Ana Ruiz, via Priya"}, headers=HTMX).content.decode()

    assert 'hx-swap-oob="afterbegin:#people-rows"' in page
    assert "Ana Ruiz" in page
    assert 'id="quick" name="line" type="text" value=""' in page


def test_quick_add_finds_the_introducer_among_the_owners_people(client, owner):
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti")

    client.post(QUICK, {"line": "Daniel Kwon, via Carla Marchetti"})

    assert Contact.objects.get(given_name="Daniel").introducer == carla


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("line", ["", " , ", "x" * 10_000, "A" * 300, "\x00"])
def test_quick_add_says_what_is_wrong_with_a_line_and_keeps_it(client, owner, line, headers):
    response = client.post(QUICK, {"line": line}, headers=headers)

    assert response.status_code == 422
    assert "aq-error" in response.content.decode()
    assert not Contact.objects.exists()


def test_quick_add_links_to_a_person_with_the_same_address(client, owner):
    ana = ContactFactory(owner=owner, given_name="Ana", email="ana@x.example")

    page = client.post(QUICK, {"line": "Anna, ana@x.example"}, headers=HTMX).content.decode()

    assert reverse("workspace:person", args=[ana.pk]) in page
    assert Contact.objects.count() == 1


def test_the_guess_is_shown_before_saving_and_nothing_is_written(client, owner):
    page = client.get(QUICK, {"line": "Ana Ruiz, neighbor, <b>nurse</b> at Elm"}, headers=HTMX).content.decode()

    assert "Ana Ruiz" in page
    assert "Neighbor" in page
    assert "<b>nurse" not in page
    assert not Contact.objects.exists()


def test_names_offers_only_the_owners_own_people(client, owner):
    ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti", employer="Home")
    ContactFactory(given_name="Carl", family_name="Stranger")

    page = client.get(reverse("contacts:names"), {"introducer": "CARL"}, headers=HTMX).content.decode()

    assert "Carla Marchetti, Home" in page
    assert "Stranger" not in page
