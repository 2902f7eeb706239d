"""Own fields: made, renamed, ordered and deleted by their owner, with a way back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, OwnField
from apps.contacts.models.own import MOST_FIELDS
from apps.contacts.selectors.own import own_fields
from apps.contacts.services.own import create_own_field, delete_own_field, restore_own_field, set_own_value
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
URL = reverse("contacts:own_fields")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


def own(owner, name="Met at", kind="text", choices=()):
    return create_own_field(actor=owner, name=name, kind=kind, choices=choices, now=NOW)


def names_of(owner):
    return [field.name for field in own_fields(owner)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_five_queries(client, lena, count):
    for n in range(count):
        own(lena, f"Field {n}")

    with literal_queries(5):  # session, user, fields, navigation, center
        response = client.get(URL)

    assert len(response.context["entries"]) == count


def test_a_choice_is_made_with_what_can_be_chosen(client, lena):
    client.post(URL, {"name": " Met  at ", "kind": "choice", "choices": "Fair\n\nschool\nFAIR\n"})

    field = OwnField.objects.get()
    assert (field.name, field.kind, field.choices, field.owner) == ("Met at", "choice", ["Fair", "school"], lena)


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "kind": "text"},
        {"name": "\x00", "kind": "text"},
        {"name": "x" * 51, "kind": "text"},
        {"name": "Met at", "kind": "secret"},
        {"name": "Met at", "kind": "choice", "choices": "Only one"},
        {"name": "Met at", "kind": "choice", "choices": "\n".join(f"c{n}" for n in range(21))},
        {"name": "Met at", "kind": "choice", "choices": "a\n" + "b" * 61},
        {"name": "E-mail", "kind": "text"},
        {"name": "company", "kind": "text"},
        {"name": "Stage", "kind": "text"},
    ],
)
def test_what_cannot_be_a_field_is_said_and_nothing_is_made(client, lena, data):
    response = client.post(URL, data)

    assert response.status_code == 422
    assert response.context["form"].errors
    assert not OwnField.objects.exists()


def test_a_name_is_taken_once_whatever_its_case(client, lena):
    own(lena)

    response = client.post(URL, {"name": "MET AT", "kind": "text"})

    assert response.status_code == 422
    assert "You have a field called “MET AT” already." in response.content.decode()
    assert OwnField.objects.count() == 1


def test_twenty_fields_are_the_most(client, lena):
    for n in range(MOST_FIELDS):
        own(lena, f"Field {n}")

    response = client.post(URL, {"name": "One more", "kind": "text"})

    assert response.status_code == 422
    assert len(own_fields(lena)) == MOST_FIELDS


def test_a_field_moves_up_and_down_and_stays_at_the_ends(client, lena):
    fields = [own(lena, name) for name in ("A", "B", "C")]

    for field, to in ((fields[2], "up"), (fields[0], "up"), (fields[1], "down")):
        client.post(reverse("contacts:own_field_move", args=[field.pk]), {"to": to})

    assert names_of(lena) == ["A", "C", "B"]


def test_a_field_gets_another_name_and_other_choices(client, lena):
    field = own(lena, kind="choice", choices=["Fair", "School"])

    client.post(reverse("contacts:own_field_change", args=[field.pk]), {"name": "Where", "choices": "Fair\nMarket"})

    field.refresh_from_db()
    assert (field.name, field.kind, field.choices) == ("Where", "choice", ["Fair", "Market"])


def test_a_bad_change_is_said_beside_its_field(client, lena):
    field = own(lena)

    response = client.post(reverse("contacts:own_field_change", args=[field.pk]), {"name": "Phone"})

    assert response.status_code == 422
    assert response.context["entries"][0]["form"].errors
    assert names_of(lena) == ["Met at"]


def test_a_deleted_field_comes_back_with_its_values(client, lena):
    field = own(lena)
    person = ContactFactory(owner=lena, own_values={str(field.pk): "fair"})

    client.post(reverse("contacts:own_field_delete", args=[field.pk]))
    assert names_of(lena) == []

    client.post(reverse("contacts:own_field_restore", args=[field.pk]))
    assert names_of(lena) == ["Met at"]
    person.refresh_from_db()
    assert person.own_values == {str(field.pk): "fair"}


def test_after_half_an_hour_a_deleted_field_is_gone_with_its_values(lena):
    field, other = own(lena), own(lena, "Other")
    person = ContactFactory(owner=lena, own_values={str(field.pk): "fair", str(other.pk): "x"})
    delete_own_field(actor=lena, field=field, now=NOW)

    late = NOW + timedelta(minutes=31)
    won = restore_own_field(actor=lena, field=field, now=late)
    create_own_field(actor=lena, name="Met at", kind="text", now=late)

    person.refresh_from_db()
    assert won is False
    assert person.own_values == {str(other.pk): "x"}
    assert names_of(lena) == ["Other", "Met at"]


def test_a_field_whose_name_was_taken_since_does_not_come_back(client, lena):
    field = own(lena)
    delete_own_field(actor=lena, field=field, now=NOW)
    own(lena)

    client.post(reverse("contacts:own_field_restore", args=[field.pk]))

    assert len(own_fields(lena)) == 1


def test_writing_one_value_leaves_what_another_tab_wrote(lena):
    first, second = own(lena), own(lena, "Other")
    person = ContactFactory(owner=lena)
    stale = Contact.objects.get(pk=person.pk)
    fields = own_fields(lena)

    set_own_value(actor=lena, contact=person, field=fields[0], value="fair", now=NOW)
    set_own_value(actor=lena, contact=stale, field=fields[1], value="x", now=NOW)
    set_own_value(actor=lena, contact=stale, field=fields[0], value="", now=NOW)

    person.refresh_from_db()
    assert person.own_values == {str(second.pk): "x"}
    assert first.name == "Met at"


def test_nobody_else_can_touch_a_field(client, lena):
    field = own(UserFactory())

    for name in ("change", "move", "delete", "restore"):
        response = client.post(reverse(f"contacts:own_field_{name}", args=[field.pk]), {"name": "x", "to": "up"})
        assert response.status_code == 404
    field.refresh_from_db()
    assert (field.name, field.deleted_at) == ("Met at", None)


# On the form ---------------------------------------------------------------------------------------------------------

PERSON = {"given_name": "Ana", "circle": "cold", "role": "both"}


def test_values_are_typed_when_somebody_is_added_and_edited(client, lena):
    field = own(lena, "Thesis", "choice", ["Finished", "Under way"])
    name = f"own_{field.pk.hex}"

    client.post(reverse("contacts:add"), PERSON | {name: "finished"})
    ana = Contact.objects.get()
    assert ana.own_values == {str(field.pk): "Finished"}

    page = client.get(reverse("contacts:edit", args=[ana.pk])).content.decode()
    assert '<option value="Finished" selected>' in page
    client.post(reverse("contacts:edit", args=[ana.pk]), PERSON | {name: ""})
    ana.refresh_from_db()
    assert ana.own_values == {}


def test_a_bad_value_is_said_beside_its_field_and_nothing_changes(client, lena):
    field = own(lena, "Birthday", "date")
    ana = ContactFactory(owner=lena)

    response = client.post(reverse("contacts:edit", args=[ana.pk]), PERSON | {f"own_{field.pk.hex}": "tomorrow"})

    assert response.status_code == 422
    assert f'id="id_own_{field.pk.hex}_error"' in response.content.decode()
    assert Contact.objects.get().given_name == ana.given_name


def test_a_choice_that_is_no_longer_offered_stays_for_whoever_has_it(client, lena):
    field = own(lena, "Thesis", "choice", ["Finished", "Under way"])
    ana = ContactFactory(owner=lena, own_values={str(field.pk): "Given up"})

    client.post(reverse("contacts:edit", args=[ana.pk]), PERSON | {f"own_{field.pk.hex}": "Given up"})

    ana.refresh_from_db()
    assert ana.own_values == {str(field.pk): "Given up"}
