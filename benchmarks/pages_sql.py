"""How many SQL statements requests take: `python -m benchmarks.pages_sql`, JSON with cookies on stdin."""

from __future__ import annotations

import json
import sys
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 -- Django is set up now
from django.test import Client  # noqa: E402


def count(client: Client, request: dict[str, Any]) -> int:
    """Statements but for BEGIN and COMMIT."""
    statements = 0

    def counted(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    headers = {"HX-Request": "true"} if request["htmx"] else {}
    with connection.execute_wrapper(counted):
        if request["fields"] is None:
            answer = client.get(request["path"], headers=headers)
        else:
            answer = client.post(request["path"], request["fields"], headers=headers)
    assert answer.status_code < 400, (request, answer.status_code)
    return statements


if __name__ == "__main__":
    found = []
    for asked in json.load(sys.stdin):
        browser = Client(HTTP_HOST="127.0.0.1")
        name, _, value = asked["cookie"].partition("=")
        browser.cookies[name] = value
        for request in asked["warm"]:
            count(browser, request)
        found.append(count(browser, asked["request"]))
    print(json.dumps(found))
