"""The research sheet, and the brief on one page."""

import re

import pytest
import time_machine
from django.urls import reverse

from apps.interviews.brief_page import size_for
from apps.interviews.models import PlannedQuestion, ResearchNote, ResearchSource
from apps.interviews.research_page import research_sheet
from apps.interviews.research_words import as_question
from apps.interviews.selectors.preparing import earlier_takeaways, research_of
from apps.interviews.services.research import ask_unknown, note_research
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(lena):
    return InterviewFactory(contact__owner=lena, contact__given_name="Marcus", contact__employer="Fernbank Devices")


@pytest.fixture
def unknown(lena, interview):
    return note(interview, "unknown", "how the team is organized", part="employer")


def note(interview, kind, text, part="role", **more):
    return note_research(actor=interview.owner, interview=interview, part=part, kind=kind, text=text, now=NOW, **more)


def add(client, interview, **data):
    return client.post(reverse("interviews:research_add", args=[interview.pk]), data)


def sheet_of(interview):
    return research_sheet(interview, *research_of(interview))


def part_of(interview, key):
    return next(part for part in sheet_of(interview).parts if part.key == key)


@pytest.mark.parametrize(
    ("unknown", "question"),
    [
        ("how the team is organized", "Could you tell me how the team is organized?"),
        ("how do they hire", "How do they hire?"),
        ("What a normal day looks like", "Could you tell me what a normal day looks like?"),
        ("What does a day look like?", "What does a day look like?"),
        ("The size of the team", "What can you tell me about the size of the team?"),
        ("IPO plans.", "What can you tell me about IPO plans?"),
        ("Fernbank’s plans", "What can you tell me about Fernbank’s plans?"),
        ("whether they take beginners", "What can you tell me about whether they take beginners?"),
        ("who decides", "Who decides?"),
        ("what tools do they use", "What tools do they use?"),
        ("how work is split", "Could you tell me how work is split?"),
    ],
)
def test_unknown_is_worded_as_a_question(unknown, question):
    assert as_question(unknown) == question


def test_unknown_becomes_a_question_in_one_click_and_is_marked(signed, interview, unknown):
    url = reverse("interviews:research_ask", args=[unknown.pk])

    html = signed.post(url, headers={"HX-Request": "true"}).content.decode()

    question = PlannedQuestion.objects.get(research=unknown)
    assert (question.text, question.category) == ("Could you tell me how the team is organized?", "culture")
    assert "In your plan" in html
    assert question.text in html
    part = part_of(interview, "employer")
    assert [u.note for u in part.to_ask] == [unknown]
    assert part.words == "1 to ask"


def test_second_click_plans_no_second_question(lena, unknown):
    first = ask_unknown(actor=lena, note=unknown, now=NOW)

    assert ask_unknown(actor=lena, note=unknown, now=NOW) == first
    assert PlannedQuestion.objects.filter(research=unknown).count() == 1


def test_line_to_ask_is_an_unknown_with_its_question(signed, interview):
    add(signed, interview, part="industry", kind="ask", text="what regulators want")

    line = ResearchNote.objects.get()
    assert (line.kind, line.part) == ("unknown", "industry")
    assert line.question.text == "Could you tell me what regulators want?"


def test_removed_question_leaves_the_unknown_open_and_undo_links_it_again(signed, lena, interview, unknown):
    question = ask_unknown(actor=lena, note=unknown, now=NOW)

    page = signed.post(reverse("interviews:question_remove", args=[question.pk]), follow=True).content.decode()
    assert part_of(interview, "employer").to_ask == []
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    signed.post(reverse("interviews:question_restore", args=[interview.pk]), {"token": token})

    assert [u.note for u in part_of(interview, "employer").to_ask] == [unknown]


def test_found_fact_answers_an_unknown(signed, interview, unknown):
    add(signed, interview, part="role", kind="known", answers=str(unknown.pk), text="Three squads of five")

    found = ResearchNote.objects.get(text="Three squads of five")
    assert (found.kind, found.part, found.answers) == ("found", "employer", unknown)
    part = part_of(interview, "employer")
    assert not part.unknown[0].is_open
    assert part.waiting == []


def test_unknown_of_another_talk_is_not_answered(signed, lena, interview):
    other = note(InterviewFactory(contact__owner=lena), "unknown", "x")

    add(signed, interview, part="role", kind="found", answers=str(other.pk), text="Three squads")

    assert ResearchNote.objects.get(text="Three squads").answers is None


def test_removed_unknown_comes_back_with_what_pointed_to_it(signed, lena, interview, unknown):
    question = ask_unknown(actor=lena, note=unknown, now=NOW)
    found = note(interview, "found", "Three squads", answers=unknown)

    page = signed.post(reverse("interviews:research_remove", args=[unknown.pk]), headers={"HX-Request": "true"})
    assert not ResearchNote.objects.filter(pk=unknown.pk).exists()
    token = re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]
    signed.post(reverse("interviews:research_restore", args=[interview.pk]), {"token": token})

    found.refresh_from_db()
    question.refresh_from_db()
    assert (found.answers, question.research) == (unknown, unknown)


