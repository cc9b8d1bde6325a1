"""python3 -m infra.testing.everything: all that must pass, side by side, and where the time went.

Needs nothing but Python: the first step installs the rest. The first failure ends everything.
"""

import argparse
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from infra.launch.commands import CommandRunner
from infra.launch.console import Console
from infra.launch.errors import Interrupted, LaunchError
from infra.launch.places import LOGS
from infra.launch.steps import carry_out_side_by_side

# What is done says so; the Python tests add a table of their own behind the heading.
DONE = re.compile(r"^ *✓ (?P<title>.+) \((?P<seconds>\d+) s\)$")
HEADING = re.compile(r"^=+ where the time went =+$")
# How pytest and Playwright say what failed, and what they had expected.
FAILURE = re.compile(r"^ *(FAILED |ERROR |\d+\) \[|Error: |Expected|Received|Timeout: |> *\d+ \|)")
FAILURES_SHOWN = 60


@dataclass
class Check:
    """A target of the Makefile, and how long it took."""

    title: str
    target: str
    seconds: float | None = None
    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def carry_out(self, runner: CommandRunner, console: Console) -> bool:
        """Make the target. When that fails, everything it wrote is printed."""
        log = f"test-{self.target}"
        began = time.monotonic()
        try:
            with console.activity(self.title) as activity:
                runner.run(["make", self.target], log=log, activity=activity)
        except Interrupted:
            raise
        except LaunchError:
            written = (LOGS / f"{log}.log").read_text(encoding="utf-8", errors="replace")
            console.say(written)
            self.failures = [line for line in written.splitlines() if FAILURE.match(line)]
            raise
        finally:
            self.seconds = time.monotonic() - began
        self.lines = (LOGS / f"{log}.log").read_text(encoding="utf-8").splitlines()
        for note in (line for line in self.lines if line.startswith("note: ")):
            console.say(note)
        return True


Lanes = Sequence[Sequence[Check]]


def stages(*, has_services: bool) -> Sequence[Lanes]:
    """What runs one after the other, in lanes that run at once.

    The Python tests fill both cores but for the moments in which they wait for a server; the rest
    runs in these. The journeys measure promises in seconds, so nothing runs beside them.
    """
    services = [[Check("Services", "services")]] if has_services else []
    return [
        [*services, [Check("Packages", "setup")]],
        [
            [Check("Python tests", "test-python")],
            [
                Check("Style", "lint"),
                Check("Import contracts", "imports"),
                Check("Storefront tests", "test-storefront"),
                Check("Types", "types"),
                Check("Money and stock", "reliability-short"),
                Check("Shop for the journeys", "e2e-shop"),
            ],
        ],
        [[Check("Journeys", "e2e")]],
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything, say where the time went, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make test", description=__doc__)
    parser.add_argument("--services", action="store_true", help="start the engines first")
    wanted = stages(has_services=parser.parse_args(arguments).services)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    console = Console()
    code = 0
    try:
        for lanes in wanted:
            _carry_out(lanes, console)
    except KeyboardInterrupt:
        code = 130
    except LaunchError as error:
        print(f"error: {error}", file=sys.stderr)
        code = 1
    finally:
        console.close()
    print("\n".join(table(wanted, seconds=time.monotonic() - began)))
    return code


def _carry_out(lanes: Lanes, console: Console) -> None:
    runner = CommandRunner()
    try:
        carry_out_side_by_side(lanes, runner, console)
    finally:
        runner.cancel()


def table(wanted: Sequence[Lanes], *, seconds: float) -> Iterator[str]:
    """A line for each step that ran, with those of its own steps that say how long they took."""
    checks = [check for lanes in wanted for lane in lanes for check in lane]
    yield "Where the time went, in seconds (steps run side by side):"
    for check in checks:
        if check.seconds is not None:
            yield f"{check.seconds:7.0f}  {check.title}"
            yield from (f"{'':9}{part}" for part in _parts(check.lines))
    yield f"{seconds:7.0f}  altogether"
    for check in checks:
        if check.failures:
            yield f"What failed in {check.title}, in short:"
            yield from check.failures[:FAILURES_SHOWN]


def _parts(lines: Sequence[str]) -> Iterator[str]:
    is_table = False
    for line in lines:
        if found := DONE.match(line):
            yield f"{found['seconds']:>5}  {found['title']}"
        is_table = (is_table or bool(HEADING.match(line))) and bool(line.strip())
        if is_table and not HEADING.match(line):
            yield line


if __name__ == "__main__":
    sys.exit(main())
