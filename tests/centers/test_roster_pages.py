"""The pages of the roster: they work without JavaScript, and say what happens."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.centers.models import RosterEntry, RosterImport
from tests.factories.accounts import NOW
from tests.factories.rosters import HEAD, joined, take, upload, work

pytestmark = pytest.mark.django_db
TWO = f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,=HCI(),,,\n0002,,Ben,Osei,Design,,,\n"


@pytest.fixture
def desk(client, director):
    client.force_login(director.user)
    return client


def test_a_file_is_uploaded_looked_at_and_applied(desk, director):
    where = reverse("centers:roster_upload", args=[director.center_id])

    answer = desk.post(where, {"file": SimpleUploadedFile("a.csv", TWO.encode()), "threshold": 10}, follow=True)

    assert answer.status_code == 200
    job = RosterImport.objects.get()
    assert (RosterEntry.objects.count(), job.status) == (0, "reading")
    job = work(job)
    page = desk.get(reverse("centers:roster_import", args=[job.pk]) + "?show=refuse").content.decode()
    assert "Line 3" in page
    assert "There is no email on this line." in page
    desk.post(reverse("centers:roster_apply", args=[job.pk]))
    assert work(RosterImport.objects.get()).status == "done"
    assert RosterEntry.objects.get().program == "=HCI()"


def test_a_file_that_is_none_says_so_beside_the_field(desk, director):
    where = reverse("centers:roster_upload", args=[director.center_id])

    answer = desk.post(where, {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n"), "threshold": 10})

    assert answer.status_code == 422
    assert "Missing: external_id, email, given_name" in answer.content.decode()


def test_the_report_neutralizes_formulas(desk, director):
    job = upload(director, TWO.replace("Ana,Lopes", "=1+1,Lopes"))

    answer = desk.get(reverse("centers:roster_report", args=[job.pk]))

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[1:] == [
        "2,0001,ana@aldermere.example,'=1+1 Lopes,create,,,",
        "3,0002,,,refuse,There is no email on this line.,,",
    ]


def test_the_progress_is_a_fragment_until_it_is_done(desk, director):
    job = upload(director, TWO)
    where = reverse("centers:roster_import", args=[job.pk]) + "?poll=1"
    RosterImport.objects.update(status="applying")

    running = desk.get(where, headers={"HX-Request": "true"})
    RosterImport.objects.update(status="done", finished_at=NOW)
    done = desk.get(where, headers={"HX-Request": "true"})

    assert "<html" not in running.content.decode()
    assert (done.status_code, done["HX-Redirect"]) == (204, reverse("centers:roster_import", args=[job.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_the_roster_takes_the_same_queries_whatever_its_size(desk, director, count, django_assert_num_queries):
    take(director, "\n".join([HEAD, *(f"{n:04},s{n}@aldermere.example,S{n},,,,," for n in range(count))]))

    with django_assert_num_queries(13):
        answer = desk.get(reverse("centers:roster", args=[director.center_id]))

    assert len(answer.context["entries"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_takes_the_same_queries_whatever_its_size(desk, director, count, django_assert_num_queries):
    job = upload(director, "\n".join([HEAD, *(f"{n:04},s{n}@aldermere.example,S{n},,,,," for n in range(count))]))

    with django_assert_num_queries(13):
        answer = desk.get(reverse("centers:roster_import", args=[job.pk]))

    assert len(answer.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_invitations_take_the_same_queries_whatever_their_number(desk, director, count, django_assert_num_queries):
    take(director, "\n".join([HEAD, *(f"{n:04},s{n}@aldermere.example,S{n},,,,," for n in range(count))]))

    with django_assert_num_queries(10):
        answer = desk.get(reverse("centers:roster_invite", args=[director.center_id]))

    assert len(answer.context["page"].object_list) == count


def test_a_student_answers_on_their_own_page(client, director):
    take(director, TWO)
    card = joined(director, "0001")
    take(director, TWO.replace("ana@", "new@"))
    client.force_login(card.membership.user)
    page = client.get(reverse("centers:center_sharing", args=[director.center_id])).content.decode()
    assert "new@aldermere.example" in page

    client.post(
        reverse("centers:roster_address", args=[director.center_id]),
        {"address": "new@aldermere.example", "is_mine": "yes"},
    )

    card.refresh_from_db()
    assert (card.email, card.pending_email) == ("new@aldermere.example", "")


def test_an_id_is_changed_on_the_page_of_one_person(desk, director):
    take(director, TWO)
    card = RosterEntry.objects.get()

    desk.post(reverse("centers:roster_entry", args=[card.pk]), {"external_id": "9001"})

    card.refresh_from_db()
    assert card.external_id == "9001"
