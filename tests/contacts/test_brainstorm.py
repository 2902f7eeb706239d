"""The wizard that starts a list: lines become people circle by circle, nothing typed is lost, nobody is doubled."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.brainstorm import STEPS, read_lines, sort_keys
from apps.contacts.models import Brainstorm, Circle, Contact
from apps.contacts.names import fold
from apps.contacts.quickadd import split_name
from apps.contacts.services import archive_contact
from apps.contacts.services import brainstorm as services
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.responses import text_of

START, DONE, WORK = (reverse(f"contacts:{name}") for name in ("brainstorm", "brainstorm_done", "brainstorm_work"))


def page_of(circle):
    return reverse("contacts:brainstorm_circle", args=[circle])


@pytest.fixture
def owner(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def send(client, owner):
    """Starts a sitting; the function types `names` into the box of a circle and presses a button."""
    client.post(START, {"minutes": "3"})

    def post(circle, names, do="next", **headers):
        return client.post(page_of(circle), {"names": names, "do": do}, **headers)

    return post


def people_of(owner):
    return {
        (p.name, p.circle, p.title, p.employer.name if p.employer else "") for p in Contact.objects.filter(owner=owner)
    }


# Lines ---------------------------------------------------------------------------------------------------------------


def test_every_circle_has_a_step_with_a_question():
    assert sorted(step.circle for step in STEPS) == sorted(Circle)
    assert all(step.question.endswith("?") for step in STEPS)


def test_a_line_may_hold_what_quick_add_understands_and_its_own_circle_counts_more():
    lines = list(read_lines("Aunt Ruth, runs a lab\n\nBen Okafor, neighbor, nurse at Elm Park Clinic", Circle.FRIEND))

    assert [(line.number, line.guess.name, line.circle, line.guess.title) for line in lines] == [
        (1, "Aunt Ruth", Circle.FAMILY, "runs a lab"),
        (3, "Ben Okafor", Circle.NEIGHBOUR, "nurse"),
    ]


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8), min_size=1, max_size=5))
def test_the_keys_of_a_name_hold_the_one_it_is_sorted_by(words):
    given_name, family_name = split_name(" ".join(words))

    assert fold(f"{family_name} {given_name}") in sort_keys(" ".join(words))


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text):
    for line in read_lines(text, Circle.FRIEND):
        assert line.guess.name


# The way through -----------------------------------------------------------------------------------------------------


def test_starting_leads_to_the_first_circle_with_a_clock_of_three_minutes(client, owner):
    with time_machine.travel(NOW, tick=False):
        response = client.post(START, {"minutes": "3"})
        page = client.get(response["Location"])

    assert response["Location"] == page_of("family")
    assert Brainstorm.objects.get().clock_ends_at == NOW + timedelta(minutes=3)
    assert page.context["clock"]["left"] == 180


def test_it_works_without_a_clock(client, owner):
    client.post(START, {"minutes": "0"})

    assert client.get(page_of("family")).context["clock"] is None


def test_a_length_that_is_not_offered_is_said_under_the_choice(client, owner):
    response = client.post(START, {"minutes": "90"})

    assert response.status_code == 422
    assert "Choose one of these." in response.content.decode()
    assert not Brainstorm.objects.exists()


def test_looking_starts_nothing(client, owner):
    assert client.get(START).status_code == 200
    assert client.get(page_of("family"))["Location"] == START
    assert client.get(DONE)["Location"] == START
    assert client.get(WORK)["Location"] == START
    assert not Brainstorm.objects.exists()


def test_a_circle_that_does_not_exist_is_not_found(client, owner):
    assert client.get(page_of("enemies")).status_code == 404


def test_next_adds_the_people_and_goes_to_the_next_circle(owner, send):
    response = send("family", "Aunt Ruth, runs a lab\nCarla Marchetti\n")

    assert response["Location"] == page_of("friend")
    assert people_of(owner) == {
        ("Aunt Ruth", "family", "runs a lab", ""),
        ("Carla Marchetti", "family", "", ""),
    }


@pytest.mark.parametrize(
    ("do", "target"), [("back", "friend"), ("next", "teacher"), ("cold", "cold"), ("odd", "classmate")]
)
def test_each_button_saves_and_goes_where_it_says(owner, send, do, target):
    response = send("classmate", "Yuki Tanabe", do)

    assert response["Location"] == page_of(target)
    assert Contact.objects.get().circle == "classmate"


def test_via_names_the_introducer(owner, send):
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti")

    send("cold", "Ines Carvalho, via Carla Marchetti")

    assert Contact.objects.get(given_name="Ines").introducer == carla


def test_finishing_shows_people_and_circles(client, owner, send):
    send("family", "Aunt Ruth\nCarla Marchetti")
    response = send("friend", "Kofi Mensah, radiographer at St. Brannoc Hospital", "finish")
    page = client.get(response["Location"])

    assert response["Location"] == DONE
    assert "3 people in 2 circles" in text_of(page)
    assert len(page.context["found"].without_work) == 2
    assert Brainstorm.objects.get().finished_at is not None


def test_a_new_sitting_begins_after_the_last_is_finished(client, owner, send):
    send("family", "Aunt Ruth", "finish")
    client.post(START, {"minutes": "5"})
    send("friend", "Kofi Mensah", "finish")

    assert Brainstorm.objects.count() == 2
    assert [p.name for p in client.get(DONE).context["found"].people] == ["Kofi Mensah"]


# Nothing is lost -----------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_without_being_added(client, owner, send):
    response = send("friend", "Kofi Men", "keep", HTTP_HX_REQUEST="true")

    assert "Kept. 1 name." in response.content.decode()
    assert not Contact.objects.exists()
    assert client.get(page_of("friend")).context["text"] == "Kofi Men"
    assert client.get(START).context["reached"].circle == "friend"


def test_a_box_that_was_left_is_shown_before_the_summary(client, owner, send):
    send("friend", "Kofi Mensah", "keep", HTTP_HX_REQUEST="true")
    response = send("family", "Aunt Ruth", "finish")

    assert response["Location"] == page_of("friend")
    assert Brainstorm.objects.get().finished_at is None
    assert send("friend", "Kofi Mensah", "finish")["Location"] == DONE


def test_a_late_draft_of_people_who_are_added_holds_nobody_up(owner, send):
    send("friend", "Kofi Mensah")
    send("friend", "Kofi Mensah", "keep", HTTP_HX_REQUEST="true")

    assert send("family", "", "finish")["Location"] == DONE


def test_more_time_keeps_the_text(client, owner, send):
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        response = send("friend", "Kofi", "more")
        page = client.get(response["Location"])

    assert (page.context["text"], page.context["clock"]["left"]) == ("Kofi", 180)


def test_text_of_an_hour_without_a_sitting_is_still_taken(client, owner):
    client.post(page_of("friend"), {"names": "Kofi Mensah", "do": "next"})

    assert Contact.objects.get().name == "Kofi Mensah"


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ("Ana Ruiz\n,,,", "Line 2, “,,,”: Start with a name."),
        ("Ana Ruiz\n" + "x" * 501, "That’s too long for one line."),
        ("Ana Ruiz\n" + "x" * 201, "A name or a role has at most 200 characters."),
        ("\n".join(["Ana"] * 101), "Up to 100 names at a time"),
        ("Ana Ruiz, http://x", "Line 1, “Ana Ruiz, http://x”: Enter a valid URL."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_text_stays(owner, send, names, problem):
    response = send("friend", names)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert response.context["text"] == names
    assert not Contact.objects.exists()
    assert Brainstorm.objects.get().drafts["friend"] == names


@pytest.mark.parametrize("names", ["", "  \n\n\t", "\x00"])
def test_an_empty_box_is_fine(owner, send, names):
    assert send("friend", names)["Location"] == page_of("classmate")
    assert not Contact.objects.exists()


def test_markup_and_formulas_are_only_text(client, owner, send):
    send("friend", "<script>alert(1)</script> Ruiz\n=HYPERLINK(1) {{ secret }}")
    page = client.get(page_of("friend")).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert Contact.objects.count() == 2


# Nobody twice --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["Zoë Muñoz", "zoe munoz", "ZOE  MUNOZ, classmate", "Zoe Munoz, baker at Halden"])
def test_somebody_on_the_list_is_not_added_again_and_that_is_said(client, owner, send, line):
    ContactFactory(owner=owner, given_name="Zoë", family_name="Muñoz")
    response = send("friend", line)

    assert Contact.objects.count() == 1
    assert "Zoë Muñoz was on your list already" in client.get(response["Location"]).content.decode()
    send("classmate", "", "finish")
    assert [p.name for p in client.get(DONE).context["found"].known] == ["Zoë Muñoz"]


def test_a_name_is_recognised_wherever_it_is_parted(owner, send):
    ContactFactory(owner=owner, given_name="Mary Ann", family_name="Lee")
    ContactFactory(owner=owner, given_name="Jan", family_name="van der Berg")

    send("friend", "Mary Ann Lee\nJan van der Berg")

    assert Contact.objects.count() == 2


def test_the_same_address_is_the_same_person(owner, send):
    ContactFactory(owner=owner, given_name="Zoë", family_name="Muñoz", email="zoe@halden.example")

    send("friend", "Z. Munoz, zoe@halden.example")

    assert Contact.objects.count() == 1


def test_the_same_name_twice_in_a_box_is_one_person(owner, send):
    send("friend", "Kofi Mensah\nkofi mensah")

    assert Contact.objects.count() == 1


def test_a_box_that_is_sent_twice_adds_once_and_says_nothing(client, owner, send):
    send("friend", "Kofi Mensah")
    response = send("friend", "Kofi Mensah")

    assert Contact.objects.count() == 1
    assert "already" not in client.get(response["Location"]).content.decode()


def test_an_archived_person_is_not_doubled(client, owner, send):
    archive_contact(actor=owner, contact=ContactFactory(owner=owner, given_name="Kofi", family_name="Mensah"), now=NOW)

    send("friend", "Kofi Mensah", "finish")

    assert Contact.objects.count() == 1
    assert "(archived)" in client.get(DONE).content.decode()


def test_other_peoples_lists_do_not_matter(owner, send):
    ContactFactory(given_name="Kofi", family_name="Mensah")

    send("friend", "Kofi Mensah")

    assert Contact.objects.filter(owner=owner).count() == 1


def test_while_typing_the_box_says_who_is_there_already(owner, send):
    ContactFactory(owner=owner, given_name="Zoë", family_name="Muñoz")

    said = send("friend", "Zoe Munoz\nKofi", "keep", HTTP_HX_REQUEST="true").content.decode()

    assert "Kept. 2 names." in said
    assert "Zoë Muñoz</a> is on your list already." in said


# Where they work -----------------------------------------------------------------------------------------------------


def test_the_grid_asks_only_for_what_is_missing_and_saves_it(client, owner, send):
    send("friend", "Kofi Mensah\nAna Ruiz, nurse at Elm Park Clinic\nBen Okafor, baker", "finish")
    kofi, ben = Contact.objects.get(given_name="Kofi"), Contact.objects.get(given_name="Ben")
    page = client.get(WORK)

    assert [person for person, _, _ in page.context["form"].rows()] == [kofi, ben]
    response = client.post(
        WORK, {f"title-{kofi.pk}": "Radiographer", f"employer-{kofi.pk}": "St. Brannoc", f"title-{ben.pk}": "baker"}
    )

    assert response["Location"] == DONE
    assert ("Kofi Mensah", "friend", "Radiographer", "St. Brannoc") in people_of(owner)
    assert ("Ben Okafor", "friend", "baker", "") in people_of(owner)


def test_what_is_too_long_is_said_beside_its_field(client, owner, send):
    send("friend", "Kofi Mensah", "finish")
    kofi = Contact.objects.get()

    response = client.post(WORK, {f"title-{kofi.pk}": "x" * 201, f"employer-{kofi.pk}": "St. Brannoc"})

    assert response.status_code == 422
    assert f'id="id_title-{kofi.pk}_error"' in response.content.decode()
    assert "St. Brannoc" in response.content.decode()
    kofi.refresh_from_db()
    assert kofi.employer is None


def test_the_grid_writes_nobody_elses_people(client, owner, send):
    stranger = ContactFactory(title="Nurse")

    assert services.say_where_they_work(actor=owner, changes={stranger.pk: {"title": "x"}}, now=NOW) == 0
    stranger.refresh_from_db()
    assert stranger.title == "Nurse"


# Cost ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(client, owner, send, people):
    send("family", "\n".join(f"Person {n}" for n in range(people)))
    client.get(START)  # takes the messages along

    with literal_queries(6):
        client.get(page_of("family"))
    with literal_queries(6):
        client.get(DONE)
    with literal_queries(7):
        client.get(WORK)
