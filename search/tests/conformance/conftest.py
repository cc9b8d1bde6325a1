"""The engines, each with the same shop in it."""

import sys
from uuid import uuid4

import pytest

from infra.services.addresses import ADDRESSES
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.client import connect
from search.engines.embedded import EmbeddedEngine
from search.query.question import IndexName

from .catalogue import CATALOGUE
from .factories import question
from .filling import fill

# Seconds that a search may take here, where nobody waits for it.
PATIENCE = 10.0


def _embedded(tmp_path_factory):
    return EmbeddedEngine(tmp_path_factory.mktemp("embedded"))


def _elasticsearch(tmp_path_factory):
    client = connect(ADDRESSES["elasticsearch"].url)
    return ElasticsearchEngine(client, prefix=f"conformance-{uuid4().hex[:8]}", budget=PATIENCE)


def _shared(tmp_path_factory):
    """Elasticsearch with all channels in one index."""
    client = connect(ADDRESSES["elasticsearch"].url)
    return SharedEngine(
        client,
        prefix=f"conformance-{uuid4().hex[:8]}",
        budget=PATIENCE,
        shared_below=sys.maxsize,
    )


class SharedEngine(ElasticsearchEngine):
    """For whom every generation is a small one."""

    def begin(self, index, *, generation=None, documents=0):
        return super().begin(index, generation=generation, documents=documents)


ENGINES = [
    pytest.param(_embedded, id="embedded"),
    pytest.param(_elasticsearch, id="elasticsearch", marks=pytest.mark.elasticsearch),
    pytest.param(_shared, id="shared", marks=pytest.mark.elasticsearch),
]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request, tmp_path_factory):
    """An engine. What the tests leave in it is removed in the end."""
    engine = request.param(tmp_path_factory)
    yield engine
    for name in {state.name for state in engine.list_states()}:
        engine.drop(name)


@pytest.fixture(scope="session")
def shop(engine):
    """The index of the small shop, which no test changes."""
    name = IndexName(f"shop-{uuid4().hex[:8]}", "en")
    fill(engine, name, CATALOGUE)
    return name


@pytest.fixture
def index(engine):
    """The name of an index that is not there yet, and that is gone after the test."""
    name = IndexName(f"fresh-{uuid4().hex[:8]}", "de")
    yield name
    engine.drop(name)


@pytest.fixture(scope="session")
def catalogue():
    """What the small shop sells."""
    return CATALOGUE


@pytest.fixture
def ask(engine, shop):
    """Ask the shop a question and return the answer."""

    def asked(*args, **facts):
        return engine.search(question(shop, *args, size=100, **facts))

    return asked
