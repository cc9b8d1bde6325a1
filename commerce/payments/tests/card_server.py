"""A payment service for tests that speaks its protocol over the wire, as those of the world do.

It remembers answers by Idempotency-Key, signs what it tells, and can be told to decline or to break.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = b"known to the shop and the service alone"


def signature(body: bytes, secret: bytes = SECRET) -> str:
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


class CardServer:
    """The service; `movements` is what it really did, in order."""

    def __init__(self) -> None:
        self.movements: list[tuple[str, str, str]] = []
        self.requests: list[tuple[str, str]] = []
        self.declines: set[str] = set()
        self.breaks: list[str] = []
        self._payments: dict[str, dict[str, Any]] = {}
        self._told: dict[str, list[dict[str, Any]]] = {}
        self._answers: dict[str, tuple[int, dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, path: str, key: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Act once per key. The verb is the last part of the path: payments, capture, …"""
        verb = path.rpartition("/")[2]
        with self._lock:
            if verb == "look":
                return 200, self._told.get(path.split("/")[2], [])
            self.requests.append((verb, key))
            if key not in self._answers:
                if verb in self.breaks:
                    self.breaks.remove(verb)
                    return 500, {}
                self._answers[key] = self._act(verb, path, body)
            return self._answers[key]

    def authorise(self, reference: str) -> dict[str, Any]:
        """Let the customer agree to a payment; return what a message would tell of it."""
        asked = self._payments[reference]
        amount = {"amount": asked["amount"], "currency": asked["currency"]}
        row = {
            "payment": asked["payment"],
            "kind": "authorised",
            "id": f"auth-{reference}",
            **amount,
        }
        self._told.setdefault(reference, []).append(row)
        return row

    def _act(self, verb: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if verb in self.declines:
            return 402, {"reason": "Declined by the bank"}
        number = f"{verb}-{len(self.movements) + 1}"
        payment = path.split("/")[2] if path.count("/") > 1 else number
        self.movements.append((verb, payment, body.get("amount", "")))
        if verb == "payments":
            self._payments[number] = body
        return 201, {"id": number, "redirect_url": f"{self.url}/pay/{number}"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                key = self.headers["Idempotency-Key"]
                status, answer = service.answer(self.path, key, body)
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_args: Any) -> None:
                """Nobody reads a log of tests."""

        return Handler
