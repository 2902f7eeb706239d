"""Before a talk, in the browser: dragging questions, the stopwatch and the cards, the brief on one page."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from apps.accounts.models import User
from apps.interviews.models import Rehearsal
from apps.interviews.selectors import questions_of
from apps.interviews.services.own_questions import keep_question
from apps.interviews.services.research import add_source, ask_unknown, note_research
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.interviews import HeldInterviewFactory, InterviewFactory, TakeawayFactory

pytestmark = [pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def lena() -> User:
    return UserFactory()


def talk(owner):
    now = timezone.now()
    person = {"given_name": "Marcus", "family_name": "Oyelaran", "employer": "Fernbank Devices", "title": "Lead"}
    contact = ContactFactory(owner=owner, now=now, **person)
    return InterviewFactory(contact=contact, starts_at=now + timedelta(hours=30), now=now)


def prepared(owner, lines=3):
    """A talk with research, sources, an earlier talk at the employer, and a question of one's own."""
    interview, now = talk(owner), timezone.now()
    for part in ("industry", "person", "role", "employer"):
        for kind in ("known", "found", "unknown")[:lines]:
            note = note_research(
                actor=owner,
                interview=interview,
                part=part,
                kind=kind,
                text=f"A line on the {part} that is {kind}",
                now=now,
            )
    ask_unknown(actor=owner, note=note, now=now)
    for title in ("The year in devices", "A talk on alarms"):
        add_source(actor=owner, interview=interview, title=title, url="", read_on=now.date(), now=now)
    keep_question(actor=owner, text="What do nurses get wrong?", now=now)
    there = ContactFactory(owner=owner, given_name="Priya", employer="Fernbank Devices", now=now)
    held = HeldInterviewFactory(contact=there, starts_at=now - timedelta(days=9), ended_at=now - timedelta(days=9))
    for number in range(4):
        TakeawayFactory(interview=held, kind="insight", text=f"The {number}. thing that Priya said about the place")
    return interview


def test_question_is_dragged_up_and_into_the_backups(lena, signed_in):
    interview = talk(lena)
    first, second, third, *_, backup = questions_of(interview)
    page = signed_in(lena, f"/talks/{interview.pk}/")

    page.locator(f"#grip-{third.pk}").hover()
    page.mouse.down()
    box = page.locator(f"#q-{first.pk}").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=6)
    page.mouse.move(box["x"] + 20, box["y"] + 4, steps=3)
    with page.expect_response(re.compile("/place/")):
        page.mouse.up()
    expect(page.locator(".aq-plan-list .aq-qrow").first).to_have_id(f"q-{third.pk}")
    expect(page.locator("details[data-qmenu][open]")).to_have_count(0)
    assert questions_of(interview)[:3] == [third, first, second]

    page.locator(f"#grip-{third.pk}").hover()
    page.mouse.down()
    box = page.locator(f"#q-{backup.pk}").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10, steps=6)
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 4, steps=3)
    with page.expect_response(re.compile("/place/")):
        page.mouse.up()
    expect(page.locator('[data-part="backups"] .aq-qrow').last).to_have_id(f"q-{third.pk}")
    third.refresh_from_db()
    assert third.priority == "backup"


def test_escape_lets_a_dragged_question_go_where_it_was(lena, signed_in):
    interview = talk(lena)
    before = questions_of(interview)
    page = signed_in(lena, f"/talks/{interview.pk}/")

    page.locator(f"#grip-{before[2].pk}").hover()
    page.mouse.down()
    box = page.locator(f"#q-{before[0].pk}").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 4, steps=6)
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator(".aq-plan-list .aq-qrow").first).to_have_id(f"q-{before[0].pk}")
    assert questions_of(interview) == before


def test_cards_are_timed_by_keyboard_and_the_run_is_kept(lena, signed_in):
    interview = talk(lena)
    first, second, *_ = questions_of(interview)
    page = signed_in(lena)
    page.clock.install()
    page = signed_in(lena, f"/talks/{interview.pk}/rehearse/")

    page.get_by_role("button", name="Start speaking").click()
    page.clock.run_for(31_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-watch-note]")).to_have_text("31 seconds. That is about right.")

    page.locator("h1").click()
    page.keyboard.press("Space")
    page.clock.run_for(8_000)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".aq-card:visible")).to_have_count(1)
    expect(page.locator(".aq-card:visible p").first).to_have_text(second.text)
    page.clock.run_for(5_000)
    page.keyboard.press("Space")
    page.keyboard.press("s")
    page.get_by_role("button", name="I said them aloud").click()
    expect(page.get_by_text("Said aloud once, in 0:44.")).to_be_visible()

    run = Rehearsal.objects.get()
    assert run.intro_seconds == 31
    assert {t.question_id: t.seconds for t in run.times.all()} == {first.pk: 8, second.pk: 5}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_brief_prints_on_one_page(lena, signed_in, paper):
    interview = prepared(lena)
    page = signed_in(lena, f"/talks/{interview.pk}/brief/")

    pdf = page.pdf(format=paper)

    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_axe_findings_and_fit(lena, signed_in, live_server, scheme):
    interview = prepared(lena)
    page = signed_in(lena)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    unknown = interview.research.filter(kind="unknown").first()
    own = "bank/?category=own"
    paths = ["bank/", "bank/?view=plans", "bank/?view=earlier", "research/", f"research/?answer={unknown.pk}"]
    paths += [f"research/?edit={unknown.pk}", "brief/", "rehearse/"]

    for path in [f"{interview.pk}/{path}" for path in paths] + [own]:
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{live_server.url}/talks/{path}")
            found = Axe().run(page, options=AXE).response["violations"]
            assert [(v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found] == [], path
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
