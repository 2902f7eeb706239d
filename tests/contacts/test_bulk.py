"""Changing many people at once, and the way back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.errors import TooMany
from apps.contacts.models import BulkChange, Circle, Contact, Tag
from apps.contacts.selectors import PAGE_SIZE
from apps.contacts.services import bulk
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
URL, LIST = reverse("contacts:bulk"), reverse("contacts:list")
Action = BulkChange.Action
FIELDS = ("circle", "archived_at", "do_not_contact", "search_text")


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def people(owner):
    circles = (Circle.FAMILY, Circle.COLD, Circle.FRIEND)
    tags = (["Ward"], [], ["Ward", "Night"])
    return [ContactFactory(owner=owner, circle=c, tags=t) for c, t in zip(circles, tags, strict=True)]


def state(owner):
    """Everything that a change may touch."""
    rows = Contact.objects.filter(owner=owner).order_by("pk")
    return [
        (*row, sorted(Contact.tags.through.objects.filter(contact=pk).values_list("tag__name", flat=True)))
        for pk, *row in rows.values_list("pk", *FIELDS)
    ], sorted(Tag.objects.filter(owner=owner).values_list("name", flat=True))


def words_sorted(found):
    """Which order tags have in the searched text means nothing."""
    people, tags = found
    return [(c, a, d, sorted(text.split()), t) for c, a, d, text, t in people], tags


def change(owner, action, value="", *, people=None, now=NOW):
    people = Contact.objects.filter(owner=owner) if people is None else people
    return bulk.change_people(actor=owner, people=people, action=action, value=value, now=now)


@pytest.mark.parametrize(
    ("action", "value", "changed"),
    [
        (Action.CIRCLE, "friend", 2), (Action.TAG, "ward", 1), (Action.TAG, "Brand new", 3), (Action.UNTAG, "WARD", 2),
        (Action.ARCHIVE, "", 3), (Action.UNWANTED, "", 3),
    ],
)  # fmt: skip
def test_undo_gives_back_exactly_what_was_before(owner, people, action, value, changed):
    before = state(owner)

    done = change(owner, action, value)

    assert len(done.people) == changed
    assert state(owner) != before
    assert bulk.undo_bulk_change(actor=owner, change=done, now=NOW) == changed
    assert words_sorted(state(owner)) == words_sorted(before)


@pytest.mark.parametrize(("there", "back"), [(Action.ARCHIVE, Action.RESTORE), (Action.UNWANTED, Action.WANTED)])
def test_the_opposite_can_be_undone_too(owner, people, there, back):
    change(owner, there)
    before = state(owner)

    bulk.undo_bulk_change(actor=owner, change=change(owner, back), now=NOW)

    assert state(owner) == before


def test_what_was_changed_again_since_stays(owner, people):
    done = change(owner, Action.CIRCLE, "alumni")
    Contact.objects.filter(pk=people[0].pk).update(circle=Circle.TEACHER)

    assert bulk.undo_bulk_change(actor=owner, change=done, now=NOW) == 2
    assert Contact.objects.get(pk=people[0].pk).circle == Circle.TEACHER


def test_an_undo_works_once_and_for_half_an_hour(owner, people):
    done = change(owner, Action.ARCHIVE)
    late = NOW + timedelta(minutes=31)

    assert bulk.undo_bulk_change(actor=owner, change=done, now=late) is None
    assert bulk.undo_bulk_change(actor=owner, change=done, now=NOW) == 3
    assert bulk.undo_bulk_change(actor=owner, change=done, now=NOW) is None
    assert change(owner, Action.ARCHIVE, now=late) is not None
    assert not BulkChange.objects.filter(pk=done.pk).exists()  # forgotten


def test_tags_that_come_and_go_are_found_by_the_search(client, owner, people):
    done = change(owner, Action.TAG, "Élite")
    assert len(client.get(LIST, {"q": "elite"}).context["rows"]) == 3

    bulk.undo_bulk_change(actor=owner, change=done, now=NOW)
    assert client.get(LIST, {"q": "elite"}).context["rows"] == []


def test_what_is_so_already_is_no_change(owner, people):
    assert change(owner, Action.UNTAG, "Nobody has this") is None
    assert change(owner, Action.RESTORE) is None
    assert change(owner, Action.TAG, "New", people=Contact.objects.none()) is None
    assert sorted(Tag.objects.filter(owner=owner).values_list("name", flat=True)) == ["Night", "Ward"]


def test_a_change_to_too_many_is_refused_whole(owner, people, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)

    with pytest.raises(TooMany, match="up to 2 people"):
        change(owner, Action.ARCHIVE)
    assert not Contact.objects.exclude(archived_at=None).exists()


@pytest.mark.parametrize(
    ("action", "value", "queries"),
    # savepoint, forgetting, people, change, note of it, release; of a tag also: tag, text read and written
    [(Action.CIRCLE, "alumni", 6), (Action.TAG, "Ward", 9), (Action.ARCHIVE, "", 6), (Action.UNWANTED, "", 7)],
)
@pytest.mark.parametrize("count", [1, 500])
def test_the_number_of_queries_does_not_depend_on_how_many(owner, count, action, value, queries):
    Tag.objects.create(owner=owner, name="Ward")
    Contact.objects.bulk_create(
        Contact(owner=owner, given_name=f"P{n}", sort_key=f"p{n}", search_text=f"p{n}") for n in range(count)
    )

    with literal_queries(queries):
        done = change(owner, action, value)

    assert len(done.people) == count


def test_nobody_elses_people_are_touched(client, owner, people):
    theirs = ContactFactory()

    client.post(URL, {"do": "archive", "person": [theirs.pk, people[0].pk]})

    assert Contact.objects.get(pk=theirs.pk).archived_at is None
    assert Contact.objects.get(pk=people[0].pk).archived_at is not None


def test_ticked_people_are_tagged_and_the_list_stays_where_it_was(client, owner, people):
    response = client.post(
        URL, {"do": "tag", "tag": " Guild ", "person": [p.pk for p in people[:2]], "list": "circle=family"}
    )

    assert response["Location"] == f"{LIST}?circle=family"
    assert Contact.objects.filter(tags__name="Guild").count() == 2
    page = client.get(response["Location"]).content.decode()
    assert "2 people are tagged “Guild”." in page
    undo = reverse("contacts:bulk_undo", args=[BulkChange.objects.get().pk])
    assert f'action="{undo}"' in page

    assert client.post(undo, {"list": "circle=family"})["Location"] == f"{LIST}?circle=family"
    assert not Tag.objects.filter(name="Guild").exists()


def test_all_of_the_list_means_all_its_pages_and_nobody_beyond(client, owner):
    for n in range(PAGE_SIZE + 2):
        ContactFactory(owner=owner, given_name=f"P{n}", tags=["Ward"])
    other = ContactFactory(owner=owner, given_name="Other")
    tag = Tag.objects.get(owner=owner)
    shown = client.get(LIST, {"tag": tag.pk})

    assert shown.context["matching"] == str(PAGE_SIZE + 2)
    client.post(URL, {"do": "archive", "all": "1", "list": shown.context["shown"]}, headers={"HX-Request": "true"})

    assert list(Contact.objects.filter(archived_at=None)) == [other]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"do": "archive"}, "Tick the people first."),
        ({"do": "circle:enemy", "all": "1"}, "Choose what to do with them."),
        ({"do": "explode", "all": "1"}, "Choose what to do with them."),
        ({"do": "tag", "tag": " ", "all": "1"}, "Type one tag of up to 50 characters, without a comma."),
        ({"do": "tag", "tag": "a, b", "all": "1"}, "Type one tag"),
        ({"do": "archive", "all": "1", "list": "tag=nonsense"}, "The list has changed."),
        ({"do": "archive", "person": ["nonsense"]}, "nonsense"),
    ],
)
def test_what_makes_no_sense_changes_nobody_and_keeps_the_ticks(client, owner, people, data, problem):
    before = state(owner)
    data = {"person": [str(people[0].pk)], **data} if "all" in data else data

    response = client.post(URL, data)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert state(owner) == before
    if "all" in data:
        box = response.content.decode().partition(f'value="{people[0].pk}" form="people-bulk"')[2].partition(">")[0]
        assert box.endswith(" checked")


def test_as_a_fragment_the_list_comes_back_with_a_toast_that_undoes_in_place(client, owner, people):
    response = client.post(
        URL, {"do": "archive", "person": [people[0].pk], "list": "sort=name"}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()

    assert 'id="people"' in page
    assert "1 person is archived." in page
    assert 'hx-target="#people"' in page.partition("data-toast-undo")[0].rpartition("<form")[2]
    assert 'name="list" value="sort=name"' in page


def test_when_everyone_of_a_page_went_the_first_page_comes(client, owner):
    made = [ContactFactory(owner=owner, given_name=f"P{n:03}", family_name="") for n in range(PAGE_SIZE + 1)]
    last = client.get(LIST, {"sort": "name"}).context["later_url"].partition("?")[2]

    response = client.post(
        URL, {"do": "archive", "person": [made[-1].pk], "list": last}, headers={"HX-Request": "true"}
    )

    assert response.content.count(b'class="aq-person__name"') == PAGE_SIZE


def test_only_those_with_whom_something_is_under_way_are_announced(owner, people, monkeypatch):
    told = []
    monkeypatch.setattr(bulk, "announce", lambda news, *, actor, contact, now: told.append((news.value, contact)))
    Contact.objects.filter(pk=people[1].pk).update(next_step_at=NOW, next_step="Write")

    done = change(owner, Action.UNWANTED)
    bulk.undo_bulk_change(actor=owner, change=done, now=NOW)

    assert told == [("unwanted", people[1]), ("welcome", people[1])]
