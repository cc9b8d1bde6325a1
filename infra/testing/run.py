"""python -m infra.testing.run: the Python tests, all of them once, and those that differ by database twice.

When PostgreSQL answers, everything runs on it, and what SQLite does differently on SQLite, too (see
infra/testing/sqlite.py). Without it everything runs on SQLite. Arguments are passed on to pytest.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from infra.launch.commands import clean_environment
from infra.launch.places import ROOT
from infra.services.addresses import POSTGRESQL
from infra.services.probes import ask_postgresql

PROCESSES = "2"
NOTHING_COLLECTED = 5


class Pass(NamedTuple):
    """A run of pytest: on which database, and which tests."""

    title: str
    database: Mapping[str, str]
    selection: Sequence[str]


ON_POSTGRESQL = Pass("All tests on PostgreSQL", {"DATABASE_URL": POSTGRESQL.url}, ())
DIFFERENT_ON_SQLITE = Pass("What differs, on SQLite", {}, ("-m", "sqlite"))
ON_SQLITE = Pass("All tests on SQLite", {}, ())


def main(arguments: Sequence[str]) -> int:
    """Run each pass; the exit code is that of the first that failed."""
    has_postgresql = ask_postgresql()
    if not has_postgresql and os.environ.get("REQUIRE_SERVICES") == "1":
        sentence = f"error: REQUIRE_SERVICES=1, but nothing answers at {POSTGRESQL.url}."
        print(sentence, file=sys.stderr)
        return 1
    if not has_postgresql:
        print("note: PostgreSQL is not up (`make services`), so all Python tests run on SQLite.")
    codes = [_run(each, arguments) for each in passes(has_postgresql=has_postgresql)]
    return next((code for code in codes if code not in {0, NOTHING_COLLECTED}), 0)


def passes(*, has_postgresql: bool) -> Sequence[Pass]:
    """What runs on which database."""
    return [ON_POSTGRESQL, DIFFERENT_ON_SQLITE] if has_postgresql else [ON_SQLITE]


def _run(each: Pass, arguments: Sequence[str]) -> int:
    print(each.title, flush=True)
    environment = clean_environment()
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", "-q", "-n", PROCESSES, *each.selection, *arguments]
    began = time.monotonic()
    code = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, **each.database},
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode
    sign = "✓" if code in {0, NOTHING_COLLECTED} else "✗"
    print(f"  {sign} {each.title} ({time.monotonic() - began:.0f} s)", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
