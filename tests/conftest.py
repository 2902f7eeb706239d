"""Fixtures of the whole suite; each family in its own file under `tests/fixtures/`."""

pytest_plugins = [
    "tests.fixtures.browser",
    "tests.fixtures.folders",
    "tests.fixtures.mail",
    "tests.fixtures.workers",
]
