"""The student's own pages: levels, who looked, leaving (CON-1 to CON-3)."""

import pytest
from django.urls import reverse

from apps.centers.access import Student, students_visible_to
from apps.centers.errors import CenterError
from apps.centers.models import Disclosure, Level, Membership, Role, SharingGrant
from apps.centers.services import record_list, record_open, set_level
from apps.centers.wording import TEXT_VERSION
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, CenterFactory, MembershipFactory, share
from tests.responses import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sharing_page(client, student):
    client.force_login(student.user)
    return reverse("centers:center_sharing", args=[student.center_id])


def level_of(student):
    grants = SharingGrant.objects.filter(owner=student.user, center=student.center)
    newest = grants.order_by("-created_at", "-id").first()
    return newest.level if newest else "none"


def test_con_3_raising_leads_to_the_preview_first(client, sharing_page, student):
    response = client.post(sharing_page, {"level": "progress"})

    assert response["Location"] == reverse("advising:sharing_preview", args=[student.center_id, "progress"])
    assert level_of(student) == "none"


def test_con_3_the_button_of_the_preview_raises_and_keeps_the_version_of_the_text(client, sharing_page, student):
    preview = client.get(reverse("advising:sharing_preview", args=[student.center_id, "full"])).content.decode()
    assert f'name="text_version" value="{TEXT_VERSION}"' in preview

    client.post(sharing_page, {"level": "full", "text_version": TEXT_VERSION})

    grant = SharingGrant.objects.get()
    assert (grant.level, grant.text_version, grant.owner, grant.center) == (
        Level.FULL,
        TEXT_VERSION,
        student.user,
        student.center,
    )


def test_an_older_text_raises_nothing(client, sharing_page, student):
    client.post(sharing_page, {"level": "full", "text_version": "2020-01-1"})

    assert level_of(student) == "none"


def test_con_3_cutting_takes_one_click(client, sharing_page, student):
    share(student, Level.FULL)

    client.post(sharing_page, {"level": "nothing"})

    assert level_of(student) == Level.NOTHING


def test_the_same_level_again_adds_no_row(student):
    share(student, Level.PROGRESS)

    assert set_level(actor=student.user, center=student.center, level=Level.PROGRESS, now=NOW) is None
    assert SharingGrant.objects.count() == 1


# Words that changed -----------------------------------------------------------------------------------------------


@pytest.fixture
def older(student):
    """The student shares progress, under words that did not tell of the rules."""
    return SharingGrant.objects.create(
        owner=student.user, center=student.center, level=Level.PROGRESS, text_version="2026-11-1"
    )


def test_con_3_who_agreed_to_older_words_is_asked_anew_and_keeps_what_was_agreed(client, sharing_page, older):
    text = text_of(client.get(sharing_page))

    assert "The words have changed since you decided." in text
    assert "now, since" in text


def test_con_3_agreeing_to_the_words_of_today_is_a_new_decision(client, sharing_page, older, student):
    preview = client.get(reverse("advising:sharing_preview", args=[student.center_id, "progress"])).content.decode()
    assert f'name="text_version" value="{TEXT_VERSION}"' in preview

    client.post(sharing_page, {"level": "progress", "text_version": TEXT_VERSION})

    assert list(SharingGrant.objects.order_by("id").values_list("level", "text_version")) == [
        ("progress", "2026-11-1"),
        ("progress", TEXT_VERSION),
    ]
    assert "The words have changed" not in client.get(sharing_page).content.decode()


def test_con_3_nobody_agrees_to_words_that_they_have_not_read(client, sharing_page, older, student):
    client.post(sharing_page, {"level": "progress"})
    assert SharingGrant.objects.count() == 1

    SharingGrant.objects.create(owner=student.user, center=student.center, level=Level.FULL, text_version="2026-11-1")
    client.post(sharing_page, {"level": "progress"})

    assert SharingGrant.objects.order_by("id").values_list("level", "text_version").last() == ("progress", "2026-11-1")


@pytest.mark.parametrize("role", [r for r in Role if r != Role.STUDENT])
def test_con_1_no_role_sets_a_level(student, role):
    staff = MembershipFactory(center=student.center, role=role)

    with pytest.raises(CenterError):
        set_level(actor=staff.user, center=student.center, level=Level.FULL, now=NOW)


def test_a_level_for_a_center_one_is_not_in_is_refused(client, sharing_page):
    other = CenterFactory(name="Bramley")

    assert client.post(reverse("centers:center_sharing", args=[other.pk]), {"level": "nothing"}).status_code == 404


def test_an_unknown_level_changes_nothing(client, sharing_page, student):
    client.post(sharing_page, {"level": "everything", "text_version": TEXT_VERSION})

    assert level_of(student) == "none"


def test_the_page_names_everybody_who_sees_it(client, sharing_page, student, advisor, director):
    CaseloadFactory(staff=advisor, student=student)
    MembershipFactory(center=student.center, role=Role.ADVISOR, user__given_name="Unrelated")

    text = client.get(sharing_page).content.decode()

    assert "Ana Ruiz" in text
    assert "Dana Whitfield" in text
    assert "Unrelated" not in text


def test_with_open_caseload_every_advisor_is_named(client, sharing_page, student, advisor):
    student.center.open_caseload = True
    student.center.save()

    text = client.get(sharing_page).content.decode()

    assert "Ana Ruiz" in text
    assert "every advisor looks after every student" in text


def test_the_only_center_opens_at_once(client, sharing_page):
    assert client.get(reverse("centers:sharing"))["Location"] == sharing_page


def test_of_two_centers_one_chooses(client, sharing_page, student):
    MembershipFactory(center=CenterFactory(name="Bramley College"), user=student.user)

    text = client.get(reverse("centers:sharing")).content.decode()

    assert "Aldermere University" in text
    assert "Bramley College" in text


def test_leaving_asks_first(client, sharing_page, student):
    url = reverse("centers:leave", args=[student.center_id])

    assert client.get(url).status_code == 200
    assert Membership.objects.get(pk=student.pk).ended_at is None

    client.post(url)
    assert Membership.objects.get(pk=student.pk).ended_at is not None


def test_who_looked_shows_name_role_action_group_and_purpose(client, sharing_page, student, director):
    seen = next(Student.all_of(students_visible_to(director.user)))
    group = Disclosure.FieldGroup.FULL
    record_open(actor=director.user, student=seen, group=group, count=4, purpose="Preparing our meeting", now=NOW)

    text = text_of(client.get(reverse("centers:disclosures")))

    for words in ("Dana Whitfield", "Director", "Opened your page", group.label, "4 people", "Preparing our meeting"):
        assert words in text


def test_iso_6_nobody_reads_the_log_of_another_student(client, student, director):
    seen = next(Student.all_of(students_visible_to(director.user)))
    record_list(actor=director.user, seen=[(seen, Disclosure.FieldGroup.ROSTER)], now=NOW)
    client.force_login(MembershipFactory(center=student.center).user)

    assert "Nobody looked" in client.get(reverse("centers:disclosures")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_who_looked_takes_the_same_queries_for_any_number(
    client, sharing_page, student, director, count, django_assert_num_queries
):
    seen = next(Student.all_of(students_visible_to(director.user)))
    for _ in range(count):
        group = Disclosure.FieldGroup.ROSTER
        record_open(actor=director.user, student=seen, group=group, count=1, purpose="", now=NOW)
    client.get(sharing_page)

    with django_assert_num_queries(LOG_QUERIES):
        client.get(reverse("centers:disclosures"), headers={"HX-Request": "true"})


LOG_QUERIES = 4  # session, user, count, rows
