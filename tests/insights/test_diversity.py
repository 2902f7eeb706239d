"""Whom somebody hears from: what is drawn, what is said, who comes next, and what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.levels import Level
from apps.contacts.models import Circle, Contact
from apps.contacts.services import archive_contact, set_stage
from apps.insights import selectors
from apps.insights.corner import corner_of, lately
from apps.insights.diversity import MOST_DOTS, Cell, Group, Row, Tally, spread_of
from apps.interviews.models import Interview
from apps.interviews.services import finish_talk, plan_interview
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

PAGE = reverse("insights:network")


@pytest.fixture
def owner(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


def hold_talk(contact, days_ago=1):
    moment = NOW - timedelta(days=days_ago)
    interview = plan_interview(
        actor=contact.owner, contact=contact, starts_at=moment, now=moment - timedelta(days=1), minutes=25,
        mode=Interview.Mode.VIDEO, place="", contact_timezone="UTC",
    )  # fmt: skip
    end = moment + timedelta(minutes=25)
    finish_talk(actor=contact.owner, interview=interview, ended_at=end, now=end)


def group(circle="classmate", level="regular", industry="Health", reach="talked", people=1, talks=None):
    return Group(
        circle, level, industry, reach, people, (people if reach == "talked" else 0) if talks is None else talks
    )


def said(*groups, employers=()):
    corner = corner_of(spread_of(groups), employers)
    return f"{corner.fact} {corner.meaning}"


# What is drawn -------------------------------------------------------------------------------------------------------


def test_every_circle_and_level_has_its_row_also_with_nobody():
    spread = spread_of([group("friend")])

    assert [row.key for row in spread.circles] == list(Circle)
    assert [row.key for row in spread.levels] == ["executive", "lead", "senior", "regular", "junior"]
    assert [row.tally.words for row in spread.circles][:2] == ["no one", "1 talked, 0 asked, 0 on your list"]


def test_cells_hold_people_by_level_and_industry_and_lead_to_their_list():
    spread = spread_of(
        [group(level="lead"), group(level="lead", reach="asked", people=2), group(industry="Technology")]
    )

    row, cells = spread.matrix[1]
    assert (row.key, spread.columns) == ("lead", ["Health", "Technology"])
    assert [(cell.tally.people, cell.query) for cell in cells] == [
        (3, "level=lead&industry=Health"),
        (0, "level=lead&industry=Technology"),
    ]


def test_people_without_a_place_are_counted():
    spread = spread_of([group(), group(level="unknown"), group(industry="", people=2)])

    assert (spread.people, spread.unplaced, spread.other_columns) == (4, 3, 0)


def test_a_seventh_industry_has_no_column_and_is_counted():
    spread = spread_of(group(industry=f"Field {n}") for n in range(8))

    assert (len(spread.columns), spread.other_columns) == (6, 2)


def test_an_industry_in_other_capitals_is_the_same():
    spread = spread_of([group(industry="Health care"), group(industry="Health Care", people=2)])

    assert len(spread.industries) == 1
    assert spread.matrix[3][1][0].tally.people == 3


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_dots_are_people_and_those_too_many_are_counted(talked, asked, listed):
    cell = Cell(Tally(talked, asked, listed), {})

    assert len(cell.dots) + cell.more == talked + asked + listed
    assert len(cell.dots) <= MOST_DOTS
    assert all(dot.y + 6 <= cell.height for dot in cell.dots)
    assert "".join(dot.kind for dot in cell.dots) == ("t" * talked + "a" * asked + "l" * listed)[:MOST_DOTS]


GROUPS = st.lists(
    st.builds(
        group, st.sampled_from(list(Circle)), st.sampled_from(list(Level)),
        st.sampled_from(["", "Health", "Law", "law"]), st.sampled_from(["talked", "asked", "listed"]),
        st.integers(1, 40),
    )
)  # fmt: skip


@given(GROUPS)
def test_nobody_is_lost_and_something_is_always_said(groups):
    spread = spread_of(groups)
    placed = sum(cell.tally.people for _, cells in spread.matrix for cell in cells)

    assert placed + spread.unplaced + spread.other_columns == sum(g.people for g in groups)
    assert sum(row.tally.people for row in spread.circles) == spread.people
    assert corner_of(spread).fact.endswith(".")


# What is said --------------------------------------------------------------------------------------------------------


def test_the_side_that_is_heard_most_is_named_with_its_numbers():
    text = said(group("classmate", industry="", people=9), group("teacher", industry="", people=2))

    assert text.startswith("9 of 11 talks were with classmates. So you’ve heard one side well.")


def test_all_talks_on_one_side():
    assert said(group("family", industry="", people=4)).startswith("All 4 talks were with family.")


def test_the_corner_with_most_people_and_no_talk_is_named_first():
    text = said(
        group("classmate", people=4),
        group("alumni", reach="listed", people=5),
        group("teacher", reach="asked", people=2),
    )

    assert "Not heard yet: alumni and teachers." in text


def test_an_industry_an_employer_and_a_level_can_be_the_side():
    mixed = [group(circle, industry="Health") for circle in ("family", "friend", "alumni")]
    assert said(*mixed).startswith("All 3 talks were with people from Health.")
    several = [group(c, industry=i) for c, i in (("family", "Law"), ("friend", "Health"), ("alumni", "Media"))]
    assert said(*several, employers=[Row("1", "Corvane Health", Tally(talks=2), {})]).startswith(
        "2 of 3 talks were with people from Corvane Health."
    )
    ranks = [group(c, "lead", i) for c, i in (("family", "Law"), ("friend", "Health"), ("alumni", "Media"))]
    assert said(*ranks).startswith("All 3 talks were with leads and managers.")


def test_talks_that_are_spread_are_said_to_be():
    several = [group(c, industry=i) for c, i in (("family", "Law"), ("friend", "Health"), ("alumni", "Media"))]

    assert said(*several).startswith("Your talks are well spread.")


@pytest.mark.parametrize(("talks", "fact"), [(0, "No talk yet."), (1, "One talk so far."), (2, "Two talks so far.")])
def test_too_few_talks_say_nothing_about_sides(talks, fact):
    assert corner_of(spread_of([group(people=5, talks=talks)])).fact == fact


def test_the_last_talks_are_drawn_with_the_three_most_frequent_colored():
    drawn = lately(["friend", "family", "family", "cold", "teacher"], "circle")

    assert [fill for fill, _ in drawn.dots] == ["sage", "1", "1", "sky", "line"]
    assert drawn.legend == [("brand", "Family"), ("sage", "Friend"), ("sky", "Not yet met")]
    assert drawn.label == "Your last 5 talks by circle: 2 Family, 1 Friend, 1 Not yet met"


# What is read --------------------------------------------------------------------------------------------------------


def test_people_are_grouped_by_what_has_happened(owner):
    hold_talk(ContactFactory(owner=owner, circle="friend", title="CEO"))
    twice = ContactFactory(owner=owner, circle="friend", title="CEO")
    hold_talk(twice, days_ago=5)
    hold_talk(twice, days_ago=2)
    set_stage(actor=owner, contact=ContactFactory(owner=owner, circle="friend", title="CEO"), stage="talked")
    set_stage(actor=owner, contact=ContactFactory(owner=owner, circle="friend", title="CEO"), stage="resting")
    ContactFactory(owner=owner, circle="friend", title="CEO")
    archived = ContactFactory(owner=owner, circle="friend", title="CEO")
    archive_contact(actor=owner, contact=archived, now=NOW)
    ContactFactory(circle="friend", title="CEO")

    assert sorted(selectors.groups_of(owner), key=lambda g: g.reach) == [
        Group("friend", "executive", "Health", "asked", 1, 0),
        Group("friend", "executive", "Health", "listed", 1, 0),
        Group("friend", "executive", "Health", "talked", 3, 4),
    ]


def test_employers_come_by_talks_then_by_people(owner):
    hold_talk(ContactFactory(owner=owner, employer="Tidewell"))
    for _ in range(2):
        ContactFactory(owner=owner, employer="Lumen Mutual")
    ContactFactory(owner=owner, employer="")
    ContactFactory(employer="Elsewhere")

    found = selectors.top_employers(owner)

    assert [(row.label, row.tally.people, row.tally.talks) for row in found] == [
        ("Tidewell", 1, 1), ("Lumen Mutual", 2, 0),
    ]  # fmt: skip


def test_the_last_talks_stand_oldest_first_and_a_person_as_often_as_talked_with(owner):
    ana, ben = ContactFactory(owner=owner, given_name="Ana"), ContactFactory(owner=owner, given_name="Ben")
    hold_talk(ana, days_ago=9)
    hold_talk(ben, days_ago=5)
    hold_talk(ana, days_ago=2)
    hold_talk(ContactFactory())

    assert [person.given_name for person in selectors.last_talks(owner)] == ["Ana", "Ben", "Ana"]
    assert [person.given_name for person in selectors.last_talks(owner, 2)] == ["Ben", "Ana"]


def test_the_next_person_replied_or_was_introduced_or_is_listed(owner):
    listed = ContactFactory(owner=owner, circle="alumni")
    introduced = ContactFactory(owner=owner, circle="alumni", introducer=listed)
    replied = ContactFactory(owner=owner, circle="alumni")
    set_stage(actor=owner, contact=replied, stage="replied")
    ContactFactory(owner=owner, circle="friend")
    unwanted = ContactFactory(owner=owner, circle="alumni", introducer=listed)
    Contact.objects.filter(pk=unwanted.pk).update(do_not_contact=True)
    ContactFactory(circle="alumni")
    hold_talk(ContactFactory(owner=owner, circle="alumni"))

    order = []
    for _ in range(4):
        person = selectors.next_person(owner, "circle", ["alumni"])
        order.append(person and person.pk)
        if person:
            archive_contact(actor=owner, contact=person, now=NOW)

    assert order == [replied.pk, introduced.pk, listed.pk, None]


# The page ------------------------------------------------------------------------------------------------------------


def test_the_page_draws_gaps_links_cells_and_names_somebody(client, owner):
    for n in range(4):
        hold_talk(ContactFactory(owner=owner, circle="classmate", given_name=f"Mate{n}", title="CEO"), days_ago=n + 1)
    ContactFactory(owner=owner, given_name="Ines", family_name="Carvalho", circle="alumni", title="Nurse")

    page = client.get(PAGE).content.decode()

    assert "All 4 talks were with classmates." in page
    assert "no one" in page
    assert 'href="/people/?level=executive&amp;industry=Health"' in page
    assert 'href="/people/?circle=classmate"' in page
    assert "Ines Carvalho" in page
    assert 'aria-current="page"' in page[page.index("/network/") : page.index("/network/") + 120]


def test_the_numbers_of_the_page_are_those_of_the_lists_it_leads_to(client, owner):
    for title, employer in (("CEO", "Elm Park Clinic"), ("Nurse", "Elm Park Clinic"), ("", ""), ("CEO", "Tidewell")):
        ContactFactory(owner=owner, title=title, employer=employer)
    spread = client.get(PAGE).context["spread"]

    rows = [*spread.circles, *spread.levels, *spread.industries, *(c for _, cells in spread.matrix for c in cells)]
    for row in rows:
        assert len(client.get(f"/people/?{row.query}").context["rows"]) == row.tally.people, row


def test_an_empty_list_shows_the_way_to_the_first_names(client, owner):
    page = client.get(PAGE)

    assert page.status_code == 200
    assert reverse("contacts:brainstorm") in page.content.decode()
    assert "<svg width" not in page.content.decode()


def test_people_without_any_employer_still_give_a_page(client, owner):
    ContactFactory(owner=owner, title="", employer="")

    page = client.get(PAGE).content.decode()

    assert "we need to know where people work" in page


def test_hostile_industries_are_only_text(client, owner):
    person = ContactFactory(owner=owner, employer="Elm Park Clinic")
    person.employer.industry = '<script>alert(1)</script>&level="x'
    person.employer.save()

    page = client.get(PAGE).content.decode()

    assert "<script>alert" not in page
    assert client.get("/people/?" + client.get(PAGE).context["spread"].industries[0].query).context["rows"]


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(client, owner, people):
    for n in range(people):
        hold_talk(ContactFactory(owner=owner, employer=f"Clinic {n}"))
        ContactFactory(owner=owner, circle="alumni")

    with literal_queries(8):
        client.get(PAGE)
