"""Somebody who receives webhooks: checks signatures as Standard Webhooks has it, and keeps what came.

The last part of the path says how a request is answered:

| path      | what happens |
|---|---|
| `ok`      | it is taken, 204 |
| `broken`  | 500 |
| `busy`    | 429 with `Retry-After: 90` |
| `gone`    | 410 |
| `away`    | 302 to a private address |
| `huge`    | it is taken, the answer has 10 MB |
| `hang`    | no answer comes until the receiver is closed |
| `drip`    | the answer's headers come a byte at a time, without end |

By hand: `python -m infra.fakes.webhook_receiver --port 8469 --secret whsec_…` prints what comes.
"""

from __future__ import annotations

import argparse
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

HUGE = 10 * 1024 * 1024
STATUSES = {"broken": 500, "busy": 429, "gone": 410, "away": 302}
HEADERS = {"busy": {"Retry-After": "90"}, "away": {"Location": "http://169.254.169.254/latest/"}}


@dataclass(frozen=True, slots=True)
class Received:
    """One request: its path and headers, whether a known secret has signed it, and when it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    is_genuine: bool
    at: float

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What came, in the order of coming. While `is_down` everything is answered with 503."""

    address: str = ""
    secrets: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    taken: list[Received] = field(default_factory=list)
    is_down: bool = False
    closed: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "ok") -> str:
        return f"{self.address}/{path}"

    def note(self, path: str, headers: dict[str, str], body: bytes) -> Received:
        genuine = any(_is_genuine(secret, headers, body) for secret in self.secrets)
        found = Received(path, headers, json.loads(body), genuine, time.time())
        self.received.append(found)
        return found


def _is_genuine(secret: str, headers: dict[str, str], body: bytes) -> bool:
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


@contextmanager
def receiving(port: int = 0) -> Iterator[Receiver]:
    """Receive on loopback for the length of the block; on a free port without one."""
    receiver = Receiver()
    handler = type("Handler", (_Handler,), {"receiver": receiver})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        receiver.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield receiver
        finally:
            receiver.closed.set()
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        came = self.receiver.note(self.path, headers, body)
        word = self.path.partition("?")[0].rpartition("/")[2]
        with suppress(OSError):  # whoever called hung up
            self._answer(word, came)

    def _answer(self, word: str, came: Received) -> None:
        if self.receiver.is_down:
            return self._start(503, {})
        match word:
            case "hang":
                self.receiver.closed.wait()
            case "drip":
                self._drip()
            case "huge":
                self.receiver.taken.append(came)
                self._start(200, {"Content-Length": str(HUGE)})
                self.wfile.write(b"x" * HUGE)
            case word if word in STATUSES:
                self._start(STATUSES[word], HEADERS.get(word, {}))
            case _:
                self.receiver.taken.append(came)
                self._start(204, {})
        return None

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.receiver.closed.wait(0.1):
            self.wfile.write(b"x")

    def _start(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """What came is kept, not printed."""


def main() -> None:
    """Print what comes until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Receive webhooks on loopback and print them.")
    parser.add_argument("--port", type=int, default=8469)
    parser.add_argument("--secret", action="append", default=[])
    options = parser.parse_args()
    with receiving(options.port) as receiver, suppress(KeyboardInterrupt):
        receiver.secrets = options.secret
        print(f"Receiving at {receiver.url()}")
        shown = 0
        while not receiver.closed.wait(0.2):
            for came in receiver.received[shown:]:
                shown += 1
                print("genuine" if came.is_genuine else "NOT GENUINE", came.path, came.body)


if __name__ == "__main__":
    main()
