"""The pages: side by side, field by field, and back."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from apps.contacts.models import Contact, ImportJob, ImportRow, PeopleApart, PersonMerge
from apps.contacts.selectors import duplicates
from apps.contacts.services import record_touch, update_contact
from apps.contacts.services.merging import keep_apart
from tests.contacts.counting import literal_queries
from tests.contacts.duplicates.people import merged
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import OutreachFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
URL = reverse("contacts:duplicates")
HX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    with time_machine.travel(NOW, tick=False):
        yield user


def add(owner, name="Ana Ruiz", **fields):
    given, _, family = name.partition(" ")
    return ContactFactory(owner=owner, given_name=given, family_name=family, **fields)


@pytest.fixture
def pair(owner):
    return (
        add(owner, "Sofia Brandt", employer="Tidewell", email="sofia@t.example", phone="555 0100", circle="friend"),
        add(owner, "Sof Brandt", employer="Tidewell", title="Product manager", email="sof@home.example"),
    )


def at(name, *people):
    return reverse(name, args=[person.pk for person in people])


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_duplicates_runs_nine_queries(client, owner, count):
    for number in range(count):
        for _ in range(2):
            add(owner, f"Ana{number * 'x'}k Ruiz{number * 'z'}", employer=f"Elm {number}")
        apart = [add(owner, f"Cleo {'Kern' * (number + 1)}", employer="") for _ in range(2)]
        keep_apart(actor=owner, one=apart[0], other=apart[1], now=NOW)
        merged(add(owner, f"Dora Holm{number * 'q'}", employer=""), add(owner, f"Emil Bask{number * 'w'}", employer=""))

    with literal_queries(9):  # session, user, candidates, what is compared, who is shown, decisions, merges; navigation
        response = client.get(URL)

    assert len(response.context["pairs"]) == count


def test_a_pair_stands_side_by_side_with_its_reason(client, pair):
    page = text_of(client.get(URL))

    assert "Likely the same" in page
    assert "Same last name, and “Sof” is short for Sofia, both at Tidewell." in page
    assert page.index("Sofia Brandt") < page.index("Sof Brandt")
    assert at("workspace:merge", *pair) in page


def test_nobody_twice_is_said_so(client, owner):
    assert "Nobody is here twice" in text_of(client.get(URL))


def test_pages_go_on_from_the_last_pair(client, owner, monkeypatch):
    monkeypatch.setattr(duplicates, "PAGE_SIZE", 1)
    for name in ("Ana Ruiz", "Bo Kern"):
        for _ in range(2):
            add(owner, name)

    first = client.get(URL)
    second = client.get(URL, {"after": first.context["page"].after})
    third = client.get(URL, {"after": "999"})

    assert first.context["pairs"][0].key != second.context["pairs"][0].key
    assert b"Show more" not in second.content
    assert b"That was the last pair" in third.content


@pytest.mark.parametrize("odd", ["?after=%00x", "?before=nonsense", "?after=" + "9" * 500])
def test_an_odd_address_shows_the_page(client, pair, odd):
    assert client.get(URL + odd).status_code == 200


def test_not_the_same_takes_the_pair_off_the_page(client, pair):
    response = client.post(at("contacts:keep_apart", *pair), **HX)

    assert response.status_code == 200
    assert "stay two people" in text_of(response)
    assert client.get(URL).context["pairs"] == []
    assert "You said so, and they are not suggested again." in text_of(client.get(URL))


def test_not_the_same_works_without_scripts_and_goes_back(client, pair):
    response = client.post(at("contacts:keep_apart", *pair), {"back": "/"})

    assert (response.status_code, response["Location"]) == (303, "/")


def test_one_person_is_not_kept_apart_from_themselves(client, pair):
    client.post(at("contacts:keep_apart", pair[0], pair[0]))

    assert not PeopleApart.objects.exists()


def test_not_the_same_can_be_taken_back(client, pair):
    row = keep_apart(actor=pair[0].owner, one=pair[0], other=pair[1], now=NOW)

    client.post(reverse("contacts:let_together", args=[row.pk]))

    assert len(client.get(URL).context["pairs"]) == 1


def test_older_decisions_stand_on_a_page_of_their_own(client, owner, monkeypatch):
    monkeypatch.setattr(duplicates, "APART_PAGE", 1)
    people = [add(owner, f"Ana Ruiz{n}") for n in range(3)]
    old = keep_apart(actor=owner, one=people[0], other=people[1], now=NOW)
    new = keep_apart(actor=owner, one=people[0], other=people[2], now=NOW)

    first = client.get(URL)
    second = client.get(URL, {"before": str(first.context["older"])})

    assert (first.context["apart"], second.context["apart"]) == ([new], [old])


def test_the_merge_page_offers_what_differs_and_counts_what_joins(client, pair):
    one, other = pair
    record_touch(actor=one.owner, contact=one, kind="call", occurred_at=NOW, now=NOW)
    OutreachFactory(contact=other)
    update_contact(actor=one.owner, contact=one, now=NOW, tags=["UX"], is_private=True)

    response = client.get(at("workspace:merge", other, one))

    assert [choice.key for choice in response.context["choices"]] == ["name", "title", "email"]
    assert [line.words for line in response.context["joins"].lines] == ["1 entry in the history", "1 ask"]
    page = text_of(response)
    assert "Kept private." in page
    assert response.context["one"].person == one  # who has a past stays, whoever stands first in the address


def test_the_merge_page_runs_ten_queries(client, pair):
    with literal_queries(10):  # session, user, two people, own fields, decision, counts, tags; navigation
        client.get(at("workspace:merge", *pair))


def test_merging_takes_what_was_chosen_and_offers_undo(client, pair):
    one, other = pair

    response = client.post(at("workspace:merge", one, other), {"title": "other", "email": "other", "keeps_rest": "1"})

    one.refresh_from_db()
    assert response["Location"] == at("workspace:person", one)
    assert (one.title, one.email) == ("Product manager", "sof@home.example")
    assert "E-mail: sofia@t.example" in one.private_note.body
    page = text_of(client.get(response["Location"]))
    assert "Sof Brandt and Sofia Brandt are one person now." in page
    assert reverse("workspace:merge_undo", args=[PersonMerge.objects.get().pk]) in page


def test_from_the_list_of_duplicates_it_goes_back_there(client, pair):
    response = client.post(at("workspace:merge", *pair), {"back": URL})

    assert response["Location"] == URL
    assert "with Sof Brandt" in text_of(client.get(URL))


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_it_never_leads_off_the_site(client, pair, back):
    response = client.post(at("workspace:merge", *pair), {"back": back})

    assert response["Location"] == at("workspace:person", pair[0])


def test_odd_choices_take_what_is_chosen_beforehand(client, pair):
    client.post(at("workspace:merge", *pair), {"email": "neither", "is_private": "1", "own-x": "one"})

    pair[0].refresh_from_db()
    assert (pair[0].email, pair[0].is_private) == ("sofia@t.example", False)


def test_the_second_click_finds_one_person(client, pair):
    client.post(at("workspace:merge", *pair))

    assert client.post(at("workspace:merge", *pair)).status_code == 404
    assert Contact.objects.count() == 1


def test_nobody_is_merged_with_themselves(client, pair):
    url = at("workspace:merge", pair[0], pair[0])

    assert client.get(url)["Location"] == client.post(url)["Location"] == at("workspace:merge_with", pair[0])


def test_undo_brings_them_back_and_says_what_stayed(client, pair):
    one, other = pair
    merge = merged(one, other)
    one.refresh_from_db()
    update_contact(actor=one.owner, contact=one, now=NOW, email="new@t.example", title="Director")

    response = client.post(reverse("workspace:merge_undo", args=[merge.pk]), {"back": URL})

    page = text_of(client.get(response["Location"]))
    assert "Sofia Brandt and Sof Brandt are two people again." in page
    assert Contact.objects.filter(pk=other.pk).exists()
    again = client.post(reverse("workspace:merge_undo", args=[merge.pk]), follow=True)
    assert "can’t be taken back any more" in text_of(again)


def test_undo_by_htmx_opens_the_page_anew(client, pair):
    merge = merged(*pair)

    response = client.post(reverse("workspace:merge_undo", args=[merge.pk]), {"back": URL}, **HX)

    assert (response.status_code, response["HX-Redirect"]) == (204, URL)


def test_a_merge_below_another_says_which_comes_first(client, owner, pair):
    one, other = pair
    merge = merged(one, other)
    third = add(owner, "S Brandt")
    merged(third, one)

    response = client.post(reverse("workspace:merge_undo", args=[merge.pk]), follow=True)

    assert "Take the later merge with S" in text_of(response)


def test_a_person_is_merged_with_anybody_by_name(client, owner, pair):
    stranger = add(owner, "Jo Kern", employer="Elm Park")

    page = client.get(at("workspace:merge_with", pair[0]), {"who": "kern elm"})

    assert [side.person for side in page.context["named"]] == [stranger]
    assert [side.person for side, _ in page.context["alike"]] == [pair[1]]


def test_typing_answers_with_the_found_people_only(client, pair):
    response = client.get(at("workspace:merge_with", pair[0]), {"who": "nobody at all"}, **HX)

    assert text_of(response).startswith('<div id="found"')
    assert "Nobody else on your list fits that." in text_of(response)


def test_the_page_of_a_person_asks_who_looks_like_them(client, pair):
    page = text_of(client.get(at("workspace:person", pair[0])))
    note = text_of(client.get(at("contacts:lookalikes", pair[0]), **HX))

    assert at("contacts:lookalikes", pair[0]) in page
    assert at("workspace:merge_with", pair[0]) in page
    assert "Looks like Sof Brandt, Tidewell." in note
    assert at("workspace:merge", *pair) in note


def test_who_looks_like_nobody_has_no_note(client, owner):
    assert text_of(client.get(at("contacts:lookalikes", add(owner)), **HX)) == ""


def test_the_report_of_an_import_leads_to_those_who_were_added_all_the_same(client, owner, pair):
    job = ImportJob.objects.create(
        owner=owner, filename="a.csv", format="csv", status="done", applied=2, started_at=NOW, finished_at=NOW
    )
    ImportRow.objects.create(
        owner=owner,
        job=job,
        line=2,
        values={},
        action="add",
        finding="likely",
        outcome="added",
        match=pair[0],
        contact=pair[1],
        reason="Similar name.",
    )

    page = text_of(client.get(reverse("contacts:import_status", args=[job.pk])))

    assert "Likely here twice now" in page
    assert at("workspace:merge", pair[1], pair[0]) in page


@pytest.mark.parametrize("name", ['<img src=x onerror="alert(1)">', "{{ 7|add:7 }}", "=cmd|' /C calc'!A0"])
def test_what_a_name_says_is_only_shown(client, owner, name):
    people = [ContactFactory(owner=owner, given_name=name, family_name="Ruiz") for _ in range(2)]

    for url in (URL, at("workspace:merge", *people), at("workspace:merge_with", people[0])):
        assert escape(name) in client.get(url).content.decode()
