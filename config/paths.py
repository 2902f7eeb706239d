"""Where things lie on disk."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def var_dir() -> Path:
    """The folder of all run-time state: `var/` of the checkout, or `$ACQUAINT_VAR`."""
    return Path(os.environ.get("ACQUAINT_VAR") or BASE_DIR / "var").resolve()
