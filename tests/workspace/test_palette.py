"""The palette and the page of search: everything that is the reader's own, and nothing else."""

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Touch
from apps.contacts.services import archive_contact, record_touch, save_private_note
from apps.interviews.models import Interview, Takeaway
from apps.workspace.searchrows import excerpt
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import FollowUpFactory

pytestmark = pytest.mark.django_db
URL, PAGE = reverse("workspace:palette"), reverse("workspace:search")


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        yield user


def marcus_of(owner, **fields):
    return ContactFactory(
        owner=owner, **{"given_name": "Marcus", "family_name": "Oyelaran", "employer": "Fernbank Devices", **fields}
    )


def results(client, query=""):
    return client.get(URL, {"q": query}).context["results"]


def found(client, query, group):
    """Titles of what was found in a group of the palette."""
    groups = client.get(URL, {"q": query}).context["groups"]
    return [row.title for g in groups if g.key == group for row in g.rows]


def talk_with(contact, text="", state="held"):
    talk = Interview.objects.create(
        owner=contact.owner, contact=contact, state=state, starts_at=NOW, ended_at=NOW, contact_timezone="UTC"
    )
    if text:
        Takeaway.objects.create(owner=contact.owner, interview=talk, kind="advice", text=text)
    return talk


def everything_of(owner, word="Ward"):
    """A person, an employer, a talk, a note, a touch and a step, each with `word` in it."""
    person = ContactFactory(owner=owner, given_name=word, family_name="Halloran", employer=f"{word} Street Clinic")
    talk_with(person, f"The {word} round starts at seven")
    save_private_note(actor=owner, contact=person, body=f"Left the {word} for computers")
    record_touch(actor=owner, contact=person, kind="call", summary=f"About the {word}", occurred_at=NOW, now=NOW)
    FollowUpFactory(contact=person, due_at=NOW, title=f"Read up on the {word}")
    return person


# What is found -------------------------------------------------------------------------------------------------------


