"""The bootstrap says in one line what a machine lacks, and installs nothing twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from config import bootstrap


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    locks = tmp_path / "config" / "locks"
    locks.mkdir(parents=True)
    for name in ("run", "dev"):
        (locks / f"{name}.txt").write_text("django==5.2\n")
    return tmp_path


@pytest.fixture(autouse=True)
def _in_no_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACQUAINT_NO_VENV", raising=False)


def test_old_python_is_named(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"Acquaint needs Python 3\.11 or newer"):
        bootstrap.ensure(checkout, "run")


def test_python_without_venv_is_named(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match="python3-venv"):
        bootstrap.create(checkout / ".venv")


def test_installation_is_good_until_the_lock_changes(checkout: Path):
    venv, lock = checkout / ".venv", checkout / "config" / "locks" / "run.txt"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    bootstrap.stamp(venv, "run").write_text(bootstrap.fingerprint(lock))

    before = bootstrap.is_installed(venv, lock)
    lock.write_text("django==5.2.1\n")

    assert before
    assert not bootstrap.is_installed(venv, lock)


def test_failed_installation_leaves_no_stamp(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    venv, lock = checkout / ".venv", checkout / "config" / "locks" / "run.txt"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to("/bin/false")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setenv("ACQUAINT_INSTALLER", "pip")

    with pytest.raises(SystemExit, match="Nothing was started"):
        bootstrap.install(venv, lock)

    assert not bootstrap.is_installed(venv, lock)


def test_container_is_left_as_it_is(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACQUAINT_NO_VENV", "1")

    bootstrap.ensure(checkout, "run")

    assert not (checkout / ".venv").exists()
