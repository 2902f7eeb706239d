"""What we may hand on: our own licence, and one that goes with it for everything that runs."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

from config.paths import BASE_DIR

# Libraries are used as they are, so the weak copyleft of psycopg (LGPL) and certifi (MPL) asks nothing of our own code.
GOES_WITH_OURS = re.compile(r"\b(MIT|BSD|Apache|PSF|MPL|Mozilla|LGPL|Python Software|ISC)\b", re.IGNORECASE)
ASKS_TOO_MUCH = re.compile(r"(?<!L)\b(AGPL|GPL|SSPL|BUSL)|GNU (Affero )?General|Commons Clause", re.IGNORECASE)


def licence_of(name: str) -> str:
    """All that a package says about it; empty if it is not installed here (another platform's)."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
    return " | ".join([told.get("License-Expression") or "", (told.get("License") or "")[:200], *classifiers])


def test_ours_is_the_one_that_the_package_names():
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]

    assert project["license"] == "BSD-3-Clause"
    assert (BASE_DIR / "LICENSE").read_text().startswith("BSD 3-Clause License\n\nCopyright (c) 20")


def test_everything_that_runs_may_be_handed_on():
    lock = (BASE_DIR / "config" / "locks" / "run.txt").read_text()
    told = {name: licence_of(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}

    assert {name: words for name, words in told.items() if words and not GOES_WITH_OURS.search(words)} == {}
    assert {name: words for name, words in told.items() if ASKS_TOO_MUCH.search(words)} == {}


def test_vendored_files_come_with_their_licence():
    vendor = BASE_DIR / "static" / "vendor"
    named = re.findall(r"`([\w/.-]+-LICENSE\.txt)`", (vendor / "README.md").read_text())

    assert named
    assert [name for name in named if not (vendor / name).is_file()] == []
