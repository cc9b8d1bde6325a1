"""A small provider that says hello, and the service that it calls, on a port of its own."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.core.exceptions import ValidationError

from commerce.integrations.enums import ProviderKind
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.registry import Provider, setting

KEY = "gr_live_7Hq2mZx9PwLc4Tfa"
OTHER_KEY = "gr_live_Yk31vBn8QeRs6Uod"
CODE = "greeting"


@dataclass(frozen=True, slots=True)
class GreetingSettings:
    """Where the service is, and how to greet."""

    url: str = setting("Address")
    key: str = setting("Key", is_secret=True, link="https://greeting.example/keys")
    signing_key: str = setting("Signing key", default="", is_secret=True)
    words: int = setting("Words at once", default=3)
    weight: float = setting("Weight", default=1.0)
    is_loud: bool = setting("Loud", default=False)
    tone: str = setting("Tone", default="warm", choices=(("warm", "Warm"), ("dry", "Dry")))

    def __post_init__(self) -> None:
        if self.is_loud and self.tone == "dry":
            raise ValidationError("Nobody is loud and dry.")


class Greeting(Provider[GreetingSettings]):
    code = CODE
    name = "Greeting"
    description = "Says hello."
    website = "https://greeting.example"
    kind = ProviderKind.FEED
    settings_type = GreetingSettings
    capabilities = frozenset({"hello"})

    def test_connection(self) -> str:
        self.ask("account", path="/account", is_idempotent=True)
        return "The account is ready."

    def greet(self, name: str, *, about: str = "", is_idempotent: bool = False) -> str:
        body = {"name": name, "card": "4111 1111 1111 1111", "key": self.settings.key}
        answer = self.ask(
            "greet", path="/greet", body=body, about=about, is_idempotent=is_idempotent
        )
        return str(json.loads(answer.body)["text"])

    def ask(self, operation, *, path, body=None, about="", is_idempotent=False):
        answer = self.calls.send(
            operation,
            "POST",
            f"{self.settings.url}{path}?key={self.settings.key}",
            content=json.dumps(body).encode() if body else b"",
            headers={
                "Authorization": f"Bearer {self.settings.key}",
                "Content-Type": "application/json",
            },
            is_idempotent=is_idempotent,
            about=about,
        )
        if answer.status == 401:
            raise CredentialsRefusedError
        if answer.status == 429 or answer.status >= 500:
            raise ProviderUnavailableError(retry_after=answer.retry_after)
        if not answer.is_success:
            raise ProviderRefusedError
        return answer


class Counter(Greeting):
    """A second one of the same kind."""

    code = "counter"
    name = "Counter"


class GreetingServer:
    """Answers as `next_answers` say, then well; echoes the key as a careless service would."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.keys: list[str] = []
        self.next_answers: list[tuple[int, dict[str, str]]] = []
        self.accepted = {KEY, OTHER_KEY}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, key: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        self.received.append(path.partition("?")[0])
        self.keys.append(key)
        if self.next_answers:
            return *self.next_answers.pop(0), b'{"detail": "not now"}'
        if key not in self.accepted:
            return 401, {}, b'{"detail": "unknown key"}'
        name = json.loads(body)["name"] if body else ""
        said = {"text": f"Hello {name}", "used": key, "token": "tok_1234567890abcdef"}
        return 200, {"X-Request-Id": "req-77"}, json.dumps(said).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"] or 0))
                key = self.headers["Authorization"].removeprefix("Bearer ")
                status, headers, content = server.answer(self.path, key, body)
                self.send_response(status)
                known = {"Content-Type": "application/json", "Content-Length": str(len(content))}
                for name, value in {**known, **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Keep the test's output clean."""

        return Handler
