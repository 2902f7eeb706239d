"""The signed-in owner of the talks."""

import pytest

from tests.factories.accounts import UserFactory


@pytest.fixture
def lena(db):
    return UserFactory()


@pytest.fixture
def signed(client, lena):
    client.force_login(lena)
    return client
