"""The development secret: made once per checkout, never part of the repository."""

from __future__ import annotations

import os
import secrets

from config.paths import var_dir


def development_secret_key() -> str:
    """The key in `var/secret-key`, created at first use and readable by its owner alone."""
    path = var_dir() / "secret-key"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)  # the first of several processes wins, whole
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
