"""Ask for known vulnerabilities in the locked packages. Exit code 1 when there are any; no network is no failure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 90


def main() -> int:
    lock = ROOT / "config" / "locks" / "run.txt"
    command = ["-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip", "--format", "json"]
    command += ["--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run([sys.executable, *command], capture_output=True, text=True, timeout=SECONDS, check=False)
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("audit: SKIPPED, the list of vulnerabilities cannot be reached from here")
        return 0
    found = [(package, problem) for package in packages for problem in package.get("vulns", [])]
    for package, problem in found:
        fixed = ", ".join(problem["fix_versions"]) or "no release yet"
        print(f"audit: {package['name']} {package['version']}: {problem['id']}, fixed in {fixed}")
    print(f"audit: {len(packages)} packages, {len(found)} known vulnerabilities")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
