"""Long-lived processes: each in a group of its own, remembered by a pid file, ended for certain.

A pid alone is not an identity, because the system hands numbers out again; the pid file therefore
also holds the moment the process began, and a process that began at another moment is never touched.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.launch.places import write_atomically

GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class ProcessMark:
    """A process that can be recognised again, even by another program run."""

    pid: int
    began: str

    @classmethod
    def of(cls, pid: int) -> "ProcessMark":
        """Mark a process that is running now."""
        return cls(pid=pid, began=began(pid))

    def is_running(self) -> bool:
        """Whether this very process, not a later one with its number, is still alive."""
        return bool(self.began) and began(self.pid) == self.began


def began(pid: int) -> str:
    """When a process began, as an opaque text; empty when it is gone or only waits to be reaped."""
    stat = Path(f"/proc/{pid}/stat")
    if not Path("/proc/self").exists():
        return _began_by_ps(pid)
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in {"Z", "X"} else fields[19]


def _began_by_ps(pid: int) -> str:
    answer = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()


def write_mark(path: Path, mark: ProcessMark) -> None:
    """Remember a process for a later program run."""
    write_atomically(path, json.dumps({"pid": mark.pid, "began": mark.began}) + "\n")


def read_mark(path: Path) -> ProcessMark | None:
    """The remembered process, or None when there is none or the file is damaged."""
    try:
        return ProcessMark(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def find_running(path: Path) -> ProcessMark | None:
    """The remembered process if it still runs."""
    mark = read_mark(path)
    return mark if mark and mark.is_running() else None


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def end_group(
    pid: int, *, polite: signal.Signals = signal.SIGTERM, grace: float = GRACE_SECONDS
) -> None:
    """End a process group: ask, wait, then insist. A group that is gone already is fine."""
    if not _signal_group(pid, polite):
        return
    if not wait_until(lambda: not group_is_running(pid), seconds=grace):
        _signal_group(pid, signal.SIGKILL)
        wait_until(lambda: not group_is_running(pid), seconds=GRACE_SECONDS)


def end_leader(pid: int, *, farewell: Sequence[tuple[signal.Signals, float]]) -> None:
    """End a program by its first process, which ends its own children in good order; then insist.

    Each signal of the farewell is followed by its seconds of patience. What is left in the group
    after that is killed.
    """
    for number, patience in farewell:
        if not _signal_process(pid, number):
            break
        if wait_until(lambda: not began(pid), seconds=patience):
            break
    end_group(pid, polite=signal.SIGKILL, grace=GRACE_SECONDS)


def _signal_process(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _signal_group(pid: int, number: signal.Signals) -> bool:
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def group_is_running(group: int) -> bool:
    """Whether any member of a process group is alive; the dead that wait to be reaped do not count."""
    if not Path("/proc/self").exists():
        return _group_answers(group)
    return any(
        _is_member(entry, group) for entry in Path("/proc").iterdir() if entry.name.isdigit()
    )


def _group_answers(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _is_member(entry: Path, group: int) -> bool:
    try:
        fields = (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[2] == str(group) and fields[0] not in {"Z", "X"}
