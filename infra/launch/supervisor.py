"""Starts the servers together, starts again which of them ends, and ends them together."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from infra.launch.commands import clean_environment, telling_lines
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.logs import cut, set_aside
from infra.launch.places import LOGS, ROOT, RUNNING, shown
from infra.launch.processes import (
    ProcessMark,
    end_group,
    end_leader,
    find_running,
    wait_until,
    write_mark,
)
from infra.launch.web import answers_ok

HEALTHY_SECONDS = 90.0
WATCH_SECONDS = 0.25
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
# A server that ran for so long is taken for a sound one: its next pause is short again.
GOOD_RUN_SECONDS = 60.0
# A request that begins while its server boots may hang; the next attempt answers at once.
ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Server:
    """A program that runs until it is told to stop, and the sign that it is ready."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    health_path: str = ""
    ready_text: str = ""
    farewell: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 10.0),)

    @property
    def log(self) -> Path:
        """Where the program's output goes."""
        return LOGS / f"{self.name}.log"

    @property
    def mark(self) -> Path:
        """Where the program's process is remembered."""
        return RUNNING / f"{self.name}.pid"

    def is_healthy(self) -> bool:
        """Whether the server answers, or has written that it is ready."""
        if self.ready_text:
            return self.ready_text in self.log.read_text(encoding="utf-8", errors="replace")
        return answers_ok(self.port, self.health_path, timeout=ANSWER_SECONDS)


@dataclass
class _Watched:
    """A server with its process: how often it had to be started again, and when it will be."""

    server: Server
    process: "subprocess.Popen[bytes]"
    began: float = field(default_factory=time.monotonic)
    failures: int = 0
    due: float = 0.0

    @property
    def is_waiting(self) -> bool:
        """Whether it has ended and its pause has begun."""
        return self.due > 0

    def pause(self) -> float:
        """Count an end and return how long to wait: longer each time, short after a good run."""
        if time.monotonic() - self.began > GOOD_RUN_SECONDS:
            self.failures = 0
        self.failures += 1
        seconds = min(FIRST_PAUSE_SECONDS * 2 ** (self.failures - 1), LONGEST_PAUSE_SECONDS)
        self.due = time.monotonic() + seconds
        return seconds


class Supervisor:
    """Keeps a set of servers: all of them come up, and whichever ends is started again."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._watched: dict[str, _Watched] = {}

    def start(self, servers: Sequence[Server]) -> None:
        """Start all servers and return when every one of them is ready."""
        for server in servers:
            set_aside(server.log)
            self._watched[server.name] = _Watched(server, _launch(server))
        with self._console.activity("Servers"):
            wait_until(self._are_ready_or_dead, seconds=HEALTHY_SECONDS)
        self._check_all_run()
        late = [server for server in servers if not server.is_healthy()]
        if late:
            names, logs = (
                ", ".join(each.name for each in late),
                ", ".join(shown(each.log) for each in late),
            )
            raise LaunchError(f"Not ready after {HEALTHY_SECONDS:.0f} s: {names} ({logs}).")

    def watch(self) -> None:
        """Return never: start again, after a pause that grows, whichever server ends."""
        while True:
            self.look()
            time.sleep(WATCH_SECONDS)

    def look(self) -> None:
        """Notice which servers have ended, and start those whose pause is over."""
        for each in self._watched.values():
            cut(each.server.log)
            if each.is_waiting:
                if time.monotonic() >= each.due:
                    self._start_again(each)
            elif (code := each.process.poll()) is not None:
                self._tell_end(each, code)

    def stop(self) -> None:
        """End all servers at once; whoever does not go in time is killed."""
        if not self._watched:
            return
        with ThreadPoolExecutor(max_workers=len(self._watched)) as pool:
            list(pool.map(_end, self._watched.values()))
        self._watched.clear()

    def _tell_end(self, watched: _Watched, code: int) -> None:
        # What a dead server leaves behind would hold its port and its work.
        end_group(watched.process.pid, polite=signal.SIGKILL)
        pause = watched.pause()
        self._console.say(f"  ✗ {_end_of(watched.server, code)}; starting it again in {pause:g} s.")

    def _start_again(self, watched: _Watched) -> None:
        watched.process = _launch(watched.server)
        watched.began, watched.due = time.monotonic(), 0.0
        self._console.say(f"  ✓ The {watched.server.name} was started again.")

    def _are_ready_or_dead(self) -> bool:
        watched = self._watched.values()
        if any(each.process.poll() is not None for each in watched):
            return True
        return all(each.server.is_healthy() for each in watched)

    def _check_all_run(self) -> None:
        for each in self._watched.values():
            if (code := each.process.poll()) is not None:
                raise LaunchError(_explain_end(each.server, code))


def _launch(server: Server) -> "subprocess.Popen[bytes]":
    server.log.parent.mkdir(parents=True, exist_ok=True)
    with server.log.open("ab") as log:
        process = subprocess.Popen(
            [str(word) for word in server.command],
            cwd=ROOT,
            env={**clean_environment(), **server.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    write_mark(server.mark, ProcessMark.of(process.pid))
    return process


def _end(watched: _Watched) -> None:
    end_leader(watched.process.pid, farewell=watched.server.farewell)
    watched.process.wait()
    watched.server.mark.unlink(missing_ok=True)


def _end_of(server: Server, code: int) -> str:
    how = f"was ended by signal {-code}" if code < 0 else f"ended (exit code {code})"
    return f"The {server.name} {how} ({shown(server.log)})"


def _explain_end(server: Server, code: int) -> str:
    sentence = f"{_end_of(server, code)}, so the others were stopped too."
    if code < 0:
        return sentence
    lines = server.log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([sentence, *(f"    {line}" for line in telling_lines(lines))])


def end_left_overs() -> None:
    """End servers of an earlier start whose launcher was killed before it could end them."""
    for path in RUNNING.glob("*.pid"):
        if mark := find_running(path):
            end_group(mark.pid)
        path.unlink(missing_ok=True)
