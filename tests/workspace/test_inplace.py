"""A line of a person changed where it stands: one form, the error beside its field; and the same without scripts."""

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.forms.parts import PARTS
from apps.contacts.models import Contact
from apps.contacts.services.own import create_own_field
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def daniel(owner):
    return ContactFactory(
        owner=owner, given_name="Daniel", family_name="Kwon", title="Nurse", employer="St. Brannoc",
        email="dk@x.example", phone="+1 312 555 0148", profile_url="https://www.linkedin.com/in/dk",
        location="Chicago", circle="friend", relation="from the ward", common_ground="The choir", tags=["Ward"],
    )  # fmt: skip


def url(contact, part):
    return reverse("workspace:person_field", args=[contact.pk, part])


def save(client, contact, part, **data):
    return client.post(url(contact, part), data, headers=HTMX)


def lines(response):
    return {fact.part.key: fact.text or list(fact.tags) for fact in response.context["details"]}


def test_what_is_known_stands_line_by_line_and_the_rest_is_offered(client, owner, daniel):
    response = client.get(reverse("workspace:person", args=[daniel.pk]))

    assert lines(response) == {
        "employer": "St. Brannoc", "title": "Nurse", "email": "dk@x.example", "phone": "+1 312 555 0148",
        "profile": "LinkedIn", "place": "Chicago", "met": "Friend: from the ward", "shared": "The choir",
        "tags": ["Ward"],
    }  # fmt: skip
    assert [f.part.key for f in response.context["unknown"]] == ["introducer", "role", "writing", "private"]


def test_every_part_has_a_form_of_its_own_and_leads_to_the_big_form_without_scripts(client, owner, daniel):
    for part, (_, fields) in PARTS.items():
        form = client.get(url(daniel, part), headers=HTMX)
        assert all(f'id="id_{name}"' in form.content.decode() for name in fields)
        assert f'id="fact-{part}"' in form.content.decode()
        assert "<html" not in form.content.decode()

        edit = reverse("contacts:edit", args=[daniel.pk])
        assert client.get(url(daniel, part))["Location"] == f"{edit}#id_{fields[0]}"
        assert f'id="id_{fields[0]}"' in client.get(edit).content.decode()


@pytest.mark.parametrize(
    ("part", "data", "after"),
    [
        ("email", {"email": "new@x.example"}, {"email": "new@x.example"}),
        ("email", {"email": ""}, {"email": ""}),
        ("title", {"title": "Analyst"}, {"title": "Analyst"}),
        ("employer", {"employer": "Lumen Mutual"}, {"employer__name": "Lumen Mutual"}),
        ("employer", {"employer": ""}, {"employer": None}),
        ("profile", {"profile_url": "x.example/dk"}, {"profile_url": "https://x.example/dk"}),
        ("place", {"location": "Dublin", "timezone": "Europe/Dublin"}, {"timezone": "Europe/Dublin"}),
        ("met", {"circle": "family", "relation": "aunt"}, {"circle": "family", "relation": "aunt"}),
        ("shared", {"common_ground": "Chess"}, {"common_ground": "Chess"}),
        ("role", {"role": "connector"}, {"role": "connector"}),
        ("tags", {"tags": "Choir"}, {"tags__name": "Choir"}),
        ("private", {"is_private": "on"}, {"is_private": True}),
    ],
)
def test_saving_changes_this_and_nothing_else(client, owner, daniel, part, data, after):
    columns = [f.name for f in Contact._meta.concrete_fields if f.name != "updated_at"]
    before = Contact.objects.filter(pk=daniel.pk).values(*columns).get()

    response = save(client, daniel, part, **data)

    assert response.status_code == 200
    assert Contact.objects.filter(pk=daniel.pk, **after).exists()
    follows = {"sort_key", "search_text", "profile_key", *(name.partition("__")[0] for name in after), *data}
    changed = Contact.objects.filter(pk=daniel.pk).values(*columns).get()
    assert {k for k in columns if before[k] != changed[k]} <= follows


def test_the_head_of_the_page_follows_out_of_band(client, owner, daniel):
    page = save(client, daniel, "title", title="Chief analyst").content.decode()

    assert 'id="person-who" hx-swap-oob="true"' in page
    assert page.count("Chief analyst") >= 2
    assert page.count('id="person-stage"') == 1
    assert "autofocus" in page


def test_choosing_not_to_write_opens_the_page_anew_for_its_steps_follow(client, owner, daniel):
    response = save(client, daniel, "writing", do_not_contact="on")

    assert response["HX-Redirect"] == reverse("workspace:person", args=[daniel.pk])
    assert Contact.objects.get().do_not_contact is True