def test_line_is_changed_where_it_stands(signed, interview, unknown):
    data = {"text": "who leads the team", "part": "role", "kind": "known"}
    signed.post(reverse("interviews:research_edit", args=[unknown.pk]), data)

    unknown.refresh_from_db()
    assert (unknown.text, unknown.part, unknown.kind) == ("who leads the team", "role", "known")


def test_empty_line_is_refused_under_its_field(signed, interview):
    response = add(signed, interview, part="role", kind="known", text="  ")

    assert response.status_code == 422
    assert 'aria-describedby="new-role-error"' in response.content.decode()
    assert ResearchNote.objects.count() == 0


def test_source_gets_its_scheme_and_its_day(signed, interview):
    with time_machine.travel(NOW, tick=False):
        signed.post(
            reverse("interviews:source_add", args=[interview.pk]), {"title": "The year", "url": "fernbank.example/2026"}
        )

    source = ResearchSource.objects.get()
    assert (source.url, source.read_on) == ("https://fernbank.example/2026", NOW.date())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "two words", "https://", "data:text/html,x"])
def test_source_takes_web_addresses_only(signed, interview, url):
    response = signed.post(reverse("interviews:source_add", args=[interview.pk]), {"title": "The year", "url": url})

    assert response.status_code == 422
    assert "That isn’t a web address." in response.content.decode()
    assert ResearchSource.objects.count() == 0


def test_research_counts_parts_and_reading(signed, interview):
    note(interview, "known", "Leads research", part="person")
    note(interview, "found", "Pumps", part="employer")
    note(interview, "unknown", "Pay", part="industry")
    signed.post(reverse("interviews:source_add", args=[interview.pk]), {"title": "The year"})

    assert (sheet_of(interview).done, sheet_of(interview).is_enough) == (3, True)
    html = signed.get(reverse("interviews:prepare", args=[interview.pk])).content.decode()
    assert ">3 of 5</span>" in html


def test_takeaways_of_the_employer_are_read_before_the_next_talk_there(lena, interview):
    there = HeldInterviewFactory(contact=ContactFactory(owner=lena, employer="Fernbank Devices"))
    wanted = TakeawayFactory(interview=there, text="They decide on Mondays")
    TakeawayFactory(interview=there, kind="action", text="Send the article")
    TakeawayFactory(interview=HeldInterviewFactory(contact__owner=lena), text="Elsewhere")
    TakeawayFactory(interview=HeldInterviewFactory(contact__owner=UserFactory()), text="Another owner’s")

    assert earlier_takeaways(interview) == [wanted]


def test_brief_holds_everything_on_one_sheet(signed, lena, interview, unknown):
    there = HeldInterviewFactory(contact=ContactFactory(owner=lena, given_name="Priya", employer="Fernbank Devices"))
    TakeawayFactory(interview=there, text="They decide on Mondays")
    note(interview, "known", "Leads research", part="person")
    ask_unknown(actor=lena, note=unknown, now=NOW)
    signed.post(reverse("interviews:source_add", args=[interview.pk]), {"title": "The year in devices"})
    signed.post(reverse("interviews:introduction", args=[interview.pk]), {"text": "I was a physical therapist."})
    signed.post(reverse("interviews:objective", args=[interview.pk]), {"objective": "A normal week\nTwo names"})

    html = text_of(signed.get(reverse("interviews:brief", args=[interview.pk])))

    words = ["Marcus", "Fernbank Devices", "They decide on Mondays", "Leads research", "how the team is organized"]
    words += ["The year in devices", "I was a physical therapist.", "<li>A normal week</li>", "<li>Two names</li>"]
    words += ["talked with Priya", "Who else should I talk to?", "Could you tell me how the team is organized?"]
    assert [word for word in words if word not in html] == []


def test_type_of_the_brief_shrinks_with_its_length():
    assert [size_for(["x" * 100] * count) for count in (10, 30, 60)] == ["large", "medium", "small"]


@pytest.mark.parametrize(("name", "queries"), [("research", 8), ("brief", 10), ("prepare", 12)])
def test_pages_take_the_same_queries_for_one_and_three(signed, lena, interview, name, queries):
    for round_number in range(2):
        for number in range(1 + round_number):
            unknown = note(interview, "unknown", f"Why {round_number} {number}?")
            ask_unknown(actor=lena, note=unknown, now=NOW)
            note(interview, "found", "So", answers=unknown)
            signed.post(reverse("interviews:source_add", args=[interview.pk]), {"title": f"The year {number}"})
            there = HeldInterviewFactory(contact=ContactFactory(owner=lena, employer="Fernbank Devices"))
            TakeawayFactory(interview=there, text=f"Mondays {number}")
        with time_machine.travel(NOW, tick=False), literal_queries(queries):
            signed.get(reverse(f"interviews:{name}", args=[interview.pk]))
