"""What staff see of one student: at each level exactly what belongs to it, and nothing masked (CON-4)."""

import json

import pytest
from django.db import DatabaseError
from django.urls import reverse

from apps.advising import services
from apps.advising.access import visible_student
from apps.advising.services import reading
from apps.centers.models import Caseload, Disclosure, Level, Membership, Role, SharingGrant
from apps.contacts.models import Contact
from tests.advising.story import NAMES, NEVER, tell, words_in
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CenterFactory, MembershipFactory, enrol, share
from tests.responses import text_of

PURPOSE = {"purpose": "Preparing our meeting"}
PROGRESS_WORDS = {"funnel": "aq-funnel", "weeks": "aq-weeks", "target": "aims for 4 messages", "referrals": "named"}


@pytest.fixture
def story(student):
    tell(student, enrol(student.center, user__given_name="Camille"))
    return student


@pytest.fixture
def viewer(center, advisor, director, admin, story):
    """Everybody who opens the page, by the column of the matrix."""
    mentor = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    colleague = MembershipFactory(center=center, role=Role.ADVISOR)
    for staff in (advisor, mentor):
        CaseloadFactory(staff=staff, student=story)
    return {"PM": mentor, "A+": advisor, "A-": colleague, "Di": director, "Ad": admin}


def open_page(client, membership, student, data=None):
    client.force_login(membership.user)
    url = reverse("advising:student", args=[student.pk])
    return client.post(url, data) if data else client.get(url)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("who", ["PM", "A+", "A-", "Di", "Ad"])
def test_con_4_each_viewer_at_each_level_gets_exactly_their_fields(client, viewer, story, who, level):
    share(story, level)

    html = open_page(client, viewer[who], story).content.decode()

    sees_progress = level != Level.NOTHING and who in {"PM", "A+", "Di"}
    sees_names = level == Level.FULL and who == "A+"
    assert "Jonah Pruitt" in html
    assert words_in(html, NEVER) == set()
    assert words_in(html, PROGRESS_WORDS) == (set(PROGRESS_WORDS) if sees_progress else set())
    assert words_in(html, NAMES) == (set(NAMES) if sees_names else set())


@pytest.mark.parametrize("who", ["PM", "A+", "A-", "Di", "Ad"])
def test_who_may_read_the_level_sees_it_and_an_admin_does_not(client, viewer, story, who):
    share(story, Level.PROGRESS)

    html = open_page(client, viewer[who], story).content.decode()

    assert ("aq-consent__scale" in html) is (who != "Ad")


def test_a_director_says_what_for_and_then_sees_the_names(client, viewer, story):
    share(story, Level.FULL)

    html = open_page(client, viewer["Di"], story, PURPOSE).content.decode()

    assert words_in(html, NAMES) == set(NAMES)
    assert words_in(html, NEVER) == set()
    row = Disclosure.objects.get()
    assert (row.field_group, row.purpose, row.object_count) == ("full", "Preparing our meeting", 2)


def test_an_empty_purpose_shows_no_names(client, viewer, story):
    share(story, Level.FULL)

    response = open_page(client, viewer["Di"], story, {"purpose": "  "})

    assert response.status_code == 422
    assert words_in(response.content.decode(), NAMES) == set()


@pytest.mark.parametrize("level", [Level.NOTHING, Level.PROGRESS])
def test_a_purpose_opens_nothing_that_is_not_shared(client, viewer, story, level):
    share(story, level)

    assert open_page(client, viewer["Di"], story, PURPOSE).status_code == 403
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("who", "level", "group"),
    [
        ("A+", Level.FULL, "full"),
        ("A+", Level.PROGRESS, "progress"),
        ("A+", Level.NOTHING, "roster"),
        ("A-", Level.FULL, "roster"),
        ("PM", Level.FULL, "progress"),
        ("Di", Level.FULL, "progress"),
        ("Ad", Level.FULL, "roster"),
    ],
)
def test_log_1_each_opening_writes_one_row_that_says_what_was_shown(client, viewer, story, who, level, group):
    share(story, level)

    open_page(client, viewer[who], story)

    row = Disclosure.objects.get()
    assert (row.field_group, row.action, row.owner, row.actor) == (group, "open", story.user, viewer[who].user)
    assert row.actor_role == viewer[who].role
    assert row.grant == SharingGrant.objects.order_by("-id").first()


def test_log_2_the_log_holds_no_content(client, viewer, story):
    share(story, Level.FULL)
    open_page(client, viewer["A+"], story)

    stored = json.dumps([{k: str(v) for k, v in row.items()} for row in Disclosure.objects.values()])

    assert words_in(stored, NAMES | NEVER) == set()


