"""What a center has of the people on some lines, in a handful of queries however many lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Func, Q, Value
from django.db.models.functions import Lower

from apps.centers.access import Right, may
from apps.centers.models import STAFF_ROLES, Cohort, Membership, Role, RosterEntry, RosterImport
from apps.centers.roster.addresses import fold_of, key_of
from apps.centers.roster.planning import SIMPLE, Card, Known
from apps.centers.roster.values import Row
from apps.centers.services.caseloads import ADVISING_ROLES


def know_center(job: RosterImport) -> Known:
    """What does not depend on the lines: staff, cohorts, advisors, the shapes of ids."""
    center = job.center_id
    members = Membership.objects.filter(center=center, ended_at=None, role__in=STAFF_ROLES)
    staff = list(members.values_list("pk", "role", "user__email", "user"))
    actor = job.uploaded_by
    return Known(
        staff=frozenset(key_of(email) for _, _, email, _ in staff),
        self_key=key_of(actor.email) if actor else "",
        cohorts={c.name.casefold(): str(c.pk) for c in Cohort.objects.filter(center=center, by_rule=False)},
        by_rule={c.name.casefold() for c in Cohort.objects.filter(center=center, by_rule=True)},
        advisors={key_of(email): str(pk) for pk, role, email, _ in staff if role in ADVISING_ROLES},
        usual_shapes=frozenset(stored_shapes(job)),
        create_cohorts=job.create_cohorts,
        bring_back=job.bring_back,
        may_assign=actor is not None and may(actor, Right.ASSIGN_CASELOAD, center),
    )


def stored_shapes(job: RosterImport) -> list[str]:
    """The shapes of the ids that the center has, made by the database so that no list of ids is loaded."""
    digits = Func("external_id", Value(r"\d"), Value("9"), Value("g"), function="regexp_replace")
    shape = Func(digits, Value(r"[^\W\d_]"), Value("A"), Value("g"), function="regexp_replace")
    entries = RosterEntry.objects.filter(center=job.center_id)
    return list(entries.annotate(shape=shape).values_list("shape", flat=True).distinct()[:100])


def know_rows(job: RosterImport, known: Known, rows: Sequence[Row]) -> None:
    """Fills in what depends on the lines: cards by id and by address, and members without a card."""
    ids = {row.external_id for row in rows if not row.problem}
    folds = {row.email_fold for row in rows if not row.problem}
    entries = RosterEntry.objects.filter(center=job.center_id).filter(
        Q(external_id__in=ids) | Q(email_fold__in=folds) | (Q(pending_fold__in=folds) & ~Q(pending_fold=""))
    )
    cards = [card_of(entry) for entry in entries.select_related("membership")]
    known.cards = {card.external_id: card for card in cards}
    known.folds = {fold_of(c.pending_email): c for c in cards if c.pending_email} | {fold_of(c.email): c for c in cards}
    known.students = students_without_card(job, {row.email_key for row in rows if not row.problem})


def students_without_card(job: RosterImport, keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """Students of this center whom no card names, by address: (membership, program)."""
    rows = (
        Membership.objects.filter(center=job.center_id, role=Role.STUDENT, ended_at=None, roster_entry=None)
        .annotate(mail=Lower("user__email"))
        .filter(mail__in={key.lower() for key in keys})
        .values_list("pk", "user__email", "program")
    )
    return {key_of(email): (str(pk), program) for pk, email, program in rows if key_of(email) in keys}


def card_of(entry: RosterEntry) -> Card:
    """An entry as the plan sees it."""
    member = entry.membership if entry.membership and entry.membership.ended_at is None else None
    return Card(
        id=str(entry.pk),
        external_id=entry.external_id,
        email=entry.email,
        pending_email=entry.pending_email,
        declined_email=entry.declined_email,
        values=values_of(entry),
        is_member=member is not None,
        member_program=member.program if member else "",
    )


def values_of(entry: RosterEntry) -> dict[str, object]:
    """The fields of an entry as a plan writes them down."""
    values: dict[str, object] = {name: getattr(entry, name) for name in SIMPLE}
    values["cohort_ids"] = [str(pk) for pk in entry.cohort_ids]
    values["advisor_id"] = str(entry.advisor_id) if entry.advisor_id else None
    return values
