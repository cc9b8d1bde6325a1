"""Says at the end of a longer run where its time went: the slowest files, and what setting up costs.

Seconds of all processes are added up: a run of two processes has two seconds in each second.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest

HEADING = "where the time went"
# A run of a few tests needs no table.
WORTH_TELLING = 20.0
FILES = 12
PHASES = ("setup", "call", "teardown")
Seconds = dict[str, float]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add the table to what pytest says."""
    files = _seconds_of_files(terminalreporter)
    if sum(map(_total, files.values())) < WORTH_TELLING:
        return
    terminalreporter.section(HEADING)
    for line in _table(files):
        terminalreporter.line(line)


def _seconds_of_files(reporter: pytest.TerminalReporter) -> dict[str, Seconds]:
    files: dict[str, Seconds] = defaultdict(lambda: dict.fromkeys(PHASES, 0.0))
    for reports in reporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.when:
                files[report.location[0]][report.when] += report.duration
    return files


def _table(files: dict[str, Seconds]) -> Iterator[str]:
    yield "  seconds    setup    tests"
    whole = {phase: sum(each[phase] for each in files.values()) for phase in PHASES}
    yield _row(f"all {len(files)} files", whole)
    for name in sorted(files, key=lambda each: -_total(files[each]))[:FILES]:
        yield _row(name, files[name])


def _row(name: str, seconds: Seconds) -> str:
    around = seconds["setup"] + seconds["teardown"]
    return f"{_total(seconds):9.1f}{around:9.1f}{seconds['call']:9.1f}  {name}"


def _total(seconds: Seconds) -> float:
    return sum(seconds.values())
