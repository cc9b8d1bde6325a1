"""A cluster that is slow, broken or away costs a search its budget at most."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from commerce.core.outages import Outage
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.client import connect
from search.errors import EngineUnavailableError
from search.query.question import IndexName
from search.tests.conformance.factories import question

INDEX = IndexName("main", "en")
BUDGET = 0.2
NOTHING = {"timed_out": False, "hits": {"total": {"value": 0}, "hits": []}}
EMPTY = {"responses": [NOTHING]}


class Cluster:
    """A server that answers every search the same way, after some time."""

    def __init__(self):
        self.status, self.body, self.delay, self.requests = 200, EMPTY, 0.0, 0
        self.released = threading.Event()

    def answer(self, handler):
        self.requests += 1
        handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.released.wait(self.delay)
        text = json.dumps(self.body).encode()
        handler.send_response(self.status)
        handler.send_header("X-Elastic-Product", "Elasticsearch")
        handler.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)


@pytest.fixture
def cluster():
    cluster = Cluster()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            cluster.answer(self)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        cluster.url = f"http://127.0.0.1:{server.server_port}"
        yield cluster
        cluster.released.set()
        server.shutdown()


def engine_for(url, **options):
    return ElasticsearchEngine(connect(url), prefix="heron-test", budget=BUDGET, **options)


def test_a_slow_cluster_costs_the_budget_and_then_nothing(cluster):
    cluster.delay = 30
    engine = engine_for(cluster.url)

    for _ in range(3):
        begin = time.perf_counter()
        with pytest.raises(EngineUnavailableError):
            engine.search(question(INDEX))
        assert BUDGET * 0.9 <= time.perf_counter() - begin < cluster.delay / 2
    with pytest.raises(EngineUnavailableError):
        engine.search(question(INDEX))

    assert cluster.requests == 3


def test_it_is_asked_again_after_a_while_and_answers(cluster):
    now = [0.0]
    cluster.status, cluster.body = 503, {"error": {"type": "unavailable"}, "status": 503}
    engine = engine_for(
        cluster.url, outage=Outage("elasticsearch", failures=3, pause=5, clock=lambda: now[0])
    )
    for _ in range(4):
        with pytest.raises(EngineUnavailableError):
            engine.search(question(INDEX))
    assert cluster.requests == 3

    cluster.status, cluster.body, now[0] = 200, EMPTY, 5.0

    assert engine.search(question(INDEX)).total == 0
    assert engine.search(question(INDEX)).total == 0
    assert cluster.requests == 5


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {"error": {"type": "boom"}, "status": 500}),
        (429, {"error": {"type": "es_rejected_execution_exception"}, "status": 429}),
        (200, {"responses": [{**NOTHING, "timed_out": True}]}),
        (400, {"error": {"type": "parsing_exception"}, "status": 400}),
    ],
)
def test_what_went_wrong_in_the_cluster_is_no_fault_of_the_shopper(cluster, status, body):
    cluster.status, cluster.body = status, body

    with pytest.raises(EngineUnavailableError):
        engine_for(cluster.url).search(question(INDEX))
    assert cluster.requests == 1


def test_one_search_of_several_that_fails_fails_the_answer(cluster):
    failed = {"error": {"type": "boom"}, "status": 500}
    cluster.body = {"responses": [NOTHING, failed]}

    with pytest.raises(EngineUnavailableError):
        engine_for(cluster.url).search(question(INDEX, facets=("category",)))


def test_a_cluster_that_is_not_there_is_unavailable():
    with pytest.raises(EngineUnavailableError):
        engine_for("http://127.0.0.1:1").search(question(INDEX))
