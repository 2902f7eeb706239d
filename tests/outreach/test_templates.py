"""The owner's own wordings, beside the built-in ones."""

import pytest
from django.urls import reverse

from apps.outreach.models import Template
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import TemplateFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LIST = reverse("outreach:templates")
NEW = reverse("outreach:template_create")


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


def form(**fields):
    return {"name": "Short", "channel": "email", "subject": "Hello {first_name}", "body": "Hi {first_name}"} | fields


def test_the_list_shows_built_in_and_own_templates_for_a_real_person(client, lena):
    ContactFactory(owner=lena, given_name="Tom", family_name="Reyes")
    TemplateFactory(owner=lena, name="Mine")
    TemplateFactory(name="Somebody else’s")

    page = client.get(LIST).content.decode()

    assert "as they would read for Tom Reyes" in page
    assert "Someone suggested you" in page
    assert "Mine" in page
    assert "Somebody else’s" not in page


def test_without_people_the_list_shows_a_made_up_one(client, lena):
    page = client.get(LIST).content.decode()

    assert "as they would read for Ines Carvalho" in page
    assert "I’m Lena Marchetti" in page


def test_a_template_is_kept(client, lena):
    response = client.post(NEW, form(body="Hi {first_name},\r\n[a detail]"))

    template = Template.objects.get(owner=lena)
    assert (response.status_code, template.name, template.body) == (303, "Short", "Hi {first_name},\n[a detail]")


def test_a_new_one_can_begin_with_a_built_in_one(client, lena):
    page = client.get(NEW + "?from=cold").content.decode()

    assert "I’m {my_name}, {my_introduction}." in page


@pytest.mark.parametrize("field", ["subject", "body"])
def test_an_unknown_field_is_refused_with_what_was_meant(client, lena, field):
    response = client.post(NEW, form(**{field: "Hi {firstname}"}))

    page = response.content.decode()
    assert response.status_code == 422
    assert "There is no field {firstname}. Did you mean {first_name}?" in page
    assert f'aria-describedby="id_{field}' in page
    assert not Template.objects.exists()


@pytest.mark.parametrize("fields", [{"name": ""}, {"body": " \n"}, {"channel": "pigeon"}, {"subject": "x" * 201}])
def test_what_cannot_be_a_template_is_refused(client, lena, fields):
    assert client.post(NEW, form(**fields)).status_code == 422


def test_two_templates_cannot_have_one_name(client, lena):
    TemplateFactory(owner=lena, name="Short")

    response = client.post(NEW, form())

    assert "You have a template of that name." in response.content.decode()


def test_other_owners_may_use_the_same_name(client, lena):
    TemplateFactory(name="Short")

    assert client.post(NEW, form()).status_code == 303


def test_a_template_keeps_its_own_name_when_it_is_changed(client, lena):
    template = TemplateFactory(owner=lena, name="Short")

    response = client.post(reverse("outreach:template_edit", args=[template.pk]), form(body="Other words"))

    template.refresh_from_db()
    assert (response.status_code, template.body) == (303, "Other words")


def test_a_template_is_deleted(client, lena):
    template = TemplateFactory(owner=lena)

    client.post(reverse("outreach:template_delete", args=[template.pk]))

    assert not Template.objects.filter(pk=template.pk).exists()


def test_the_preview_fills_in_what_is_typed_and_keeps_nothing(client, lena):
    response = client.post(NEW, form(body="Hi {first_name}, <b>{nonsense}</b>", do="preview"), headers=HTMX)

    page = response.content.decode()
    assert "Hi Ines, &lt;b&gt;[nonsense]&lt;/b&gt;" in page
    assert (response.status_code, Template.objects.count()) == (200, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(client, lena, rows, django_assert_num_queries):
    for _ in range(rows):
        TemplateFactory(owner=lena)
    client.get(LIST)

    with django_assert_num_queries(7):
        client.get(LIST)
