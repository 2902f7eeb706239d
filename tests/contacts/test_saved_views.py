"""Lists kept under a name: what is kept is the address."""

import pytest
from django.urls import reverse

from apps.contacts.errors import TooManyViews
from apps.contacts.models import SavedView
from apps.contacts.models.saved import MOST_VIEWS
from apps.contacts.services import saved
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
LIST, VIEWS, SAVE = reverse("contacts:list"), reverse("contacts:views"), reverse("contacts:view_save")


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


def keep(owner, name="Family", query="circle=family"):
    return saved.save_view(actor=owner, name=name, query=query, now=NOW)


def test_a_filtered_list_is_kept_and_stands_beside_the_filters_as_a_link(client, owner):
    ContactFactory(owner=owner)

    response = client.post(SAVE, {"name": " Nurses, by name ", "list": "sort=name&q=Nurse&view=everyone&after=W10"})

    assert response.status_code == 422  # a page that does not exist
    response = client.post(SAVE, {"name": " Nurses, by name ", "list": "sort=name&q=Nurse&view=everyone"})
    assert response["Location"] == f"{LIST}?q=Nurse&sort=name"
    assert SavedView.objects.get().query == "q=Nurse&sort=name"  # the same for the same list
    context = client.get(LIST).context
    assert [(v.label, v.url, v.is_current) for v in context["kept"]] == [
        ("Nurses, by name", f"{LIST}?q=Nurse&sort=name", False)
    ]
    assert client.get(response["Location"]).context["kept_here"] == "Nurses, by name"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"name": "", "list": "q=a"}, "Give it a name."),
        ({"name": "x" * 61, "list": "q=a"}, "at most 60 characters"),
        ({"name": "family", "list": "q=a"}, "You have a view called “family” already."),
        ({"name": "All", "list": ""}, "This field is required."),
        ({"name": "All", "list": "sort=price"}, "Choose a filter or an order first"),
    ],
)
def test_what_cannot_be_kept_is_said_under_the_field_and_the_name_stays(client, owner, data, problem):
    keep(owner)

    response = client.post(SAVE, data)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert f'value="{data["name"]}"' in response.content.decode()
    assert SavedView.objects.count() == 1


def test_thirty_are_the_most(owner):
    for n in range(MOST_VIEWS):
        keep(owner, f"View {n}")

    with pytest.raises(TooManyViews, match="30 views are the most"):
        keep(owner, "One more")


def test_two_owners_may_use_the_same_name_and_see_only_their_own(client, owner):
    keep(UserFactory(), "Secret circle")
    keep(owner)

    assert "Secret circle" not in client.get(VIEWS).content.decode() + client.get(LIST).content.decode()
    assert keep(owner, "Secret circle").owner == owner


def test_a_view_is_renamed_but_not_to_a_name_that_is_taken(client, owner):
    view, other = keep(owner), keep(owner, "Friends", "circle=friend")
    url = reverse("contacts:view_rename", args=[view.pk])

    assert client.post(url, {"name": "The family"})["Location"] == VIEWS
    refused = client.post(url, {"name": "FRIENDS"})

    assert refused.status_code == 422
    assert "You have a view called “FRIENDS” already." in refused.content.decode()
    assert sorted(SavedView.objects.values_list("name", flat=True)) == [other.name, "The family"]


def test_a_deleted_view_comes_back_by_the_toast(client, owner):
    view = keep(owner)

    client.post(reverse("contacts:view_delete", args=[view.pk]))
    assert not SavedView.objects.exists()
    page = client.get(VIEWS).content.decode()
    assert f'action="{SAVE}"' in page
    assert 'name="list" value="circle=family"' in page

    client.post(SAVE, {"name": "Family", "list": "circle=family"})
    assert SavedView.objects.get().query == "circle=family"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_views_runs_five_queries(client, owner, count):
    for n in range(count):
        keep(owner, f"View {n}", "q=a")

    with literal_queries(5):  # session, user, views, the navigation's numbers and center
        assert len(client.get(VIEWS).context["entries"]) == count