def test_somebody_on_the_list_becomes_the_introducer_and_a_loop_is_refused(client, owner, daniel):
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti", introducer=daniel)
    ContactFactory(owner=owner, given_name="Ruth", family_name="Halloran")

    refused = save(client, daniel, "introducer", introducer="Carla Marchetti")
    save(client, daniel, "introducer", introducer="Ruth Halloran")

    daniel.refresh_from_db()
    assert refused.status_code == 422
    assert daniel.introducer.given_name == "Ruth"
    assert carla.introducer == daniel


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("email", {"email": "nonsense"}),
        ("email", {"email": "x" * 400 + "@x.example"}),
        ("title", {"title": "x" * 10_000}),
        ("profile", {"profile_url": "javascript:alert(1)"}),
        ("met", {"circle": "enemy"}),
        ("place", {"timezone": "Mars/Olympus"}),
        ("introducer", {"introducer": "Nobody"}),
        ("tags", {"tags": "x" * 60}),
        ("role", {"role": ""}),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "in place"])
def test_what_is_wrong_is_said_beside_the_field_and_kept(client, owner, daniel, part, data, headers):
    before = Contact.objects.filter(pk=daniel.pk).values().get()

    response = client.post(url(daniel, part), data, headers=headers)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{next(iter(data))}_error"' in page
    assert ("<html" in page) is not bool(headers)
    assert Contact.objects.filter(pk=daniel.pk).values().get() == before


def test_a_profile_that_somebody_else_has_is_refused_with_their_name(client, owner, daniel):
    ContactFactory(owner=owner, given_name="Ruth", family_name="Halloran", profile_url="https://linkedin.com/in/ruth")

    response = save(client, daniel, "profile", profile_url="https://www.linkedin.com/in/RUTH/")

    assert response.status_code == 422
    assert "Ruth Halloran has this already." in response.content.decode()


def test_without_scripts_saving_leads_back_to_the_page(client, owner, daniel):
    response = client.post(url(daniel, "title"), {"title": "Analyst"})

    assert response["Location"] == reverse("workspace:person", args=[daniel.pk])


def test_leaving_brings_the_line_back_as_it_was(client, owner, daniel):
    page = client.get(url(daniel, "email"), {"show": "1"}, headers=HTMX).content.decode()

    assert "dk@x.example" in page
    assert "<form" not in page
    assert "autofocus" in page


@pytest.mark.parametrize("part", ["nonsense", "own-0", "stage", "own-019a0000000070008000000000000001"])
def test_there_is_no_other_part(client, owner, daniel, part):
    assert client.get(url(daniel, part), headers=HTMX).status_code == 404
    assert client.post(url(daniel, part), {"stage": "thanked"}).status_code == 404


def test_own_fields_are_lines_like_the_others(client, owner, daniel):
    field = create_own_field(actor=owner, name="Birthday", kind="date", now=NOW)
    theirs = create_own_field(actor=UserFactory(), name="Secret", kind="text", now=NOW)
    part = f"own-{field.pk.hex}"

    refused = save(client, daniel, part, **{f"own_{field.pk.hex}": "soon"})
    saved = save(client, daniel, part, **{f"own_{field.pk.hex}": "1988-02-29"})
    daniel.refresh_from_db()

    assert (refused.status_code, saved.status_code) == (422, 200)
    assert daniel.own_values == {str(field.pk): "1988-02-29"}
    assert lines(client.get(reverse("workspace:person", args=[daniel.pk])))[part] == "February 29, 1988"
    assert client.get(url(daniel, f"own-{theirs.pk.hex}"), headers=HTMX).status_code == 404


def test_a_link_in_an_own_field_that_is_no_web_address_is_not_a_link(client, owner, daniel):
    field = create_own_field(actor=owner, name="Portfolio", kind="link", now=NOW)
    Contact.objects.filter(pk=daniel.pk).update(own_values={str(field.pk): "javascript:alert(1)"})

    page = client.get(reverse("workspace:person", args=[daniel.pk])).content.decode()

    assert 'href="javascript' not in page


def test_twenty_own_fields_cost_no_query(client, owner, daniel):
    for n in range(20):
        field = create_own_field(actor=owner, name=f"Field {n}", kind="text", now=NOW)
        daniel.own_values[str(field.pk)] = f"value {n}"
    daniel.save()

    with literal_queries(10):
        response = client.get(reverse("workspace:person", args=[daniel.pk]))

    assert "value 19" in response.content.decode()
