"""Fixtures of the whole suite; each family in its own file under `tests/fixtures/`."""

pytest_plugins = [
    "tests.fixtures.browser",
    "tests.fixtures.mail",
    "tests.fixtures.workers",
]
