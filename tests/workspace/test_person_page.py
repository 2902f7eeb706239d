"""The person page: one person, everything that passed, and what comes next."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, PrivateNote, Referral, Stage, Touch
from apps.contacts.services import offer_referral, record_touch, save_private_note, set_stage
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from apps.interviews.models import Interview, Takeaway
from apps.outreach.models import Outreach
from apps.workspace.selectors.person import MORE, PAGE_SIZE
from tests.contacts.counting import literal_queries
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def daniel(owner):
    carla = ContactFactory(owner=owner, given_name="Carla", family_name="Marchetti", circle="family", relation="aunt")
    return ContactFactory(
        owner=owner, given_name="Daniel", family_name="Kwon", introducer=carla, relation="ward colleague",
        employer="St. Brannoc Hospital", location="Chicago", timezone="America/Chicago", tags=["Informatics"],
    )  # fmt: skip


def url(contact, name="person"):
    return reverse(f"workspace:{name}", args=[contact.pk])


def unmailed(moment):
    return When.at(moment, by_mail=False)


def touch(contact, days_ago=0, kind=Touch.Kind.WROTE, summary="", body=""):
    at = NOW - timedelta(days=days_ago)
    return record_touch(
        actor=contact.owner, contact=contact, kind=kind, summary=summary, body=body, occurred_at=at, now=NOW
    )


@pytest.mark.parametrize("count", [1, 3, 2000])
def test_person_page_runs_ten_queries_however_long_the_history_is(client, owner, daniel, count):
    Touch.objects.bulk_create(
        Touch(
            owner=owner, contact=daniel, kind=Touch.Kind.values[n % 9], summary=f"n {n}", body=f"words {n}",
            occurred_at=NOW - timedelta(hours=n),
        )
        for n in range(count)
    )  # fmt: skip
    for n in range(min(count, 3)):
        _something_of_everything(owner, daniel, n)

    # session, user, person, asks and talks and take-aways and names, facts, chain, history, steps, navigation, center
    with literal_queries(10):
        response = client.get(url(daniel))

    assert response.status_code == 200
    assert len(response.context["items"]) == min(PAGE_SIZE, count + min(count, 3))  # naming somebody is a touch too


@pytest.mark.parametrize("count", [1, 200])
def test_logging_takes_the_same_statements_however_long_the_history_is(client, owner, daniel, count):
    for n in range(count):
        touch(daniel, days_ago=n)

    # session, user, person; in a transaction (2) touch and last touch and stage, what waits for it;
    # facts, steps, history
    with literal_queries(10):
        client.post(url(daniel, "log_touch"), {"kind": "call", "summary": "A word"}, headers=HTMX)


def _something_of_everything(owner, contact, n):
    offer_referral(actor=owner, introducer=contact, now=NOW, given_name=f"Femi{n}", family_name="Adeyemi")
    held = Interview.objects.create(
        owner=owner, contact=contact, state="held", starts_at=NOW, ended_at=NOW, contact_timezone="UTC"
    )
    Takeaway.objects.create(owner=owner, interview=held, kind="advice", text=f"Read the guide {n}")
    schedule_follow_up(actor=owner, contact=contact, kind="action", title=f"Step {n}", when=unmailed(NOW), now=NOW)


def test_the_chain_leads_from_you_to_the_person_and_on(client, owner, daniel):
    ContactFactory(owner=owner, given_name="Femi", family_name="Adeyemi", introducer=daniel)

    page = client.get(url(daniel))

    assert [(c.link, c.name) for c in page.context["chain"]] == [
        ("aunt", "Carla Marchetti"), ("ward colleague", "Daniel Kwon"),
    ]  # fmt: skip
    assert [c.name for c in page.context["introduced"]] == ["Femi Adeyemi"]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Chicago", "11:28 AM for them too"),
        ("America/Winnipeg", "11:28 AM for them too"),
        ("Europe/Dublin", "5:28 PM for them"),
        ("Asia/Tokyo", "1:28 AM Wednesday for them"),
        ("", ""),
    ],
)
def test_the_head_says_what_time_it_is_for_them(client, owner, zone, words):
    marcus = ContactFactory(owner=owner, timezone=zone)

    assert client.get(url(marcus)).context["there"] == words


def test_the_history_comes_newest_first_in_pages_that_meet_without_a_gap(client, owner, daniel):
    made = [touch(daniel, n // 3, summary=f"n {n}") for n in range(PAGE_SIZE * 2 + 5)]

    seen, older = [], url(daniel)
    while older:
        response = client.get(older)
        seen += [item.filled["id"] for item in response.context["items"]]
        older = response.context["older_url"]

    assert len(seen) == len(set(seen)) == len(made)
    assert set(seen) == {str(t.pk) for t in made}


def test_what_is_older_comes_fifty_at_a_time_and_the_button_says_how_many(client, owner, daniel):
    Touch.objects.bulk_create(
        Touch(owner=owner, contact=daniel, kind="wrote", summary=f"n {n}", occurred_at=NOW - timedelta(hours=n))
        for n in range(PAGE_SIZE + MORE + 7)
    )

    said, older = [], url(daniel)
    while older:
        response = client.get(older)
        said.append((len(response.context["items"]), response.context["older_label"]))
        older = response.context["older_url"]

    assert said[:2] == [(20, "50 more"), (50, "7 more")]
    assert said[2][0] == 7


@pytest.mark.parametrize("left", ["", "x", "-3", "9" * 40])
def test_an_odd_number_in_the_address_of_a_page_breaks_nothing(client, owner, daniel, left):
    for n in range(PAGE_SIZE + 1):
        touch(daniel, n)

    older = client.get(url(daniel)).context["older_url"].partition("&left")[0]

    assert len(client.get(f"{older}&left={left}").context["items"]) == 1


def test_one_tap_says_that_we_talked(client, owner, daniel):
    page = client.get(url(daniel)).content.decode()
    assert "I talked to them" in page

    client.post(url(daniel, "log_touch"), {"kind": "call"}, headers=HTMX)

    daniel.refresh_from_db()
    assert (daniel.stage, daniel.last_touch_at) == (Stage.TALKED, NOW)


def test_older_entries_come_as_list_items_for_htmx(client, owner, daniel):
    for n in range(PAGE_SIZE + 1):
        touch(daniel, n, summary=f"entry {n}.")

    older = client.get(url(daniel)).context["older_url"]
    page = client.get(older, headers=HTMX).content.decode()

    assert page.strip().startswith("<li")
    assert f"entry {PAGE_SIZE}." in page
    assert "<html" not in page


@pytest.mark.parametrize(("show", "count"), [("all", 4), ("conversations", 1), ("messages", 2), ("nonsense", 4)])
def test_the_history_can_be_narrowed(client, owner, daniel, show, count):
    for kind in ("note", "wrote", "they_wrote", "met"):
        touch(daniel, kind=kind, summary=kind)

    response = client.get(url(daniel), {"show": show})

    assert len(response.context["items"]) == count
    assert [s["count"] for s in response.context["shows"]] == [4, 1, 2]


@pytest.mark.parametrize("after", ["%00", "eyJ", "W251bGwsICJ4Il0", "WzEsICJ4Il0", "A" * 3000])
def test_an_odd_page_of_the_history_shows_the_newest_and_says_so(client, owner, daniel, after):
    touch(daniel, summary="hello")

    response = client.get(f"{url(daniel)}?after={after}")

    assert response.status_code == 200
    assert len(response.context["items"]) == 1
    assert response.context["history_note"]


def test_the_next_step_stands_large_and_the_others_below(client, owner, daniel):
    for n, title in enumerate(["Later", "Sooner"]):
        schedule_follow_up(
            actor=owner, contact=daniel, kind="action", title=title, when=unmailed(NOW + timedelta(days=5 - n)), now=NOW
        )

    response = client.get(url(daniel))

    assert [card.follow_up.title for card in response.context["steps"]] == ["Sooner", "Later"]
    page = response.content.decode()
    sooner = response.context["steps"][0].follow_up
    assert f'action="{reverse("followups:done", args=[sooner.id])}"' in page
    assert reverse("followups:snooze", args=[sooner.id]) in page


def test_without_a_step_one_can_be_planned_here(client, owner, daniel):
    page = client.get(url(daniel)).content.decode()
    assert f'action="{reverse("followups:create", args=[daniel.pk])}"' in page

    day = NOW.date() + timedelta(days=3)
    client.post(
        reverse("followups:create", args=[daniel.pk]),
        {"title": "Read the guide", "day": day.isoformat(), "kind": "action", "remind": "on"},
    )

    step = FollowUp.objects.get()
    assert (step.contact, step.title) == (daniel, "Read the guide")
    assert "Read the guide" in client.get(url(daniel)).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_logging_writes_a_line_and_moves_the_last_touch(client, owner, daniel, headers):
    response = client.post(url(daniel, "log_touch"), {"kind": "call", "summary": "Talked of wards"}, headers=headers)

    assert response.status_code == (200 if headers else 303)
    logged = Touch.objects.get(contact=daniel)
    daniel.refresh_from_db()
    assert (logged.kind, logged.summary, logged.occurred_at) == ("call", "Talked of wards", NOW)
    assert (daniel.last_touch_at, daniel.last_touch_kind) == (NOW, "call")


def test_logging_for_a_day_that_has_passed_is_kept_on_that_day(client, owner, daniel):
    client.post(url(daniel, "log_touch"), {"kind": "met", "summary": "Lunch", "day": "2026-10-17"})

    assert Touch.objects.get().occurred_at == datetime(2026, 10, 17, 17, tzinfo=UTC)  # noon in Chicago


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "note", "summary": ""},
        {"kind": "note", "summary": "\x00"},
        {"kind": "thanked", "summary": "x"},
        {"kind": "", "summary": "x"},
        {"kind": "call", "day": "2026-10-21"},
        {"kind": "call", "day": "0001-01-01"},
        {"kind": "call", "day": "next week"},
        {"kind": "call", "summary": "x" * 10_000},
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_logged_is_said_and_nothing_is_written(client, owner, daniel, data, headers):
    response = client.post(url(daniel, "log_touch"), data, headers=headers)

    assert response.status_code == 422
    assert 'id="log-error"' in response.content.decode()
    assert not Touch.objects.exists()


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        (Stage.LISTED, "note", Stage.LISTED),
        (Stage.LISTED, "wrote", Stage.ASKED),
        (Stage.ASKED, "they_wrote", Stage.REPLIED),
        (Stage.ASKED, "met", Stage.TALKED),
        (Stage.SCHEDULED, "call", Stage.SCHEDULED),
        (Stage.SCHEDULED, "they_wrote", Stage.SCHEDULED),
        (Stage.TALKED, "wrote", Stage.TALKED),
        (Stage.THANKED, "they_wrote", Stage.TOUCH),
        (Stage.TOUCH, "wrote", Stage.TOUCH),
        (Stage.RESTING, "they_wrote", Stage.REPLIED),
        (Stage.RESTING, "met", Stage.TOUCH),
    ],
)
def test_a_logged_touch_moves_the_stage(client, owner, daniel, before, kind, after):
    set_stage(actor=owner, contact=daniel, stage=before)

    client.post(url(daniel, "log_touch"), {"kind": kind, "summary": "x"})

    daniel.refresh_from_db()
    assert daniel.stage == after


def test_logging_they_wrote_stops_the_nudge(client, owner, daniel):
    set_stage(actor=owner, contact=daniel, stage=Stage.ASKED)
    nudge = schedule_follow_up(
        actor=owner, contact=daniel, kind="nudge", title="Nudge", when=When.business_days(NOW, 3), now=NOW
    )

    client.post(url(daniel, "log_touch"), {"kind": "they_wrote", "summary": "Happy to"})

    nudge.refresh_from_db()
    assert nudge.state == FollowUp.State.DROPPED
    assert list(nudge.reminders.values_list("status", flat=True)) == ["cancelled"]


def test_a_real_touch_restarts_the_rhythm_and_an_old_one_does_not(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "30"})
    first = FollowUp.objects.get(kind="check_in", state="open")

    with time_machine.travel(NOW + timedelta(days=10), tick=False):
        client.post(url(daniel, "log_touch"), {"kind": "call", "summary": "x"})
        second = FollowUp.objects.get(kind="check_in", state="open")
        client.post(url(daniel, "log_touch"), {"kind": "call", "summary": "x", "day": "2026-10-01"})

    assert second.due_at - first.due_at >= timedelta(days=7)
    assert FollowUp.objects.get(kind="check_in", state="open") == second


def test_no_rhythm_takes_the_check_in_away(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "90"})
    client.post(url(daniel, "set_rhythm"), {"days": ""})

    daniel.refresh_from_db()
    assert daniel.rhythm_days is None
    assert not FollowUp.objects.filter(state="open").exists()


@pytest.mark.parametrize("days", ["1", "-5", "x", "99999999999"])
def test_a_rhythm_that_is_not_on_the_list_changes_nothing(client, owner, daniel, days):
    response = client.post(url(daniel, "set_rhythm"), {"days": days})

    daniel.refresh_from_db()
    assert response.status_code == 422
    assert daniel.rhythm_days is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_note_is_kept_and_shown_again(client, owner, daniel, headers):
    client.post(url(daniel, "note"), {"body": "Prefers the phone.\nCoaches soccer."}, headers=headers)

    assert PrivateNote.objects.get().body == "Prefers the phone.\nCoaches soccer."
    assert "Coaches soccer." in client.get(url(daniel)).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_note_that_is_too_long_is_said_beside_the_field_and_kept(client, owner, daniel, headers):
    response = client.post(url(daniel, "note"), {"body": "y" * 10_000}, headers=headers)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_body_error"' in page
    assert "y" * 10_000 in page


def test_asks_talks_takeaways_and_referrals_stand_beside_the_history(client, owner, daniel):
    _something_of_everything(owner, daniel, 1)
    Outreach.objects.create(owner=owner, contact=daniel, state="sent", step=1, first_sent_at=NOW)

    response = client.get(url(daniel))
    side = response.context["side"]

    assert [(t.text, t.state) for t in side.takeaways] == [("Read the guide 1", "advice")]
    assert [(r.text, r.state) for r in side.referrals] == [("Femi1 Adeyemi", Referral.State.OFFERED)]
    assert [t.state for t in side.talks] == ["held"]
    assert [a.state for a in side.asks] == ["sent"]


def test_another_owners_person_is_not_there_for_any_method(client, owner):
    theirs = ContactFactory()
    save_private_note(actor=theirs.owner, contact=theirs, body="Secret")
    before = Contact.objects.filter(pk=theirs.pk).values().get()

    assert client.get(url(theirs)).status_code == 404
    assert client.post(url(theirs, "log_touch"), {"kind": "note", "summary": "x"}).status_code == 404
    assert client.post(url(theirs, "note"), {"body": "x"}).status_code == 404
    assert client.post(url(theirs, "set_rhythm"), {"days": "30"}).status_code == 404
    assert Contact.objects.filter(pk=theirs.pk).values().get() == before
    assert PrivateNote.objects.get().body == "Secret"


def test_nothing_in_a_person_becomes_markup(client, owner):
    bad = "<script>alert(1)</script>{{ 7|add:7 }}{% now 'Y' %}"
    carla = ContactFactory(owner=owner, given_name=bad, family_name='"><img src=x onerror=alert(1)>')
    person = ContactFactory(
        owner=owner, given_name=bad, title=bad, employer=bad, location=bad, relation=bad, common_ground=bad, note=bad,
        tags=["<b>bold"], introducer=carla, email="a@x.example", phone='"><b>1', source=bad,
    )  # fmt: skip
    touch(person, kind="they_wrote", summary=bad, body=bad)
    touch(person, kind="note", summary=bad)
    schedule_follow_up(actor=owner, contact=person, kind="action", title=bad, reason=bad, when=unmailed(NOW), now=NOW)
    offer_referral(actor=owner, introducer=person, now=NOW, given_name=bad, words=bad)

    page = client.get(url(person)).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>bold" not in page
    assert "{{ 7|add:7 }}" in page


def test_a_profile_link_that_is_no_web_address_is_not_a_link(client, owner, daniel):
    Contact.objects.filter(pk=daniel.pk).update(profile_url="javascript://x.example/%0aalert(1)")

    assert "javascript:" not in client.get(url(daniel)).content.decode()


def test_somebody_not_to_be_written_to_has_no_write_button(client, owner, daniel):
    Contact.objects.filter(pk=daniel.pk).update(do_not_contact=True)

    page = client.get(url(daniel)).content.decode()

    assert "You chose not to write to Daniel." in page
    assert reverse("outreach:compose", args=[daniel.pk]) not in page


def test_a_touch_can_be_logged_from_anywhere_by_name(client, owner, daniel):
    response = client.post(reverse("workspace:log"), {"who": "daniel kwon", "kind": "met", "summary": "Lunch"})

    assert response["Location"] == url(daniel)
    assert (Touch.objects.get().contact, Touch.objects.get().kind) == (daniel, "met")


@pytest.mark.parametrize("data", [{"who": "", "kind": "met"}, {"who": "Nobody", "kind": "met"}, {"who": "x" * 10_000}])
def test_logging_from_anywhere_needs_somebody_on_the_list(client, owner, data):
    theirs = ContactFactory(given_name="Nobody", family_name="")

    response = client.post(reverse("workspace:log"), data)

    assert response.status_code == 422
    assert 'id="id_who_error"' in response.content.decode()
    assert not Touch.objects.filter(contact=theirs).exists()


def _undo(client, contact):
    logged = Touch.objects.get(contact=contact)
    return client.post(reverse("workspace:undo_log", args=[logged.pk]), {"stage": "asked"}, headers=HTMX)


def test_undo_takes_a_logged_touch_back_with_everything_that_followed(client, owner, daniel):
    set_stage(actor=owner, contact=daniel, stage=Stage.ASKED)
    client.post(url(daniel, "set_rhythm"), {"days": "30"})
    schedule_follow_up(
        actor=owner, contact=daniel, kind="nudge", title="Nudge", when=When.business_days(NOW, 3), now=NOW
    )
    open_before = set(FollowUp.objects.filter(state="open").values_list("pk", "kind", "due_at"))
    person_before = Contact.objects.filter(pk=daniel.pk).values("stage", "last_touch_at", "next_step_at").get()

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.post(url(daniel, "log_touch"), {"kind": "they_wrote", "summary": "Happy to"})
        response = _undo(client, daniel)

    assert response.status_code == 200
    assert not Touch.objects.exists()
    assert set(FollowUp.objects.filter(state="open").values_list("pk", "kind", "due_at")) == open_before
    assert Contact.objects.filter(pk=daniel.pk).values("stage", "last_touch_at", "next_step_at").get() == person_before


def test_undo_leaves_milestones_of_other_apps_alone(client, owner, daniel):
    touch(daniel, kind=Touch.Kind.THANKED)

    _undo(client, daniel)

    assert Touch.objects.get().kind == Touch.Kind.THANKED


def test_an_answer_that_ended_an_ask_is_not_taken_back_here(client, owner, daniel):
    set_stage(actor=owner, contact=daniel, stage=Stage.ASKED)
    ask = Outreach.objects.create(owner=owner, contact=daniel, state="sent", step=1, first_sent_at=NOW)

    page = client.post(url(daniel, "log_touch"), {"kind": "they_wrote", "summary": "Yes"}, headers=HTMX)
    _undo(client, daniel)

    ask.refresh_from_db()
    assert b"undo/" not in page.content
    assert ask.state == Outreach.State.ENDED
    assert Touch.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "state"), [("wrote", "contacted"), ("call", "met"), ("met", "met"), ("they_wrote", "offered")]
)
def test_being_in_touch_with_somebody_who_was_named_moves_the_referral_and_undo_takes_it_back(
    client, owner, daniel, kind, state
):
    femi = offer_referral(actor=owner, introducer=daniel, now=NOW, given_name="Femi", employer="Lumen").contact
    step = schedule_follow_up(
        actor=owner, contact=femi, kind="referral", title="Write to Femi", when=When.referral(NOW), now=NOW
    )

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.post(url(femi, "log_touch"), {"kind": kind, "summary": "x"})
        assert Referral.objects.get().state == state
        step.refresh_from_db()
        assert step.state == ("open" if kind == "they_wrote" else "done")

        _undo(client, femi)

    step.refresh_from_db()
    assert (Referral.objects.get().state, step.state) == ("offered", "open")


# The rhythm ----------------------------------------------------------------------------------------------------------


def _check_in(contact):
    return FollowUp.objects.open().get(contact=contact, kind="check_in")


def test_the_page_says_the_ideal_and_the_latest_day(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "30"})

    page = client.get(url(daniel)).content.decode()

    words = re.sub(r"<[^>]+>", "", page)
    assert "Ideal Nov 20, latest Nov 30" in words
    assert "One month after you were last in touch." in words
    assert "Write anyway" not in words


def test_months_are_chosen_and_move_the_check_in(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "30", "off_months": ["11", "12"]})

    daniel.refresh_from_db()
    assert daniel.rhythm_off_months == [11, 12]
    assert _check_in(daniel).due_at == datetime(2027, 1, 4, 15, tzinfo=UTC)
    page = text_of(client.get(url(daniel)))
    assert '<input type="checkbox" name="off_months" value="11" checked>' in page
    assert '<input type="checkbox" name="off_months" value="10">' in page


@pytest.mark.parametrize("months", [["13"], ["0"], ["x"], ["-1", "5"]])
def test_a_month_that_is_none_changes_nothing(client, owner, daniel, months):
    response = client.post(url(daniel, "set_rhythm"), {"days": "30", "off_months": months})

    daniel.refresh_from_db()
    assert response.status_code == 422
    assert (daniel.rhythm_days, daniel.rhythm_off_months) == (None, [])


def test_other_months_alone_leave_the_cooling_down_in_place(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "30"})
    for _ in range(2):
        client.post(url(daniel, "log_touch"), {"kind": "wrote", "summary": "x"})
    page = client.get(url(daniel)).content.decode()
    assert "Two messages went unanswered, so this rests for 3 months." in page
    assert "Write anyway" in page

    client.post(url(daniel, "set_rhythm"), {"days": "30", "off_months": ["7"]})
    assert _check_in(daniel).count == 90

    client.post(url(daniel, "set_rhythm"), {"days": "30", "off_months": ["7"]})
    assert _check_in(daniel).count == 30


def test_not_this_time_moves_to_the_next_date_and_back(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "30"})
    due_at = _check_in(daniel).due_at

    response = client.post(url(daniel, "skip_check_in"))
    assert _check_in(daniel).due_at == datetime(2026, 12, 21, 15, tzinfo=UTC)
    page = client.get(response["Location"]).content.decode()
    assert "Not this time. The next check-in is planned for December 21." in page
    token = html.unescape(re.search(r'name="token" value="([^"]+)"', page)[1])

    client.post(url(daniel, "unskip_check_in"), {"token": token})
    assert _check_in(daniel).due_at == due_at


def test_without_a_rhythm_there_is_nothing_to_skip(client, owner, daniel):
    assert "Not this time" not in client.get(url(daniel)).content.decode()
    assert client.post(url(daniel, "skip_check_in")).status_code == 303
    assert not FollowUp.objects.exists()


def test_the_check_in_is_found_behind_many_steps(client, owner, daniel):
    client.post(url(daniel, "set_rhythm"), {"days": "90"})
    for n in range(8):
        schedule_follow_up(actor=owner, contact=daniel, kind="action", title=f"S {n}", when=unmailed(NOW), now=NOW)

    response = client.get(url(daniel))

    assert response.context["check_in"].id == _check_in(daniel).pk
    assert len(response.context["steps"]) == 4
