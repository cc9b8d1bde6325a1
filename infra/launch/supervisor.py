"""Starts the servers together, watches them, and ends them together."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from infra.launch.commands import clean_environment, telling_lines
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.places import LOGS, ROOT, RUNNING, shown
from infra.launch.processes import ProcessMark, end_group, find_running, wait_until, write_mark
from infra.launch.web import answers_ok

HEALTHY_SECONDS = 90.0
WATCH_SECONDS = 0.25
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


class Supervisor:
    """Keeps a set of servers: all of them run, or none."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._servers: dict[str, Server] = {}

    def start(self, servers: Sequence[Server]) -> None:
        """Start all servers and return when every one of them is ready."""
        for server in servers:
            self._launch(server)
        with self._console.activity("Servers"):
            wait_until(self._are_ready_or_dead, seconds=HEALTHY_SECONDS)
        self._check_all_run()
        late = [server.name for server in servers if not server.is_healthy()]
        if late:
            logs = ", ".join(shown(self._servers[name].log) for name in late)
            raise LaunchError(
                f"Not ready after {HEALTHY_SECONDS:.0f} s: {', '.join(late)} ({logs})."
            )

    def watch(self) -> None:
        """Return never, or fail as soon as one of the servers ends."""
        while True:
            self._check_all_run()
            time.sleep(WATCH_SECONDS)

    def stop(self) -> None:
        """End all servers at once; whoever does not go in time is killed."""
        if not self._processes:
            return
        with ThreadPoolExecutor(max_workers=len(self._processes)) as pool:
            list(pool.map(end_group, [each.pid for each in self._processes.values()]))
        for name, process in self._processes.items():
            process.wait()
            self._servers[name].mark.unlink(missing_ok=True)
        self._processes.clear()

    def _launch(self, server: Server) -> None:
        server.log.parent.mkdir(parents=True, exist_ok=True)
        with server.log.open("wb") as log:
            process = subprocess.Popen(
                [str(word) for word in server.command],
                cwd=ROOT,
                env={**clean_environment(), **server.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes[server.name] = process
        self._servers[server.name] = server
        write_mark(server.mark, ProcessMark.of(process.pid))

    def _are_ready_or_dead(self) -> bool:
        if any(process.poll() is not None for process in self._processes.values()):
            return True
        return all(server.is_healthy() for server in self._servers.values())

    def _check_all_run(self) -> None:
        for name, process in self._processes.items():
            if (code := process.poll()) is not None:
                raise LaunchError(self._describe_end(name, code))

    def _describe_end(self, name: str, code: int) -> str:
        log = self._servers[name].log
        if code < 0:
            return f"The {name} was ended by signal {-code}, so the others were stopped too."
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        sentence = f"The {name} ended (exit code {code}), so the others were stopped too"
        context = [f"    {line}" for line in telling_lines(lines)]
        return "\n".join([f"{sentence}; see {shown(log)}.", *context])


def end_left_overs() -> None:
    """End servers of an earlier start whose launcher was killed before it could end them."""
    for path in RUNNING.glob("*.pid"):
        if mark := find_running(path):
            end_group(mark.pid)
        path.unlink(missing_ok=True)
