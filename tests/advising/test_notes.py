"""Notes about a student (rows 23 to 29): who writes, reads, changes and redacts them, and that nobody deletes them."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from apps.advising.access import visible_student
from apps.advising.models import Note
from apps.advising.services.notes import add_to_note, edit_note, read_notes, redact_note, write_note
from apps.centers.models import Caseload, Disclosure, Level, Role
from apps.workspace.services.records import ask_for_records
from apps.workspace.services.redacting import RecordsAsked, redact
from tests.factories.accounts import NOW
from tests.factories.centers import CaseloadFactory, MembershipFactory, enrol, share

PURPOSE = "A complaint"
HOUR = timedelta(hours=1)


@pytest.fixture
def mentor(center, student):
    member = MembershipFactory(center=center, role=Role.PEER_MENTOR, user__given_name="Pia")
    CaseloadFactory(staff=member, student=student)
    return member


@pytest.fixture
def colleague(center):
    return MembershipFactory(center=center, role=Role.ADVISOR)


@pytest.fixture(autouse=True)
def cared_for(student, advisor):
    CaseloadFactory(staff=advisor, student=student)


def write(writer, student, kind="shared", body="Came to the workshop.", met_on=None, now=NOW):
    seen = visible_student(writer.user, student.pk)
    return write_note(actor=writer.user, student=seen, kind=Note.Kind(kind), body=body, met_on=met_on, now=now)


def read(reader, student, purpose="", now=NOW):
    seen = visible_student(reader.user, student.pk)
    sheet = read_notes(actor=reader.user, student=seen, purpose=purpose, now=now)
    return [entry.note.body for entry in sheet.entries]


@pytest.fixture
def written(advisor, mentor, student):
    write(advisor, student, "shared", "Sharedword")
    write(advisor, student, "team", "Teamword", now=NOW + HOUR)
    write(mentor, student, "peer", "Peerword", now=NOW + 2 * HOUR)


def test_whoever_looks_after_a_student_reads_them_all_the_newest_first(written, advisor, student):
    assert read(advisor, student) == ["Peerword", "Teamword", "Sharedword"]


def test_a_note_needs_no_sharing(written, advisor, student):
    share(student, Level.NOTHING)

    assert read(advisor, student) == ["Peerword", "Teamword", "Sharedword"]


def test_a_director_says_what_for(written, director, student):
    assert read(director, student) == ["Peerword"]
    assert read(director, student, PURPOSE) == ["Peerword", "Teamword", "Sharedword"]


def test_a_peer_mentor_reads_their_own(written, center, mentor, student):
    other = MembershipFactory(center=center, role=Role.PEER_MENTOR)
    CaseloadFactory(staff=other, student=student)

    assert read(mentor, student) == ["Peerword"]
    assert read(other, student) == []


def test_the_student_reads_what_is_shared_and_what_peers_wrote_at_once(client, written, student):
    client.force_login(student.user)

    text = client.get(reverse("advising:own_notes", args=[student.center_id])).content.decode()

    assert "Sharedword" in text
    assert "Peerword" in text
    assert "Teamword" not in text


def test_another_student_reads_nothing(client, written, center):
    client.force_login(enrol(center).user)

    text = client.get(reverse("advising:own_notes", args=[center.pk])).content.decode()

    assert not {"Sharedword", "Peerword", "Teamword"} & set(text.split())


def test_iso_6_losing_the_caseload_closes_the_notes_at_once(client, written, advisor, student):
    note = Note.objects.get(kind="shared")
    urls = [reverse("advising:notes", args=[student.pk]), reverse("advising:note_edit", args=[note.pk])]
    client.force_login(advisor.user)
    before = [client.get(url).status_code for url in urls]

    Caseload.objects.filter(staff=advisor).update(ended_at=NOW)

    assert (before, [client.get(url).status_code for url in urls]) == ([200, 200], [403, 404])


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("advisor", "peer"),
        ("director", "peer"),
        ("mentor", "shared"),
        ("mentor", "team"),
        ("colleague", "shared"),
        ("admin", "team"),
    ],
)
def test_nobody_writes_a_note_of_another_kind(request, student, mentor, who, kind):
    with pytest.raises(PermissionDenied):
        write(request.getfixturevalue(who), student, kind)


def test_log_1_reading_notes_is_one_line_with_how_many_and_what_for(written, director, student):
    read(director, student, PURPOSE)

    line = Disclosure.objects.get()
    assert (line.field_group, line.object_count, line.purpose) == ("notes", 3, PURPOSE)
    assert line.actor_role == Role.DIRECTOR


def test_where_there_is_nothing_to_read_nothing_is_logged(advisor, student):
    read(advisor, student)

    assert not Disclosure.objects.exists()


def test_log_1_a_read_that_cannot_be_logged_fails(written, advisor, student, monkeypatch):
    def fail(**kwargs):
        raise DatabaseError

    monkeypatch.setattr("apps.advising.services.notes.record_open", fail)

    with pytest.raises(DatabaseError):
        read(advisor, student)


def test_the_author_changes_a_note_for_a_day(advisor, student):
    note = write(advisor, student)
    last = NOW + timedelta(hours=23, minutes=59)

    assert edit_note(actor=advisor.user, note=note, body="Twice.", met_on=date(2026, 10, 19), now=last)
    assert not edit_note(actor=advisor.user, note=note, body="Later.", met_on=None, now=NOW + timedelta(hours=24))
    note.refresh_from_db()
    assert (note.body, note.met_on) == ("Twice.", date(2026, 10, 19))


def test_nobody_changes_a_note_of_another(advisor, director, student):
    note = write(advisor, student)

    assert not edit_note(actor=director.user, note=note, body="Other words.", met_on=None, now=NOW + HOUR)
    assert add_to_note(actor=director.user, note=note, body="More.", now=NOW + HOUR) is None


def test_after_a_day_the_page_adds_instead(client, advisor, student):
    note = write(advisor, student, "team")
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        client.force_login(advisor.user)
        client.post(reverse("advising:note_edit", args=[note.pk]), {"body": "It was the other workshop."})

    added = Note.objects.get(adds_to=note)
    assert (added.body, added.kind) == ("It was the other workshop.", "team")
    assert Note.objects.get(pk=note.pk).body == "Came to the workshop."


def test_what_is_added_stands_under_its_note(advisor, student):
    note = write(advisor, student)
    add_to_note(actor=advisor.user, note=note, body="First.", now=NOW + 30 * HOUR)
    add_to_note(actor=advisor.user, note=note, body="Second.", now=NOW + 31 * HOUR)
    seen = visible_student(advisor.user, student.pk)

    sheet = read_notes(actor=advisor.user, student=seen, now=NOW + 40 * HOUR)

    assert [entry.note for entry in sheet.entries] == [note]
    assert [entry.note.body for entry in sheet.entries[0].additions] == ["First.", "Second."]


# The database -----------------------------------------------------------------------------------------------------


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_a_note_is_never_deleted(advisor, student):
    note = write(advisor, student)

    assert refused(note.delete)


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Other"},
        {"met_on": date(2026, 1, 1)},
        {"body": "Other", "edited_at": NOW + timedelta(hours=24)},
        {"body": ""},
        {"body": "", "redacted_at": NOW, "redacted_for": ""},
        {"kind": "team"},
        {"author_name": "Somebody"},
        {"created_at": NOW + timedelta(days=3)},
    ],
)
def test_a_note_is_not_changed_past_the_service(advisor, student, change):
    note = write(advisor, student)

    assert refused(lambda: Note.objects.filter(pk=note.pk).update(**change))


def test_what_was_redacted_does_not_come_back(advisor, director, student):
    note = write(advisor, student)
    seen = visible_student(director.user, student.pk)
    redact_note(actor=director.user, student=seen, note=note, purpose=PURPOSE, now=NOW)

    back = {"body": "Back", "redacted_at": None, "redacted_for": "", "edited_at": NOW + HOUR}

    assert refused(lambda: Note.objects.filter(pk=note.pk).update(**back))


# Redaction --------------------------------------------------------------------------------------------------------


def test_redaction_takes_the_words_and_leaves_that_there_was_a_note(advisor, director, student):
    note = write(advisor, student)
    add_to_note(actor=advisor.user, note=note, body="More.", now=NOW + 30 * HOUR)
    seen = visible_student(director.user, student.pk)

    assert redact_note(actor=director.user, student=seen, note=note, purpose=PURPOSE, now=NOW + 40 * HOUR)

    assert set(Note.objects.values_list("body", "redacted_by", "redacted_for")) == {("", "Dana Whitfield", PURPOSE)}
    assert Disclosure.objects.get().purpose == PURPOSE


def test_redaction_without_a_purpose_is_refused(client, advisor, director, student):
    note = write(advisor, student)
    client.force_login(director.user)

    response = client.post(reverse("workspace:note_redact", args=[note.pk]), {"purpose": " "})

    assert response.status_code == 422
    assert Note.objects.get().body


def test_dat_2_no_words_are_taken_out_while_a_request_for_records_is_open(advisor, director, student):
    note = write(advisor, student, "team")
    asked = ask_for_records(actor=student.user, center=student.center, now=NOW)
    seen = visible_student(director.user, student.pk)
    given = {"actor": director.user, "student": seen, "note": note, "purpose": PURPOSE, "now": NOW}

    with pytest.raises(RecordsAsked):
        redact(**given)
    asked.withdrawn_at = NOW
    asked.save()

    assert redact(**given)


def test_the_page_says_that_a_request_is_open(client, advisor, director, student):
    note = write(advisor, student, body="Secretword")
    ask_for_records(actor=student.user, center=student.center, now=NOW)
    client.force_login(director.user)

    response = client.post(reverse("workspace:note_redact", args=[note.pk]), {"purpose": PURPOSE})

    assert response.status_code == 422
    assert "has asked for your records" in response.content.decode()
    assert "Secretword" not in response.content.decode()


# The pages --------------------------------------------------------------------------------------------------------


def test_an_advisor_writes_on_the_page(client, advisor, student):
    client.force_login(advisor.user)
    data = {"kind": "team", "body": "Shy on the phone.", "met_on": "2026-10-19"}

    with time_machine.travel(NOW, tick=False):
        client.force_login(advisor.user)
        response = client.post(reverse("advising:note_create", args=[student.pk]), data, follow=True)

    assert "Shy on the phone." in response.content.decode()
    assert Note.objects.get().met_on == date(2026, 10, 19)


def test_a_meeting_that_is_to_come_is_refused_and_the_words_are_kept(client, advisor, student):
    data = {"kind": "team", "body": "Shy on the phone.", "met_on": "2026-10-22"}
    with time_machine.travel(NOW, tick=False):
        client.force_login(advisor.user)
        response = client.post(reverse("advising:note_create", args=[student.pk]), data)

    assert response.status_code == 422
    assert "still to come" in response.content.decode()
    assert "Shy on the phone." in response.content.decode()


def test_a_director_reads_after_saying_what_for(client, written, director, student):
    client.force_login(director.user)
    url = reverse("advising:notes", args=[student.pk])

    before = client.get(url).content.decode()
    after = client.post(url, {"purpose": PURPOSE}).content.decode()

    assert "Teamword" not in before
    assert "Teamword" in after


def test_markup_in_a_note_is_shown_as_it_was_written(client, advisor, student):
    write(advisor, student, body="<b>bold</b>")
    client.force_login(advisor.user)

    text = client.get(reverse("advising:notes", args=[student.pk])).content.decode()

    assert "&lt;b&gt;bold" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(client, advisor, student, count, django_assert_num_queries):
    for n in range(count):
        write(advisor, student, now=NOW + n * HOUR)
    client.force_login(advisor.user)
    url = reverse("advising:notes", args=[student.pk])
    client.get(url)

    with django_assert_num_queries(9):
        client.get(url)
