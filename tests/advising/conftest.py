"""Staff sign in with a password alone, unless a test asks for more."""

import pytest


@pytest.fixture(autouse=True)
def _single_factor(single_factor): ...
