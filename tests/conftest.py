"""Fixtures of the whole suite; each family in its own file under `tests/fixtures/`."""

import os

from hypothesis import settings

pytest_plugins = [
    "tests.fixtures.browser",
    "tests.fixtures.folders",
    "tests.fixtures.idp",
    "tests.fixtures.mail",
    "tests.fixtures.staff",
    "tests.fixtures.workers",
]

# The same examples everywhere, and as long as they take: a busy machine is no finding. HYPOTHESIS_PROFILE=explore
# looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
