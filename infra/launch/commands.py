"""Runs the commands of the steps: output into a log file, the last line on the screen."""

import contextlib
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from infra.launch.console import Activity
from infra.launch.errors import Interrupted, LaunchError
from infra.launch.places import LOGS, ROOT, shown
from infra.launch.processes import ProcessMark, end_group, write_mark

STOP_GRACE_SECONDS = 5.0
LINES_OF_CONTEXT = 4
ERROR_LINE = re.compile(r"\berror\b\W*\w", re.IGNORECASE)


class CommandRunner:
    """Runs commands from several threads and can end all that still run."""

    def __init__(self, *, marks: Path | None = None) -> None:
        """With a folder for `marks`, the next launcher can end what a killed one left running."""
        self._marks = marks
        self._lock = threading.Lock()
        self._running: set[int] = set()
        self._is_cancelled = False

    def run(
        self,
        command: Sequence[str | Path],
        *,
        log: str,
        activity: Activity,
        folder: Path = ROOT,
        environment: Mapping[str, str] | None = None,
        hint: str = "",
    ) -> None:
        """Run a command to its end. A failure names the log file and ends with the hint."""
        path = LOGS / f"{log}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        process = self._start(command, folder, {**clean_environment(), **(environment or {})})
        with self._marked(process, log), process:  # closes the pipe
            _follow(process, path, activity)
        code = process.returncode
        with self._lock:
            self._running.discard(process.pid)
        if self._is_cancelled:
            raise Interrupted(
                "Stopped before everything was ready; the next run goes on from here."
            )
        if code:
            raise LaunchError(_describe(activity.title, code, path, hint))

    def cancel(self) -> None:
        """End every running command and refuse new ones."""
        with self._lock:
            self._is_cancelled = True
            running = list(self._running)
        for pid in running:
            end_group(pid, polite=signal.SIGTERM, grace=STOP_GRACE_SECONDS)

    @contextlib.contextmanager
    def _marked(self, process: "subprocess.Popen[str]", name: str) -> Iterator[None]:
        if self._marks is None:
            yield
            return
        mark = self._marks / f"step-{name}.pid"
        write_mark(mark, ProcessMark.of(process.pid))
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)

    def _start(
        self, command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.Popen[str]:
        with self._lock:
            if self._is_cancelled:
                raise Interrupted("Stopped before everything was ready.")
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            self._running.add(process.pid)
            return process


def clean_environment() -> dict[str, str]:
    """The environment for programs that run from our virtual environment.

    Python may write its bytecode there: compiling everything at each start takes several seconds.
    """
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def _follow(process: subprocess.Popen[str], path: Path, activity: Activity) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in process.stdout or ():
            file.write(line)
            file.flush()
            activity.note(line)


def _describe(title: str, code: int, path: Path, hint: str) -> str:
    sentence = f"{title} failed (exit code {code}; everything it wrote: {shown(path)}). {hint}"
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([sentence.rstrip(), *(f"    {line}" for line in telling_lines(lines))])


def telling_lines(lines: Sequence[str]) -> list[str]:
    """The few lines that say what went wrong: the first that call themselves errors, else the last."""
    present = [line.rstrip() for line in lines if line.strip()]
    errors = [line for line in present if ERROR_LINE.search(line)]
    return errors[:LINES_OF_CONTEXT] or present[-LINES_OF_CONTEXT:]
