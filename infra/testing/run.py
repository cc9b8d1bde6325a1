"""python -m infra.testing.run: the Python tests on SQLite, and again on PostgreSQL when it answers.

Arguments are passed on to pytest.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from infra.launch.commands import clean_environment
from infra.launch.places import ROOT
from infra.services.addresses import POSTGRESQL
from infra.services.probes import ask_postgresql

PROCESSES = "2"
NOTHING_COLLECTED = 5


def main(arguments: Sequence[str]) -> int:
    """Run both passes; the exit code is that of the first pass that failed."""
    print("Python tests on SQLite", flush=True)
    codes = [_run_tests(arguments, {})]
    if ask_postgresql():
        print("\nPython tests on PostgreSQL", flush=True)
        codes.append(_run_tests(arguments, {"DATABASE_URL": POSTGRESQL.url}))
    elif os.environ.get("REQUIRE_SERVICES") == "1":
        print(
            f"error: REQUIRE_SERVICES=1, but nothing answers at {POSTGRESQL.url}.", file=sys.stderr
        )
        codes.append(1)
    else:
        print("\nPostgreSQL is not up (`make services`), so the tests ran on SQLite only.")
    return next((code for code in codes if code not in {0, NOTHING_COLLECTED}), 0)


def _run_tests(arguments: Sequence[str], database: Mapping[str, str]) -> int:
    environment = clean_environment()
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", "-q", "-n", PROCESSES, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**environment, **database}, stdin=subprocess.DEVNULL, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
