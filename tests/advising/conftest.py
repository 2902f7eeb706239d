"""Staff of one center, without the second factor unless a test asks for it."""

import pytest

from apps.centers.models import Role
from tests.factories.centers import CenterFactory, MembershipFactory


@pytest.fixture(autouse=True)
def _single_factor(settings):
    settings.CENTERS_REQUIRE_STAFF_MFA = False
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False


@pytest.fixture
def center(db):
    return CenterFactory()


@pytest.fixture
def director(center):
    return MembershipFactory(center=center, role=Role.DIRECTOR, user__given_name="Dana", user__family_name="Whitfield")


@pytest.fixture
def advisor(center):
    return MembershipFactory(center=center, role=Role.ADVISOR, user__given_name="Ana", user__family_name="Ruiz")


@pytest.fixture
def admin(center):
    return MembershipFactory(center=center, role=Role.ADMIN, user__given_name="Ira", user__family_name="Holt")


@pytest.fixture
def student(center):
    return MembershipFactory(center=center, role=Role.STUDENT, user__given_name="Jonah", user__family_name="Pruitt")
