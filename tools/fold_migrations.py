"""Fold each `AddIndex` and `AddConstraint` of a 0001_initial into the `CreateModel` it belongs to, where that is safe.

`makemigrations` leaves them apart when foreign keys stand between, and Django then renders all models again for each:
seconds on every new database. Run it after `makemigrations` has made an initial migration; the schema is the same.

    .venv/bin/python tools/fold_migrations.py [APP ...]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- needs the lines above
from django.apps import apps  # noqa: E402
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.operations.base import Operation  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402


def fold(operations: list[Operation]) -> list[Operation]:
    """The same operations, with what can be said by CreateModel said there."""
    unfinished = {operation.model_name_lower for operation in operations if isinstance(operation, AddField)}
    created = {operation.name_lower: operation for operation in operations if isinstance(operation, CreateModel)}
    kept: list[Operation] = []
    for operation in operations:
        if isinstance(operation, AddIndex | AddConstraint):
            name = operation.model_name_lower
            if name in created and name not in unfinished:
                is_index = isinstance(operation, AddIndex)
                options = created[name].options
                part = operation.index if is_index else operation.constraint
                options.setdefault("indexes" if is_index else "constraints", []).append(part)
                continue
        kept.append(operation)
    return kept


def main(labels: list[str]) -> None:
    django.setup()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for config in apps.get_app_configs():
        key = (config.label, "0001_initial")
        if (
            not config.name.startswith("apps.")
            or key not in loader.disk_migrations
            or (labels and config.label not in labels)
        ):
            continue
        migration: Migration = loader.disk_migrations[key]
        before = len(migration.operations)
        migration.operations = fold(migration.operations)
        if len(migration.operations) < before:
            writer = MigrationWriter(migration, include_header=True)
            Path(writer.path).write_text(writer.as_string())
            print(f"{config.label}: {before} operations, now {len(migration.operations)}")


if __name__ == "__main__":
    main(sys.argv[1:])
