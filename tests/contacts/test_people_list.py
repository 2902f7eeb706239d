"""The people list: views, search, filters, order, pages, and what an odd address does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Circle, Contact, Stage, Tag
from apps.contacts.selectors import PAGE_SIZE, SORTS, Cursor, PeopleQuery, count_matching, people_summary
from apps.contacts.selectors.people import _page
from apps.contacts.selectors.shapes import rows_of
from apps.contacts.services import archive_contact, set_stage
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
URL = reverse("contacts:list")


def set_next_step(contact_id, at, text):
    Contact.objects.filter(pk=contact_id).update(next_step_at=at, next_step=text)


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


def names_on(response):
    return [row.name for row in response.context["rows"]]


def add(owner, name, **fields):
    given, _, family = name.partition(" ")
    stage = fields.pop("stage", None)
    contact = ContactFactory(owner=owner, given_name=given, family_name=family, **fields)
    if stage:
        set_stage(actor=owner, contact=contact, stage=stage)
    return contact


@pytest.mark.parametrize("count", [1, 3])
def test_people_list_runs_four_queries_as_a_fragment(client, owner, count):
    for n in range(count):
        carla = add(owner, f"Carla{n} Marchetti")
        add(owner, f"Daniel{n} Kwon", introducer=carla, tags=["Informatics", f"Ward {n}"])

    with literal_queries(4):  # session, user, numbers and choices, rows
        response = client.get(URL, headers={"HX-Request": "true"})

    assert response.content.count(b'class="aq-person__name"') == count * 2


@pytest.mark.parametrize(
    "more", [{}, {"view": "archived"}, {"view": "waiting"}, {"circle": "friend"}, {"stage": "asked"}]
)
@pytest.mark.parametrize("key", ["tag", "employer", "via"])
def test_the_number_beside_the_choices_is_that_of_the_list(owner, key, more):
    carla = add(owner, "Carla Marchetti")
    for n, stage in enumerate([Stage.ASKED, Stage.ASKED, Stage.LISTED]):
        known = {"tags": ["Ward"], "employer": "Corvane Health", "introducer": carla}
        friend = add(owner, f"Daniel{n} Kwon", circle="friend", stage=stage, **known)
        add(owner, f"Ruth{n} Halloran", stage=stage, circle="family", **(known if n else {}))
    archive_contact(actor=owner, contact=friend, now=NOW)
    chosen = {"tag": Tag.objects.get().pk, "employer": friend.employer_id, "via": carla.pk}[key]
    query = PeopleQuery(**{key: chosen}, **more)

    assert people_summary(owner, query).counted(query) == count_matching(owner, query) > 0


def test_a_tag_of_somebody_else_counts_nobody(owner):
    add(UserFactory(), "Carla Marchetti", tags=["Ward"])
    query = PeopleQuery(tag=Tag.objects.get().pk)

    assert people_summary(owner, query).counted(query) == count_matching(owner, query) == 0


def test_how_many_have_a_tag_is_counted_with_the_choices(client, owner):
    for n in range(PAGE_SIZE + 1):
        add(owner, f"Carla{n} Marchetti", tags=["Ward"])
    add(owner, "Daniel Kwon")
    tag = Tag.objects.get()

    with literal_queries(4):
        page = client.get(URL, {"tag": tag.pk}, headers={"HX-Request": "true"}).content.decode()

    assert f"All {PAGE_SIZE + 1} of this list" in page


@pytest.mark.parametrize("count", [1, 3])
def test_people_list_runs_six_queries_as_a_page(client, owner, count):
    for n in range(count):
        carla = add(owner, f"Carla{n} Marchetti")
        add(owner, f"Daniel{n} Kwon", introducer=carla, tags=["Informatics", f"Ward {n}"])

    with literal_queries(6):  # the same, and the navigation's numbers and center
        response = client.get(URL, {"q": "a", "stage": "listed", "sort": "touch"})

    assert len(names_on(response)) == count * 2


def test_everyone_shows_only_the_owners_own_people(client, owner):
    add(owner, "Daniel Kwon")
    ContactFactory(given_name="Somebody", family_name="Else")

    assert names_on(client.get(URL)) == ["Daniel Kwon"]


def test_segments_count_the_stages_that_they_show(client, owner):
    for stage in Stage:
        add(owner, f"Person {stage}", stage=stage)

    response = client.get(URL, {"view": "talking"})

    assert [(s.label, s.count) for s in response.context["segments"]] == [
        ("Everyone", 8), ("To ask", 1), ("Waiting", 1), ("Talking", 3), ("Keep in touch", 2),
    ]  # fmt: skip
    assert sorted(r.stage for r in response.context["rows"]) == ["replied", "scheduled", "talked"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kwon", ["Daniel Kwon"]),
        ("KWON brannoc", ["Daniel Kwon"]),
        ("munoz", ["Zoë Muñoz"]),
        ("ZOE", ["Zoë Muñoz"]),
        ("informat", ["Daniel Kwon"]),
        ("100%", []),
        ("_", []),
        ("nobody", []),
        ("\x00kwon", ["Daniel Kwon"]),
    ],
)
def test_search_looks_through_names_employers_roles_and_tags_without_accents(client, owner, words, found):
    add(owner, "Daniel Kwon", employer="St. Brannoc Hospital", tags=["Informatics"])
    add(owner, "Zoë Muñoz", employer="Tidewell", title="Writer")

    assert names_on(client.get(URL, {"q": words})) == found


def test_filters_narrow_by_circle_employer_tag_stage_and_introducer(client, owner):
    carla = add(owner, "Carla Marchetti", circle=Circle.FAMILY, employer="Home")
    daniel = add(owner, "Daniel Kwon", introducer=carla, tags=["Ward"], employer="St. Brannoc", stage=Stage.TOUCH)

    for params in (
        {"employer": daniel.employer_id},
        {"tag": daniel.tags.get().pk},
        {"via": carla.pk},
        {"stage": "touch"},
        {"circle": "cold"},
        {"circle": "cold", "stage": "touch", "via": carla.pk, "q": "dan"},
    ):
        assert names_on(client.get(URL, params)) == ["Daniel Kwon"], params


@pytest.mark.parametrize(
    "query",
    [
        "view=nonsense", "circle=%27%3B--", "employer=1", "tag=not-a-uuid", "stage=x", "sort=price", "after=%00",
        "after=W10", "before=bnVsbA", "after=eyJ", "via=019a0000-0000-7000-8000-000000000000", "after=" + "A" * 5000,
        "sort=name&after=WzEsIjAxOWEwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd",
    ],
)  # fmt: skip
def test_an_odd_address_shows_the_list_and_says_what_was_left_out(client, owner, query):
    add(owner, "Daniel Kwon")

    response = client.get(f"{URL}?{query}")

    assert response.status_code == 200
    assert names_on(response) == ["Daniel Kwon"]
    assert "so that part is left out" in response.context["note"]


def test_somebody_elses_employer_in_an_address_is_treated_like_one_that_does_not_exist(client, owner):
    theirs = ContactFactory(employer="Secret Labs")

    response = client.get(URL, {"employer": theirs.employer_id})

    assert "Secret Labs" not in response.content.decode()
    assert "so that part is left out" in response.context["note"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Ada Zimmer", "Ben Young", "Cleo Xu"][::-1]),
        ("-name", ["Ada Zimmer", "Ben Young", "Cleo Xu"]),
        ("next", ["Ben Young", "Ada Zimmer", "Cleo Xu"]),
        ("-next", ["Ada Zimmer", "Ben Young", "Cleo Xu"]),
        ("stage", ["Cleo Xu", "Ada Zimmer", "Ben Young"]),
        ("touch", ["Cleo Xu", "Ben Young", "Ada Zimmer"]),
    ],
)
def test_order_puts_those_without_a_value_last(client, owner, sort, expected):
    ada = add(owner, "Ada Zimmer", stage=Stage.ASKED)
    ben = add(owner, "Ben Young", stage=Stage.TALKED)
    cleo = add(owner, "Cleo Xu")
    set_next_step(contact_id=ada.pk, at=NOW + timedelta(days=2), text="Later")
    set_next_step(contact_id=ben.pk, at=NOW, text="Now")
    Contact.objects.filter(pk=cleo.pk).update(last_touch_at=NOW, last_touch_kind="call")
    Contact.objects.filter(pk=ben.pk).update(last_touch_at=NOW - timedelta(days=1), last_touch_kind="met")

    assert names_on(client.get(URL, {"sort": sort})) == expected


@pytest.mark.parametrize("sort", ["next", "-next", "name", "-name", "touch", "-touch", "stage", "-stage"])
def test_pages_in_both_directions_show_each_person_exactly_once(client, owner, sort):
    made = [add(owner, f"Person{n:03} Same{n % 7}") for n in range(PAGE_SIZE * 2 + 7)]
    for n, person in enumerate(made):
        if n % 3:
            set_next_step(contact_id=person.pk, at=NOW + timedelta(days=n % 5), text="Step")
            Contact.objects.filter(pk=person.pk).update(
                last_touch_at=NOW - timedelta(days=n % 4), stage=list(Stage)[n % 8]
            )

    first = client.get(URL, {"sort": sort})
    second = client.get(first.context["later_url"])
    third = client.get(second.context["later_url"])
    seen = names_on(first) + names_on(second) + names_on(third)

    assert sorted(seen) == sorted(p.name for p in made)
    assert third.context["later_url"] == ""
    assert names_on(client.get(third.context["earlier_url"])) == names_on(second)
    back = client.get(second.context["earlier_url"])
    assert names_on(back) == names_on(first)
    assert first.context["earlier_url"] == back.context["earlier_url"] == ""


@pytest.mark.parametrize("sort", list(SORTS))
@pytest.mark.parametrize("reverse", [False, True])
def test_a_page_whose_text_is_kept_holds_what_the_query_asks_for(owner, sort, reverse):
    ruth, other = add(owner, "Ruth Halloran"), UserFactory()
    both = {"tags": ["Ward", "Fair"], "employer": "Corvane Health", "stage": Stage.ASKED, "circle": "friend"}
    made = [add(who, f"Ana{n} Bell", **(both if n else {})) for who in (owner, other) for n in range(4)]
    introduced = add(owner, "Ben Bell", introducer=ruth, **both)
    for n, person in enumerate(made):
        Contact.objects.filter(pk=person.pk).update(last_touch_at=NOW, next_step_at=NOW if n % 2 else None)
    chosen = {
        "tag": introduced.tags.get(name="Ward").pk, "employer": introduced.employer_id, "via": ruth.pk,
        "circle": "friend", "stage": "asked",
    }  # fmt: skip
    begins = {"next": NOW, "touch": NOW, "name": "bell", "stage": 1}
    cursors = [None, *(Cursor(value, made[1].pk, back) for value in (begins[sort], None) for back in (True, False))]
    narrowed = [{}, chosen, *({key: value} for key, value in chosen.items())]

    for view in ("everyone", "waiting", "archived"):
        for cursor in cursors:
            for filters in narrowed:
                query = PeopleQuery(view=view, sort=sort, reverse=reverse, cursor=cursor, **filters)
                for who in (owner, other):
                    assert rows_of(_page, who, query) == list(_page(who, query)), query


def test_archived_people_stand_in_a_view_of_their_own(client, owner):
    daniel = add(owner, "Daniel Kwon")
    add(owner, "Priya Raman")
    archive_contact(actor=owner, contact=daniel, now=NOW)

    assert names_on(client.get(URL)) == ["Priya Raman"]
    assert names_on(client.get(URL, {"view": "archived"})) == ["Daniel Kwon"]


def test_nothing_typed_into_a_person_becomes_markup(client, owner):
    bad = "<script>alert(1)</script>{{ 7|add:7 }}{% now 'Y' %}"
    ContactFactory(
        owner=owner,
        given_name=bad,
        family_name='"><img src=x>',
        title=bad,
        employer=bad,
        relation=bad[:90],
        tags=["<b>x"],
    )

    page = client.get(URL).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7|add:7 }}" in page.replace("&#x27;", "'")


def test_the_first_person_is_asked_for_when_the_list_is_empty(client, owner):
    assert "Who do you know already?" in client.get(URL).content.decode()


def test_a_list_that_nobody_fits_offers_the_way_back(client, owner):
    add(owner, "Daniel Kwon")

    response = client.get(URL, {"q": "zzz", "view": "waiting"})

    assert "Nobody fits" in response.content.decode()
    assert response.context["clear_url"] == f"{URL}?view=waiting"


def test_a_search_with_very_many_hits_is_counted_so_far_only(client, owner, monkeypatch):
    monkeypatch.setattr("apps.contacts.listpage.COUNTED", PAGE_SIZE)
    for n in range(PAGE_SIZE + 1):
        add(owner, f"Carla{n} Marchetti")

    page = client.get(URL, {"q": "carla"}).content.decode()

    assert f"All {PAGE_SIZE}+ of this list" in page


def test_the_numbers_of_a_long_list_are_a_minute_old_at_most(client, owner, monkeypatch):
    monkeypatch.setattr("apps.contacts.selectors.longlists.LONG", 1)
    add(owner, "Carla Marchetti", stage="asked")
    add(owner, "Daniel Kwon", stage="asked")
    client.get(URL)
    add(owner, "Zoë Muñoz", stage="asked", tags=["Ward"])

    response = client.get(URL)

    assert [s.count for s in response.context["segments"]][:3] == [2, 0, 2]
    assert sorted(names_on(response)) == ["Carla Marchetti", "Daniel Kwon", "Zoë Muñoz"]
    assert list(response.context["summary"].tags.values()) == ["Ward"]  # what costs little is always new


@pytest.mark.parametrize("sort", ["next", "touch"])
def test_a_page_in_the_middle_goes_on_with_those_who_have_no_value(client, owner, sort):
    for n in range(PAGE_SIZE + 20):
        person = add(owner, f"Carla{n:03} Marchetti")
        if n < PAGE_SIZE + 5:
            moment = NOW + timedelta(days=n)
            Contact.objects.filter(pk=person.pk).update(next_step_at=moment, last_touch_at=moment)

    first = client.get(URL, {"sort": sort})
    second = client.get(first.context["later_url"])
    back = client.get(second.context["earlier_url"])

    assert len(names_on(second)) == 20
    assert len({*names_on(first), *names_on(second)}) == PAGE_SIZE + 20
    assert names_on(back) == names_on(first)
