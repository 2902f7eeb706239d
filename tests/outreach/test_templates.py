"""The owner's own wordings, beside the built-in ones."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.outreach.models import Template
from apps.outreach.selectors import chosen_text, own_templates
from apps.outreach.services import delete_template
from tests.factories.accounts import NOW, UserFactory
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


@pytest.mark.parametrize("field", ["subject", "body", "forward"])
def test_an_unknown_field_is_advised_on_and_kept(client, lena, field):
    page = client.post(NEW, form(do="preview", **{field: "Hi {firstname}"}), headers=HTMX).content.decode()
    response = client.post(NEW, form(**{field: "Hi {firstname}"}))

    assert "There is no field {firstname}. Did you mean {first_name}?" in page
    assert (response.status_code, getattr(Template.objects.get(), field)) == (303, "Hi {firstname}")


def test_foreign_template_syntax_is_advised_on(client, lena):
    page = client.post(NEW, form(do="preview", body="{% load x %}"), headers=HTMX).content.decode()

    assert "“{%” means nothing here and stays as it is." in page


@pytest.mark.parametrize("fields", [{"name": ""}, {"body": " \n"}, {"channel": "pigeon"}, {"subject": "x" * 201}])
def test_what_cannot_be_a_template_is_refused(client, lena, fields):
    assert client.post(NEW, form(**fields)).status_code == 422


def test_two_templates_cannot_have_one_name(client, lena):
    TemplateFactory(owner=lena, name="Short")

    response = client.post(NEW, form())

    assert "There is a template of that name." in response.content.decode()


def test_other_owners_may_use_the_same_name(client, lena):
    TemplateFactory(name="Short")

    assert client.post(NEW, form()).status_code == 303


def test_a_template_keeps_its_own_name_when_it_is_changed(client, lena):
    template = TemplateFactory(owner=lena, name="Short")

    response = client.post(reverse("outreach:template_edit", args=[template.pk]), form(body="Other words"))

    template.refresh_from_db()
    assert (response.status_code, template.body) == (303, "Other words")


def test_a_template_is_deleted_with_a_way_back(client, lena):
    template = TemplateFactory(owner=lena, name="Mine")

    client.post(reverse("outreach:template_delete", args=[template.pk]))
    gone = list(own_templates(lena))
    client.post(reverse("outreach:template_restore", args=[template.pk]))

    assert (gone, list(own_templates(lena))) == ([], [template])


def test_a_deleted_template_can_no_longer_be_opened_or_chosen(client, lena):
    template = TemplateFactory(owner=lena)
    client.post(reverse("outreach:template_delete", args=[template.pk]))

    response = client.get(reverse("outreach:template_edit", args=[template.pk]))

    text = chosen_text(f"own:{template.pk}", owner=lena, channel="email", values={})
    assert (response.status_code, text) == (404, None)


def test_what_comes_back_gives_way_to_a_new_one_of_its_name(client, lena):
    template = TemplateFactory(owner=lena, name="Mine")
    client.post(reverse("outreach:template_delete", args=[template.pk]))
    TemplateFactory(owner=lena, name="Mine")

    client.post(reverse("outreach:template_restore", args=[template.pk]))

    assert [t.name for t in own_templates(lena)] == ["Mine", "Mine (2)"]


def test_after_a_day_a_deleted_template_is_gone_for_good(lena):
    template, other = TemplateFactory(owner=lena), TemplateFactory(owner=lena)
    delete_template(actor=lena, template=template, now=NOW)

    delete_template(actor=lena, template=other, now=NOW + timedelta(days=1, seconds=1))

    assert list(Template.objects.all()) == [other]


def test_a_copy_has_a_name_of_its_own(client, lena):
    template = TemplateFactory(owner=lena, name="Mine", body="Hi {first_name}")

    for _ in range(2):
        client.post(reverse("outreach:template_duplicate", args=[template.pk]))

    assert [(t.name, t.body) for t in own_templates(lena)] == [
        ("Mine", "Hi {first_name}"), ("Mine (2)", "Hi {first_name}"), ("Mine (3)", "Hi {first_name}")
    ]  # fmt: skip


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

    with django_assert_num_queries(8):
        client.get(LIST)
