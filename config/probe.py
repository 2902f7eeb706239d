"""`python -m config.probe [PORT]`: exit code 0 when the web server beside it answers. For container health checks.

Standard library only, and quick: it runs every few seconds. Asks by the first allowed host, because production
answers to no other name. The health pages are the ones that never redirect to https.
"""

import os
import sys
import urllib.request


def main() -> int:
    port = sys.argv[1] if len(sys.argv) > 1 else "8000"
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].lstrip(".*") or "localhost"
    ask = urllib.request.Request(f"http://127.0.0.1:{port}/health/live/", headers={"Host": host})
    try:
        with urllib.request.urlopen(ask, timeout=4) as answer:  # noqa: S310 -- our own address
            return 0 if answer.status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
