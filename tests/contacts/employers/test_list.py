"""The list of employers: order, search, filters, pages, and what is said in the row."""

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Employer, EmployersApart
from apps.contacts.selectors import employerlist
from apps.contacts.selectors.employers import next_in_line
from apps.contacts.services import archive_contact, find_or_create_employer, set_stage, update_contact
from apps.contacts.services.employernames import add_alias
from apps.contacts.services.employers.wishing import MOST_WISHES, say_advocacy, set_motivation, set_posting
from apps.interviews.models import Interview
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
URL, WISH, APART = (reverse(f"workspace:{name}") for name in ("employers", "employers_wish", "employers_apart"))
HTMX = {"HX-Request": "true"}


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


def called(lena, name):
    return find_or_create_employer(actor=lena, name=name)


def person(lena, employer, name="Ana Ruiz", *, stage=None, **fields):
    given, _, family = name.partition(" ")
    contact = ContactFactory(owner=lena, given_name=given, family_name=family, employer=employer, **fields)
    if stage:
        set_stage(actor=lena, contact=contact, stage=stage)
    return contact


def wished(lena, name, motivation, *, posting="", said=None):
    employer = called(lena, name)
    set_motivation(actor=lena, employer=employer, motivation=motivation, now=NOW)
    set_posting(actor=lena, employer=employer, posting=posting, url="", seen_on=NOW.date(), now=NOW)
    say_advocacy(actor=lena, employer=employer, said=said, now=NOW)
    return employer


def talk(contact, state="held"):
    ended = NOW if state == "held" else None
    return Interview.objects.create(
        owner=contact.owner, contact=contact, starts_at=NOW, ended_at=ended, state=state, contact_timezone="UTC"
    )


def names_on(response):
    return [row.name for row in response.context["rows"]]


