"""PostgreSQL and Valkey from Python wheels, for development, tests and a single machine.

`DATABASE_URL` and `REDIS_URL`, when set, win: then nothing here is started.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from config.embedded.postgres import Postgres
from config.embedded.service import Service, ServiceError
from config.embedded.valkey import Valkey
from config.paths import var_dir

__all__ = ["Postgres", "Service", "ServiceError", "Valkey", "missing_services", "opened"]


def missing_services(home: Path, *, unsafe: bool = False) -> dict[str, Service]:
    """The embedded service for each of `DATABASE_URL` and `REDIS_URL` that is not set, not opened yet."""
    services: dict[str, Service] = {}
    if not os.environ.get("DATABASE_URL"):
        services["DATABASE_URL"] = Postgres(home / "postgres", unsafe=unsafe)
    if not os.environ.get("REDIS_URL"):
        services["REDIS_URL"] = Valkey(home / "valkey")
    return services


@contextlib.contextmanager
def opened() -> Iterator[None]:
    """Hold the missing services open, their URLs in the environment, for one command."""
    with contextlib.ExitStack() as stack:
        try:
            for variable, service in missing_services(var_dir()).items():
                stack.enter_context(service)
                os.environ[variable] = service.url
        except ServiceError as error:
            raise SystemExit(f"acquaint: {error}") from error
        yield
