"""Roster files on their way, as the page and the worker take them."""

from datetime import timedelta

from apps.centers.models import Cohort, Membership, RosterEntry, RosterImport
from apps.centers.services import roster
from tests.factories.accounts import NOW
from tests.factories.centers import MembershipFactory

HEAD = "external_id,email,given_name,family_name,program,cohorts,advisor_email,status"
LATER = NOW + timedelta(hours=1)


def upload(director: Membership, text: str | bytes, now=NOW, **options) -> RosterImport:
    """The file, read and planned."""
    data = text if isinstance(text, bytes) else text.encode()
    job = roster.upload_roster(
        actor=director.user, center=director.center, filename="roster.csv", chunks=[data], now=now, **options
    )
    return work(job, now)


def work(job: RosterImport, now=NOW, size: int = 500) -> RosterImport:
    """What the worker does, to the end."""
    roster.run_pending(clock=lambda: now, budget=timedelta(seconds=1), batch=size)
    job.refresh_from_db()
    return job


def answer(job: RosterImport, *, create_cohorts: bool = False, bring_back: bool = False, now=NOW) -> RosterImport:
    """The same file with other answers above its preview."""
    actor = job.uploaded_by
    roster.change_roster_plan(actor=actor, job=job, create_cohorts=create_cohorts, bring_back=bring_back, now=now)
    return work(job, now)


def apply(job: RosterImport, now=NOW, size: int = 500) -> RosterImport:
    """The file, applied to its end."""
    assert roster.apply_roster(actor=job.uploaded_by, job=job, now=now)
    return work(job, now, size)


def undo(job: RosterImport, now=LATER) -> RosterImport:
    """The way back, to its end."""
    assert roster.undo_roster(actor=job.uploaded_by, job=job, now=now)
    return work(job, now)


def take(director: Membership, text: str | bytes, now=NOW, **options) -> RosterImport:
    """The file, planned and applied."""
    return apply(upload(director, text, now, **options), now)


def verdicts(job: RosterImport) -> list[tuple[int, str]]:
    """(line, action) of every row."""
    return list(job.rows.order_by("line").values_list("line", "action"))


def reason(job: RosterImport, line: int) -> str:
    """Why a row is what it is."""
    return job.rows.get(line=line).reason


def entry(director: Membership, external_id: str) -> RosterEntry:
    """The card with that id."""
    return RosterEntry.objects.get(center=director.center, external_id=external_id)


def joined(director: Membership, external_id: str, **fields) -> RosterEntry:
    """The card, as that of a member who accepted."""

    card = entry(director, external_id)
    cohorts = Cohort.objects.filter(pk__in=card.cohort_ids)
    card.membership = MembershipFactory(center=director.center, program=card.program, cohorts=cohorts, **fields)
    card.save()
    return card
