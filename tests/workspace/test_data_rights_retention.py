"""DAT-4: each rule at its edge; DAT-2: a center's answer, and what waits for it."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from apps.centers.models import Caseload, Invitation, Level, Membership, Role, RosterEntry
from apps.contacts.models import Contact, ErasedCount, ImportJob, ImportPart
from apps.contacts.services import record_touch
from apps.followups.models import FollowUp
from apps.followups.rules import When
from apps.followups.services import schedule_follow_up
from apps.workspace.models import DataCopy, RecordsRequest
from apps.workspace.services import copies, retention
from apps.workspace.services.records import answer_request, ask_for_records, withdraw_request
from tests.factories.accounts import NOW, PASSWORD, UserFactory
from tests.factories.centers import CaseloadFactory, MembershipFactory, share
from tests.factories.contacts import ContactFactory
from tests.responses import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "private_files")]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEAR_AGO = NOW.replace(year=2025)
THREE_YEARS_AGO = NOW.replace(year=2023)


def utc_now():
    return timezone.now()


def keep():
    """What went, by rule; rules that took nothing left out."""
    return {line.name: line.count for line in retention.keep(clock=utc_now, budget=HOUR) if line.count}


def would_go():
    return {line.name: line.count for line in retention.report(now=utc_now()) if line.count}


def quiet_since(moment, **fields):
    contact = ContactFactory(**fields)
    Contact.objects.filter(pk=contact.pk).update(created_at=moment, updated_at=moment)
    return contact


@pytest.mark.parametrize(
    ("months", "before"),
    [(36, "2023-10-20"), (1, "2026-09-20"), (10, "2025-12-20"), (12, "2025-10-20")],
)
def test_months_are_months_of_the_calendar(months, before):
    assert retention.months_before(NOW, months).date().isoformat() == before


def test_a_shorter_month_ends_on_its_last_day():
    assert retention.months_before(datetime(2024, 3, 31, tzinfo=UTC), 1).date().isoformat() == "2024-02-29"


def test_dat_4_a_person_with_whom_nothing_happened_for_36_months_is_erased():
    owner = UserFactory()
    quiet_since(THREE_YEARS_AGO - DAY, owner=owner)
    stays = quiet_since(THREE_YEARS_AGO + DAY, owner=owner)

    assert (would_go(), Contact.objects.count()) == ({"people": 1}, 2)
    assert keep() == {"people": 1}

    assert Contact.objects.get() == stays
    assert ErasedCount.objects.filter(owner=owner).exists()  # the figures stay true


def test_dat_4_a_touch_or_an_open_step_keeps_a_person():
    touched, planned = quiet_since(THREE_YEARS_AGO - DAY), quiet_since(THREE_YEARS_AGO - DAY)
    record_touch(actor=touched.owner, contact=touched, kind="call", summary="", occurred_at=NOW - DAY, now=NOW)
    schedule_follow_up(
        actor=planned.owner, contact=planned, kind=FollowUp.Kind.CHECK_IN, title="Write", when=When.at(NOW + DAY),
        now=NOW,
    )  # fmt: skip
    Contact.objects.update(updated_at=THREE_YEARS_AGO - DAY)

    assert would_go() == {}


def test_dat_4_a_rule_of_no_months_keeps_for_ever(settings):
    settings.RETENTION_MONTHS = {**settings.RETENTION_MONTHS, "people": 0}
    quiet_since(THREE_YEARS_AGO - DAY)

    assert keep() == {}


def test_dat_4_the_operators_log_goes_after_12_months():
    kind = ContentType.objects.get_for_model(Contact)
    for moment in (YEAR_AGO - DAY, YEAR_AGO + DAY):
        entry = LogEntry.objects.create(user=UserFactory(), content_type=kind, action_flag=1, object_repr="x")
        LogEntry.objects.filter(pk=entry.pk).update(action_time=moment)

    assert would_go() == keep() == {"operators’ log": 1}
    assert LogEntry.objects.count() == 1


def test_dat_4_devices_and_sessions_go_when_they_are_over():
    user = UserFactory()
    Session.objects.create(session_key="over", session_data="", expire_date=NOW - HOUR)
    Session.objects.create(session_key="alive", session_data="", expire_date=NOW + HOUR)
    for key in ("over", "alive"):
        UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", last_seen_at=YEAR_AGO - DAY)

    assert keep() == {"sign-ins": 1}
    assert keep() == {"devices once signed in from": 1}
    assert UserSession.objects.get().session_key == "alive"


def test_dat_4_invitations_go_12_months_after_their_end():
    director = MembershipFactory(role=Role.DIRECTOR)
    fields = {"center": director.center, "role": "student", "invited_by": director, "email": "a@aldermere.example"}
    Invitation.objects.create(token_hash="a", expires_at=YEAR_AGO - DAY, **fields)
    Invitation.objects.create(token_hash="b", expires_at=YEAR_AGO + DAY, **fields)

    assert would_go() == keep() == {"invitations": 1}
    assert Invitation.objects.get().token_hash == "b"


def test_dat_4_the_card_of_a_student_who_left_goes_after_36_months():
    gone = MembershipFactory(ended_at=THREE_YEARS_AGO - DAY)
    MembershipFactory(ended_at=THREE_YEARS_AGO + DAY)
    MembershipFactory()

    assert would_go() == keep() == {"roster cards of students who left": 1}
    assert not Membership.objects.filter(pk=gone.pk).exists()


def test_dat_4_uploads_go_after_7_days():
    job = ImportJob.objects.create(owner=UserFactory(), filename="people.csv", format="csv", status="done")
    ImportPart.objects.create(job=job, number=1, data=b"x", created_at=NOW - 8 * DAY)
    ImportPart.objects.create(job=job, number=2, data=b"y", created_at=NOW - 6 * DAY)

    assert would_go() == keep() == {"uploaded files": 1}
    assert ImportPart.objects.get().number == 2


def test_dat_4_the_dry_run_says_what_and_why_and_deletes_nothing(capsys):
    quiet_since(THREE_YEARS_AGO - DAY)

    call_command("retention", "--dry-run")
    said = capsys.readouterr().out

    assert "       1  people (kept 36 months; nothing happened with them: no touch, no change, no step)" in said
    assert Contact.objects.count() == 1
    call_command("retention")
    assert Contact.objects.count() == 0


@pytest.fixture
def asked(center, student):
    return ask_for_records(actor=student.user, center=center, now=NOW)


def archive_for(student):
    copies.make_waiting(clock=utc_now, budget=HOUR)
    with copies.open_copy(DataCopy.objects.get(owner=student.user)) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_dat_2_one_action_hands_over_all_that_the_center_holds(asked, center, student, director, advisor):
    share(student, Level.PROGRESS)
    CaseloadFactory(staff=advisor, student=student)
    RosterEntry.objects.create(
        center=center, external_id="A1", email="a@b.example", email_key="a", email_fold="a", given_name="Jonah",
        membership=student,
    )  # fmt: skip
    ContactFactory(owner=student.user, given_name="Priya")

    assert answer_request(actor=director.user, request=asked, now=NOW) is True
    archive = archive_for(student)

    tables = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}
    filled = {name.removeprefix("data/").removesuffix(".json") for name, rows in tables.items() if rows}
    assert {"centers.membership", "centers.caseload", "centers.sharinggrant", "centers.rosterentry"} <= filled
    assert "Priya" not in str(tables)  # that is the student's own, in their own copy


def test_dat_2_nothing_of_another_student_or_center_is_in_it(asked, student, director):
    elsewhere = MembershipFactory(user=student.user)
    other = MembershipFactory(center=student.center)

    answer_request(actor=director.user, request=asked, now=NOW)
    archive = archive_for(student)

    cards = json.loads(archive.read("data/centers.membership.json"))
    assert [card["id"] for card in cards] == [str(student.pk)]
    assert str(elsewhere.pk) not in str(cards)
    assert str(other.pk) not in str(cards)


def test_dat_2_the_clock_of_45_days_is_shown_to_both(asked, clock, client, single_factor, student, director, center):
    clock.shift(10 * DAY)

    client.force_login(director.user)
    theirs = text_of(client.get(reverse("workspace:records", args=[center.pk])))
    client.force_login(student.user)
    own = text_of(client.get(reverse("workspace:data")))

    assert "35 days left" in theirs
    assert "35 days left" in own


def test_dat_2_nothing_in_scope_goes_while_a_request_is_open(asked, student):
    Membership.objects.filter(pk=student.pk).update(ended_at=THREE_YEARS_AGO - DAY)

    held = keep()
    withdraw_request(actor=student.user, request=asked, now=NOW)

    assert (held, keep()) == ({}, {"roster cards of students who left": 1})


def test_dat_2_a_request_is_answered_once(asked, director):
    won = [answer_request(actor=director.user, request=asked, now=NOW) for _ in range(2)]

    assert (won, DataCopy.objects.count()) == ([True, False], 1)


def test_a_student_asks_once_at_a_time(asked, center, student):
    assert ask_for_records(actor=student.user, center=center, now=NOW) is None
    withdraw_request(actor=student.user, request=asked, now=NOW)
    assert ask_for_records(actor=student.user, center=center, now=NOW) is not None
    assert RecordsRequest.objects.count() == 2


def test_ses_2_handing_over_asks_who_is_there(asked, client, settings, director):
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    client.force_login(director.user)

    first = client.post(reverse("workspace:records_answer", args=[asked.pk]))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    second = client.post(reverse("workspace:records_answer", args=[asked.pk]))

    assert first["Location"].startswith(reverse("account_reauthenticate"))
    assert second["Location"] == reverse("workspace:records", args=[asked.center_id])
    asked.refresh_from_db()
    assert asked.answered_by == director.user


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_requests_asks_the_same_for_one_and_three(
    rows, client, single_factor, center, director, django_assert_num_queries
):
    for _ in range(rows):
        member = MembershipFactory(center=center)
        ask_for_records(actor=member.user, center=center, now=NOW)
    client.force_login(director.user)
    client.get(reverse("workspace:records", args=[center.pk]))

    with django_assert_num_queries(8):
        client.get(reverse("workspace:records", args=[center.pk]))


def test_caseloads_of_others_are_not_touched_by_the_cards_that_go():
    stays = CaseloadFactory(staff=MembershipFactory(role=Role.ADVISOR), student=MembershipFactory())
    MembershipFactory(ended_at=THREE_YEARS_AGO - DAY)

    keep()

    assert Caseload.objects.get() == stays