def test_an_empty_query_shows_what_comes_next_recent_people_and_what_one_can_do(client, lena):
    priya, marcus = ContactFactory(owner=lena), marcus_of(lena)
    step = FollowUpFactory(contact=priya, due_at=NOW, title="Thank Priya")
    record_touch(actor=lena, contact=priya, kind="met", occurred_at=NOW, now=NOW)

    shown = results(client)

    assert [s.id for s in shown.steps] == [step.pk]
    assert [hit.id for hit in shown.found.hits["people"]] == [priya.pk, marcus.pk]
    assert [(a.label, a.key) for a in shown.actions[:2]] == [
        ("Add a person", "N"), ("Log a call, message or meeting", "L"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query", ["marcus", "m", "oy", "oye mar", "FERNBANK", "Márcus", "marcus oyelaran", "  marcus  "]
)
def test_people_are_found_by_parts_of_name_and_employer(client, lena, query):
    marcus_of(lena)
    ContactFactory(owner=lena, given_name="Sofia", family_name="Brandt", employer="", title="")

    assert found(client, query, "people") == ["Marcus Oyelaran"]


def test_whoever_is_called_so_stands_before_those_who_only_have_it_somewhere(client, lena):
    ContactFactory(owner=lena, given_name="Aaron", family_name="Abel", employer="Marsh & Co", title="")
    ContactFactory(owner=lena, given_name="Zoe", family_name="Martens", employer="", title="")
    ContactFactory(owner=lena, given_name="Marta", family_name="Zuniga", employer="", title="")

    assert found(client, "mar", "people") == ["Zoe Martens", "Marta Zuniga", "Aaron Abel"]


def test_every_kind_of_thing_is_found_in_its_group(client, lena):
    everything_of(lena)

    groups = client.get(URL, {"q": "ward"}).context["groups"]

    assert [(g.label, sorted(row.title for row in g.rows)) for g in groups] == [
        ("People", ["Ward Halloran"]),
        ("Next for you", ["Read up on the Ward"]),
        ("Employers", ["Ward Street Clinic"]),
        ("Talks", ["Talk with Ward Halloran"]),
        ("Notes", ["About the Ward", "Left the Ward for computers"]),
    ]


@pytest.mark.parametrize("query", ["round seven", "SEVEN", "halloran"])
def test_a_talk_is_found_by_what_was_said_and_by_with_whom(client, lena, query):
    talk = talk_with(ContactFactory(owner=lena, given_name="Ruth", family_name="Halloran"), "The round starts at seven")

    (group,) = [g for g in client.get(URL, {"q": query}).context["groups"] if g.key == "talks"]

    assert [row.url for row in group.rows] == [reverse("interviews:debrief", args=[talk.pk])]
    assert "October 20" in group.rows[0].detail


def test_words_may_stand_apart_and_each_must_be_there(client, lena):
    person = marcus_of(lena)
    save_private_note(actor=lena, contact=person, body="Left the ward for computers, plays chess")

    assert found(client, "chess ward", "notes") == ["Left the ward for computers, plays chess"]
    assert found(client, "chess piano", "notes") == []


def test_lines_that_an_import_wrote_are_no_notes(client, lena):
    person = marcus_of(lena)
    for kind, summary in ((Touch.Kind.NOTE, "Connected on LinkedIn"), (Touch.Kind.ADDED, "Imported from LinkedIn.csv")):
        record_touch(actor=lena, contact=person, kind=kind, summary=summary, occurred_at=NOW, now=NOW)

    assert found(client, "linkedin", "notes") == []


@pytest.mark.parametrize(
    "query", ["%", "_", "%%%", "\\", "'", "a%b_c\\", "(((", "🙂🙂🙂", "x" * 5000, "a b c d e f g h"]
)
def test_signs_stand_for_themselves_and_nothing_breaks(client, lena, query):
    everything_of(lena)

    for url in (URL, PAGE):
        response = client.get(url, {"q": query})
        assert response.status_code == 200
    assert found(client, query, "people") == found(client, query, "notes") == []


def test_nobody_finds_what_is_somebody_elses(client, lena):
    everything_of(UserFactory())

    for query in ("ward", "w", "halloran"):
        assert client.get(URL, {"q": query}).context["groups"] == []
        assert client.get(PAGE, {"q": query}).context["groups"] == []


def test_what_belongs_to_somebody_archived_rests(client, lena):
    person = everything_of(lena)
    archive_contact(actor=lena, contact=person, now=NOW)

    assert [g.key for g in client.get(URL, {"q": "ward"}).context["groups"]] == ["employers"]


def test_one_writes_to_everybody_but_those_one_chose_not_to_write_to(client, lena):
    marcus = marcus_of(lena)
    unwanted = ContactFactory(owner=lena, given_name="Marco")
    type(unwanted).objects.filter(pk=unwanted.pk).update(do_not_contact=True)

    (group,) = client.get(URL, {"q": "marc"}).context["groups"]

    assert {row.title: row.write_url for row in group.rows} == {
        "Marcus Oyelaran": reverse("outreach:compose", args=[marcus.pk]), "Marco Raman": "",
    }  # fmt: skip


# What it costs -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["ward", "w", "nothing at all"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_palette_runs_three_statements_for_words_hit_or_not(client, lena, query, count):
    for _ in range(count):
        everything_of(lena)

    with literal_queries(3):  # session, user, search
        client.get(URL, {"q": query})


@pytest.mark.parametrize("count", [1, 3])
def test_the_palette_runs_four_statements_for_none(client, lena, count):
    for _ in range(count):
        everything_of(lena)

    with literal_queries(4):  # session, user, steps, recent people
        client.get(URL)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_five_statements(client, lena, count):
    for _ in range(count):
        everything_of(lena)

    with literal_queries(5):  # session, user, search, navigation, center
        client.get(PAGE, {"q": "ward"})


# How it looks --------------------------------------------------------------------------------------------------------


def test_actions_are_found_by_other_words_too(client, lena):
    assert [a.label for a in results(client, "linkedin").actions] == ["Import people from a file"]


def test_nothing_found_says_so_and_escapes_what_was_typed(client, lena):
    html = client.get(URL, {"q": "<b>zzz"}).content.decode()

    assert "&lt;b&gt;zzz" in html
    assert 'role="option"' not in html


def test_each_option_has_its_own_id_and_a_place_to_go(client, lena):
    everything_of(lena)

    for query in ("", "ward"):
        html = client.get(URL, {"q": query}).content.decode()
        ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
        assert len(ids) == len(set(ids)) == html.count("data-href=") > 5


def test_markup_in_what_was_found_stays_text(client, lena):
    everything_of(lena, "<img src=x>")

    for url in (URL, PAGE):
        assert "<img src=x" not in client.get(url, {"q": "<img"}).content.decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short  \n one", "short one"),
        ("a" * 200 + " word", f"…{'a' * 29} word"),
        (f"{'before ' * 30}the word {'after ' * 30}", f"…{'before ' * 4}the word {'after ' * 8}".strip() + "…"),
    ],
)
def test_a_long_note_is_shown_around_the_word(text, shown):
    assert excerpt(text, ["word"]) == shown


def test_the_page_shows_every_group_without_scripts_and_leads_on(client, lena):
    person = everything_of(lena)

    response = client.get(PAGE, {"q": "ward"})

    assert [g.key for g, _ in response.context["groups"]] == ["people", "steps", "employers", "talks", "notes"]
    assert f'href="{reverse("workspace:person", args=[person.pk])}"' in response.content.decode()


def test_more_of_one_group_comes_fifty_at_a_time(client, lena):
    person = marcus_of(lena)
    Touch.objects.bulk_create(
        Touch(owner=lena, contact=person, kind="note", summary=f"Ward round {n}", occurred_at=NOW) for n in range(70)
    )

    first = client.get(PAGE, {"q": "ward"})
    (group, more) = first.context["groups"][0]
    assert (len(group.rows), group.has_more) == (8, True)

    seen = []
    for _ in range(2):
        ((group, more),) = client.get(more).context["groups"]
        seen.append((len(group.rows), group.has_more))
    assert seen == [(50, True), (70, False)]


@pytest.mark.parametrize("params", [{"in": "nonsense"}, {"in": "notes", "n": "-5"}, {"in": "notes", "n": "9" * 30}, {}])
def test_an_odd_address_is_a_page_all_the_same(client, lena, params):
    assert client.get(PAGE, {"q": "ward", **params}).status_code == 200
