"""Students with names, cohorts by rule, and who is in one."""

from apps.centers.access import Rule, students_in
from apps.centers.models import Cohort, Membership, RosterEntry
from apps.centers.services import create_cohort
from tests.factories.accounts import NOW
from tests.factories.centers import MembershipFactory


def names_in(cohort: Cohort) -> set[str]:
    return set(Membership.objects.filter(students_in(cohort)).values_list("user__given_name", flat=True))


def student(center, name: str, **fields) -> Membership:
    return MembershipFactory(center=center, user__given_name=name, **fields)


def by_rule(director, name: str = "By rule", **rule) -> Cohort:
    return create_cohort(actor=director.user, center=director.center, name=name, rule=Rule(**rule), now=NOW)


def card_of(membership: Membership, **fields) -> RosterEntry:
    number = RosterEntry.objects.count()
    email = f"card{number}@aldermere.example"
    given = {"external_id": str(number), "email": email, "email_key": email, "email_fold": email}
    return RosterEntry.objects.create(center=membership.center, membership=membership, **given | fields)
