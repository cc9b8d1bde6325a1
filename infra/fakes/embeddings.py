"""A service of embeddings with OpenAI's protocol, whose vectors are always the same for a text.

Beside the words of `infra.fakes.service`, `expired` in the key is answered as one that has run out
and `spent` as one without credit. Words in the model's name say what is wrong with an answer:

| word in the model's name | what is answered |
|---|---|
| `unknown`   | 404 |
| `missing`   | a vector too few |
| `uneven`    | vectors of different sizes |
| `zeros`     | vectors without a direction |
| `twisted`   | questions and products in different sizes, by `input_type` |

With `lazy` in the key each text takes half a second, as on a small machine.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final

from .service import Message, Receive, Reply, Request, Send, Service

DIMENSIONS: Final = 64
NO_KEY: Final = "none"
LAZY: Final = 0.5


def vector_of(text: str, size: int = DIMENSIONS) -> list[float]:
    """Return a vector of length 1 that is near those of texts with the same words."""
    numbers = [0.0] * size
    for word in re.findall(r"\w+", text.casefold()):
        numbers[int.from_bytes(blake2b(word.encode(), digest_size=4).digest()) % size] += 1.0
    length = math.hypot(*numbers)
    return [number / length for number in numbers] if length else [1.0] + [0.0] * (size - 1)


class Embeddings(Service):
    """`vector` tells what a text means; a text takes it `seconds`, and more than `most_texts` for ever.

    `trouble` is a word for all keys. The requests are in `requests`, what was embedded in `received`.
    """

    name = "openai_embeddings"

    def __init__(
        self, vector: Callable[[str], list[float]] = vector_of, *, needs_key: bool = False
    ) -> None:
        super().__init__()
        self.vector = vector
        self.needs_key = needs_key
        self.trouble = ""
        self.seconds = 0.0
        self.most_texts = math.inf
        self._waits = 0.0

    @property
    def texts(self) -> list[str]:
        return [text for entry in self.received for text in entry["input"]]

    def key_of(self, request: Request) -> str:
        key = request.bearer or ("" if self.needs_key else NO_KEY)
        return f"{key} {self.trouble}".strip() if key else ""

    def act(self, request: Request) -> Reply:
        asked, key = request.json(), self.key_of(request)
        if not request.path.endswith("/embeddings") or "unknown" in asked["model"]:
            return Reply(404, _error("model_not_found"))
        if "expired" in key:
            return Reply(401, _error("api_key_expired"))
        if "spent" in key:
            return Reply(429, _error("insufficient_quota"))
        self.received.append(asked)
        is_too_much = len(asked["input"]) > self.most_texts
        seconds = LAZY if "lazy" in key else self.seconds
        self._waits = math.inf if is_too_much else seconds * len(asked["input"])
        return Reply(content=self._answer(asked))

    def refuse(self, status: int) -> object:
        return _error({401: "invalid_api_key", 429: "rate_limit_exceeded"}.get(status, "refused"))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            seconds, self._waits = self._waits, 0.0
            if seconds and await _is_gone_within(seconds, receive):
                return
            await send(message)

        await super().__call__(scope, receive, send_in_time)

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        vectors = [self._vector(text, asked) for text in asked["input"]]
        if "missing" in asked["model"]:
            vectors = vectors[:-1]
        if "uneven" in asked["model"]:
            vectors[-1] = vectors[-1][:-1]
        entries = [
            {"object": "embedding", "index": index, "embedding": vector}
            for index, vector in enumerate(vectors)
        ]
        # The order of the entries means nothing.
        return {"object": "list", "data": entries[::-1], "model": asked["model"]}

    def _vector(self, text: str, asked: dict[str, Any]) -> list[float]:
        vector = self.vector(text)
        if "zeros" in asked["model"]:
            return [0.0] * len(vector)
        if "twisted" in asked["model"] and asked.get("input_type") == "query":
            return vector[:-1]
        return vector[: asked.get("dimensions") or len(vector)]


async def _is_gone_within(seconds: float, receive: Receive) -> bool:
    """Wait; whether the one who asked has hung up meanwhile."""
    try:
        async with asyncio.timeout(None if seconds == math.inf else seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return False
    return True


def _error(code: str) -> dict[str, Any]:
    return {"error": {"message": "No.", "type": "invalid_request_error", "code": code}}
