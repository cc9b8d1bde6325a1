"""The CPU time of a server with all its processes, as Linux counts it."""

import os
from pathlib import Path

from infra.launch.processes import read_mark

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(mark: Path) -> float:
    """Seconds of user and system time that the server's process group has had so far."""
    found = read_mark(mark)
    group = str(found.pid) if found else ""
    return sum(_own_seconds(stat, group) for stat in Path("/proc").glob("[0-9]*/stat"))


def _own_seconds(stat: Path, group: str) -> float:
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS if fields[2] == group else 0.0
