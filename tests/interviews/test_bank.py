"""The question bank: built in and one's own, ready plans, and the questions of earlier talks."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.interviews import question_bank
from apps.interviews.errors import QuestionKnown
from apps.interviews.models import OwnQuestion, PlannedQuestion, QuestionCategory
from apps.interviews.selectors import questions_of
from apps.interviews.selectors.preparing import asked_earlier, talks_to_reuse
from apps.interviews.services import add_question
from apps.interviews.services.own_questions import change_own_question, keep_question
from apps.interviews.services.plans import restore_plan, reuse_questions, use_ready_plan
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory

pytestmark = pytest.mark.django_db
TIARA = question_bank.PLANS["tiara"].steps


@pytest.fixture
def interview(lena):
    return InterviewFactory(contact__owner=lena, contact__employer="Fernbank Devices")


def mark(question, outcome):
    PlannedQuestion.objects.filter(pk=question.pk).update(outcome=outcome)


def texts(interview, priority="must"):
    return [q.text for q in questions_of(interview) if q.priority == priority]


def ready(lena, interview, steps=TIARA, minutes=25, **more):
    return use_ready_plan(actor=lena, interview=interview, steps=steps, minutes=minutes, now=NOW, **more)


def test_bank_has_all_categories_and_no_question_twice():
    assert len(question_bank.BANK) >= 120
    assert set(question_bank.CATEGORIES) == set(QuestionCategory.values) - {"other"}
    assert len(question_bank.BY_TEXT) == len(question_bank.BY_KEY) == len(question_bank.BANK)
    assert {q.category for q in question_bank.BANK} == set(question_bank.CATEGORIES)


@pytest.mark.parametrize("plan", question_bank.PLANS.values(), ids=lambda p: p.key)
@pytest.mark.parametrize("minutes", [10, 15, 25, 30, 60])
def test_every_ready_plan_fits_and_ends_with_who_else(plan, minutes):
    asked, backups = question_bank.compose(plan.steps, minutes)

    assert question_bank.HELLO_MINUTES + sum(q.minutes for q in asked) <= minutes
    assert asked[-1].key == "people-else"
    assert len({q.key for q in [*asked, *backups]}) == len(asked) + len(backups)


def test_tiara_asks_in_its_own_order(lena, interview):
    ready(lena, interview)

    steps = [[q.text for q in step] for step in TIARA]
    order = [next(n for n, step in enumerate(steps) if text in step) for text in texts(interview)[:-1]]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3, 4}


def test_ready_plan_keeps_ones_own_words_and_what_was_asked(lena, interview):
    add_question(actor=lena, interview=interview, text="How do infusion pumps fail?", now=NOW)
    asked = questions_of(interview)[0]
    mark(asked, "asked")

    ready(lena, interview)

    now = texts(interview)
    assert "How do infusion pumps fail?" in now
    assert asked.text in now
    assert now[-1] == "Who else should I talk to?"
    assert 2 + sum(q.minutes for q in questions_of(interview) if q.priority == "must") <= 25


def test_undo_of_a_ready_plan_is_exact(lena, interview):
    add_question(actor=lena, interview=interview, text="How do infusion pumps fail?", now=NOW)
    columns = ("id", "text", "position", "priority", "minutes", "category")
    before = list(PlannedQuestion.objects.order_by("id").values(*columns))

    token = ready(lena, interview)
    assert restore_plan(actor=lena, interview=interview, token=token)

    assert list(PlannedQuestion.objects.order_by("id").values(*columns)) == before
    assert not restore_plan(actor=UserFactory(), interview=interview, token=token)
    assert not restore_plan(actor=lena, interview=interview, token=token + "x")


def test_ready_plan_leaves_out_what_this_person_was_asked(signed, lena, interview):
    earlier = HeldInterviewFactory(contact=interview.contact)
    spent = questions_of(earlier)[0]
    mark(spent, "asked")

    signed.post(reverse("interviews:plan_ready", args=[interview.pk]), {"plan": "balanced", "minutes": "60"})

    assert spent.text not in [q.text for q in questions_of(interview)]


def test_ready_plan_of_chosen_themes(signed, interview):
    data = {"categories": ["culture", "conditions"], "minutes": "25"}
    response = signed.post(reverse("interviews:plan_ready", args=[interview.pk]), data)

    assert response["Location"] == reverse("interviews:prepare", args=[interview.pk]) + "#plan"
    categories = {q.category for q in questions_of(interview)}
    assert categories == {"culture", "conditions", "people"}


@pytest.mark.parametrize("data", [{"minutes": "25"}, {"plan": "tiara", "minutes": ""}, {"plan": "x", "minutes": "25"}])
def test_ready_plan_that_says_too_little_changes_nothing(signed, interview, data):
    before = texts(interview)

    assert signed.post(reverse("interviews:plan_ready", args=[interview.pk]), data).status_code == 422
    assert texts(interview) == before


def test_bank_question_goes_into_the_plan_once(signed, interview):
    url = reverse("interviews:bank_take", args=[interview.pk])
    for _ in range(2):
        response = signed.post(url, {"key": "day-worst"}, headers={"HX-Request": "true"})

    assert texts(interview).count("What is the worst part of the job?") == 1
    html = response.content.decode()
    assert "In your plan" in html
    assert 'id="bank-sum" hx-swap-oob="true"' in html


def test_own_question_goes_into_the_plan_and_another_owners_does_not(signed, lena, interview):
    mine = keep_question(actor=lena, text="How do pumps fail?", category="day", minutes=4, now=NOW)
    theirs = keep_question(actor=UserFactory(), text="Why pumps?", now=NOW)
    url = reverse("interviews:bank_take", args=[interview.pk])

    for question in (mine, theirs):
        signed.post(url, {"key": str(question.pk)})

    added = PlannedQuestion.objects.filter(text__contains="pumps")
    assert [(q.text, q.category, q.minutes) for q in added] == [("How do pumps fail?", "day", 4)]


def test_search_and_filter_narrow_the_list(signed, lena):
    keep_question(actor=lena, text="How do pumps fail?", category="day", now=NOW)
    bank = reverse("interviews:bank")

    def shown(**query):
        page = signed.get(bank, query).context["page"]
        return [row.text for group in page.groups for row in group.rows]

    assert shown(q="PUMPS fail") == ["How do pumps fail?"]
    assert shown(category="own") == ["How do pumps fail?"]
    assert len(shown(category="trends")) == len([q for q in question_bank.BANK if q.category == "trends"])
    assert shown(q="first three years") == ["What do people earn in their first three years?"]
    assert shown(category="nonsense") == shown()


def test_list_begins_with_a_few_of_each_theme_and_says_how_many_more(signed):
    page = signed.get(reverse("interviews:bank")).context["page"]

    assert {len(group.rows) for group in page.groups} == {5}
    assert sum(len(group.rows) + group.more for group in page.groups) == len(question_bank.BANK)


def test_question_far_down_the_list_is_taken_and_its_row_answers(signed, lena, interview):
    mine = keep_question(actor=lena, text="How do pumps fail?", now=NOW)
    bank = reverse("interviews:talk_bank", args=[interview.pk]) + "?category=own"
    url = reverse("interviews:bank_take", args=[interview.pk])

    html = signed.post(url, {"key": str(mine.pk), "back": bank}, headers={"HX-Request": "true"}).content.decode()

    assert f'id="b-{mine.pk}"' in html
    assert f'value="{bank}"' in html


def test_htmx_gets_the_list_alone(signed):
    html = signed.get(reverse("interviews:bank"), {"q": "team"}, headers={"HX-Request": "true"}).content.decode()

    assert html.strip().startswith('<div id="bank-list">')


def test_bank_says_what_was_asked_of_them_and_at_their_employer(signed, lena, interview):
    same = HeldInterviewFactory(contact=interview.contact)
    there = HeldInterviewFactory(contact=ContactFactory(owner=lena, given_name="Priya", employer="Fernbank Devices"))
    elsewhere = HeldInterviewFactory(contact=ContactFactory(owner=lena, employer="Lumen Mutual"))
    for talk, text in ((same, "What gets praised here?"), (there, "What is the worst part of the job?")):
        question = add_question(actor=lena, interview=talk, text=text, now=NOW)
        mark(question, "asked")
    add_question(actor=lena, interview=elsewhere, text="What is overrated in your field right now?", now=NOW)

    earlier = asked_earlier(interview)

    assert (earlier["what gets praised here?"].of_them, earlier["what gets praised here?"].was_asked) == (True, True)
    assert (
        earlier["what is the worst part of the job?"].name,
        earlier["what is the worst part of the job?"].of_them,
    ) == (
        "Priya",
        False,
    )
    assert "what is overrated in your field right now?" not in earlier
    html = signed.get(reverse("interviews:talk_bank", args=[interview.pk])).content.decode()
    assert "with Priya, at the same employer" in html


def test_skipped_question_and_open_backup_were_not_asked(lena, interview):
    same = HeldInterviewFactory(contact=interview.contact)
    skipped, *_, backup = questions_of(same)
    mark(skipped, "skipped")

    earlier = asked_earlier(interview)

    assert skipped.text.casefold() not in earlier
    assert backup.text.casefold() not in earlier


def test_questions_of_an_earlier_talk_come_along_without_doubles(lena, interview):
    earlier = HeldInterviewFactory(contact__owner=lena)
    add_question(actor=lena, interview=earlier, text="How do pumps fail?", category="day", minutes=5, now=NOW)
    before = texts(interview)

    added = reuse_questions(actor=lena, interview=interview, questions=questions_of(earlier), now=NOW)

    assert [(q.text, q.minutes, q.outcome) for q in added] == [("How do pumps fail?", 5, "open")]
    assert texts(interview) == [*before[:-1], "How do pumps fail?", before[-1]]


def test_page_takes_only_what_is_ticked(signed, lena, interview):
    earlier = HeldInterviewFactory(contact__owner=lena)
    wanted = add_question(actor=lena, interview=earlier, text="How do pumps fail?", now=NOW)
    add_question(actor=lena, interview=earlier, text="Why pumps?", now=NOW)
    data = {"from": str(earlier.pk), "question": [str(wanted.pk)]}

    signed.post(reverse("interviews:questions_reuse", args=[interview.pk]), data)

    assert [t for t in texts(interview) if "pumps" in t] == ["How do pumps fail?"]


def test_nothing_comes_from_another_owners_talk(signed, interview):
    theirs = HeldInterviewFactory()
    question = add_question(actor=theirs.owner, interview=theirs, text="How do pumps fail?", now=NOW)
    data = {"from": str(theirs.pk), "question": [str(question.pk)]}

    signed.post(reverse("interviews:questions_reuse", args=[interview.pk]), data)

    assert "How do pumps fail?" not in texts(interview)


def test_talks_with_this_person_come_first_then_their_employer(lena, interview):
    later = InterviewFactory(contact=ContactFactory(owner=lena), starts_at=NOW + timedelta(days=9))
    employer = InterviewFactory(contact=ContactFactory(owner=lena, employer="Fernbank Devices"))
    same = HeldInterviewFactory(contact=interview.contact)

    assert talks_to_reuse(interview) == [same, employer, later]


def test_own_question_is_refused_where_the_bank_has_it(lena):
    mine = keep_question(actor=lena, text="How do pumps fail?", now=NOW)
    for known in ("how do PUMPS fail?", "Who else should I talk to?"):
        with pytest.raises(QuestionKnown):
            keep_question(actor=lena, text=known, now=NOW)
    with pytest.raises(QuestionKnown):
        change_own_question(actor=lena, question=mine, text="Who else should I talk to?", category="other", minutes=3)

    assert [q.text for q in OwnQuestion.objects.all()] == ["How do pumps fail?"]


def test_own_question_is_changed_removed_and_brought_back(signed, lena):
    mine = keep_question(actor=lena, text="How do pumps fail?", now=NOW)

    signed.post(reverse("interviews:own_edit", args=[mine.pk]), {"text": "Why?", "category": "day", "minutes": "5"})
    mine.refresh_from_db()
    assert (mine.text, mine.category, mine.minutes) == ("Why?", "day", 5)

    page = signed.post(reverse("interviews:own_remove", args=[mine.pk]), follow=True).content.decode()
    assert OwnQuestion.objects.count() == 0
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    signed.post(reverse("interviews:own_restore"), {"token": token})
    assert OwnQuestion.objects.get() == mine


def test_wrong_own_question_keeps_its_words_and_its_talk(signed, interview):
    data = {"text": "Who else should I talk to?", "talk": str(interview.pk)}

    response = signed.post(reverse("interviews:own_add"), data)

    html = response.content.decode()
    assert response.status_code == 422
    assert "Your bank has this question already." in html
    assert 'aria-describedby="own-new-error"' in html
    assert "Back to the plan" in html


@pytest.mark.parametrize(("view", "queries"), [("bank", 8), ("plans", 8), ("earlier", 9)])
def test_bank_takes_the_same_queries_for_one_and_three(signed, lena, interview, view, queries):
    for round_number in range(2):
        for number in range(1 + round_number):
            keep_question(actor=lena, text=f"Why {round_number} {number}?", now=NOW)
            HeldInterviewFactory(contact=ContactFactory(owner=lena, employer="Fernbank Devices"))
        with time_machine.travel(NOW, tick=False), literal_queries(queries):
            signed.get(reverse("interviews:talk_bank", args=[interview.pk]), {"view": view})


def test_bank_without_a_talk_takes_the_same_queries_for_one_and_three(signed, lena):
    for round_number in range(2):
        for number in range(1 + round_number):
            keep_question(actor=lena, text=f"Why {round_number} {number}?", now=NOW)
        with literal_queries(5):
            signed.get(reverse("interviews:bank"))
