"""What the tests of data rights stand on: a clock that can be moved, and a private storage."""

import pytest
import time_machine

from tests.factories.accounts import NOW


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def private_files(settings, tmp_path):
    """A private storage of this test's own."""
    backend = settings.STORAGES["private"]["BACKEND"]
    private = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path / "private"
