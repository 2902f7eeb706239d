"""Which TCP ports `manage.py up` uses."""

from __future__ import annotations

import os
import socket

TRIES = 50


class PortTaken(RuntimeError):
    """The message names the port and the variable, fit for the person at the terminal."""


def choose_port(variable: str, default: int, *, host: str = "127.0.0.1", avoid: frozenset[int] = frozenset()) -> int:
    """The port that `variable` asks for; without it `default` or the next free one after it.

    Raises PortTaken when the one that was asked for is taken, and when none is free.
    """
    if wanted := os.environ.get(variable):
        port = int(wanted) if wanted.isdecimal() else -1
        if not 0 < port < 65536:
            raise PortTaken(f"{variable}={wanted} is not a port number.")
        if port in avoid or not is_free(port, host):
            raise PortTaken(f"Port {port} ({variable}) is taken. Stop what uses it, or set {variable} to another one.")
        return port
    for port in range(default, default + TRIES):
        if port not in avoid and is_free(port, host):
            return port
    raise PortTaken(f"Ports {default} to {default + TRIES - 1} are all taken: set {variable}.")


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now. A connection of the last run that lingers does not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
