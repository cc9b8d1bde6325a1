"""A service that speaks OpenAI's protocol for embeddings and knows a few words by hand."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Words of one line mean the same: they share an axis.
MEANINGS = (
    ("sofa", "couch", "perchery"),
    ("lamp", "lantern", "illumination"),
    ("rug", "carpet", "underfoot"),
    ("wool", "fleece"),
)
AXES = {word: axis for axis, words in enumerate(MEANINGS) for word in words}
# Texts without a known word point this way, and no other text does.
ELSEWHERE = len(MEANINGS)


def vector_of(text: str) -> list[float]:
    """Return as many numbers as there are meanings, and one for everything else."""
    vector = [0.0] * (ELSEWHERE + 1)
    for word in re.findall(r"\w+", text.casefold()):
        if word in AXES:
            vector[AXES[word]] = 1.0
    return vector if any(vector) else [*vector[:-1], 1.0]


class EmbeddingServer:
    """What the service was asked, and how it is to answer: by status, by body, or by waiting."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[dict] = []
        self.keys: list[str | None] = []
        self.status = 200
        self.body: bytes | None = None
        self.extra: list[float] = []
        self.is_silent = False
        self.most_texts = 0  # with more, it is silent; 0 is no limit
        self.released = threading.Event()

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in request["input"]]

    def answer(self, request: dict) -> bytes:
        if self.body is not None:
            return self.body
        vectors = [[*vector_of(text), *self.extra] for text in request["input"]]
        entries = [
            {"object": "embedding", "index": index, "embedding": vector}
            for index, vector in enumerate(vectors)
        ]
        # The order of the entries means nothing.
        answer = {"object": "list", "data": entries[::-1], "model": request["model"]}
        return json.dumps(answer).encode()


@contextmanager
def serving() -> Iterator[EmbeddingServer]:
    """Answer at a free port of this machine until the block ends."""
    embeddings = EmbeddingServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(embeddings))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    embeddings.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield embeddings
    finally:
        embeddings.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(embeddings: EmbeddingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/embeddings"
            embeddings.requests.append(request)
            embeddings.keys.append(self.headers["Authorization"])
            if embeddings.is_silent or 0 < embeddings.most_texts < len(request["input"]):
                embeddings.released.wait(30)
                return
            body = embeddings.answer(request)
            self.send_response(embeddings.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Keep the test's output clean."""

    return Handler
