"""A payment service in a process of its own, with books that are the other side of the proof.

python -m infra.reliability.till PORT MAIL_PORT

A mail server beside it takes the shop's letters, and lists their subjects at `/letters`.

The till does what is asked once per `Idempotency-Key`, refuses what is more than there is, and behaves as
badly as it is told to: `POST /behave` takes `hang` (seconds before each answer), `is_down` (503 to
everything), `mute` (verbs whose next request is carried out and then never answered) and
`has_no_mail` (nobody listens where letters go).
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from infra.fakes.smtp import MailServer, serve_mail

HOST = "127.0.0.1"
Answer = tuple[int, Any]


@dataclass
class Payment:
    """One payment in the books; amounts are texts on the wire."""

    id: str
    session: str
    amount: str
    currency: str
    is_at_once: bool
    state: str = "open"
    movements: list[dict[str, str]] = field(default_factory=list)

    def moved(self, kind: str) -> Decimal:
        return sum(
            (Decimal(row["amount"]) for row in self.movements if row["kind"] == kind), Decimal()
        )


@dataclass
class Behaviour:
    hang: float = 0.0
    is_down: bool = False
    mute: list[str] = field(default_factory=list)
    has_no_mail: bool = False


class MuteError(Exception):
    """It is done, and nobody is told."""


class Mailbox:
    """A mail server that can be away for a while and keeps what it was given."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._running = ExitStack()
        self._servers: list[MailServer] = []

    def be_there(self, *, is_there: bool) -> None:
        self._running.close()
        if is_there:
            self._servers.append(self._running.enter_context(serve_mail(port=self._port)))

    @property
    def subjects(self) -> list[str]:
        """One for each letter; what comes again under its Message-ID is put aside, as mailboxes do."""
        came = (letter for server in self._servers for letter in server.received)
        letters = {letter["Message-ID"]: letter["Subject"] for letter in came}
        return [str(make_header(decode_header(subject))) for subject in letters.values()]


class Till:
    """The books, and what may be asked of them."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self.payments: dict[str, Payment] = {}
        self.behaviour = Behaviour()
        self._answers: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._numbers = 0

    def get(self, path: str) -> Answer:
        if path == "/payments":
            return 200, [asdict(each) for each in self.payments.values()]
        if path == "/letters":
            return 200, self.mailbox.subjects
        found = self.payments.get(path.rpartition("/")[2])
        return (200, asdict(found)) if found else (404, {})

    def post(self, path: str, key: str, body: dict[str, Any]) -> Answer:
        """Act once per key. The last word of the path is the verb."""
        verb = path.rpartition("/")[2]
        with self._lock:
            if verb == "behave":
                changed = Behaviour(**body)
                if changed.has_no_mail != self.behaviour.has_no_mail:
                    self.mailbox.be_there(is_there=not changed.has_no_mail)
                self.behaviour = changed
                return 200, {}
            if not key or key not in self._answers:
                answer = self._act(verb, path.split("/")[2] if path.count("/") > 1 else "", body)
                self._answers[key or f"none-{self._number()}"] = answer
            else:
                answer = self._answers[key]
            if verb in self.behaviour.mute:
                self.behaviour.mute.remove(verb)
                raise MuteError
            return answer

    def _act(self, verb: str, payment: str, body: dict[str, Any]) -> Answer:
        if verb == "payments":
            made = Payment(id=f"till-{self._number()}", **body)
            self.payments[made.id] = made
            return 201, {"id": made.id}
        found = self.payments.get(payment)
        verbs: dict[str, Callable[[Payment, Decimal], Answer]] = {
            "approve": self._approve,
            "refuse": self._refuse,
            "capture": self._capture,
            "cancel": self._cancel,
            "refund": self._refund,
        }
        if found is None or verb not in verbs:
            return 404, {}
        return verbs[verb](found, Decimal(body.get("amount", found.amount)))

    def _approve(self, payment: Payment, _amount: Decimal) -> Answer:
        """The customer says yes, at the service's own page."""
        if payment.state != "open":
            return 409, {"reason": payment.state}
        payment.state = "approved"
        answer = self._move(payment, "authorised", Decimal(payment.amount))
        return (
            self._move(payment, "captured", Decimal(payment.amount))
            if payment.is_at_once
            else answer
        )

    def _refuse(self, payment: Payment, _amount: Decimal) -> Answer:
        payment.state = "refused"
        return self._move(payment, "failed", Decimal(payment.amount))

    def _capture(self, payment: Payment, amount: Decimal) -> Answer:
        room = Decimal(payment.amount) - payment.moved("captured")
        if payment.state != "approved" or not 0 < amount <= room:
            return 402, {"reason": "not to be captured"}
        return self._move(payment, "captured", amount)

    def _cancel(self, payment: Payment, _amount: Decimal) -> Answer:
        rest = Decimal(payment.amount) - payment.moved("captured")
        payment.state = "cancelled"
        return self._move(payment, "cancelled", rest)

    def _refund(self, payment: Payment, amount: Decimal) -> Answer:
        if not 0 < amount <= payment.moved("captured") - payment.moved("refunded"):
            return 402, {"reason": "not to be given back"}
        return self._move(payment, "refunded", amount)

    def _move(self, payment: Payment, kind: str, amount: Decimal) -> Answer:
        name = f"{payment.id}-{kind}-{self._number()}"
        payment.movements.append({"id": name, "kind": kind, "amount": str(amount)})
        return 201, {"id": name}

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers


def handler_of(till: Till) -> type[BaseHTTPRequestHandler]:
    """How the books are reached over HTTP."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(lambda: till.get(self.path))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            key = self.headers.get("Idempotency-Key", "")
            self._answer(lambda: till.post(self.path, key, body))

        def _answer(self, act: Callable[[], Answer]) -> None:
            is_asked_by_shop = "X-Shop" in self.headers
            if is_asked_by_shop and till.behaviour.is_down:
                self._write((503, {}))
                return
            if is_asked_by_shop and till.behaviour.hang:
                threading.Event().wait(till.behaviour.hang)
            try:
                self._write(act())
            except MuteError:
                self.close_connection = True

        def _write(self, answer: Answer) -> None:
            content = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            """Nobody reads it."""

    return Handler


def main() -> None:
    port, mail_port = map(int, sys.argv[1:])
    mailbox = Mailbox(mail_port)
    mailbox.be_there(is_there=True)
    server = ThreadingHTTPServer((HOST, port), handler_of(Till(mailbox)))
    server.daemon_threads = True
    server.serve_forever()


if __name__ == "__main__":
    main()
