"""Each statement of the specification has a test that is named after it, or a line that says why not yet."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from django.apps import apps
from django.db.models import Model, UniqueConstraint

from apps.centers.access import Right
from config.celery import app
from tests.permissions.matrix import ROUTES
from tests.permissions.table import PAGE

TESTS = Path(__file__).resolve().parents[1]
APPS = TESTS.parent / "apps"
COUNTS = {
    "iso": 12,
    "con": 6,
    "log": 4,
    "inv": 4,
    "eml": 1,
    "sso": 4,
    "ses": 2,
    "dat": 5,
    "rpt": 2,
    "nud": 3,
    "cap": 1,
    "rls": 1,
    "file": 1,
    "ops": 1,
}
STATEMENTS = {f"{kind.upper()}-{n}" for kind, count in COUNTS.items() for n in range(1, count + 1)}
NAMED = re.compile(rf"def test((?:_(?:{'|'.join(COUNTS)})_\d+)+)_")
ROWS = range(1, 52)


def section(title: str) -> str:
    """A part of the document, up to the next heading."""
    return PAGE.read_text().split(f"\n## {title}\n")[1].split("\n## ")[0]


def named() -> set[str]:
    """The statements that some test is named after."""
    found = set()
    for path in TESTS.rglob("test_*.py"):
        for names in NAMED.findall(path.read_text()):
            found |= {f"{kind.upper()}-{n}" for kind, n in re.findall(r"_([a-z]+)_(\d+)", names)}
    return found


def test_every_statement_has_a_test_or_a_line_that_says_why_not_yet() -> None:
    explained = set(re.findall(r"^\| ([A-Z]+-\d+) \|", section("Statements"), re.MULTILINE))

    assert sorted(STATEMENTS - named() - explained) == []


def test_no_test_is_named_after_a_statement_that_there_is_not() -> None:
    assert sorted(named() - STATEMENTS) == []


def test_every_row_of_the_specification_is_built_or_listed_as_not_built() -> None:
    lines = dict(re.findall(r"^\| (\d+) \|(.+)$", section("The rows of the specification"), re.MULTILINE))

    assert sorted(map(int, lines)) == list(ROWS)
    known = {r.value for r in Right} | {r.name for r in ROUTES}
    said = {number: re.findall(r"`([a-z_]+[.:][a-z_]+)`", text) for number, text in lines.items()}
    assert {n: set(names) - known for n, names in said.items() if set(names) - known} == {}
    assert [n for n, text in lines.items() if not said[n] and "Not built" not in text and "Nobody" not in text] == []


def test_every_right_belongs_to_a_row_or_stands_beside_the_matrix() -> None:
    text = section("The rows of the specification")

    assert [right.value for right in Right if f"`{right.value}`" not in text] == []


def test_iso_5_ids_become_objects_only_in_the_doorways() -> None:
    fetched = re.compile(r"get_object_or_404\(|objects\.get\((?:pk|id)=")
    sources = [p for p in APPS.rglob("*.py") if not re.search(r"access", str(p.relative_to(APPS)))]

    assert len(sources) > 200
    assert [str(p.relative_to(APPS)) for p in sources if fetched.search(p.read_text())] == []


def test_con_1_levels_are_written_in_one_place_alone() -> None:
    """`set_level` takes the student as who acts: no import, invitation, sign-on or admin page reaches the table."""
    writes = re.compile(r"SharingGrant(?:\.objects\.(?!filter\()|\.(?:_base|_default)_manager|\()")
    writers = {str(p.relative_to(APPS)) for p in APPS.rglob("*.py") if writes.search(p.read_text())}

    assert writers == {"centers/services/sharing.py", "centers/models/center.py"}


#: Unique for the whole installation, and why that tells nothing of another center.
UNIQUE_EVERYWHERE = {
    "centers.Invitation.token_hash": "256 random bits",
    "centers.SignOnDomain.sign_on_domain_of_one_center": "only proved ones, and who can prove it owns it",
}


def unique_sets(model: type[Model]) -> list[tuple[str, set[str]]]:
    """What must be unique in a table: a name, and the fields."""
    found = [(f.name, {f.name}) for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    for rule in (c for c in model._meta.constraints if isinstance(c, UniqueConstraint)):
        named = {e.name for e in rule.expressions if hasattr(e, "name")}
        found.append((rule.name, {*rule.fields, *named}))
    return found


def test_iso_11_what_is_unique_is_so_within_a_center() -> None:
    """Else the refusal of a name would tell that another center has it."""
    models = [m for m in apps.get_models() if any(f.name == "center" for f in m._meta.get_fields())]
    everywhere = [
        f"{model._meta.label}.{name}"
        for model in models
        for name, fields in unique_sets(model)
        if not any(model._meta.get_field(f).is_relation for f in fields)
    ]

    assert len(models) > 8
    assert sorted(set(everywhere) - UNIQUE_EVERYWHERE.keys()) == []


def test_ops_1_messages_to_workers_hold_ids_only() -> None:
    """The broker is not a place for what people wrote: tasks take ids, or nothing."""
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if name.startswith("apps.")}
    takes = {name: list(inspect.signature(task.run).parameters) for name, task in ours.items()}

    assert len(ours) > 8
    assert {name: p for name, p in takes.items() if any(not a.endswith("_id") for a in p)} == {}
