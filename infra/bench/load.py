"""Puts load on the server and measures the answers.

Reads are sent by wrk, which costs a fraction of the server's own work on the cores they share.
Writes depend on earlier answers, so threads of this process send them; at their rates that is cheap.
"""

import http.client
import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from infra.launch.errors import LaunchError

SCRIPT = Path(__file__).with_name("report.lua")
WARM_UP_SECONDS = 1


@dataclass(frozen=True)
class Measurement:
    """Requests per second, and how long the median and the slow ones took, in milliseconds."""

    per_second: float
    median: float
    slow: float
    failures: int = 0
    count: int = 0


class Client:
    """One persistent connection that speaks JSON."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        self.address = address
        self.answered = http.client.HTTPMessage()

    def send(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Send a request and return the answer. An error answer ends the measurement.

        The headers of the answer are kept until the next one.
        """
        text = None if body is None else json.dumps(body)
        wanted = {"Content-Type": "application/json", **(headers or {})}
        self._connection.request(method, path, body=text, headers=wanted)
        response = self._connection.getresponse()
        answer = response.read()
        self.answered = response.headers
        if response.status >= http.client.BAD_REQUEST:
            raise LaunchError(f"{method} {path} answered {response.status}: {answer[:300]!r}")
        found: dict[str, Any] = json.loads(answer or b"{}")
        return found


def measure_reads(
    address: str, paths: Sequence[str], headers: Mapping[str, str], *, clients: int, seconds: int
) -> Measurement:
    """Request the paths in turn with wrk, from as many connections as there are clients."""
    read_for(WARM_UP_SECONDS, address, paths, headers, clients=clients)
    return read_for(seconds, address, paths, headers, clients=clients)


def read_for(
    seconds: int, address: str, paths: Sequence[str], headers: Mapping[str, str], *, clients: int
) -> Measurement:
    """The same, from the first moment on."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        return _read_report(_run_wrk(address, headers, file.name, clients, seconds))


def _run_wrk(
    address: str, headers: Mapping[str, str], paths: str, clients: int, seconds: int
) -> str:
    options = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    size = ["-t", "1", "-c", str(clients), "-d", f"{seconds}s", "--timeout", "30s"]
    command = ["wrk", *size, *options, "-s", str(SCRIPT), address, "--", paths]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise LaunchError(f"wrk failed: {answer.stderr.strip() or answer.stdout.strip()}")
    return answer.stdout


def _read_report(text: str) -> Measurement:
    line = next(line for line in text.splitlines() if line.startswith("heron "))
    requests, microseconds, median, slow, failures = map(float, line.split()[1:])
    return Measurement(
        requests / microseconds * 1e6, median / 1e3, slow / 1e3, int(failures), int(requests)
    )


def is_wrk_installed() -> bool:
    """Whether reads can be measured on this machine."""
    return shutil.which("wrk") is not None


def measure_writes(
    address: str, work: Callable[[Client], object], *, clients: int, seconds: float
) -> Measurement:
    """Repeat a piece of work from several threads for some time; each time is one sample."""
    deadline = time.perf_counter() + seconds
    return _measure(address, work, clients, lambda: time.perf_counter() < deadline)


def measure_each(
    address: str, work: Callable[[Client, Any], object], items: Sequence[object], *, clients: int
) -> Measurement:
    """Do the work once per item, shared among several threads."""
    left = list(items)
    return _measure(address, lambda client: work(client, left.pop()), clients, lambda: bool(left))


def _measure(
    address: str, work: Callable[[Client], object], clients: int, goes_on: Callable[[], bool]
) -> Measurement:
    samples: list[float] = []
    failures: list[LaunchError] = []

    def repeat() -> None:
        client = Client(address)
        try:
            while goes_on() and not failures:
                began = time.perf_counter()
                work(client)
                samples.append(time.perf_counter() - began)
        except IndexError:  # another thread took the last item
            return
        except LaunchError as error:
            failures.append(error)

    began = time.perf_counter()
    _run_threads(repeat, clients)
    if failures:
        raise failures[0]
    return _summarise(samples, time.perf_counter() - began)


def _run_threads(target: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=target) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _summarise(samples: Sequence[float], seconds: float) -> Measurement:
    ordered = sorted(samples)
    median, slow = (ordered[int((len(ordered) - 1) * part)] * 1000 for part in (0.5, 0.95))
    return Measurement(len(ordered) / seconds, median, slow, count=len(ordered))
