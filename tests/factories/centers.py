"""Centers, members and what students share, made through the services where a rule stands behind the row."""

from datetime import date

import factory

from apps.centers.models import Caseload, Center, ClosedDay, Cohort, CohortStudent, Level, Membership, Role
from apps.centers.services import set_level
from tests.factories.accounts import NOW, UserFactory


class CenterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Center

    name = "Aldermere University"


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    center = factory.SubFactory(CenterFactory)
    name = factory.Sequence(lambda n: f"HCI and Design {2027 + n}")


class ClosedDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClosedDay

    center = factory.SubFactory(CenterFactory)
    first_day = date(2026, 12, 21)
    last_day = date(2027, 1, 3)
    label = "Winter break"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    center = factory.SubFactory(CenterFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.STUDENT
    created_at = NOW

    @factory.post_generation
    def cohort(membership, create, extracted, **kwargs):
        if extracted:
            CohortStudent.objects.create(cohort=extracted, membership=membership)

    @factory.post_generation
    def cohorts(membership, create, extracted, **kwargs):
        for cohort in extracted or []:
            CohortStudent.objects.create(cohort=cohort, membership=membership)


class CaseloadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Caseload


def share(membership: Membership, level: Level, now=NOW) -> None:
    """The student of `membership` decides, as they would on their page."""
    set_level(actor=membership.user, center=membership.center, level=level, now=now)


def enrol(center: Center, *, level: Level = Level.NOTHING, advisor: Membership | None = None, **fields) -> Membership:
    """A student of `center`, sharing at `level`, on the caseload of `advisor`."""
    membership = MembershipFactory(center=center, **fields)
    if level != Level.NOTHING:
        share(membership, level)
    if advisor:
        CaseloadFactory(staff=advisor, student=membership)
    return membership
