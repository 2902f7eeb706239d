"""Rules that ruff and import-linter cannot see."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from config.paths import BASE_DIR

LONGEST_FILE = 300
WRITES = {"save", "delete", "bulk_create", "bulk_update"}
APP_FILES = sorted(path for path in BASE_DIR.glob("apps/**/*.py") if "migrations" not in path.parts)
CONFIG_FILES = sorted(BASE_DIR.glob("config/**/*.py"))
VIEW_FILES = [path for path in APP_FILES if path.stem == "views" or path.parent.name == "views"]


def name(path: Path) -> str:
    return str(path.relative_to(BASE_DIR))


@pytest.mark.parametrize("path", VIEW_FILES, ids=name)
def test_view_reads_through_selectors_and_writes_through_services(path: Path):
    tree = ast.parse(path.read_text())

    found = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", *WRITES}
    ]

    assert found == [], "a doorway in access.py or a selector reads; a service writes"


@pytest.mark.parametrize("path", [*APP_FILES, *CONFIG_FILES], ids=name)
def test_file_is_short(path: Path):
    lines = len(path.read_text().splitlines())

    assert lines <= LONGEST_FILE, "make it a package of the same name; callers keep their import"


@pytest.mark.parametrize("path", [path for path in APP_FILES if "services" in name(path)], ids=name)
def test_service_takes_the_time_as_an_argument(path: Path):
    tree = ast.parse(path.read_text())
    clocks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Return)}  # def utc_now(): return ...

    found = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and id(node) not in clocks
        and ast.unparse(node.func) in {"timezone.now", "datetime.now", "date.today"}
    ]

    assert found == []
