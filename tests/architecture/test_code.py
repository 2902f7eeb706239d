"""Rules that ruff and import-linter cannot see."""

from __future__ import annotations

import ast
from pathlib import Path

from config.paths import BASE_DIR

LONGEST_FILE = 300
DATA = {"apps/workspace/demo/people.py"}  # a table of people, not code
WRITES = {"save", "delete", "bulk_create", "bulk_update"}
APP_FILES = sorted(path for path in BASE_DIR.glob("apps/**/*.py") if "migrations" not in path.parts)
CONFIG_FILES = sorted(BASE_DIR.glob("config/**/*.py"))
VIEW_FILES = [path for path in APP_FILES if path.stem == "views" or path.parent.name == "views"]


def name(path: Path) -> str:
    return str(path.relative_to(BASE_DIR))


def test_views_read_through_selectors_and_write_through_services():
    found = [
        f"{name(path)}:{node.lineno}: .{node.attr}"
        for path in VIEW_FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", *WRITES} and ast.unparse(node.value) != "cache"
    ]

    assert found == [], "a doorway in access.py or a selector reads; a service writes"


def test_files_are_short():
    lengths = {name(path): len(path.read_text().splitlines()) for path in [*APP_FILES, *CONFIG_FILES]}

    found = {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE and path not in DATA}

    assert found == {}, "make it a package of the same name; callers keep their import"


def test_services_take_the_time_as_an_argument():
    found = []
    for path in APP_FILES:
        if "services" not in name(path):
            continue
        tree = ast.parse(path.read_text())
        clocks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Return)}  # def utc_now(): return …
        found += [
            f"{name(path)}:{node.lineno}: {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and id(node) not in clocks
            and ast.unparse(node.func) in {"timezone.now", "datetime.now", "date.today"}
        ]

    assert found == []