def test_log_1_if_the_log_cannot_be_written_the_read_fails(client, viewer, story, monkeypatch):
    share(story, Level.FULL)

    def refuse(**kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(reading, "record_open", refuse)
    client.raise_request_exception = False

    response = open_page(client, viewer["A+"], story)

    assert response.status_code == 500
    assert words_in(response.content.decode(), NAMES) == set()


def test_con_2_cutting_closes_the_page_on_the_next_request_of_an_open_session(client, viewer, story):
    share(story, Level.FULL)
    assert words_in(open_page(client, viewer["A+"], story).content.decode(), NAMES)

    share(story, Level.NOTHING)

    html = client.get(reverse("advising:student", args=[story.pk])).content.decode()
    assert words_in(html, NAMES | NEVER | PROGRESS_WORDS) == set()


def test_iso_6_losing_the_caseload_closes_it_too(client, viewer, story):
    share(story, Level.FULL)
    Caseload.objects.filter(staff=viewer["A+"]).update(ended_at=NOW)

    html = open_page(client, viewer["A+"], story).content.decode()

    assert words_in(html, NAMES | PROGRESS_WORDS) == set()


def test_open_caseload_opens_it_for_every_advisor(client, viewer, story):
    share(story, Level.FULL)
    story.center.open_caseload = True
    story.center.save()

    assert words_in(open_page(client, viewer["A-"], story).content.decode(), NAMES) == set(NAMES)


def test_con_6_marking_someone_private_takes_them_out_of_the_counts_at_once(client, viewer, story):
    share(story, Level.PROGRESS)
    Contact.objects.filter(owner=story.user).update(is_private=True)

    html = text_of(open_page(client, viewer["A+"], story))

    assert 'People listed</th> <td> <svg viewBox="0 0 100 14"' in html
    assert html.count('<td class="n">0</td>') == 6


def test_the_counts_leave_out_private_and_archived_people(client, viewer, story):
    share(story, Level.PROGRESS)

    user = viewer["A+"].user
    sheet = services.read_student(actor=user, student=visible_student(user, story.pk), now=NOW)

    assert [n for _, n, _ in sheet.progress.counts.funnel] == [2, 1, 1, 1, 1, 1]
    assert (sheet.progress.thanks.held, sheet.progress.thanks.in_time, sheet.progress.referrals) == (1, 1, 1)


def test_someone_introduced_by_a_private_person_stands_at_the_root_of_the_tree(client, viewer, story):
    share(story, Level.FULL)
    hidden = Contact.objects.get(is_private=True)
    Contact.objects.filter(given_name=NAMES["led_to"]).update(introducer=hidden)

    html = open_page(client, viewer["A+"], story).content.decode()

    assert NAMES["led_to"] in html
    assert words_in(html, NEVER) == set()


@pytest.mark.parametrize("role", list(Role))
def test_iso_2_another_centers_staff_get_the_same_answer_as_for_no_one(client, story, role):
    share(story, Level.FULL)
    stranger = MembershipFactory(center=CenterFactory(name="Bramley"), role=role)

    assert open_page(client, stranger, story).status_code == 404
    assert not Disclosure.objects.exists()


def test_a_former_student_is_gone(client, viewer, story):
    share(story, Level.FULL)
    Membership.objects.filter(pk=story.pk).update(ended_at=NOW)

    assert open_page(client, viewer["Di"], story).status_code == 404


def test_iso_10_a_page_with_personal_data_is_kept_out_of_the_browsers_history(client, viewer, story):
    html = open_page(client, viewer["A+"], story).content.decode()

    assert 'hx-history="false"' in html


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_people(
    client, viewer, story, people, django_assert_num_queries
):
    share(story, Level.FULL)
    for n in range(people):
        Contact.objects.create(owner=story.user, given_name=f"P{n}", sort_key=f"p{n}", stage="talked")
    user = viewer["A+"].user
    student = visible_student(user, story.pk)

    with django_assert_num_queries(8):  # two of them the savepoint
        services.read_student(actor=user, student=student, now=NOW)


@pytest.mark.parametrize("people", [1, 3])
def test_the_whole_request_stays_within_twelve_statements(client, viewer, story, people, django_assert_num_queries):
    share(story, Level.FULL)
    for n in range(people):
        Contact.objects.create(owner=story.user, given_name=f"P{n}", sort_key=f"p{n}", stage="talked")
    open_page(client, viewer["A+"], story)

    with django_assert_num_queries(13):  # two of them the savepoint
        client.get(reverse("advising:student", args=[story.pk]))


# The student's own preview ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", list(Level))
def test_con_3_the_preview_is_what_an_advisor_gets_to_the_letter(client, viewer, story, level):
    share(story, level)
    seen = sheet_part(open_page(client, viewer["A+"], story).content.decode())

    client.force_login(story.user)
    url = reverse("advising:sharing_preview", args=[story.center_id, level])
    preview = sheet_part(client.get(url).content.decode())

    assert preview == seen


def sheet_part(html):
    start = html.index('<div class="aq-consent"')
    return html[start : html.index("</aside>", start)]


def test_the_preview_shows_a_level_before_it_is_shared(client, story):
    client.force_login(story.user)

    html = client.get(reverse("advising:sharing_preview", args=[story.center_id, "full"])).content.decode()

    assert words_in(html, NAMES) == set(NAMES)
    assert words_in(html, NEVER) == set()
    assert "Share this" in html


def test_looking_at_the_preview_is_no_disclosure_and_shares_nothing(client, story):
    client.force_login(story.user)
    client.get(reverse("advising:sharing_preview", args=[story.center_id, "full"]))

    assert not Disclosure.objects.exists()
    assert not SharingGrant.objects.exists()


def test_nobody_previews_another_students_page(client, story):
    other = MembershipFactory(center=CenterFactory(name="Bramley"))
    client.force_login(other.user)

    assert client.get(reverse("advising:sharing_preview", args=[story.center_id, "full"])).status_code == 404
