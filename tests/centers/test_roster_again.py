"""The same file again, two at once, a crash, and the way back: cases 16 and 21 of permissions.md, section 2."""

from datetime import timedelta

import pytest

from apps.centers.errors import CenterError
from apps.centers.models import Caseload, Cohort, RosterEntry, RosterImport
from apps.centers.services import roster
from tests.factories.accounts import NOW
from tests.factories.rosters import (
    HEAD,
    LATER,
    answer,
    apply,
    joined,
    take,
    undo,
    upload,
    work,
)

pytestmark = pytest.mark.django_db
ANA = f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,,,\n"
TWO = ANA + "0002,ben@aldermere.example,Ben,Osei,Design,,,\n"


# 16 again, together, crashed ------------------------------------------------------------------------------------------


def test_case_16_two_files_of_a_center_are_not_applied_at_once(director):
    first = upload(director, ANA)
    assert roster.apply_roster(actor=director.user, job=first, now=NOW)
    second = RosterImport.objects.create(
        center=director.center, uploaded_by=director.user, filename="b.csv", status="check", planned_at=NOW
    )
    second.rows.create(line=2, action="create", changes={})

    with pytest.raises(CenterError, match="Another file"):
        roster.apply_roster(actor=director.user, job=second, now=NOW)


def test_case_16_a_file_planned_before_another_was_applied_is_read_again(director):
    first = upload(director, ANA)
    RosterImport.objects.filter(pk=first.pk).update(status="done", finished_at=LATER)
    second = upload(director, TWO)

    with pytest.raises(CenterError, match="read again"):
        roster.apply_roster(actor=director.user, job=second, now=LATER)

    second.refresh_from_db()
    assert second.status == "reading"


def test_case_16_a_crash_resumes_where_it_stopped(director, monkeypatch):
    lines = [f"{n:04},s{n}@aldermere.example,S{n},,,,," for n in range(10)]
    job = upload(director, "\n".join([HEAD, *lines]))
    roster.apply_roster(actor=director.user, job=job, now=NOW)
    claim = roster.claim_import(now=NOW)
    roster.run_batch(claim, now=NOW, size=4)  # then the worker dies: its lease runs out

    job = work(job, NOW + timedelta(minutes=10), size=4)

    assert (job.status, RosterEntry.objects.count()) == ("done", 10)
    assert not roster.run_pending(clock=lambda: LATER, budget=timedelta(seconds=1))


# 21 undo --------------------------------------------------------------------------------------------------------------


def test_case_21_undo_restores_and_names_what_changed_since(director):
    take(director, TWO)
    before = list(RosterEntry.objects.order_by("external_id").values("external_id", "email", "program", "status"))
    job = take(director, TWO.replace("HCI", "A").replace("Design", "B") + "0003,cy@aldermere.example,Cy,,,,,\n", LATER)
    take(director, TWO.replace("HCI", "Mine").replace("Design", "B"), LATER + timedelta(hours=1))

    job = undo(job, LATER + timedelta(hours=2))

    after = list(RosterEntry.objects.order_by("external_id").values("external_id", "email", "program", "status"))
    assert after == [before[0] | {"program": "Mine"}, before[1]]
    assert list(job.rows.order_by("line").values_list("outcome", "outcome_reason")) == [
        ("stayed", "Changed since: program."),
        ("undone", ""),
        ("undone", ""),
    ]


def test_case_21_undo_gives_membership_and_caseload_back(director, advisor):
    text = f"{HEAD}\n0001,ana@aldermere.example,Ana,,HCI,,{advisor.user.email},\n"
    take(director, text)
    card = joined(director, "0001")
    caseload = Caseload.objects.create(staff=advisor, student=card.membership)
    job = take(director, text.replace(",\n", ",inactive\n").replace("HCI", "Law"), LATER)
    caseload.refresh_from_db()
    assert caseload.ended_at == LATER

    undo(job, LATER + timedelta(days=1))

    caseload.refresh_from_db()
    card.refresh_from_db()
    card.membership.refresh_from_db()
    assert (caseload.ended_at, card.membership.ended_at, card.status, card.program) == (None, None, "active", "HCI")


def test_case_21_undo_leaves_who_was_invited_since(director, mailoutbox):
    job = take(director, TWO)
    roster.ask_invitations(actor=director.user, center=director.center, now=NOW)
    roster.send_waiting(now=NOW, at_once=1)
    roster.stop_invitations(actor=director.user, center=director.center, now=NOW)

    job = undo(job)

    assert sorted(job.rows.values_list("outcome", flat=True)) == ["stayed", "undone"]


def test_case_21_undo_ends_after_30_days(director):
    job = take(director, ANA)

    assert not roster.undo_roster(actor=director.user, job=job, now=NOW + timedelta(days=30, seconds=1))


def test_case_21_undo_removes_the_cohorts_that_nobody_uses(director):
    job = apply(answer(upload(director, ANA.replace("HCI,", "HCI,Spring")), create_cohorts=True))

    undo(job)

    assert (Cohort.objects.count(), RosterEntry.objects.count()) == (0, 0)
