"""The lock files: every dependency in them, no address in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config.paths import BASE_DIR

LOCKS = BASE_DIR / "config" / "locks"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def pins(path: Path) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in PINNED.findall(path.read_text())}


def wanted(*groups: str) -> list[Requirement]:
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_lock_names_no_address(name: str):
    text = (LOCKS / name).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_pin_has_a_hash(name: str):
    entries = re.split(r"\n(?=[a-z0-9])", (LOCKS / name).read_text().strip())

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(("name", "groups"), [("run.txt", ["embedded"]), ("dev.txt", ["embedded", "test"])])
def test_lock_satisfies_pyproject(name: str, groups: list[str]):
    pinned = pins(LOCKS / name)

    stale = [
        str(requirement)
        for requirement in wanted(*groups)
        if not requirement.specifier.contains(pinned.get(canonicalize_name(requirement.name), "0"), prereleases=True)
    ]

    assert stale == [], "run `make lock`"


def test_dev_lock_holds_the_run_lock():
    assert pins(LOCKS / "run.txt").items() <= pins(LOCKS / "dev.txt").items()