def url(name, *args):
    return reverse(f"workspace:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_runs_eleven_queries_as_a_page(client, lena, count):
    for n in range(count):
        talk(person(lena, f"Corvane {n}", f"Ana{n} Ruiz", stage="talked"))
        wished(lena, f"Tidewell {n}", n)

    # session, user, numbers, rows, people, who speaks, three of likeness, the navigation's numbers and center
    with literal_queries(11):
        response = client.get(URL)

    assert len(names_on(response)) == count * 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_runs_six_queries_as_a_fragment(client, lena, count):
    for n in range(count):
        talk(person(lena, f"Corvane {n}", f"Ana{n} Ruiz", stage="talked"))

    with literal_queries(6):
        response = client.get(URL, {"sort": "people"}, headers=HTMX)

    assert response.content.decode().count('class="aq-person__name"') == count


def test_the_order_is_motivation_then_posting_then_advocacy_then_the_name(client, lena):
    called(lena, "Aaa not on it")
    wished(lena, "Two no yes", 2, posting="no", said=True)
    wished(lena, "Two yes no", 2, posting="yes", said=False)
    wished(lena, "Two open no", 2, said=False)
    wished(lena, "Two open yes", 2, said=True)
    wished(lena, "Three", 3, posting="no", said=False)
    wished(lena, "Zero b", 0, said=False)
    wished(lena, "Zero a", 0, said=False)

    assert names_on(client.get(URL)) == [
        "Three", "Two yes no", "Two open yes", "Two open no", "Two no yes", "Zero a", "Zero b", "Aaa not on it",
    ]  # fmt: skip
    assert names_on(client.get(URL, {"view": "wish"}))[-1] == "Zero b"
    assert names_on(client.get(URL, {"sort": "-rank"}))[0] == "Aaa not on it"


def test_people_who_talked_or_are_known_speak_for_the_owner_unless_they_say_otherwise(client, lena):
    person(lena, "Cold only", "A B")
    person(lena, "Unwanted", "C D", circle="friend")
    update_contact(actor=lena, contact=called(lena, "Unwanted").contacts.get(), now=NOW, do_not_contact=True)
    archive_contact(actor=lena, contact=person(lena, "Archived", "E F", circle="friend"), now=NOW)
    person(lena, "Talked", "Ana Ruiz", stage="thanked")
    person(lena, "Known", "Bo Li", circle="classmate")
    person(lena, "Known", "Cy Li", circle="family")
    say_advocacy(actor=lena, employer=called(lena, "Overruled"), said=True, now=NOW)
    person(lena, "Denied", "Di Li", circle="family")
    say_advocacy(actor=lena, employer=called(lena, "Denied"), said=False, now=NOW)

    rows = {r.name: (r.advocacy, r.advocate) for r in client.get(URL).context["rows"]}

    assert rows == {
        "Archived": (False, ""),
        "Cold only": (False, ""),
        "Denied": (False, "Di Li"),
        "Known": (True, "Cy Li"),
        "Overruled": (True, ""),
        "Talked": (True, "Ana Ruiz, talked"),
        "Unwanted": (False, ""),
    }


def test_a_row_tells_how_many_are_talked_with_asked_and_listed_and_how_many_talks_were_held(client, lena):
    talked = person(lena, "Corvane", "Ana Ruiz", stage="talked")
    talk(talked), talk(talked), talk(talked, "planned")
    person(lena, "Corvane", "Bo Li", stage="asked")
    person(lena, "Corvane", "Cy Li", stage="resting")
    person(lena, "Corvane", "Di Li")

    (row,) = client.get(URL).context["rows"]

    assert (row.people, row.people_words, row.talks) == (4, "1 talked, 2 asked, 1 on the list", 2)
    assert [d.kind for d in row.dots] == ["t", "a", "a", "l"]


def test_search_finds_by_another_name_and_by_another_spelling(client, lena):
    add_alias(actor=lena, employer=called(lena, "Microsoft"), name="MSFT", now=NOW)
    called(lena, "Zoë & Söhne GmbH")
    called(UserFactory(), "Microsoft Spain")

    assert names_on(client.get(URL, {"q": "msft"})) == ["Microsoft"]
    assert names_on(client.get(URL, {"q": "ZOE and sohne"})) == ["Zoë & Söhne GmbH"]
    assert names_on(client.get(URL, {"q": "soft"})) == ["Microsoft"]
    assert names_on(client.get(URL, {"q": "%"})) == []


def test_filters_and_views_narrow_the_list(client, lena):
    person(lena, "Corvane")
    Employer.objects.filter(name="Corvane").update(industry="Health", sector="nonprofit")
    wished(lena, "Tidewell", 1, posting="yes")

    for params, found in [
        ({"industry": "Health"}, ["Corvane"]),
        ({"sector": "nonprofit"}, ["Corvane"]),
        ({"posting": "yes"}, ["Tidewell"]),
        ({"view": "known"}, ["Corvane"]),
        ({"view": "nobody"}, ["Tidewell"]),
        ({"view": "wish", "posting": "no"}, []),
    ]:
        assert names_on(client.get(URL, params)) == found
    assert [(s.key, s.count) for s in client.get(URL).context["segments"]] == [
        ("all", 2), ("wish", 1), ("known", 1), ("nobody", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("sort", ["rank", "-rank", "name", "-name", "people", "-people", "talks", "-talks"])
def test_pages_hold_everyone_once_in_one_order_both_ways(client, lena, monkeypatch, sort):
    for n in range(5):
        wished(lena, f"Wish {n}", n % 2)
        talk(person(lena, f"Known {n // 2}", f"Ana{n} Ruiz", stage="talked"))
    whole = names_on(client.get(URL, {"sort": sort}))
    monkeypatch.setattr(employerlist, "PAGE_SIZE", 3)

    seen, address = [], f"{URL}?sort={sort}"
    pages = [address]
    while address:
        response = client.get(address)
        seen += names_on(response)
        address = response.context["later_url"]
        pages.append(address)
    last = client.get(pages[-2])
    back = names_on(client.get(last.context["earlier_url"]))

    assert seen == whole
    assert len(whole) == 8
    assert back == whole[3:6]


@pytest.mark.parametrize(
    "params", [{"sort": "x"}, {"view": "x"}, {"after": "x"}, {"after": "W10"}, {"before": "WzEsMl0"}, {"sector": "x"}]
)
def test_an_odd_address_shows_the_list_and_says_so(client, lena, params):
    called(lena, "Corvane")

    response = client.get(URL, params)

    assert names_on(response) == ["Corvane"]
    assert "This address asks for something we don’t know" in response.content.decode()


def test_a_line_puts_an_employer_on_the_list(client, lena):
    response = client.post(WISH, {"lines": "  Corvane   Health, 3 ", "back": f"{URL}?view=wish"})

    assert (response.status_code, response["Location"]) == (303, f"{URL}?view=wish")
    employer = Employer.objects.get()
    assert (employer.name, employer.motivation, employer.wished_at is not None) == ("Corvane Health", 3, True)


def test_several_lines_add_several_and_know_those_that_are_there(client, lena):
    wished(lena, "Tidewell", 2)
    ContactFactory(owner=lena, employer="Lumen Mutual")

    response = client.post(
        WISH, {"lines": "Tidewell Inc.\n\nLumen Mutual, 1\r\nAcme, Inc.", "several": "1"}, headers=HTMX
    )

    assert set(Employer.objects.wished().values_list("name", "motivation")) == {
        ("Tidewell", 2), ("Lumen Mutual", 1), ("Acme, Inc.", 0),
    }  # fmt: skip
    assert "2 employers are on the list of those you’d like to work for." in response.content.decode()


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (" \n ", "Type a name first."),
        ("x" * 201, "at most 200 characters"),
        ("\n".join(f"Employer {n}" for n in range(101)), "That’s 101 lines."),
    ],
)
def test_lines_that_cannot_be_added_stay_and_are_told(client, lena, lines, problem):
    response = client.post(WISH, {"lines": lines, "several": "1"})

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert lines.strip()[:40] in response.content.decode()
    assert not Employer.objects.exists()


def test_more_employers_than_anybody_can_write_to_are_refused_as_a_whole(client, lena):
    for n in range(3):
        lines = "\n".join(f"Employer {n} {m}" for m in range(100))
        client.post(WISH, {"lines": lines, "several": "1"})

    response = client.post(WISH, {"lines": "One more"})

    assert response.status_code == 422
    assert Employer.objects.count() == MOST_WISHES


def test_motivation_is_said_in_the_row(client, lena):
    employer = called(lena, "Corvane")

    response = client.post(url("employer_motivation", employer.pk), {"motivation": "3", "as": "row"}, headers=HTMX)

    employer.refresh_from_db()
    assert (employer.motivation, employer.wished_at is not None) == (3, True)
    html = response.content.decode()
    assert html.strip().startswith(f'<tr id="employer-{employer.pk}" class="is-wished">')
    assert f'id="rate-{employer.pk}-3" value="3" checked' in html
    assert 'id="employer-views" hx-swap-oob="true"' in html


def test_motivation_works_without_scripts_and_comes_back_to_the_list(client, lena):
    employer = called(lena, "Corvane")

    response = client.post(url("employer_motivation", employer.pk), {"motivation": "2", "back": f"{URL}?q=cor"})

    assert (response.status_code, response["Location"]) == (303, f"{URL}?q=cor")


@pytest.mark.parametrize("motivation", ["4", "-1", "x", ""])
def test_a_motivation_that_is_none_changes_nothing(client, lena, motivation):
    employer = wished(lena, "Corvane", 1)

    response = client.post(
        url("employer_motivation", employer.pk), {"motivation": motivation, "as": "row"}, headers=HTMX
    )

    employer.refresh_from_db()
    assert (response.status_code, employer.motivation) == (422, 1)
    assert "Choose 0, 1, 2 or 3." in response.content.decode()


def test_taking_one_off_keeps_what_was_said_and_undo_puts_it_back(client, lena):
    employer = wished(lena, "Corvane", 3, posting="yes")

    response = client.post(url("employer_unwish", employer.pk), {"back": f"{URL}?view=wish"}, headers=HTMX)

    employer.refresh_from_db()
    assert (employer.wished_at, employer.motivation, employer.posting) == (None, 3, "yes")
    assert names_on(response) == []
    client.post(url("employer_motivation", employer.pk), {"motivation": "3", "back": f"{URL}?view=wish"})
    assert names_on(client.get(URL, {"view": "wish"})) == ["Corvane"]


def test_likely_pairs_stand_above_the_list_as_it_opens_only(client, lena):
    one, other = called(lena, "Corvane"), called(lena, "Corvane Group")

    assert "The same name, with a usual word more." in client.get(URL).content.decode()
    assert client.get(URL, {"sort": "name"}).context["likely"] == []
    client.post(APART, {"one": one.pk, "other": other.pk})
    assert client.get(URL).context["likely"] == []
    client.post(APART, {"one": one.pk, "other": other.pk, "again": "1"})
    assert len(client.get(URL).context["likely"]) == 1


def test_nobody_is_kept_apart_from_themselves_or_from_a_strangers_employer(client, lena):
    mine, theirs = called(lena, "Corvane"), called(UserFactory(), "Tidewell")

    assert client.post(APART, {"one": mine.pk, "other": mine.pk}).status_code == 303
    assert client.post(APART, {"one": mine.pk, "other": theirs.pk}).status_code == 404
    assert not EmployersApart.objects.exists()


def test_next_in_line_is_the_warmest_who_may_be_asked(lena):
    introducer = person(lena, "Elsewhere", "Ruth Halloran")
    person(lena, "Corvane", "Cold Zed")
    person(lena, "Corvane", "Cold Introduced", introducer=introducer)
    person(lena, "Corvane", "Aunt May", circle="family")
    person(lena, "Corvane", "Old Classmate", circle="classmate")
    person(lena, "Corvane", "Asked Already", circle="family", stage="asked")
    archive_contact(actor=lena, contact=person(lena, "Corvane", "Gone Away", circle="family"), now=NOW)
    unwanted = person(lena, "Corvane", "Not Wanted", circle="family")
    update_contact(actor=lena, contact=unwanted, now=NOW + timedelta(days=1), do_not_contact=True)
    employer = called(lena, "Corvane")

    order = ["Aunt May", "Old Classmate", "Cold Introduced", "Cold Zed"]
    assert [p.name for p in next_in_line(lena, employer)] == order
    assert [p.name for p in next_in_line(lena, employer.pk)] == order
    assert not next_in_line(UserFactory(), employer).exists()
