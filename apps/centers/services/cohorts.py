"""Cohorts: made, changed and taken away; and who is put into a fixed one by hand. A rule puts people in by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Func, Value
from django.db.models.fields import UUIDField

from apps.accounts.models import User
from apps.centers.access import Rule
from apps.centers.errors import CenterError
from apps.centers.models import Center, Cohort, CohortStudent, Membership, Role, RosterEntry

NOT_BY_HAND = "Its rule says who is in it, so nobody can be put in or taken out by hand."
NO_QUESTION = "Choose at least one thing that the rule asks for."


def create_cohort(*, actor: User, center: Center, name: str, now: datetime, rule: Rule | None = None) -> Cohort:
    """A new cohort, by rule if there is one; CenterError if the center has one of that name."""
    try:
        with transaction.atomic():
            Center.objects.select_for_update().get(pk=center.pk)  # before the rows that the rule brings
            asked = _asked(rule) if rule else {}
            return Cohort.objects.create(center=center, name=name.strip(), created_at=now, **asked)
    except IntegrityError as error:
        raise _taken(name) from error


def update_cohort(*, actor: User, cohort: Cohort, name: str, now: datetime, rule: Rule | None = None) -> None:
    """Another name, and for a cohort by rule another rule, which its students follow in the same moment.

    CenterError if the center has another cohort of that name. A fixed cohort stays fixed.
    """
    if (rule is not None) != cohort.by_rule:
        raise CenterError(NOT_BY_HAND if cohort.by_rule else "This cohort is put together by hand.")
    try:
        with transaction.atomic():
            Center.objects.select_for_update().get(pk=cohort.center_id)
            changes = {"name": name.strip(), "updated_at": now} | (_asked(rule) if rule else {})
            Cohort.objects.filter(pk=cohort.pk).update(**changes)
    except IntegrityError as error:
        raise _taken(name) from error


@transaction.atomic
def delete_cohort(*, actor: User, cohort: Cohort, now: datetime) -> None:
    """Takes a cohort away. Nobody leaves the center by it; files and open invitations forget it."""
    Center.objects.select_for_update().get(pk=cohort.center_id)
    Cohort.objects.select_for_update().filter(pk=cohort.pk).first()  # whoever puts somebody in is done
    named = RosterEntry.objects.filter(center=cohort.center_id, cohort_ids__contains=[cohort.pk])
    rest = Func(F("cohort_ids"), Value(cohort.pk, output_field=UUIDField()), function="array_remove")
    named.update(cohort_ids=rest, updated_at=now)
    Cohort.objects.filter(pk=cohort.pk).delete()


def put_in(*, actor: User, cohort: Cohort, students: Collection[Membership], now: datetime) -> int:
    """Puts students into a fixed cohort by hand; how many were not in it before."""
    if cohort.by_rule:
        raise CenterError(NOT_BY_HAND)
    if any(one.center_id != cohort.center_id or one.role != Role.STUDENT or one.ended_at for one in students):
        raise CenterError("Only students of this center can be in its cohorts.")
    return add_places((cohort.pk, student.pk) for student in students)


def take_out(*, actor: User, cohort: Cohort, students: Collection[Membership], now: datetime) -> int:
    """Takes students out of a fixed cohort by hand; how many were in it."""
    if cohort.by_rule:
        raise CenterError(NOT_BY_HAND)
    places = CohortStudent.objects.filter(cohort=cohort, membership__in=[student.pk for student in students])
    return places.delete()[0]


@transaction.atomic
def update_card(
    *, actor: User, membership: Membership, cohorts: Collection[Cohort], program: str, now: datetime
) -> None:
    """The roster card: the center's own words about a student, who is then in exactly these fixed cohorts."""
    if any(cohort.center_id != membership.center_id for cohort in cohorts):
        raise CenterError("That cohort belongs to another center.")
    if any(cohort.by_rule for cohort in cohorts):
        raise CenterError(NOT_BY_HAND)
    Membership.objects.filter(pk=membership.pk, ended_at=None).update(program=program.strip(), updated_at=now)
    wanted = [cohort.pk for cohort in cohorts]
    CohortStudent.objects.filter(membership=membership, cohort__by_rule=False).exclude(cohort__in=wanted).delete()
    add_places((cohort, membership.pk) for cohort in wanted)


_PLACES = """
INSERT INTO centers_cohortstudent (cohort_id, membership_id)
SELECT v.cohort, v.membership FROM unnest(%s::uuid[], %s::uuid[]) WITH ORDINALITY AS v (cohort, membership, number)
 WHERE NOT EXISTS (
     SELECT FROM centers_cohortstudent s WHERE s.cohort_id = v.cohort AND s.membership_id = v.membership)
 ORDER BY v.number ON CONFLICT DO NOTHING
"""


def add_places(pairs: Iterable[tuple[UUID, UUID]]) -> int:
    """Rows for (cohort, membership), where there are none yet; how many that were. For services of this app."""
    wanted = list(pairs)
    if not wanted:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [[cohort for cohort, _ in wanted], [membership for _, membership in wanted]])
        return int(cursor.rowcount)


def _asked(rule: Rule) -> dict[str, Any]:
    """The columns of a rule."""
    if not rule.asks:
        raise CenterError(NO_QUESTION)
    lists = {name: list(getattr(rule, name)) for name in ("programs", "years", "statuses")}
    return lists | {"by_rule": True, "grad_from": rule.grad_from, "grad_to": rule.grad_to}


def _taken(name: str) -> CenterError:
    return CenterError(f"There is a cohort called {name.strip()} already.")
